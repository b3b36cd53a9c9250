//! How long a caller waits, as the `grpc-timeout` header says it.

use std::time::Duration;

use http::HeaderMap;

/// The time that is left for a call; none without the header or with one that
/// is not as the gRPC specification has it: at most eight digits and a unit.
pub(super) fn asked_for(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get("grpc-timeout")?.to_str().ok()?;
    let (digits, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    if digits.len() > 8 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let count: u64 = digits.parse().ok()?;
    match unit {
        "H" => Some(Duration::from_secs(count * 3600)),
        "M" => Some(Duration::from_secs(count * 60)),
        "S" => Some(Duration::from_secs(count)),
        "m" => Some(Duration::from_millis(count)),
        "u" => Some(Duration::from_micros(count)),
        "n" => Some(Duration::from_nanos(count)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("2H", Some(Duration::from_secs(7200)))]
    #[case("3M", Some(Duration::from_secs(180)))]
    #[case("10S", Some(Duration::from_secs(10)))]
    #[case("250m", Some(Duration::from_millis(250)))]
    #[case("99999999u", Some(Duration::from_micros(99_999_999)))]
    #[case("1n", Some(Duration::from_nanos(1)))]
    #[case("", None)]
    #[case("S", None)]
    #[case("10", None)]
    #[case("-1S", None)]
    #[case("+1S", None)]
    #[case("123456789S", None)]
    #[case("1 S", None)]
    fn a_deadline_is_digits_and_a_unit(#[case] text: &str, #[case] expected: Option<Duration>) {
        let name = HeaderName::from_static("grpc-timeout");
        let headers = HeaderMap::from_iter([(name, HeaderValue::from_str(text).unwrap())]);
        assert_eq!(asked_for(&headers), expected);
    }

    #[test]
    fn without_the_header_there_is_none() {
        assert_eq!(asked_for(&HeaderMap::new()), None);
    }
}
