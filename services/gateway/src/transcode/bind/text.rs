//! Single values out of plain text: path segments, query parameters, headers.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use prost_reflect::{DynamicMessage, EnumDescriptor, Kind, Value};
use proto::asf::errors::v1::ErrorReason;

use crate::error::FieldFault;

/// What is wrong with a value, before it is known whose value it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) reason: ErrorReason,
    pub(super) rule: std::borrow::Cow<'static, str>,
}

pub(super) const NOT_UTF8: Fault = Fault::fixed(ErrorReason::NotUtf8, "must be UTF-8.");
pub(super) const NO_NUL: Fault =
    Fault::fixed(ErrorReason::ControlCharacter, "must not contain U+0000.");
const OUT_OF_RANGE: ErrorReason = ErrorReason::OutOfRange;
const WRONG_TYPE: ErrorReason = ErrorReason::WrongType;

impl Fault {
    pub(super) const fn fixed(reason: ErrorReason, rule: &'static str) -> Self {
        let rule = std::borrow::Cow::Borrowed(rule);
        Self { reason, rule }
    }

    pub(super) fn new(reason: ErrorReason, rule: String) -> Self {
        let rule = rule.into();
        Self { reason, rule }
    }

    pub(super) fn of(self, field: impl Into<String>) -> FieldFault {
        FieldFault::new(field, self.reason, self.rule)
    }
}

pub(super) fn value(kind: &Kind, text: &str) -> Result<Value, Fault> {
    match kind {
        Kind::String => string(text.to_owned()),
        Kind::Bool => boolean(text),
        Kind::Enum(names) => short_or_full_name(names, text),
        Kind::Uint32 | Kind::Fixed32 => integer(text, 0, u32::MAX.into()).map(Value::U32),
        Kind::Uint64 | Kind::Fixed64 => integer(text, 0, u64::MAX.into()).map(Value::U64),
        Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => {
            integer(text, i32::MIN.into(), i32::MAX.into()).map(Value::I32)
        }
        Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => {
            integer(text, i64::MIN.into(), i64::MAX.into()).map(Value::I64)
        }
        Kind::Double => number(text).map(Value::F64),
        Kind::Float => number(text).map(|number| Value::F32(number as f32)),
        Kind::Bytes => bytes(text).map(Value::Bytes),
        Kind::Message(message) => {
            let json = serde_json::Value::String(text.to_owned());
            known(message, json).map(Value::Message)
        }
    }
}

pub(super) fn string(text: String) -> Result<Value, Fault> {
    match text.contains('\0') {
        true => Err(NO_NUL),
        false => Ok(Value::String(text)),
    }
}

/// The full name of a value: `SORT_NAME`.
pub(super) fn full_name(names: &EnumDescriptor, text: &str) -> Option<Value> {
    let value = names.get_value_by_name(text)?;
    Some(Value::EnumNumber(value.number()))
}

/// The full name, or the short one: `SORT_NAME` is `name`. The zero value is
/// what a parameter means that is not given, and has no name here.
fn short_or_full_name(names: &EnumDescriptor, text: &str) -> Result<Value, Fault> {
    let given: Vec<_> = names.values().filter(|value| value.number() != 0).collect();
    let value = given
        .iter()
        .find(|value| value.name() == text || short_name(names, value.name()) == text);
    match value {
        Some(value) => Ok(Value::EnumNumber(value.number())),
        None => {
            let known = given.iter().map(|it| short_name(names, it.name()));
            let known = known.collect::<Vec<_>>().join(", ");
            Err(Fault::new(
                ErrorReason::UnknownValue,
                format!("must be one of {known}."),
            ))
        }
    }
}

/// The name of an enum's value without the name of the enum, in lower case.
pub(crate) fn short_name(names: &EnumDescriptor, value: &str) -> String {
    let prefix = upper_snake(names.name()) + "_";
    value
        .strip_prefix(prefix.as_str())
        .unwrap_or(value)
        .to_ascii_lowercase()
}

/// A message whose JSON is one string, by prost-reflect's own reader.
pub(super) fn known(
    message: &prost_reflect::MessageDescriptor,
    json: serde_json::Value,
) -> Result<DynamicMessage, Fault> {
    DynamicMessage::deserialize(message.clone(), json).map_err(|_| {
        let name = message.name();
        Fault::new(
            ErrorReason::WrongFormat,
            format!("must be a {name} in proto3 JSON."),
        )
    })
}

/// An integer in plain digits.
pub(super) fn integer<T: TryFrom<i128>>(text: &str, min: i128, max: i128) -> Result<T, Fault> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Fault::fixed(
            WRONG_TYPE,
            "must be a whole number in digits.",
        ));
    }
    let number = text.parse::<i128>().ok();
    within(number, min, max)
}

/// The number as `T`, which the limits have to be those of.
pub(super) fn within<T: TryFrom<i128>>(
    number: Option<i128>,
    min: i128,
    max: i128,
) -> Result<T, Fault> {
    number
        .and_then(|number| T::try_from(number).ok())
        .ok_or_else(|| {
            Fault::new(
                OUT_OF_RANGE,
                format!("must be a whole number from {min} to {max}."),
            )
        })
}

pub(super) fn bytes(text: &str) -> Result<bytes::Bytes, Fault> {
    let decoded = STANDARD.decode(text).map(Into::into);
    decoded.map_err(|_| Fault::fixed(ErrorReason::WrongFormat, "must be base64 with padding."))
}

fn boolean(text: &str) -> Result<Value, Fault> {
    match text {
        "true" => Ok(Value::Bool(true)),
        "false" => Ok(Value::Bool(false)),
        _ => Err(Fault::fixed(WRONG_TYPE, "must be `true` or `false`.")),
    }
}

fn number(text: &str) -> Result<f64, Fault> {
    let plain =
        |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E');
    let number = text.parse::<f64>().ok().filter(|it| it.is_finite());
    let number = number.filter(|_| text.bytes().all(plain));
    number.ok_or(Fault::fixed(WRONG_TYPE, "must be a finite number."))
}

fn upper_snake(camel: &str) -> String {
    let mut snake = String::new();
    for (index, c) in camel.char_indices() {
        if index > 0 && c.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(c.to_ascii_uppercase());
    }
    snake
}
