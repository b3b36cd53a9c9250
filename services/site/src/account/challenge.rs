//! Between the password and the code: what the login waits for, in a cookie of
//! the browser, so that it stands in no address.

use std::time::Duration;

use axum::{http::HeaderMap, response::Response};
use percent_encoding::percent_decode_str;
use web::session::cookie;

use crate::page::{local, page_request::PageRequest, respond};

const NAME: &str = "__Host-challenge";
/// Identity gives a challenge as much time.
const AGE: Duration = Duration::from_secs(600);
/// Stands in no challenge, which is base64url, and in no encoded path.
const BETWEEN: char = '~';

pub(super) struct Challenge {
    pub(super) token: String,
    /// Where the login began; a path of ours.
    pub(super) return_to: Option<String>,
}

impl Challenge {
    pub(super) fn read(headers: &HeaderMap) -> Option<Self> {
        let (token, back) = cookie::value(headers, NAME)?.split_once(BETWEEN)?;
        let back = percent_decode_str(back).decode_utf8().ok()?;
        Some(Self {
            token: token.to_owned(),
            return_to: local::path(&back).map(str::to_owned),
        })
    }

    /// On to the page that asks for the code.
    pub(super) fn ask(request: &PageRequest, token: &str, return_to: Option<&str>) -> Response {
        let back = local::encoded(return_to.unwrap_or_default());
        let mut response = respond::go(request, "/konto/kod", None);
        let value = format!("{token}{BETWEEN}{back}");
        respond::add_cookie(&mut response, cookie::set(NAME, &value, AGE));
        response
    }

    pub(super) fn over(response: &mut Response) {
        respond::add_cookie(response, cookie::remove(NAME));
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderValue, header};

    use super::*;

    fn read(value: &'static str) -> Option<Challenge> {
        let line = HeaderValue::from_static(value);
        Challenge::read(&HeaderMap::from_iter([(header::COOKIE, line)]))
    }

    #[test]
    fn a_challenge_leads_back_to_a_page_of_ours_alone() {
        let challenge = read("__Host-challenge=abc~/konto/data%3Fa").unwrap();
        assert_eq!(challenge.token, "abc");
        assert_eq!(challenge.return_to.as_deref(), Some("/konto/data?a"));
        let elsewhere = read("__Host-challenge=abc~//other.example").unwrap();
        assert_eq!(elsewhere.return_to, None);
        assert!(read("__Host-challenge=abc").is_none());
    }
}
