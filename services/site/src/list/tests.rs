//! The list as a browser gets it.

use axum::http::StatusCode;
use proto::asf::registry::v1::{Interpretation, Repair, SearchEnterprisesResponse};
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt};

use crate::testing::{Answers, answering, facet, get, summary, text, with, without_registry};

fn found() -> SearchEnterprisesResponse {
    SearchEnterprisesResponse {
        enterprises: vec![summary("Kök & Kafé <script>alert(1)</script>")],
        facets: vec![
            facet("county", &[("14", 57), ("12", 3)]),
            facet("municipality", &[("1480", 40)]),
            facet("industry", &[("catering", 31), ("stad", 2)]),
            facet("certified", &[("true", 5)]),
        ],
        total_size: 60,
        next_page_token: "next".to_owned(),
        interpretation: Some(Interpretation {
            municipality_codes: vec!["1480".to_owned()],
            ..Interpretation::default()
        }),
        ..SearchEnterprisesResponse::default()
    }
}

async fn refused_as(reason: &str) -> axum::response::Response {
    let details = ErrorDetails::with_error_info(reason, "asf", []);
    let status = Status::with_error_details(Code::InvalidArgument, "", details);
    let answers = Answers {
        search: Err(status),
        enterprise: Err(Status::not_found("")),
    };
    get(
        with(answers).await,
        "/asf-listan?q=mat&county=14&page_token=x",
    )
    .await
}

#[tokio::test]
async fn a_search_shows_hits_facets_map_and_how_it_was_read() {
    let url = "/asf-listan?q=catering+G%C3%B6teborg&industry=catering";
    let answer = get(answering(found()).await, url).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let body = text(answer).await;
    for part in [
        "60 ASF",
        "Vi läste sökningen som kommunen Göteborg.",
        "aria-label=\"Västra Götalands län: 57 ASF\"",
        "value=\"catering\" form=\"sok\" checked",
        "aria-label=\"Ta bort Catering\"",
        "/asf-listan?q=catering%20G%C3%B6teborg&#38;industry=catering&#38;page_token=next",
        "/api/v1/enterprises:export?format=csv&#38;q=catering%20G%C3%B6teborg&#38;industry=catering",
        "Källa: SCB",
    ] {
        assert!(body.contains(part), "{part} is not in {body}");
    }
}

#[tokio::test]
async fn the_english_list_is_english_and_leads_to_english_pages() {
    let answer = get(answering(found()).await, "/en/asf-listan?county=14").await;
    let body = text(answer).await;
    for part in [
        "<html lang=\"en\">",
        "60 ASFs",
        "Map: ASFs in the municipalities of Västra Götalands län",
        "Göteborg: 40 ASFs",
        "/en/asf-listan?county=14&#38;municipality=1480",
        "href=\"/asf-listan?county=14\" lang=\"sv\"",
    ] {
        assert!(body.contains(part), "{part} is not in {body}");
    }
}

#[tokio::test]
async fn hostile_texts_stay_texts() {
    let url = "/asf-listan?q=%22%3E%3Cscript%3Ealert(2)%3C%2Fscript%3E&near=%22onfocus%3D%22x";
    for site in [answering(found()).await, without_registry()] {
        let body = text(get(site, url).await).await;
        assert!(!body.contains("<script>alert"), "{body}");
        assert!(!body.contains("\"onfocus"), "{body}");
    }
}

#[tokio::test]
async fn what_is_wrong_stands_by_its_field_with_everything_kept() {
    let url = "/asf-listan?q=mat&county=99&near=Atlantis&radius_km=l%C3%A5ngt&industry=stad";
    let answer = get(without_registry(), url).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    let body = text(answer).await;
    for part in [
        "id=\"county-fault\">Det finns inget län med koden ”99”",
        "id=\"near-fault\">Kommunen ”Atlantis” finns inte",
        "id=\"radius_km-fault\">Skriv ett helt antal",
        "value=\"mat\"",
        "value=\"99\" form=\"sok\" checked",
        "value=\"Atlantis\"",
        "value=\"långt\"",
        "value=\"stad\" form=\"sok\" checked",
        "role=\"alert\"",
    ] {
        assert!(body.contains(part), "{part} is not in {body}");
    }
}

#[tokio::test]
async fn a_long_text_is_told_its_length_in_english() {
    let url = format!("/en/asf-listan?q={}", "a".repeat(10_000));
    let answer = get(without_registry(), &url).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    let body = text(answer).await;
    assert!(
        body.contains("at most 200 characters. Yours has 10000."),
        "{body}"
    );
}

#[tokio::test]
async fn a_page_of_another_search_is_a_400_that_leads_on() {
    let answer = refused_as("WRONG_PAGE_TOKEN").await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    let body = text(answer).await;
    assert!(body.contains("Sidan hör till en annan sökning"), "{body}");
    assert!(
        body.contains("href=\"/asf-listan?q=mat&#38;county=14\""),
        "{body}"
    );
}

#[tokio::test]
async fn a_refusal_that_is_not_of_the_search_is_a_fault_of_ours() {
    let answer = refused_as("SOMETHING_ELSE").await;
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test]
async fn nothing_found_offers_what_would_find_something() {
    let empty = SearchEnterprisesResponse {
        repairs: vec![Repair {
            without: "county".to_owned(),
            value: "13".to_owned(),
            total_size: 14,
        }],
        ..SearchEnterprisesResponse::default()
    };
    let answer = get(answering(empty).await, "/asf-listan?q=hunddagis&county=13").await;
    assert_eq!(answer.status(), StatusCode::OK);
    let body = text(answer).await;
    assert!(body.contains("Inga ASF hittades"), "{body}");
    assert!(
        body.contains("<a href=\"/asf-listan?q=hunddagis\">Utan Hallands län</a>"),
        "{body}"
    );
    assert!(body.contains("14 ASF"), "{body}");
}

#[tokio::test]
async fn search_engines_keep_the_list_but_not_single_searches() {
    for (url, kept) in [
        ("/asf-listan", true),
        ("/asf-listan?county=14", true),
        ("/asf-listan?q=x", false),
    ] {
        let body = text(get(answering(found()).await, url).await).await;
        assert_eq!(body.contains("rel=\"canonical\""), kept, "{url}");
        assert_eq!(body.contains("noindex"), !kept, "{url}");
    }
}
