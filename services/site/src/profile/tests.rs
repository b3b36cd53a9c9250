//! The profile as a browser gets it.

use axum::{
    http::{StatusCode, header},
    response::Response,
};
use proto::asf::registry::v1::{
    Enterprise, FindByOrgNumberRequest, FindByOrgNumberResponse, GetEnterpriseBySlugRequest,
    GetEnterpriseBySlugResponse, SearchEnterprisesResponse,
};
use stubs::{Stub, nowhere};
use tonic::Status;

use super::paragraphs;
use crate::testing::{
    Answers, enterprise, get, summary, text, with, with_services, without_registry,
};

async fn profile(url: &str, enterprise: Result<Enterprise, Status>) -> Response {
    let found = SearchEnterprisesResponse {
        enterprises: vec![summary("Kök & Kafé")],
        ..SearchEnterprisesResponse::default()
    };
    let answers = Answers {
        search: Ok(found),
        enterprise,
    };
    get(with(answers).await, url).await
}

#[tokio::test]
async fn a_profile_shows_all_that_the_enterprise_says() {
    let answer = profile("/asf/kok", Ok(enterprise("Kök"))).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-cache");
    let body = text(answer).await;
    for part in [
        "<h1>Kök</h1>",
        "<p>Vi lagar lunch.</p><p>Varje dag.</p>",
        "Smörgåstårta och buffé",
        "mailto:info@kok.example",
        "https://kok.example",
        "769600-0004",
        "Ekonomisk förening",
        "Göteborg",
        "24 november 2026",
        "Certifierat",
        "href=\"https://asf.example/asf/kok\"",
        "hreflang=\"en\" href=\"https://asf.example/en/asf/kok\"",
        "/asf-listan?industry=catering&#38;county=14",
    ] {
        assert!(body.contains(part), "{part} is not in {body}");
    }
}

#[tokio::test]
async fn an_english_page_names_terms_in_english() {
    let body = text(profile("/en/asf/kok", Ok(enterprise("Kök"))).await).await;
    for part in ["Economic association", "24 November 2026", "What we sell"] {
        assert!(body.contains(part), "{part} is not in {body}");
    }
}

#[tokio::test]
async fn the_data_for_search_engines_is_json_and_cannot_end_its_element() {
    let hostile = "</script><script>alert(1)</script>";
    let answer = profile("/asf/kok", Ok(enterprise(hostile))).await;
    let body = text(answer).await;
    assert!(!body.contains("<script>alert"), "{body}");
    let start = body.find("ld+json\">").unwrap() + "ld+json\">".len();
    let end = start + body[start..].find("</script>").unwrap();
    let data: serde_json::Value = serde_json::from_str(&body[start..end]).unwrap();
    assert_eq!(data["name"], hostile);
    assert_eq!(data["address"]["addressRegion"], "Västra Götalands län");
    assert_eq!(
        data["makesOffer"][0]["itemOffered"]["name"],
        "Smörgåstårta och buffé"
    );
}

#[tokio::test]
async fn an_address_that_runs_scripts_is_no_link() {
    let mut enterprise = enterprise("Kök");
    if let Some(profile) = &mut enterprise.profile {
        profile.website = "javascript:alert(1)".to_owned();
    }
    let body = text(profile("/asf/kok", Ok(enterprise)).await).await;
    assert!(!body.contains("javascript:"), "{body}");
}

#[tokio::test]
async fn an_enterprise_that_is_not_listed_gets_a_page_that_helps() {
    for (url, words) in [
        ("/asf/kok-och-kaf", "Menade du något av de här?"),
        ("/en/asf/kok-och-kaf", "Did you mean one of these?"),
    ] {
        let answer = profile(url, Err(Status::not_found(""))).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        let body = text(answer).await;
        for part in [words, "value=\"kok och kaf\"", "/asf/kok-kafe", "noindex"] {
            assert!(body.contains(part), "{part} is not in {body}");
        }
    }
}

#[tokio::test]
async fn without_the_registry_the_profile_says_so() {
    let answer = get(without_registry(), "/asf/kok").await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
}

/// The page of an enterprise that somebody looks after, or nobody.
async fn looked_after(looked_after: bool, url: &str) -> String {
    let by_slug = GetEnterpriseBySlugResponse {
        enterprise: Some(enterprise("Kök")),
    };
    let by_number = FindByOrgNumberResponse {
        slug: "kok".to_owned(),
        looked_after,
        ..FindByOrgNumberResponse::default()
    };
    let rpc = |method: &str| format!("asf.registry.v1.RegistryService/{method}");
    let (registry, _) = Stub::default()
        .answers::<GetEnterpriseBySlugRequest, _>(&rpc("GetEnterpriseBySlug"), Ok(by_slug))
        .answers::<FindByOrgNumberRequest, _>(&rpc("FindByOrgNumber"), Ok(by_number))
        .start()
        .await;
    text(get(with_services(registry, nowhere()), url).await).await
}

#[tokio::test]
async fn everybody_is_asked_whose_profile_it_is_until_somebody_looks_after_it() {
    let claim = "/konto/foretag/ansprak/kok";
    let page = looked_after(false, "/asf/kok").await;
    assert!(page.contains("Är det här ert företag?"), "{page}");
    assert!(page.contains(claim));
    let english = looked_after(false, "/en/asf/kok").await;
    assert!(english.contains("Is this your enterprise?"), "{english}");
    assert!(english.contains(&format!("/en{claim}")));
    assert!(!looked_after(true, "/asf/kok").await.contains(claim));
    let past = looked_after(false, "/asf/kok?as_of=2026-01-31").await;
    assert!(!past.contains(claim), "{past}");
}

#[test]
fn blank_lines_separate_paragraphs_and_single_ones_stay() {
    assert_eq!(
        paragraphs("En.\nTvå.\r\n\r\n\n  Tre.\n"),
        ["En.\nTvå.", "Tre."]
    );
    assert!(paragraphs(" \n\n").is_empty());
}
