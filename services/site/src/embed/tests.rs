//! Frames for other sites, before a registry that gives set answers.

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use proto::asf::registry::v1::SearchEnterprisesResponse;
use tonic::Status;

use crate::testing::{
    Answers, answering, facet, get, get_with, summary, text, with, without_registry,
};

fn found() -> SearchEnterprisesResponse {
    SearchEnterprisesResponse {
        enterprises: vec![summary("Kök <b>")],
        total_size: 30,
        next_page_token: "a/b".to_owned(),
        facets: vec![
            facet("county", &[("14", 7)]),
            facet("municipality", &[("1480", 5)]),
        ],
        ..SearchEnterprisesResponse::default()
    }
}

fn policy(headers: &HeaderMap) -> &str {
    headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap()
}

async fn opened(url: &str) -> Response {
    get(answering(found()).await, url).await
}

#[tokio::test]
async fn every_site_may_frame_the_list_and_the_map_and_nothing_else() {
    for url in [
        "/inbaddat/lista",
        "/en/inbaddat/karta",
        "/inbaddat/lista?county=14",
    ] {
        let answer = opened(url).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert!(policy(answer.headers()).contains("frame-ancestors *"));
    }
    let page = opened("/asf-listan/badda-in").await;
    assert!(!page.headers().contains_key(header::CONTENT_SECURITY_POLICY));
}

#[tokio::test]
async fn links_of_a_frame_open_outside_of_it() {
    for url in ["/inbaddat/lista", "/inbaddat/karta"] {
        let page = text(opened(url).await).await;
        let links = page.matches("<a ").count();
        let outside = page.matches("target=\"_blank\" rel=\"noopener\"").count();
        // The next page of the list stays in the frame.
        let inside = page.matches("href=\"/inbaddat/").count();
        assert_eq!(outside + inside, links, "{url}");
        assert!(outside > 0);
    }
}

#[tokio::test]
async fn a_frame_is_the_same_whoever_looks_at_it() {
    let cookie = HeaderValue::from_static("__Host-session=s3cret; __Host-flash=Sparat");
    let headers: [(HeaderName, HeaderValue); 1] = [(header::COOKIE, cookie)];
    let answer = get_with(answering(found()).await, "/inbaddat/lista", &headers).await;
    assert!(!answer.headers().contains_key(header::SET_COOKIE));
    let known = text(answer).await;
    assert_eq!(known, text(opened("/inbaddat/lista").await).await);
}

#[tokio::test]
async fn the_next_page_keeps_the_choice() {
    let page = text(opened("/en/inbaddat/lista?county=14").await).await;
    let next = "href=\"/en/inbaddat/lista?county=14&#38;page_token=a%2Fb\"";
    assert!(page.contains(next), "{page}");
    assert!(page.contains("href=\"/en/asf-listan?county=14\""));
}

#[tokio::test]
async fn one_county_has_its_own_map() {
    let page = text(opened("/inbaddat/karta?county=14").await).await;
    assert!(page.contains("municipality=1480"));
    let sweden = text(opened("/inbaddat/karta").await).await;
    assert!(sweden.contains("county=14") && !sweden.contains("municipality=1480"));
}

#[tokio::test]
async fn a_choice_that_does_not_exist_leads_to_new_code() {
    let site = with(Answers {
        search: Err(Status::invalid_argument("x")),
        enterprise: Err(Status::not_found("")),
    });
    let answer = get(site.await, "/inbaddat/lista?county=99").await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    assert!(policy(answer.headers()).contains("frame-ancestors *"));
    assert!(text(answer).await.contains("/asf-listan/badda-in"));
}

#[tokio::test]
async fn a_registry_that_is_away_is_said_inside_the_frame() {
    let answer = get(without_registry(), "/inbaddat/karta").await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(policy(answer.headers()).contains("frame-ancestors *"));
    assert!(
        text(answer)
            .await
            .contains("Listan kan inte visas just nu.")
    );
}

#[tokio::test]
async fn the_code_names_what_was_chosen() {
    let url = "/asf-listan/badda-in?vy=karta&county=14&industry=stad&sprak=en";
    let page = text(opened(url).await).await;
    // As a person copies it: the page escapes each quotation mark once.
    let page = page
        .replace("&#34;", "\"")
        .replace("&#60;", "<")
        .replace("&#62;", ">");
    let page = page.replace("&#38;", "&");
    let frame = "<iframe src=\"https://asf.example/en/inbaddat/karta?county=14&amp;industry=stad\" \
                 title=\"Map of ASFs\"";
    assert!(page.contains(frame), "{page}");
    let script = "<script src=\"https://asf.example/embed.js\" data-view=\"karta\" \
                  data-county=\"14\" data-industry=\"stad\" data-lang=\"en\" async></script>";
    assert!(page.contains(script), "{page}");
}

#[tokio::test]
async fn what_does_not_exist_does_not_come_into_the_code() {
    let page = text(opened("/asf-listan/badda-in?county=%22%3E&industry=x&vy=y").await).await;
    assert!(page.contains("src=\"/inbaddat/lista\""));
}

#[tokio::test]
async fn the_script_may_be_loaded_from_anywhere() {
    let answer = opened("/embed.js").await;
    assert_eq!(
        answer.headers()["cross-origin-resource-policy"],
        "cross-origin"
    );
    assert!(
        answer.headers()[header::CONTENT_TYPE]
            .to_str()
            .unwrap()
            .starts_with("text/javascript")
    );
}
