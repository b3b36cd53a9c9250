//! The cookies that the gateway sets. All have the prefix `__Host-`: they come
//! from this very host, over an encrypted connection, and for every path.
//! <https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis>

use std::fmt::Write;
use std::time::Duration;

use http::{HeaderMap, HeaderValue, header};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

const PREFIX: &str = "__Host-";
pub const SESSION: &str = "__Host-session";

/// As long as a session lives that is used.
const SESSION_AGE: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// Longer than any secret or note of ours.
const LONGEST: usize = 2000;

/// The secret of the session cookie.
pub fn session(headers: &HeaderMap) -> Option<&str> {
    value(headers, SESSION)
}

/// Whether the request brings a cookie of ours.
pub fn any(headers: &HeaderMap) -> bool {
    let mut lines = headers.get_all(header::COOKIE).iter();
    lines.any(|line| {
        let bytes = line.as_bytes();
        bytes
            .windows(PREFIX.len())
            .any(|part| part == PREFIX.as_bytes())
    })
}

/// The value of a cookie; nothing for one that is empty or too long.
pub fn value<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let pairs = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'));
    let mut named = pairs.filter_map(|pair| {
        let (given, value) = pair.split_once('=')?;
        (given.trim() == name).then(|| value.trim())
    });
    let value = named.next()?;
    (!value.is_empty() && value.len() <= LONGEST).then_some(value)
}

/// A text that [`set_text`] put in a cookie.
pub fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let text = percent_decode_str(value(headers, name)?).decode_utf8();
    Some(text.ok()?.into_owned())
}

/// Sets a cookie to any text.
pub fn set_text(name: &str, text: &str, age: Duration) -> Option<HeaderValue> {
    let value = utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    set(name, &value, age)
}

/// Sets the session cookie, or removes it where the secret is empty.
pub fn set_session(secret: &str) -> Option<HeaderValue> {
    match secret {
        "" => remove(SESSION),
        secret => set(SESSION, secret, SESSION_AGE),
    }
}

/// The header `Set-Cookie`; nothing for a value that cannot stand in one.
pub fn set(name: &str, value: &str, age: Duration) -> Option<HeaderValue> {
    if value.contains([';', ',', ' ', '"', '\\']) || !value.is_ascii() {
        return None;
    }
    let mut text = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax");
    let _ = write!(text, "; Max-Age={}", age.as_secs());
    HeaderValue::try_from(text).ok()
}

pub fn remove(name: &str) -> Option<HeaderValue> {
    set(name, "", Duration::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cookies(lines: &[&'static str]) -> HeaderMap {
        let lines = lines.iter().map(|line| HeaderValue::from_static(line));
        lines.map(|line| (header::COOKIE, line)).collect()
    }

    #[test]
    fn a_cookie_is_found_among_others() {
        let headers = cookies(&["a=b; __Host-session=secret ;c=d", "e=f"]);
        assert_eq!(session(&headers), Some("secret"));
        assert_eq!(value(&headers, "e"), Some("f"));
        assert_eq!(value(&headers, "Host-session"), None);
        assert_eq!(session(&cookies(&["__Host-session="])), None);
    }

    #[test]
    fn the_session_is_out_of_reach_of_scripts_and_other_sites() {
        let expected = "__Host-session=s3; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=2592000";
        assert_eq!(set_session("s3").unwrap(), expected);
        let removed = set_session("").unwrap();
        assert!(removed.to_str().unwrap().ends_with("Max-Age=0"));
    }

    #[test]
    fn a_value_cannot_add_an_attribute() {
        assert_eq!(set_session("a; Domain=other.example"), None);
        assert_eq!(set_session("a\r\nx: y"), None);
    }
}
