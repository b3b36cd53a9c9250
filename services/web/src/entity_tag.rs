//! Entity tags of answers.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, HeaderValue, header};

/// Enough of the hash that two bodies never share a tag.
const HASH_BYTES: usize = 16;

/// A strong tag of what is sent, for what has no tag of its own.
pub fn of_body(body: &[u8]) -> String {
    let hash = blake3::hash(body);
    let hash = URL_SAFE_NO_PAD.encode(&hash.as_bytes()[..HASH_BYTES]);
    format!("\"{hash}\"")
}

/// The header `ETag`.
pub fn header(tag: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(tag).ok()
}

/// Whether `If-None-Match` names this tag; the comparison is weak.
pub fn if_none_match(headers: &HeaderMap, etag: &str) -> bool {
    let strong = |tag: &str| tag.strip_prefix("W/").unwrap_or(tag).to_owned();
    let etag = strong(etag);
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|tag| tag == "*" || strong(tag) == etag)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("\"3\"", true)]
    #[case("\"1\", W/\"3\"", true)]
    #[case("*", true)]
    #[case("\"33\"", false)]
    #[case("3", false)]
    fn if_none_match_compares_weakly(#[case] value: &str, #[case] expected: bool) {
        let value = HeaderValue::from_str(value).unwrap();
        let headers = HeaderMap::from_iter([(header::IF_NONE_MATCH, value)]);
        assert_eq!(if_none_match(&headers, "\"3\""), expected);
    }
}
