//! `/feeds/nya-asf.atom`: the latest on the list, for news readers.

use atom_syndication::{Category, Entry, Feed, FixedDateTime, Generator, Link, Text};
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use prost_types::Timestamp;
use proto::asf::registry::v1::{EnterpriseSummary, SearchEnterprisesRequest, Sort};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::site::{Site, card, error_page, lang::Lang, visit::Visit};

const LATEST: u32 = 50;
const KIND: HeaderValue = HeaderValue::from_static("application/atom+xml; charset=utf-8");
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=300");

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Response {
    let newest = SearchEnterprisesRequest {
        sort: Sort::Newest.into(),
        page_size: LATEST,
        ..SearchEnterprisesRequest::default()
    };
    match site.search(newest).await {
        Ok(found) => {
            let feed = feed(&site.public_url, found.enterprises);
            let headers = [(header::CONTENT_TYPE, KIND), (header::CACHE_CONTROL, KEPT)];
            (headers, feed.to_string()).into_response()
        }
        Err(status) => error_page::of(&visit, &status),
    }
}

fn feed(base: &str, enterprises: Vec<EnterpriseSummary>) -> Feed {
    let t = Lang::Sv.texts();
    let own = format!("{base}/feeds/nya-asf.atom");
    let newest = enterprises.first().and_then(|one| one.listed_at);
    Feed {
        title: Text::plain(t.feed_title()),
        id: own.clone(),
        updated: moment(newest),
        lang: Some(Lang::Sv.code().to_owned()),
        generator: Some(Generator {
            value: t.site_name(),
            ..Generator::default()
        }),
        links: vec![
            link("self", own),
            link("alternate", format!("{base}/asf-listan?sort=newest")),
        ],
        entries: enterprises
            .into_iter()
            .map(|one| entry(base, one))
            .collect(),
        ..Feed::default()
    }
}

fn entry(base: &str, enterprise: EnterpriseSummary) -> Entry {
    let industries = card::industries(Lang::Sv, &enterprise.industries);
    let category = |tag: card::Tag| Category {
        term: tag.slug.to_owned(),
        label: Some(tag.name.to_owned()),
        ..Category::default()
    };
    Entry {
        title: Text::plain(printable(&enterprise.name)),
        id: format!("urn:uuid:{}", enterprise.id),
        updated: moment(enterprise.listed_at),
        published: Some(moment(enterprise.listed_at)),
        links: vec![link("alternate", format!("{base}/asf/{}", enterprise.slug))],
        summary: Some(Text::plain(printable(&enterprise.excerpt))),
        categories: industries.into_iter().map(category).collect(),
        ..Entry::default()
    }
}

fn link(rel: &str, href: String) -> Link {
    Link {
        rel: rel.to_owned(),
        href,
        ..Link::default()
    }
}

/// XML has no way to write most control characters.
fn printable(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// The epoch where a time is not known, since the format wants one.
fn moment(time: Option<Timestamp>) -> FixedDateTime {
    let time = OffsetDateTime::from_unix_timestamp(time.unwrap_or_default().seconds).ok();
    let text = time.and_then(|time| time.format(&Rfc3339).ok());
    text.and_then(|text| text.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use proto::asf::registry::v1::SearchEnterprisesResponse;

    use super::*;
    use crate::site::testing::{answering, get, summary, text, without_registry};

    #[tokio::test]
    async fn the_feed_reads_back_with_every_enterprise() {
        let found = SearchEnterprisesResponse {
            enterprises: vec![summary("Kök & <Kafé>\u{0}"), summary("Tvätt")],
            ..SearchEnterprisesResponse::default()
        };
        let answer = get(answering(found).await, "/feeds/nya-asf.atom").await;
        assert_eq!(answer.headers()[header::CONTENT_TYPE], KIND);
        let feed = Feed::read_from(text(answer).await.as_bytes()).unwrap();
        assert_eq!(feed.updated.to_rfc3339(), "2026-11-24T06:00:00+00:00");
        assert_eq!(feed.entries.len(), 2);
        assert_eq!(feed.entries[0].title.value, "Kök & <Kafé> ");
        assert_eq!(
            feed.entries[0].links[0].href,
            "https://asf.example/asf/kok-kafe"
        );
    }

    #[tokio::test]
    async fn without_the_registry_the_feed_is_a_503() {
        let answer = get(without_registry(), "/feeds/nya-asf.atom").await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
}
