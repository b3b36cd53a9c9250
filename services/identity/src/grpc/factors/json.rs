//! JSON between browsers and the WebAuthn library, as protobuf carries it.

use prost_types::{ListValue, Struct, Value as ProtoValue, value::Kind};
use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value};

/// Browsers do not nest deeper; a caller might.
const DEEPEST: usize = 16;
/// Above it a double leaves whole numbers out.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// An object as a message; anything else is an empty one.
pub(super) fn to_struct(value: Value) -> Struct {
    match value {
        Value::Object(fields) => fields_of(fields),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Struct::default()
        }
    }
}

/// A message as what it says; nothing where it says something else.
pub(super) fn from_struct<T: DeserializeOwned>(message: Option<Struct>) -> Option<T> {
    let value = object(message?, DEEPEST)?;
    serde_json::from_value(value).ok()
}

fn fields_of(fields: Map<String, Value>) -> Struct {
    let fields = fields
        .into_iter()
        .map(|(name, value)| (name, to_value(value)));
    Struct {
        fields: fields.collect(),
    }
}

fn to_value(value: Value) -> ProtoValue {
    let kind = match value {
        Value::Null => Kind::NullValue(0),
        Value::Bool(it) => Kind::BoolValue(it),
        Value::Number(it) => Kind::NumberValue(it.as_f64().unwrap_or_default()),
        Value::String(it) => Kind::StringValue(it),
        Value::Array(items) => Kind::ListValue(ListValue {
            values: items.into_iter().map(to_value).collect(),
        }),
        Value::Object(fields) => Kind::StructValue(fields_of(fields)),
    };
    ProtoValue { kind: Some(kind) }
}

fn object(message: Struct, depth: usize) -> Option<Value> {
    let deeper = depth.checked_sub(1)?;
    let fields = message.fields.into_iter();
    let fields = fields.map(|(name, value)| Some((name, from_value(value, deeper)?)));
    fields.collect::<Option<Map<_, _>>>().map(Value::Object)
}

fn from_value(value: ProtoValue, depth: usize) -> Option<Value> {
    let deeper = depth.checked_sub(1)?;
    Some(match value.kind? {
        Kind::NullValue(_) => Value::Null,
        Kind::BoolValue(it) => Value::Bool(it),
        Kind::NumberValue(it) => Value::Number(number(it)?),
        Kind::StringValue(it) => Value::String(it),
        Kind::ListValue(list) => {
            let items = list.values.into_iter().map(|it| from_value(it, deeper));
            Value::Array(items.collect::<Option<_>>()?)
        }
        Kind::StructValue(it) => object(it, deeper)?,
    })
}

/// Protobuf has doubles only; what is whole is read as a whole number.
fn number(double: f64) -> Option<Number> {
    if double.fract() == 0.0 && double.abs() <= LARGEST_WHOLE {
        // In these bounds no figure is lost.
        return format!("{double:.0}").parse().ok();
    }
    Number::from_f64(double)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_object_comes_back() {
        let value = json!({
            "challenge": "abc",
            "timeout": 300_000,
            "pubKeyCredParams": [{"type": "public-key", "alg": -7}],
            "extensions": {"credProps": true, "rest": null, "part": 0.5},
        });
        let back: Value = from_struct(Some(to_struct(value.clone()))).unwrap();
        assert_eq!(back, value);
    }

    #[test]
    fn what_is_no_answer_of_a_browser_is_none() {
        assert_eq!(from_struct::<Value>(None), None);
        let mut deep = json!({});
        for _ in 0..DEEPEST {
            deep = json!({ "deeper": deep });
        }
        assert_eq!(from_struct::<Value>(Some(to_struct(deep))), None);
        assert_eq!(from_struct::<u32>(Some(Struct::default())), None);
        let infinite = Struct {
            fields: [(
                "a".to_owned(),
                ProtoValue {
                    kind: Some(Kind::NumberValue(f64::INFINITY)),
                },
            )]
            .into(),
        };
        assert_eq!(from_struct::<Value>(Some(infinite)), None);
    }
}
