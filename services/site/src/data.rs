//! `/data/asf.json` and `/data/asf.csv`: the whole list for whoever wants it,
//! dedicated to the public domain.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};

use crate::{
    Site,
    open_data::Format,
    page::{error_page, page_request::PageRequest},
};

/// CC0: nobody has to ask, or to name us.
const LICENCE: HeaderValue = HeaderValue::from_static(
    "<https://creativecommons.org/publicdomain/zero/1.0/>; rel=\"license\"",
);
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=60");

pub(crate) async fn json(site: State<Site>, headers: HeaderMap, request: PageRequest) -> Response {
    file(&site, Format::Json, &headers, &request).await
}

pub(crate) async fn csv(site: State<Site>, headers: HeaderMap, request: PageRequest) -> Response {
    file(&site, Format::Csv, &headers, &request).await
}

async fn file(site: &Site, format: Format, headers: &HeaderMap, request: &PageRequest) -> Response {
    match site.open_data.document(format).await {
        Ok(document) => {
            let mut answer = document.answer(headers);
            answer.headers_mut().insert(header::LINK, LICENCE);
            answer.headers_mut().insert(header::CACHE_CONTROL, KEPT);
            answer
        }
        Err(status) => error_page::of(request, &status),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use super::*;
    use crate::testing::{get, get_with, text, with_snapshot, without_registry};

    #[tokio::test]
    async fn the_file_says_its_licence_and_is_not_sent_twice() {
        let site = with_snapshot(r#"{"position":7}"#).await;
        let answer = get(site.clone(), "/data/asf.json").await;
        let headers = answer.headers().clone();
        assert_eq!(headers[header::CONTENT_TYPE], "application/json");
        assert_eq!(headers[header::LINK], LICENCE);
        assert_eq!(headers[header::CACHE_CONTROL], KEPT);
        assert_eq!(headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
        assert_eq!(text(answer).await, r#"{"position":7}"#);
        let known = [(header::IF_NONE_MATCH, headers[header::ETAG].clone())];
        let again = get_with(site, "/data/asf.json", &known).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(text(again).await, "");
    }

    #[tokio::test]
    async fn the_table_has_its_own_media_type() {
        let answer = get(with_snapshot("enterprise_id\r\n").await, "/data/asf.csv").await;
        assert_eq!(
            answer.headers()[header::CONTENT_TYPE],
            "text/csv; charset=utf-8"
        );
    }

    #[tokio::test]
    async fn without_the_registry_the_file_is_a_503() {
        let answer = get(without_registry(), "/data/asf.csv").await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
}
