//! The page of a comparison, before a registry that gives set answers.

use proto::asf::registry::v1::{
    Capacity, Certification, GetEnterpriseResponse, ListPublicReportsResponse,
    SearchEnterprisesRequest, SearchEnterprisesResponse,
};
use stubs::{Stub, nowhere};

use super::*;
use crate::testing::{enterprise, get, summary, text, with_services};

const ID: &str = "019363f5-0000-7000-8000-0000000000";

fn ids(many: usize) -> String {
    let ids: Vec<_> = (10..10 + many).map(|nth| format!("id={ID}{nth}")).collect();
    ids.join("&")
}

async fn page(answer: Result<Enterprise, Status>, query: &str) -> (StatusCode, String) {
    let answer = answer.map(|enterprise| GetEnterpriseResponse {
        enterprise: Some(enterprise),
    });
    let found = SearchEnterprisesResponse {
        enterprises: vec![summary("Café Nytt")],
        ..SearchEnterprisesResponse::default()
    };
    let (registry, _) = Stub::default()
        .answers::<GetEnterpriseRequest, _>("asf.registry.v1.RegistryService/GetEnterprise", answer)
        .answers::<ListPublicReportsRequest, _>(
            "asf.registry.v1.BenefitService/ListPublicReports",
            Ok(ListPublicReportsResponse {
                reports: vec![PublicReport {
                    year: 2025,
                    hours: Some(1200),
                    ..PublicReport::default()
                }],
            }),
        )
        .answers::<SearchEnterprisesRequest, _>(
            "asf.registry.v1.RegistryService/SearchEnterprises",
            Ok(found),
        )
        .start()
        .await;
    let answer = get(
        with_services(registry, nowhere()),
        &format!("/asf-listan/jamfor?{query}"),
    )
    .await;
    (answer.status(), text(answer).await)
}

fn kitchen() -> Enterprise {
    let mut kitchen = enterprise("Kök");
    kitchen.id = format!("{ID}10");
    kitchen.member = true;
    kitchen.certification = Some(Certification {
        expires_on: "2027-11-04".to_owned(),
        ..Certification::default()
    });
    for activity in &mut kitchen.profile.as_mut().unwrap().activities {
        activity.capacity = Some(Capacity {
            people: 4,
            ..Capacity::default()
        });
    }
    kitchen
}

#[tokio::test]
async fn facts_stand_beside_each_other() {
    let (status, page) = page(Ok(kitchen()), &ids(2)).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(page.matches("role=\"columnheader\"").count(), 3);
    for fact in [
        "till och med 4 november 2027",
        "Medlem i Skoopi",
        "4 personer i arbetet",
        "Rapport för 2025",
        "inte bekräftad än – fråga först",
        "Göteborg, Västra Götalands län",
    ] {
        assert_eq!(
            page.matches(fact).count(),
            if fact.starts_with("Medlem") { 1 } else { 2 },
            "{fact}"
        );
    }
}

#[tokio::test]
async fn one_alone_asks_for_another() {
    let (_, page) = page(Ok(kitchen()), &ids(1)).await;
    assert!(page.contains("Ett ASF är valt."));
}

#[tokio::test]
async fn the_same_one_twice_is_one() {
    let twice = format!("{}&{}", ids(1), ids(1));
    let (_, page) = page(Ok(kitchen()), &twice).await;
    assert_eq!(page.matches("role=\"columnheader\"").count(), 2);
}

#[tokio::test]
async fn more_than_four_are_told_which_are_shown() {
    let (status, page) = page(Ok(kitchen()), &ids(6)).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Du har valt 6 ASF."));
    assert_eq!(page.matches("role=\"columnheader\"").count(), 5);
    assert!(!page.contains("Lägg till ett ASF"));
}

#[tokio::test]
async fn what_is_not_on_the_list_is_said() {
    let gone = Err(Status::not_found(""));
    for query in [ids(1), "id=hej".to_owned()] {
        let (status, page) = page(gone.clone(), &query).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert!(page.contains("Ett av de valda ASF:en står inte på ASF-listan."));
    }
}

#[tokio::test]
async fn nothing_chosen_tells_how_to_choose() {
    let (status, page) = page(Ok(kitchen()), "").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Inget är valt att jämföra."));
}

#[tokio::test]
async fn another_one_is_found_by_its_name() {
    let (_, page) = page(Ok(kitchen()), &format!("{}&q=nytt", ids(1))).await;
    let with = format!("jamfor?id={ID}10&#38;id={}", summary("").id);
    assert!(page.contains("Café Nytt") && page.contains(&with), "{page}");
}

#[tokio::test]
async fn a_registry_that_is_away_is_no_empty_comparison() {
    let away = Err(Status::unavailable("down"));
    let (status, _) = page(away, &ids(2)).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
}
