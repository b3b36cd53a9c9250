//! `/feeds/nya-asf.atom` and `/feeds/nya-asf.json`: the latest on the list, for
//! news readers; with `county` and `industry` only those.

mod atom;
mod json;

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use prost_types::Timestamp;
use proto::asf::registry::v1::{EnterpriseSummary, SearchEnterprisesRequest, Sort};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use tonic::Code;
use web::{documents::Document, plain_page::plain_page};

use crate::{
    Site,
    list::filters::{Field, Filters},
    page::{error_page, page_request::PageRequest},
};

const LATEST: u32 = 50;
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=300");

/// What a feed is made of.
struct Latest<'a> {
    base: &'a str,
    /// The filters as a query, with its question mark; empty without any.
    query: String,
    enterprises: Vec<EnterpriseSummary>,
}

type Write = fn(Latest<'_>) -> String;

pub(crate) async fn atom(site: State<Site>, headers: HeaderMap, request: PageRequest) -> Response {
    answer(&site, &headers, &request, (atom::KIND, atom::write)).await
}

pub(crate) async fn json(site: State<Site>, headers: HeaderMap, request: PageRequest) -> Response {
    answer(&site, &headers, &request, (json::KIND, json::write)).await
}

async fn answer(
    site: &Site,
    headers: &HeaderMap,
    request: &PageRequest,
    (kind, write): (&'static str, Write),
) -> Response {
    let mut filters = Filters::default();
    for (field, value) in Filters::parse(&request.query).iter() {
        if matches!(field, Field::County | Field::Industry) {
            filters.set(field, value);
        }
    }
    let newest = SearchEnterprisesRequest {
        sort: Sort::Newest.into(),
        page_size: LATEST,
        ..filters.request()
    };
    let enterprises = match site.search(newest).await {
        Ok(found) => found.enterprises,
        // For the program that reads it, a short page.
        Err(status) if status.code() == Code::InvalidArgument => {
            return wrong_value();
        }
        Err(status) => return error_page::of(request, &status),
    };
    let text = write(Latest {
        base: &site.public_url,
        query: with_mark(&filters.query()),
        enterprises,
    });
    let mut answer = Document::new(kind, text).answer(headers);
    answer.headers_mut().insert(header::CACHE_CONTROL, KEPT);
    answer
}

fn wrong_value() -> Response {
    let status = StatusCode::BAD_REQUEST;
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, plain_page(status)).into_response()
}

fn with_mark(query: &str) -> String {
    match query {
        "" => String::new(),
        query => format!("?{query}"),
    }
}

/// The list with the same filters, the latest first.
fn list(latest: &Latest<'_>) -> String {
    let (base, query) = (latest.base, &latest.query);
    match query.as_str() {
        "" => format!("{base}/asf-listan?sort=newest"),
        query => format!("{base}/asf-listan{query}&sort=newest"),
    }
}

/// The epoch where a time is not known, since the formats want one.
fn moment(time: Option<Timestamp>) -> String {
    let seconds = time.unwrap_or_default().seconds;
    let time = OffsetDateTime::from_unix_timestamp(seconds);
    let time = time.unwrap_or(OffsetDateTime::UNIX_EPOCH);
    time.format(&Rfc3339).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use atom_syndication::Feed;
    use proto::asf::registry::v1::SearchEnterprisesResponse;

    use super::*;
    use crate::testing::{get, get_with, summary, text, with_services, without_registry};
    use stubs::{Asked, Stub, nowhere};

    const RPC: &str = "asf.registry.v1.RegistryService/SearchEnterprises";

    async fn site() -> (Site, Asked) {
        let found = SearchEnterprisesResponse {
            enterprises: vec![summary("Kök & <Kafé>\u{0}"), summary("Tvätt")],
            ..SearchEnterprisesResponse::default()
        };
        let stub = Stub::default().answers::<SearchEnterprisesRequest, _>(RPC, Ok(found));
        let (registry, asked) = stub.start().await;
        (with_services(registry, nowhere()), asked)
    }

    #[tokio::test]
    async fn the_atom_feed_reads_back_with_every_enterprise() {
        let answer = get(site().await.0, "/feeds/nya-asf.atom").await;
        assert_eq!(answer.headers()[header::CONTENT_TYPE], atom::KIND);
        let feed = Feed::read_from(text(answer).await.as_bytes()).unwrap();
        assert_eq!(feed.updated.to_rfc3339(), "2026-11-24T06:00:00+00:00");
        assert_eq!(feed.entries.len(), 2);
        assert_eq!(feed.entries[0].title.value, "Kök & <Kafé> ");
        let link = &feed.entries[0].links[0].href;
        assert_eq!(link, "https://asf.example/asf/kok-kafe");
    }

    #[tokio::test]
    async fn the_json_feed_says_the_same() {
        let answer = get(site().await.0, "/feeds/nya-asf.json?county=14").await;
        assert_eq!(answer.headers()[header::CONTENT_TYPE], json::KIND);
        let feed: serde_json::Value = serde_json::from_str(&text(answer).await).unwrap();
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
        assert_eq!(
            feed["feed_url"],
            "https://asf.example/feeds/nya-asf.json?county=14"
        );
        assert_eq!(
            feed["home_page_url"],
            "https://asf.example/asf-listan?county=14&sort=newest"
        );
        let item = &feed["items"][0];
        assert_eq!(item["url"], "https://asf.example/asf/kok-kafe");
        assert_eq!(item["date_published"], "2026-11-24T06:00:00Z");
        assert_eq!(item["tags"], serde_json::json!(["Catering"]));
    }

    #[tokio::test]
    async fn a_feed_asks_for_its_county_and_industry_alone() {
        let (site, asked) = site().await;
        let query = "county=14&industry=catering&certified=true&page_token=x";
        get(site, &format!("/feeds/nya-asf.atom?{query}")).await;
        let question: SearchEnterprisesRequest = asked.last(RPC);
        assert_eq!(question.county, ["14"]);
        assert_eq!(question.industry, ["catering"]);
        assert!(!question.certified && question.page_token.is_empty());
        assert_eq!(
            (question.sort(), question.page_size),
            (Sort::Newest, LATEST)
        );
    }

    #[tokio::test]
    async fn a_reader_that_has_the_feed_is_sent_nothing() {
        let (site, _) = site().await;
        let first = get(site.clone(), "/feeds/nya-asf.json").await;
        let known = [(header::IF_NONE_MATCH, first.headers()[header::ETAG].clone())];
        let again = get_with(site, "/feeds/nya-asf.json", &known).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    }

    #[tokio::test]
    async fn without_the_registry_the_feed_is_a_503() {
        let answer = get(without_registry(), "/feeds/nya-asf.atom").await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
}
