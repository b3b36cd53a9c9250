//! The sums as a browser and as a spreadsheet get them, and a profile with
//! reports.

use axum::http::{StatusCode, header};
use prost_types::Timestamp;
use proto::asf::registry::v1::{
    BenefitSums, Count, GetEnterpriseBySlugRequest, GetEnterpriseBySlugResponse,
    ListPublicReportsRequest, ListPublicReportsResponse, PublicReport, PublicReturn, ReservedShare,
    Shown, Sum, SumSocialBenefitRequest, SumSocialBenefitResponse, ValuedOutcome,
};
use stubs::{Asked, Stub, nowhere};
use tonic::Status;

use crate::testing::{enterprise, get, text, with_services, without_registry};

const SUM: &str = "asf.registry.v1.BenefitService/SumSocialBenefit";

fn sum(at_least: u64, at_most: u64) -> Option<Sum> {
    Some(Sum { at_least, at_most })
}

fn group(name: &str) -> BenefitSums {
    BenefitSums {
        group: name.to_owned(),
        enterprises: 37,
        employed: sum(912, 912),
        employed_target_group: sum(300, 341),
        participants: sum(4120, 4268),
        hours: 1_234_567,
        moved_to_work: sum(5, 9),
        moved_to_studies: sum(0, 4),
        reserved_share_reached: 12,
    }
}

fn sums() -> SumSocialBenefitResponse {
    SumSocialBenefitResponse {
        year: 2025,
        years: vec![2025, 2024],
        all: Some(group("")),
        by_county: vec![group("14"), group("01")],
        by_industry: vec![group("catering")],
        listed: 400,
    }
}

async fn page(url: &str, answer: SumSocialBenefitResponse) -> (StatusCode, String, Asked) {
    let stub = Stub::default().answers::<SumSocialBenefitRequest, _>(SUM, Ok(answer));
    let (registry, asked) = stub.start().await;
    let answer = get(with_services(registry, nowhere()), url).await;
    (answer.status(), text(answer).await, asked)
}

#[tokio::test]
async fn everybody_sees_the_sums_as_ranges_with_links_to_each_part() {
    let (status, body, _) = page("/samhallsnytta", sums()).await;
    assert_eq!(status, StatusCode::OK);
    for part in [
        "<dd>4\u{a0}120–4\u{a0}268</dd>",
        "<dd>912</dd>",
        "37 av 400 företag",
        "ligger någonstans mellan dem",
        "href=\"/samhallsnytta?year=2024\"",
        "href=\"/samhallsnytta?year=2025&#38;county=14\"",
        "href=\"/samhallsnytta?year=2025&#38;industry=catering\"",
        "href=\"/samhallsnytta.csv?year=2025\"",
        "<rect class=\"bar-sure\" width=\"965\"",
    ] {
        assert!(body.contains(part), "{part} is not in {body}");
    }
    // Counties in the order of their names, whatever their codes.
    let place = |county| body.find(county).unwrap();
    assert!(place(">Stockholms län</a>") < place(">Västra Götalands län</a>"));
}

#[tokio::test]
async fn filters_are_asked_for_and_stay_chosen() {
    let url = "/en/samhallsnytta?year=2024&county=14&industry=catering";
    let (_, body, asked) = page(url, sums()).await;
    let question: SumSocialBenefitRequest = asked.last(SUM);
    assert_eq!(
        (question.year, question.county),
        (2024, vec!["14".to_owned()])
    );
    assert_eq!(question.industry, ["catering"]);
    for part in [
        "Social benefit: Catering in Västra Götalands län",
        "<option value=\"14\" selected>",
        "<option value=\"catering\" selected>",
        "4,120–4,268",
    ] {
        assert!(body.contains(part), "{part} is not in {body}");
    }
}

#[tokio::test]
async fn what_the_list_does_not_know_is_told_and_filters_nothing() {
    let (status, body, asked) = page("/samhallsnytta?county=%3Cb%3E", sums()).await;
    assert_eq!(status, StatusCode::OK);
    assert!(body.contains("känner inte igen ”&#60;b&#62;”"), "{body}");
    assert!(asked.last::<SumSocialBenefitRequest>(SUM).county.is_empty());
}

#[tokio::test]
async fn before_the_first_report_the_page_says_so() {
    let none = SumSocialBenefitResponse {
        listed: 400,
        ..SumSocialBenefitResponse::default()
    };
    let (status, body, _) = page("/samhallsnytta", none).await;
    assert_eq!(status, StatusCode::OK);
    assert!(body.contains("Ingen har rapporterat än"), "{body}");
    assert!(!body.contains("<table"), "{body}");
}

#[tokio::test]
async fn without_the_registry_the_page_says_so() {
    let answer = get(without_registry(), "/samhallsnytta").await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn a_spreadsheet_gets_both_ends_of_every_sum() {
    let stub = Stub::default().answers::<SumSocialBenefitRequest, _>(SUM, Ok(sums()));
    let (registry, _) = stub.start().await;
    let answer = get(with_services(registry, nowhere()), "/samhallsnytta.csv").await;
    assert_eq!(
        answer.headers()[header::CONTENT_TYPE],
        "text/csv; charset=utf-8"
    );
    let body = text(answer).await;
    let lines: Vec<_> = body.lines().collect();
    assert_eq!(lines.len(), 5, "{body}");
    assert_eq!(
        lines[2],
        "2025,county,14,\"Västra Götalands län\",37,912,912,300,341,4120,4268,1234567,5,9,0,4,12"
    );
    let columns = lines[0].split(',').count();
    assert!(
        lines.iter().all(|line| line.split(',').count() == columns),
        "{body}"
    );
}

fn report(year: u32) -> PublicReport {
    let exact = |number| {
        Some(Count {
            exact: Some(number),
            shown: Shown::Exact.into(),
        })
    };
    let hidden = |shown: Shown| {
        Some(Count {
            exact: None,
            shown: shown.into(),
        })
    };
    PublicReport {
        year,
        employed: exact(20),
        employed_target_group: hidden(Shown::Withheld),
        participants: exact(12),
        hours: Some(4120),
        moved_to_work: hidden(Shown::FewerThanFive),
        moved_to_studies: exact(5),
        method: "Lönelistan.\nNärvaron <b>.".to_owned(),
        source: "Årsredovisningen".to_owned(),
        reserved_share: ReservedShare::Reached.into(),
        social_return: Some(PublicReturn {
            investment: "200000".to_owned(),
            outcomes: vec![ValuedOutcome {
                outcome: "Månader i arbete".to_owned(),
                quantity: "36".to_owned(),
                value: "12000.50".to_owned(),
                source: "Riksnormen".to_owned(),
            }],
            total: "432018".to_owned(),
            ratio: "2.16".to_owned(),
        }),
        reported_at: Some(Timestamp {
            seconds: 1_795_500_000,
            nanos: 0,
        }),
        ..PublicReport::default()
    }
}

async fn profile(reports: Result<ListPublicReportsResponse, Status>) -> String {
    let found = GetEnterpriseBySlugResponse {
        enterprise: Some(enterprise("Kök")),
    };
    let (registry, _) = Stub::default()
        .answers::<GetEnterpriseBySlugRequest, _>(
            "asf.registry.v1.RegistryService/GetEnterpriseBySlug",
            Ok(found),
        )
        .answers::<ListPublicReportsRequest, _>(
            "asf.registry.v1.BenefitService/ListPublicReports",
            reports,
        )
        .start()
        .await;
    let answer = get(with_services(registry, nowhere()), "/asf/kok").await;
    assert_eq!(answer.status(), StatusCode::OK);
    text(answer).await
}

#[tokio::test]
async fn a_profile_shows_the_latest_year_and_all_years_as_charts_and_table() {
    let reports = vec![report(2025), report(2024)];
    let body = profile(Ok(ListPublicReportsResponse { reports })).await;
    for part in [
        "Senaste rapporten: 2025",
        "<dt>Varav ur målgruppen</dt><dd>visas inte</dd>",
        "<dt>Gick vidare till arbete</dt><dd>&#60;5</dd>",
        "når gränsen för reserverad upphandling",
        "Närvaron &#60;b&#62;.",
        "432\u{a0}018 kr på en insats av 200\u{a0}000 kr",
        "<td>12\u{a0}000,50</td>",
        "<path class=\"bar-line\"",
        "<th scope=\"row\">2024</th>",
    ] {
        assert!(body.contains(part), "{part} is not in {body}");
    }
}

#[tokio::test]
async fn a_profile_without_reports_or_without_an_answer_stays_a_profile() {
    for reports in [
        Ok(ListPublicReportsResponse::default()),
        Err(Status::unavailable("")),
    ] {
        let body = profile(reports).await;
        assert!(body.contains("<h1>Kök</h1>"), "{body}");
        assert!(!body.contains("Rapporterad samhällsnytta"), "{body}");
    }
}
