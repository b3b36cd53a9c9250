//! Pages for people whose request was refused before a page was asked.

use axum::{
    http::{Extensions, HeaderMap, StatusCode, Uri, header},
    response::Response,
};
use web::client::Client;

use crate::{
    Site,
    page::{error_page, page_request::PageRequest},
};

impl Site {
    /// Says what to do, in the language of the address or, where a file was to
    /// be fetched, of the page that it was fetched from. Nothing where the plain
    /// name of the status says it all.
    pub fn refusal(
        &self,
        asked: &Uri,
        headers: &HeaderMap,
        status: StatusCode,
    ) -> Option<Response> {
        let page = match asked.path().starts_with("/api/") {
            true => came_from(headers).unwrap_or_default(),
            false => asked.clone(),
        };
        // Nobody has been asked who it is.
        let stranger = Client::of(&Extensions::new(), &HeaderMap::new(), 0);
        let request = PageRequest::new(&page, self.clone(), stranger);
        error_page::of_refused(&request, status, asked)
    }
}

fn came_from(headers: &HeaderMap) -> Option<Uri> {
    let referer = headers.get(header::REFERER)?;
    referer.to_str().ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;
    use crate::testing::{text, without_registry};

    async fn page(asked: &str, from: Option<&'static str>, status: StatusCode) -> Option<String> {
        let mut headers = HeaderMap::new();
        if let Some(from) = from {
            headers.insert(header::REFERER, HeaderValue::from_static(from));
        }
        let asked = asked.parse().unwrap();
        let answer = without_registry().refusal(&asked, &headers, status)?;
        assert_eq!(answer.status(), status);
        Some(text(answer).await)
    }

    #[tokio::test]
    async fn a_file_that_cannot_be_fetched_now_is_asked_for_again_from_the_page() {
        let busy = StatusCode::SERVICE_UNAVAILABLE;
        let file = "/api/v1/enterprises:export?format=xlsx&q=mat";
        let again = "href=\"/api/v1/enterprises:export?format=xlsx&#38;q=mat\"";
        let swedish = page(file, None, busy).await.unwrap();
        assert!(swedish.contains("Filen kan inte hämtas just nu") && swedish.contains(again));
        let from = Some("https://asf.example/en/asf-listan?q=mat");
        let english = page(file, from, busy).await.unwrap();
        assert!(english.contains("The file cannot be fetched right now"));
        assert!(english.contains(again) && english.contains("/asf-listan?q=mat"));
    }

    #[tokio::test]
    async fn who_sends_too_much_reads_what_to_do() {
        let much = StatusCode::TOO_MANY_REQUESTS;
        let page = page("/en/konto/skapa", None, much).await.unwrap();
        assert!(page.contains("Wait a few seconds"));
    }

    #[tokio::test]
    async fn a_status_without_a_page_has_none() {
        assert_eq!(page("/", None, StatusCode::BAD_REQUEST).await, None);
    }
}
