//! Request headers that carry meaning, each parsed once into what it means.

use http::{HeaderMap, HeaderName, HeaderValue, header};
use proto::asf::errors::v1::ErrorReason;

use crate::error::{FieldFault, Problem};

pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
pub(crate) const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

const MAX_KEY: usize = 255;
const MAX_REQUEST_ID: usize = 64;

/// The token of `Authorization: Bearer`; nothing without the header.
pub(crate) fn bearer(headers: &HeaderMap) -> Result<Option<&str>, Problem> {
    let Some(value) = headers.get(header::AUTHORIZATION) else {
        return Ok(None);
    };
    let token = value.to_str().ok().and_then(|value| {
        let (scheme, token) = value.split_once(' ')?;
        let token = token.trim();
        (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
    });
    token.map(Some).ok_or_else(|| {
        Problem::login_needed("The header `Authorization` has to be `Bearer <token>`.")
    })
}

/// The key under which a command is done once.
pub(crate) fn idempotency_key(headers: &HeaderMap) -> Result<Option<&str>, FieldFault> {
    let Some(value) = single(headers, &IDEMPOTENCY_KEY)? else {
        return Ok(None);
    };
    let visible = |byte: &u8| byte.is_ascii_graphic();
    let fits = (1..=MAX_KEY).contains(&value.len()) && value.as_bytes().iter().all(visible);
    let text = value.to_str().ok().filter(|_| fits);
    text.map(Some).ok_or_else(|| {
        FieldFault::new(
            "Idempotency-Key",
            ErrorReason::WrongFormat,
            "must be 1 to 255 visible ASCII characters.",
        )
    })
}

/// The tag that `If-Match` asks for, with its quotes; nothing without the
/// header and for `*`, which any state satisfies.
///
/// A weak tag counts as the strong one: the gateway itself weakens the tag of
/// an answer when it compresses it, and the state behind is the same.
pub(crate) fn if_match(headers: &HeaderMap) -> Result<Option<&str>, FieldFault> {
    let Some(value) = single(headers, &header::IF_MATCH)? else {
        return Ok(None);
    };
    let value = value.to_str().unwrap_or_default().trim();
    if value == "*" {
        return Ok(None);
    }
    let tag = value.strip_prefix("W/").unwrap_or(value);
    is_tag(tag).then_some(Some(tag)).ok_or_else(|| {
        FieldFault::new(
            "If-Match",
            ErrorReason::WrongFormat,
            "must be one entity tag in quotes, as `ETag` gave it, or `*`.",
        )
    })
}

/// The id that a client or proxy gave the request, if it can stand in a log.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let id = headers.get(REQUEST_ID)?.to_str().ok()?;
    let fits = (1..=MAX_REQUEST_ID).contains(&id.len()) && id.bytes().all(allowed);
    fits.then_some(id)
}

/// Whether a body is JSON in UTF-8 as it stands.
pub(crate) fn is_json(headers: &HeaderMap, merge_patch: bool) -> bool {
    if headers.contains_key(header::CONTENT_ENCODING) {
        return false;
    }
    let value = headers.get(header::CONTENT_TYPE);
    let Some(value) = value.and_then(|value| value.to_str().ok()) else {
        return false;
    };
    let mut parts = value.split(';').map(str::trim);
    let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
    let known =
        kind == "application/json" || (merge_patch && kind == "application/merge-patch+json");
    known && parts.all(is_utf8_parameter)
}

fn is_utf8_parameter(parameter: &str) -> bool {
    let Some((name, value)) = parameter.split_once('=') else {
        return parameter.is_empty();
    };
    let value = value.trim().trim_matches('"');
    !name.trim().eq_ignore_ascii_case("charset") || value.eq_ignore_ascii_case("utf-8")
}

fn is_tag(text: &str) -> bool {
    let inner = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    inner.is_some_and(|tag| !tag.contains(['"', ' ']))
}

/// The one value of a header.
pub(crate) fn single<'h>(
    headers: &'h HeaderMap,
    name: &HeaderName,
) -> Result<Option<&'h HeaderValue>, FieldFault> {
    let mut values = headers.get_all(name).iter();
    let first = values.next();
    match values.next() {
        None => Ok(first),
        Some(_) => Err(FieldFault::new(
            title_case(name),
            ErrorReason::Repeated,
            "may stand only once.",
        )),
    }
}

/// `if-match` as `If-Match`, the way documents write it.
pub(crate) fn title_case(name: &HeaderName) -> String {
    let words = name.as_str().split('-').map(|word| match word {
        "id" => "ID".to_owned(),
        _ => {
            let (first, rest) = word.split_at(1.min(word.len()));
            first.to_ascii_uppercase() + rest
        }
    });
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn headers(name: HeaderName, value: &[u8]) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_bytes(value).unwrap())])
    }

    #[rstest]
    #[case(b"Bearer a.b.c", Some("a.b.c"))]
    #[case(b"bearer  a.b.c ", Some("a.b.c"))]
    #[case(b"Basic abc", None)]
    #[case(b"Bearer", None)]
    #[case(b"Bearer ", None)]
    #[case(b"\xff", None)]
    fn only_a_bearer_token_logs_in(#[case] value: &[u8], #[case] token: Option<&str>) {
        let headers = headers(header::AUTHORIZATION, value);
        assert_eq!(bearer(&headers).ok().flatten(), token);
    }

    #[test]
    fn a_request_without_a_token_is_anonymous() {
        assert_eq!(bearer(&HeaderMap::new()), Ok(None));
    }

    #[rstest]
    #[case(b"k", true)]
    #[case(&[b'k'; 255], true)]
    #[case(&[b'k'; 256], false)]
    #[case(b"", false)]
    #[case(b"a b", false)]
    #[case("nyckel-å".as_bytes(), false)]
    fn a_key_is_visible_ascii(#[case] value: &[u8], #[case] accepted: bool) {
        let headers = headers(IDEMPOTENCY_KEY, value);
        assert_eq!(idempotency_key(&headers).is_ok(), accepted);
    }

    #[test]
    fn a_key_that_stands_twice_is_refused() {
        let mut headers = headers(IDEMPOTENCY_KEY, b"a");
        headers.append(IDEMPOTENCY_KEY, HeaderValue::from_static("b"));
        let fault = idempotency_key(&headers).unwrap_err();
        assert_eq!(
            (fault.field.as_str(), fault.reason.as_ref()),
            ("Idempotency-Key", "REPEATED")
        );
    }

    #[rstest]
    #[case(b"\"3\"", Ok(Some("\"3\"")))]
    #[case(b"W/\"3\"", Ok(Some("\"3\"")))]
    #[case(b"*", Ok(None))]
    #[case(b"3", Err(()))]
    #[case(b"\"3\", \"4\"", Err(()))]
    #[case(b"\"", Err(()))]
    #[case(b"\xff", Err(()))]
    fn if_match_is_one_tag(#[case] value: &[u8], #[case] expected: Result<Option<&str>, ()>) {
        let headers = headers(header::IF_MATCH, value);
        assert_eq!(if_match(&headers).map_err(drop), expected);
    }

    #[rstest]
    #[case("application/json", false, true)]
    #[case("Application/JSON; charset=UTF-8", false, true)]
    #[case("application/merge-patch+json", true, true)]
    #[case("application/merge-patch+json", false, false)]
    #[case("application/json; charset=latin1", false, false)]
    #[case("text/plain", false, false)]
    fn a_body_is_json_in_utf8(
        #[case] kind: &str,
        #[case] merge_patch: bool,
        #[case] expected: bool,
    ) {
        let headers = headers(header::CONTENT_TYPE, kind.as_bytes());
        assert_eq!(is_json(&headers, merge_patch), expected);
    }

    #[rstest]
    #[case("0197-abc_d.e", true)]
    #[case("line\tbreak", false)]
    #[case("", false)]
    fn a_request_id_can_stand_in_a_log(#[case] id: &str, #[case] taken: bool) {
        let headers = headers(REQUEST_ID, id.as_bytes());
        assert_eq!(request_id(&headers).is_some(), taken);
    }
}
