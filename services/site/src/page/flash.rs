//! A sentence for the next page: that something was done. It travels in a
//! cookie for some seconds, and is gone once it was shown.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue};
use web::session::cookie;

const NAME: &str = "__Host-flash";
const AGE: Duration = Duration::from_secs(60);

pub(super) fn read(headers: &HeaderMap) -> Option<String> {
    cookie::text(headers, NAME)
}

pub(super) fn keep(text: &str) -> Option<HeaderValue> {
    cookie::set_text(NAME, text, AGE)
}

/// Whether a `Set-Cookie` is of such a sentence.
pub(super) fn is_one(line: &HeaderValue) -> bool {
    let rest = line.as_bytes().strip_prefix(NAME.as_bytes());
    rest.is_some_and(|it| it.starts_with(b"="))
}

pub(super) fn shown() -> Option<HeaderValue> {
    cookie::remove(NAME)
}

#[cfg(test)]
mod tests {
    use axum::http::header;

    use super::*;

    #[test]
    fn a_sentence_comes_back_as_it_was() {
        let text = "Sparat: ”Kök & Kafé”; klart.";
        let line = keep(text).unwrap();
        let pair = line.to_str().unwrap().split(';').next().unwrap();
        let headers = HeaderMap::from_iter([(header::COOKIE, pair.parse().unwrap())]);
        assert_eq!(read(&headers).as_deref(), Some(text));
    }
}
