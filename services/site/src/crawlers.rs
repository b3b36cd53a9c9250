//! `/robots.txt` and `/sitemap.xml`: what search engines may read, and where
//! it is. All profiles are in the sitemap, in both languages; where that is
//! more than one file may have, it leads to several.

use std::fmt::Write;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use tonic::Status;
use web::documents::Document;

use crate::{
    Site,
    open_data::Format,
    page::{error_page, page_request::PageRequest},
};

/// Addresses in one file; the format takes 50,000.
/// <https://www.sitemaps.org/protocol.html>
const MOST: usize = 40_000;
const KIND: &str = "application/xml; charset=utf-8";
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=3600");
const SCHEMA: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

const PAGES: [&str; 20] = [
    "/",
    "/asf-listan",
    "/asf-listan/badda-in",
    "/samhallsnytta",
    "/for-asf",
    "/for-offentlig-sektor",
    "/for-naringsliv",
    "/aktuellt",
    "/arkiv",
    "/utvecklare",
    "/en",
    "/en/asf-listan",
    "/en/asf-listan/badda-in",
    "/en/samhallsnytta",
    "/en/for-asf",
    "/en/for-offentlig-sektor",
    "/en/for-naringsliv",
    "/en/aktuellt",
    "/en/arkiv",
    "/en/utvecklare",
];

/// What a sitemap needs of the open list.
#[derive(Deserialize)]
struct OpenList {
    enterprises: Vec<Profile>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Profile {
    page_url: String,
}

pub(crate) async fn robots(State(site): State<Site>) -> Response {
    let text = format!(
        "User-agent: *\nDisallow: /api/\nAllow: /\nSitemap: {}/sitemap.xml\n",
        site.public_url
    );
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

pub(crate) async fn sitemap(
    State(site): State<Site>,
    headers: HeaderMap,
    request: PageRequest,
) -> Response {
    match paths(&site).await {
        Ok(paths) if paths.len() <= MOST => answer(&headers, pages(&site.public_url, &paths)),
        Ok(paths) => answer(
            &headers,
            index(&site.public_url, paths.len().div_ceil(MOST)),
        ),
        Err(status) => error_page::of(&request, &status),
    }
}

/// One file of several, `/sitemap/1.xml` and so on.
pub(crate) async fn part(
    State(site): State<Site>,
    Path(file): Path<String>,
    headers: HeaderMap,
    request: PageRequest,
) -> Response {
    let number = file
        .strip_suffix(".xml")
        .and_then(|it| it.parse::<usize>().ok());
    let Some(before) = number.and_then(|it| it.checked_sub(1)) else {
        return error_page::missing(&request);
    };
    match paths(&site).await {
        Ok(paths) => match paths.chunks(MOST).nth(before) {
            Some(paths) => answer(&headers, pages(&site.public_url, paths)),
            None => error_page::missing(&request),
        },
        Err(status) => error_page::of(&request, &status),
    }
}

fn answer(headers: &HeaderMap, xml: String) -> Response {
    let mut answer = Document::new(KIND, xml).answer(headers);
    answer.headers_mut().insert(header::CACHE_CONTROL, KEPT);
    answer
}

/// All pages that can be found, without scheme and host.
async fn paths(site: &Site) -> Result<Vec<String>, Status> {
    let file = site.open_data.body(Format::Json).await?;
    let read = tokio::task::spawn_blocking(move || serde_json::from_slice::<OpenList>(&file)).await;
    let list = read.map_err(|error| Status::internal(error.to_string()))?;
    let list = list.map_err(|error| Status::internal(error.to_string()))?;
    let mut paths: Vec<String> = PAGES.iter().map(ToString::to_string).collect();
    for profile in list.enterprises {
        // Slugs are `a-z0-9-`, so nothing in an address needs escaping.
        if let Some((_, slug)) = profile.page_url.rsplit_once("/asf/") {
            paths.push(format!("/asf/{slug}"));
            paths.push(format!("/en/asf/{slug}"));
        }
    }
    Ok(paths)
}

fn pages(base: &str, paths: &[String]) -> String {
    document("urlset", |xml| {
        for path in paths {
            let _ = writeln!(xml, "<url><loc>{base}{path}</loc></url>");
        }
    })
}

fn index(base: &str, files: usize) -> String {
    document("sitemapindex", |xml| {
        for number in 1..=files {
            let _ = writeln!(
                xml,
                "<sitemap><loc>{base}/sitemap/{number}.xml</loc></sitemap>"
            );
        }
    })
}

fn document(root: &str, write: impl FnOnce(&mut String)) -> String {
    let mut xml =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"{SCHEMA}\">\n");
    write(&mut xml);
    let _ = writeln!(xml, "</{root}>");
    xml
}

#[cfg(test)]
mod tests {
    use proto::asf::registry::v1::{
        SearchEnterprisesRequest, SearchEnterprisesResponse, SumSocialBenefitRequest,
        SumSocialBenefitResponse,
    };

    use super::*;
    use crate::testing::{get, text, with_services, with_snapshot, without_registry};
    use stubs::{Stub, nowhere};

    fn list(count: usize) -> String {
        let one = |number| format!(r#"{{"pageUrl":"https://asf.example/asf/nr-{number}"}}"#);
        let all: Vec<_> = (0..count).map(one).collect();
        format!(r#"{{"position":1,"enterprises":[{}]}}"#, all.join(","))
    }

    #[tokio::test]
    async fn the_sitemap_names_pages_that_there_are_and_profiles() {
        let site = with_snapshot(&list(1)).await;
        let xml = text(get(site, "/sitemap.xml").await).await;
        for path in PAGES.into_iter().chain(["/asf/nr-0", "/en/asf/nr-0"]) {
            let loc = format!("<loc>https://asf.example{path}</loc>");
            assert!(xml.contains(&loc), "{xml}");
        }
    }

    #[tokio::test]
    async fn the_pages_of_the_sitemap_are_there() {
        let (registry, _) = Stub::default()
            .answers::<SearchEnterprisesRequest, _>(
                "asf.registry.v1.RegistryService/SearchEnterprises",
                Ok(SearchEnterprisesResponse::default()),
            )
            .answers::<SumSocialBenefitRequest, _>(
                "asf.registry.v1.BenefitService/SumSocialBenefit",
                Ok(SumSocialBenefitResponse::default()),
            )
            .start()
            .await;
        let site = with_services(registry, nowhere());
        for path in PAGES {
            assert_eq!(get(site.clone(), path).await.status(), 200, "{path}");
        }
    }

    #[tokio::test]
    async fn a_long_sitemap_is_an_index_of_files_that_there_are() {
        let site = with_snapshot(&list(MOST / 2)).await;
        let index = text(get(site.clone(), "/sitemap.xml").await).await;
        assert!(index.contains("<sitemapindex"), "{index}");
        let locs = |xml: &str| xml.matches("<loc>").count();
        assert_eq!(locs(&index), 2);
        let first = text(get(site.clone(), "/sitemap/1.xml").await).await;
        let second = text(get(site.clone(), "/sitemap/2.xml").await).await;
        assert_eq!((locs(&first), locs(&second)), (MOST, PAGES.len()));
        for path in ["/sitemap/0.xml", "/sitemap/3.xml", "/sitemap/x.xml"] {
            assert_eq!(get(site.clone(), path).await.status(), 404, "{path}");
        }
    }

    #[tokio::test]
    async fn crawlers_are_told_where_the_sitemap_is() {
        let text = text(get(without_registry(), "/robots.txt").await).await;
        assert!(
            text.contains("Sitemap: https://asf.example/sitemap.xml"),
            "{text}"
        );
    }
}
