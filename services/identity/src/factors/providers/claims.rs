//! What a sign-in service says of a person, as far as it is used. Services
//! write booleans and times as texts too, and claims that we do not use in any
//! shape: those are not looked at.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// Of an ID token, or of an answer about the user.
#[derive(Debug, Deserialize)]
pub(super) struct Claims {
    /// The service's name for the person.
    #[serde(default, deserialize_with = "text")]
    pub(super) sub: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(super) iss: Option<String>,
    /// One that is no text is kept as an empty one, which is nobody's.
    #[serde(default, deserialize_with = "texts")]
    pub(super) aud: Vec<String>,
    /// Seconds since 1970.
    #[serde(default, deserialize_with = "seconds")]
    pub(super) exp: Option<i64>,
    #[serde(default, deserialize_with = "text")]
    pub(super) nonce: Option<String>,
    #[serde(default, deserialize_with = "text")]
    pub(super) email: Option<String>,
    /// Nothing where the service does not say it.
    #[serde(default, deserialize_with = "truth")]
    pub(super) email_verified: Option<bool>,
    #[serde(default, deserialize_with = "text")]
    pub(super) name: Option<String>,
}

/// A text that says something, or a whole number in its place.
fn text<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(value)? {
        Value::String(text) if !text.is_empty() => Some(text),
        Value::Number(number) if number.is_i64() || number.is_u64() => Some(number.to_string()),
        Value::String(_)
        | Value::Number(_)
        | Value::Null
        | Value::Bool(_)
        | Value::Array(_)
        | Value::Object(_) => None,
    })
}

fn texts<'de, D: Deserializer<'de>>(value: D) -> Result<Vec<String>, D::Error> {
    let one = |value: Value| value.as_str().unwrap_or_default().to_owned();
    Ok(match Value::deserialize(value)? {
        Value::Array(all) => all.into_iter().map(one).collect(),
        Value::Null => Vec::new(),
        other => vec![one(other)],
    })
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a part of a second is left out, and beyond all times is the last one"
)]
fn seconds<'de, D: Deserializer<'de>>(value: D) -> Result<Option<i64>, D::Error> {
    let number = match Value::deserialize(value)? {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse::<f64>().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    let number = number.filter(|it| it.is_finite());
    Ok(number.map(|it| it as i64))
}

/// What is said and is not `true` is false.
fn truth<'de, D: Deserializer<'de>>(value: D) -> Result<Option<bool>, D::Error> {
    Ok(match Value::deserialize(value)? {
        Value::Null => None,
        Value::Bool(is_true) => Some(is_true),
        Value::String(text) => Some(text.trim().eq_ignore_ascii_case("true")),
        Value::Number(_) | Value::Array(_) | Value::Object(_) => Some(false),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(claims: Value) -> Claims {
        serde_json::from_value(claims).unwrap()
    }

    #[test]
    fn booleans_and_times_may_be_texts() {
        for (given, taken) in [
            (json!(true), Some(true)),
            (json!("true"), Some(true)),
            (json!("True "), Some(true)),
            (json!("false"), Some(false)),
            (json!(false), Some(false)),
            (json!(1), Some(false)),
            (json!("yes"), Some(false)),
            (json!([true]), Some(false)),
            (Value::Null, None),
        ] {
            let claims = of(json!({ "email_verified": given.clone() }));
            assert_eq!(claims.email_verified, taken, "{given}");
        }
        assert_eq!(of(json!({})).email_verified, None);
        for given in [
            json!(1_790_000_000),
            json!("1790000000"),
            json!(1_790_000_000.9),
        ] {
            assert_eq!(of(json!({ "exp": given })).exp, Some(1_790_000_000));
        }
        assert_eq!(of(json!({ "exp": "tomorrow" })).exp, None);
    }

    #[test]
    fn what_is_not_used_is_not_looked_at() {
        let claims = of(json!({
            "sub": "7", "email": "a@asf.example", "updated_at": "2026-05-01T10:00:00.000Z",
            "address": "Storgatan 1", "amr": "pwd", "phone_number_verified": "false",
            "auth_time": "1790000000", "locale": 7, "birthdate": {}, "acr": [], "picture": "x",
            "zoneinfo": null, "gender": false, "azp": 1, "at_hash": {}, "iat": "now",
        }));
        assert_eq!(claims.sub.as_deref(), Some("7"));
        assert_eq!(claims.email.as_deref(), Some("a@asf.example"));
    }

    #[test]
    fn a_used_one_of_another_shape_says_nothing() {
        let claims =
            of(json!({ "sub": ["a"], "iss": {}, "email": ["a@asf.example"], "name": 1.5 }));
        assert!(claims.sub.is_none() && claims.iss.is_none());
        assert!(claims.email.is_none() && claims.name.is_none());
        assert_eq!(of(json!({ "sub": 42 })).sub.as_deref(), Some("42"));
        assert_eq!(of(json!({ "aud": ["asf", 7] })).aud, ["asf", ""]);
        assert_eq!(of(json!({ "aud": "asf" })).aud, ["asf"]);
    }
}
