//! `/robots.txt` and `/sitemap.xml`: what search engines may read, and where
//! it is.

use std::fmt::Write;

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use proto::asf::registry::v1::{SearchEnterprisesRequest, Sort};
use tonic::Status;

use crate::site::{Site, error_page, visit::Visit};

/// A sitemap is one answer: more profiles than this would keep the registry
/// busy for one crawler. The newest are in it, the rest are found by links.
const MOST_PROFILES: usize = 5000;
const AT_ONCE: u32 = 100;

const PAGES: [&str; 14] = [
    "/",
    "/asf-listan",
    "/for-asf",
    "/for-offentlig-sektor",
    "/for-naringsliv",
    "/aktuellt",
    "/arkiv",
    "/en",
    "/en/asf-listan",
    "/en/for-asf",
    "/en/for-offentlig-sektor",
    "/en/for-naringsliv",
    "/en/aktuellt",
    "/en/arkiv",
];

pub(crate) async fn robots(State(site): State<Site>) -> Response {
    let text = format!(
        "User-agent: *\nDisallow: /api/\nAllow: /\nSitemap: {}/sitemap.xml\n",
        site.public_url
    );
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

pub(crate) async fn sitemap(State(site): State<Site>, visit: Visit) -> Response {
    match slugs(&site).await {
        Ok(slugs) => {
            let kind = HeaderValue::from_static("application/xml; charset=utf-8");
            let kept = HeaderValue::from_static("public, max-age=3600");
            let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)];
            (headers, document(&site.public_url, &slugs)).into_response()
        }
        Err(status) => error_page::of(&visit, &status),
    }
}

async fn slugs(site: &Site) -> Result<Vec<String>, Status> {
    let mut slugs = Vec::new();
    let mut next = SearchEnterprisesRequest {
        sort: Sort::Newest.into(),
        page_size: AT_ONCE,
        ..SearchEnterprisesRequest::default()
    };
    while slugs.len() < MOST_PROFILES {
        let found = site.search(next.clone()).await?;
        slugs.extend(found.enterprises.into_iter().map(|one| one.slug));
        if found.next_page_token.is_empty() {
            break;
        }
        next.page_token = found.next_page_token;
    }
    Ok(slugs)
}

/// Slugs are `a-z0-9-`, so nothing in an address needs escaping.
fn document(base: &str, slugs: &[String]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let profiles = slugs.iter().map(|slug| format!("/asf/{slug}"));
    for path in PAGES.into_iter().map(ToOwned::to_owned).chain(profiles) {
        let _ = writeln!(xml, "<url><loc>{base}{path}</loc></url>");
    }
    xml.push_str("</urlset>\n");
    xml
}

#[cfg(test)]
mod tests {
    use proto::asf::registry::v1::SearchEnterprisesResponse;

    use super::*;
    use crate::site::testing::{answering, get, summary, text, without_registry};

    #[tokio::test]
    async fn the_sitemap_names_pages_that_there_are_and_profiles() {
        let found = SearchEnterprisesResponse {
            enterprises: vec![summary("Kök")],
            ..SearchEnterprisesResponse::default()
        };
        let site = answering(found).await;
        let xml = text(get(site.clone(), "/sitemap.xml").await).await;
        assert!(
            xml.contains("<loc>https://asf.example/asf/kok</loc>"),
            "{xml}"
        );
        for path in PAGES {
            assert!(
                xml.contains(&format!("<loc>https://asf.example{path}</loc>")),
                "{xml}"
            );
            assert_eq!(get(site.clone(), path).await.status(), 200, "{path}");
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
