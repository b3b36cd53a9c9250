//! Telling of a year, before services that give set answers.

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use chassis::status::{FieldViolation, invalid};
use kernel::fault::ErrorReason;
use proto::asf::{
    identity::v1::RefreshSessionRequest,
    registry::v1::{
        BenefitReport, Count, Enterprise, GetOwnEnterpriseRequest, GetOwnEnterpriseResponse,
        ListOwnReportsRequest, ListOwnReportsResponse, PublicReport, ReportSocialBenefitRequest,
        ReportSocialBenefitResponse, Shown, SocialReturn, State, ValuedOutcome,
        WithdrawSocialBenefitRequest, WithdrawSocialBenefitResponse,
    },
};
use rstest::rstest;
use stubs::{Asked, Stub, refreshed_as};
use tonic::Status;

use super::typed::Typed;
use crate::{
    page::form_data::FormData,
    testing::{get_with, send, text, with_services},
};

const OURS: &str = "0197f0a4-5c1e-7000-8000-0000000000aa";
const REPORT: &str = "asf.registry.v1.BenefitService/ReportSocialBenefit";
const WITHDRAW: &str = "asf.registry.v1.BenefitService/WithdrawSocialBenefit";
const NEW: &str = "/konto/foretag/samhallsnytta/ny";

fn told() -> BenefitReport {
    BenefitReport {
        year: 2024,
        employed: 7,
        employed_target_group: 3,
        participants: 12,
        hours: 1400,
        moved_to_work: 2,
        moved_to_studies: 1,
        method: "Lönelistan".to_owned(),
        source: "Bokslutet".to_owned(),
        social_return: Some(SocialReturn {
            investment: "1250.50".to_owned(),
            outcomes: vec![ValuedOutcome {
                outcome: "Månader i arbete".to_owned(),
                quantity: "36".to_owned(),
                value: "12000".to_owned(),
                source: "Riksnormen".to_owned(),
            }],
        }),
        ..BenefitReport::default()
    }
}

fn seen() -> ReportSocialBenefitResponse {
    let fewer = Count {
        exact: None,
        shown: Shown::FewerThanFive.into(),
    };
    ReportSocialBenefitResponse {
        report: None,
        public_report: Some(PublicReport {
            year: 2025,
            moved_to_work: Some(fewer),
            ..PublicReport::default()
        }),
        position: 0,
    }
}

/// Services where Kim's organisation has told of 2024.
async fn services(
    roles: &[&str],
    report: Result<ReportSocialBenefitResponse, Status>,
) -> (crate::Site, Asked) {
    let (identity, _) = Stub::default()
        .answers::<RefreshSessionRequest, _>(
            "asf.identity.v1.SessionService/RefreshSession",
            Ok(refreshed_as("kim", roles, Some(OURS))),
        )
        .start()
        .await;
    let enterprise = Enterprise {
        id: OURS.to_owned(),
        slug: "kok".to_owned(),
        state: State::Listed.into(),
        ..Enterprise::default()
    };
    let (registry, asked) = Stub::default()
        .answers::<GetOwnEnterpriseRequest, _>(
            "asf.registry.v1.RegistryService/GetOwnEnterprise",
            Ok(GetOwnEnterpriseResponse {
                enterprise: Some(enterprise),
                ..GetOwnEnterpriseResponse::default()
            }),
        )
        .answers::<ListOwnReportsRequest, _>(
            "asf.registry.v1.BenefitService/ListOwnReports",
            Ok(ListOwnReportsResponse {
                reports: vec![told()],
            }),
        )
        .answers::<ReportSocialBenefitRequest, _>(REPORT, report)
        .answers::<WithdrawSocialBenefitRequest, _>(
            WITHDRAW,
            Ok(WithdrawSocialBenefitResponse::default()),
        )
        .start()
        .await;
    (with_services(registry, identity), asked)
}

const OWNER: &[&str] = &["account", "asf_owner", "asf_editor"];

fn cookie() -> [(HeaderName, HeaderValue); 1] {
    let session = HeaderValue::from_static("__Host-session=s3cret");
    [(header::COOKIE, session)]
}

async fn post(
    url: &str,
    body: &str,
    report: Result<ReportSocialBenefitResponse, Status>,
) -> (Response, Asked) {
    let (site, asked) = services(OWNER, report).await;
    (send(site, url, body, &cookie()).await, asked)
}

const FORM: &str = "year=2025&employed=20&employed_target_group=8&participants=1+200&hours=4120\
    &moved_to_work=3&moved_to_studies=5&method=L%C3%B6nelistan&source=Bokslutet\
    &investment=1+250%2C50&outcome_2=Arbete&quantity_2=36&value_2=12000%2C5&value_source_2=Norm";

#[tokio::test]
async fn a_report_is_shown_as_everybody_sees_it_before_it_is_told() {
    let (answer, asked) = post(NEW, FORM, Ok(seen())).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let question: ReportSocialBenefitRequest = asked.last(REPORT);
    assert!(question.validate_only);
    let report = question.report.unwrap();
    assert_eq!((report.year, report.participants), (2025, 1200));
    let social_return = report.social_return.unwrap();
    assert_eq!(social_return.investment, "1250.50");
    assert_eq!(social_return.outcomes[0].value, "12000.5");
    let body = text(answer).await;
    for part in [
        "<dd>&#60;5</dd>",
        "name=\"moved_to_work\" value=\"3\"",
        "name=\"outcome_2\" value=\"Arbete\"",
        "name=\"step\" value=\"tell\"",
        "name=\"step\" value=\"edit\"",
    ] {
        assert!(body.contains(part), "{part} is not in {body}");
    }
}

#[tokio::test]
async fn only_the_second_button_tells() {
    let (answer, asked) = post(NEW, &format!("{FORM}&step=tell"), Ok(seen())).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let to = &answer.headers()[header::LOCATION];
    assert_eq!(to, "/konto/foretag/samhallsnytta");
    let question: ReportSocialBenefitRequest = asked.last(REPORT);
    assert!(!question.validate_only);
}

#[tokio::test]
async fn back_from_the_preview_everything_typed_is_there() {
    let (answer, asked) = post(NEW, &format!("{FORM}&step=edit"), Ok(seen())).await;
    assert_eq!(asked.count(REPORT), 0);
    let body = text(answer).await;
    for part in [
        "value=\"1 200\"",
        "value=\"1 250,50\"",
        ">\nBokslutet</textarea>",
    ] {
        assert!(body.contains(part), "{part} is not in {body}");
    }
}

#[tokio::test]
async fn what_is_refused_is_told_at_its_field_and_keeps_what_was_typed() {
    let field = |path: &str, rule: ErrorReason| FieldViolation::new(path, rule, "");
    let refused = invalid(vec![
        field("report.employed_target_group", ErrorReason::MoreThanTotal),
        field(
            "report.social_return.outcomes[0].quantity",
            ErrorReason::TooFew,
        ),
        field("report.period_to", ErrorReason::OutsideYear),
    ]);
    let form = format!("{FORM}&period_from=2025-01-01&period_to=2026-01-01");
    let (answer, _) = post(NEW, &form, Err(refused)).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let body = text(answer).await;
    for part in [
        "<a href=\"#employed_target_group\">De ur målgruppen kan inte vara fler",
        "id=\"quantity_2-fel\">Antalet behöver vara minst 5",
        "id=\"period_to-fel\">Dagen behöver ligga inom",
        "value=\"1 200\"",
    ] {
        assert!(body.contains(part), "{part} is not in {body}");
    }
}

#[tokio::test]
async fn what_is_no_number_never_leaves_the_page() {
    let form = FORM
        .replace("employed=20", "employed=tjugo")
        .replace("hours=4120", "hours=");
    let (answer, asked) = post(NEW, &form, Ok(seen())).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(asked.count(REPORT), 0);
    let body = text(answer).await;
    for part in [
        "id=\"employed-fel\">Skriv ett helt tal",
        "id=\"hours-fel\">Fyll i deltagarnas timmar.",
        "value=\"tjugo\"",
    ] {
        assert!(body.contains(part), "{part} is not in {body}");
    }
}

#[tokio::test]
async fn a_year_that_was_told_is_corrected_and_not_told_twice() {
    let form = FORM.replace("year=2025", "year=2024");
    let (answer, asked) = post(NEW, &form, Ok(seen())).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(asked.count(REPORT), 0);
    assert!(text(answer).await.contains("har ni redan rapporterat"));

    let (_, asked) = post("/konto/foretag/samhallsnytta/2024", FORM, Ok(seen())).await;
    let question: ReportSocialBenefitRequest = asked.last(REPORT);
    assert_eq!(question.report.unwrap().year, 2024);
}

#[tokio::test]
async fn the_years_are_listed_and_their_forms_are_filled() {
    let (site, _) = services(OWNER, Ok(seen())).await;
    let url = "/konto/foretag/samhallsnytta";
    let body = text(get_with(site.clone(), url, &cookie()).await).await;
    for part in [
        "Rätta rapporten för 2024",
        "Dra tillbaka rapporten för 2024",
        NEW,
    ] {
        assert!(body.contains(part), "{part} is not in {body}");
    }
    let body = text(get_with(site, &format!("{url}/2024"), &cookie()).await).await;
    for part in [
        "value=\"1250.50\"",
        "value=\"Riksnormen\"",
        "id=\"outcome_3\"",
    ] {
        assert!(body.contains(part), "{part} is not in {body}");
    }
    assert!(!body.contains("name=\"year\""), "{body}");
}

#[rstest]
#[case::owner(
    OWNER,
    "/konto/foretag/samhallsnytta/2024/dra-tillbaka",
    StatusCode::OK
)]
#[case::editor(&["account", "asf_editor"], "/konto/foretag/samhallsnytta/2024/dra-tillbaka", StatusCode::NOT_FOUND)]
#[case::another_year(
    OWNER,
    "/konto/foretag/samhallsnytta/2023/dra-tillbaka",
    StatusCode::NOT_FOUND
)]
#[case::no_year(OWNER, "/konto/foretag/samhallsnytta/forra", StatusCode::NOT_FOUND)]
#[tokio::test]
async fn only_owners_take_back_and_only_what_was_told(
    #[case] roles: &[&str],
    #[case] url: &str,
    #[case] status: StatusCode,
) {
    let (site, asked) = services(roles, Ok(seen())).await;
    assert_eq!(get_with(site, url, &cookie()).await.status(), status);
    assert_eq!(asked.count(WITHDRAW), 0);
}

#[tokio::test]
async fn taking_back_asks_once_more_and_then_does_it() {
    let url = "/konto/foretag/samhallsnytta/2024/dra-tillbaka";
    let (answer, asked) = post(url, "", Ok(seen())).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let question: WithdrawSocialBenefitRequest = asked.last(WITHDRAW);
    assert_eq!((question.id.as_str(), question.year), (OURS, 2024));
}

#[test]
fn a_report_comes_back_from_its_form() {
    let typed = Typed::of(&told());
    assert_eq!(typed.report().unwrap(), told());
    assert_eq!(typed.outcomes().len(), 3);
}

#[test]
fn a_path_leads_to_the_row_that_was_filled() {
    let sent = FormData::parse(b"outcome_1=a&outcome_4=b").unwrap();
    let typed = Typed::sent(&sent);
    let name = |path: &str| typed.name_of(path);
    let outcomes = "report.social_return.outcomes";
    assert_eq!(name(&format!("{outcomes}[1].value")), Some("value_4"));
    assert_eq!(name(&format!("{outcomes}[2].value")), None);
    assert_eq!(name(outcomes), Some("outcome_1"));
    assert_eq!(name("report.social_return.investment"), Some("investment"));
    assert_eq!(name("report.year"), Some("year"));
    assert_eq!(name("id"), None);
    assert_eq!(typed.outcomes().len(), 6);
}
