//! Where somebody was going who has no account yet: kept in a cookie from the
//! sign-up until the address is confirmed, since the mail's link does not know.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue};
use web::session::cookie;

use crate::page::local;

const NAME: &str = "__Host-onwards";
/// The mail's link works as long.
const AGE: Duration = Duration::from_secs(24 * 60 * 60);

/// A path of ours, with its language.
pub(super) fn read(headers: &HeaderMap) -> Option<String> {
    let text = cookie::text(headers, NAME)?;
    local::path(&text).map(str::to_owned)
}

pub(crate) fn keep(path: &str) -> Option<HeaderValue> {
    cookie::set_text(NAME, local::path(path)?, AGE)
}

pub(crate) fn arrived() -> Option<HeaderValue> {
    cookie::remove(NAME)
}

#[cfg(test)]
mod tests {
    use axum::http::header;

    use super::*;

    #[test]
    fn only_a_page_of_ours_is_remembered() {
        let path = "/en/konto/foretag/ansprak/k%C3%B6ket?a=b";
        let line = keep(path).unwrap();
        let pair = line.to_str().unwrap().split(';').next().unwrap();
        let headers = HeaderMap::from_iter([(header::COOKIE, pair.parse().unwrap())]);
        assert_eq!(read(&headers).as_deref(), Some(path));
        assert_eq!(keep("//evil.example"), None);
        let foreign = "__Host-onwards=%2F%2Fevil.example".parse().unwrap();
        assert_eq!(
            read(&HeaderMap::from_iter([(header::COOKIE, foreign)])),
            None
        );
    }
}
