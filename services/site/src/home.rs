//! `/`: what the list is, and the ways into it.

use std::collections::HashMap;

use askama::Template;
use axum::{extract::State, response::Response};
use kernel::terms::Industry;
use proto::asf::registry::v1::{SearchEnterprisesRequest, SearchEnterprisesResponse, Sort};

use crate::{
    Site,
    card::Card,
    facets,
    map::{self, Content, Map},
    page::{
        error_page,
        frame::{Frame, Section},
        lang::Lang,
        page_request::PageRequest,
        respond,
        texts::L10nLanguage,
    },
};

/// How many of the newest are shown.
const LATEST: u32 = 6;

#[derive(Template)]
#[template(path = "pages/home.html")]
struct HomePage {
    page: Frame,
    t: &'static L10nLanguage,
    numbers: Vec<Figure>,
    industries: Vec<Tile>,
    latest: Vec<Card>,
    map: Option<Map>,
}

/// A number and what it counts.
struct Figure {
    shown: String,
    label: String,
}

/// An industry as a way in.
struct Tile {
    slug: &'static str,
    name: &'static str,
    shown: String,
    href: String,
}

pub(crate) async fn get(State(site): State<Site>, request: PageRequest) -> Response {
    let newest = SearchEnterprisesRequest {
        sort: Sort::Newest.into(),
        page_size: LATEST,
        ..SearchEnterprisesRequest::default()
    };
    match site.search(newest).await {
        Ok(found) => respond::page(&request, &HomePage::new(&request, found)),
        Err(status) => error_page::of(&request, &status),
    }
}

impl HomePage {
    fn new(request: &PageRequest, found: SearchEnterprisesResponse) -> Self {
        let lang = request.lang;
        let t = lang.texts();
        let by_county = facets::counts(&found.facets, "county");
        let by_industry = facets::counts(&found.facets, "industry");
        let numbers = figures(lang, found.total_size, &by_county, &by_industry);
        let content = Content {
            lang,
            counts: Some(by_county),
            chosen: Vec::new(),
            href: |code: &str| format!("{}/asf-listan?county={code}", lang.root()),
        };
        let latest = found
            .enterprises
            .into_iter()
            .map(|one| Card::new(lang, one))
            .collect();
        Self {
            page: Frame::new(
                request,
                Section::Outside,
                t.home_title(),
                t.home_description(),
            ),
            t,
            numbers,
            industries: Industry::all()
                .map(|industry| tile(lang, industry, &by_industry))
                .collect(),
            latest,
            map: map::of_sweden(content),
        }
    }
}

fn figures(
    lang: Lang,
    total: u32,
    by_county: &HashMap<&str, u32>,
    by_industry: &HashMap<&str, u32>,
) -> Vec<Figure> {
    let t = lang.texts();
    let with_some =
        |counts: &HashMap<&str, u32>| counts.values().filter(|count| **count > 0).count();
    let (counties, industries) = (with_some(by_county), with_some(by_industry));
    let figure = |number: usize, label| Figure {
        shown: lang.number(number as u64),
        label,
    };
    vec![
        figure(total as usize, t.home_total(total)),
        figure(counties, t.home_counties(counties)),
        figure(industries, t.home_industries(industries)),
    ]
}

fn tile(lang: Lang, industry: Industry, counts: &HashMap<&str, u32>) -> Tile {
    let slug = industry.slug();
    Tile {
        slug,
        name: lang.term(industry.term()),
        shown: lang.number(counts.get(slug).copied().unwrap_or(0)),
        href: format!("{}/asf-listan?industry={slug}", lang.root()),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{StatusCode, header};

    use super::*;
    use crate::testing::{answering, facet, get, get_with, summary, text, without_registry};

    fn found() -> SearchEnterprisesResponse {
        SearchEnterprisesResponse {
            enterprises: vec![summary("Kök <b>& Kafé")],
            facets: vec![
                facet("county", &[("14", 57), ("13", 0)]),
                facet("industry", &[("catering", 31)]),
            ],
            total_size: 1400,
            ..SearchEnterprisesResponse::default()
        }
    }

    #[tokio::test]
    async fn the_start_page_shows_numbers_map_and_latest_in_both_languages() {
        for (url, number, county) in [
            ("/", "1\u{a0}400", "/asf-listan?county=14"),
            ("/en", "1,400", "/en/asf-listan?county=14"),
        ] {
            let answer = get(answering(found()).await, url).await;
            assert_eq!(answer.status(), StatusCode::OK);
            let body = text(answer).await;
            for part in [number, county, "Västra Götalands län", "/asf/kok-b-kafe"] {
                assert!(body.contains(part), "{url} lacks {part}");
            }
            assert!(
                body.contains("K&#246;k") || body.contains("Kök &#60;b&#62;"),
                "{body}"
            );
            assert!(!body.contains("<b>& Kafé"));
        }
    }

    #[tokio::test]
    async fn a_page_that_the_browser_has_is_not_sent_again() {
        let site = answering(found()).await;
        let first = get(site.clone(), "/").await;
        let tag = first.headers()[header::ETAG].clone();
        let again = get_with(site, "/", &[(header::IF_NONE_MATCH, tag)]).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(text(again).await, "");
    }

    #[tokio::test]
    async fn without_the_registry_the_page_says_so() {
        let answer = get(without_registry(), "/en").await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(text(answer).await.contains("does not answer right now"));
    }
}
