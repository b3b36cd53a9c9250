//! Single values out of JSON. Stricter than proto3 JSON has to be: a number is
//! no string, a string no number, and `null` stands only in a PATCH.

use prost_reflect::{Kind, Value};
use proto::asf::errors::v1::ErrorReason;

use super::node::Node;
use super::text::{self, Fault, within};

/// A value that is no message of ours; messages are read by `body`.
pub(super) fn scalar(kind: &Kind, node: Node) -> Result<Value, Fault> {
    match kind {
        Kind::String => match node {
            Node::Text(text) => text::string(text),
            other => Err(wrong_type("a string", &other)),
        },
        Kind::Bool => match node {
            Node::Bool(value) => Ok(Value::Bool(value)),
            other => Err(wrong_type("true or false", &other)),
        },
        Kind::Enum(names) => match node {
            Node::Text(name) => text::full_name(names, &name).ok_or_else(|| unknown(names)),
            other => Err(wrong_type("a string", &other)),
        },
        Kind::Bytes => match node {
            Node::Text(text) => text::bytes(&text).map(Value::Bytes),
            other => Err(wrong_type("a string", &other)),
        },
        Kind::Double | Kind::Float => float(kind, &node),
        Kind::Message(message) => text::known(message, node.into_json()).map(Value::Message),
        _ => integer(kind, node),
    }
}

pub(super) fn wrong_type(expected: &str, found: &Node) -> Fault {
    let rule = format!("must be {expected}, not {}.", found.kind());
    Fault::new(ErrorReason::WrongType, rule)
}

fn integer(kind: &Kind, node: Node) -> Result<Value, Fault> {
    match kind {
        Kind::Uint32 | Kind::Fixed32 => within(whole(&node)?, 0, u32::MAX.into()).map(Value::U32),
        Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => {
            within(whole(&node)?, i32::MIN.into(), i32::MAX.into()).map(Value::I32)
        }
        _ => match &node {
            // Many clients' numbers are doubles, which would round it.
            Node::Text(digits) => text::value(kind, digits),
            other => Err(wrong_type("a whole number in a string", other)),
        },
    }
}

/// The number, if it is whole: 3.0 is 3, as JSON Schema has it.
fn whole(node: &Node) -> Result<Option<i128>, Fault> {
    match node {
        Node::Unsigned(number) => Ok(Some((*number).into())),
        Node::Signed(number) => Ok(Some((*number).into())),
        Node::Float(number) if number.fract() == 0.0 => {
            // Beyond the limits of any 32-bit type the exact value is all one.
            Ok((number.abs() < 1e15).then_some(*number as i128))
        }
        other => Err(wrong_type("a whole number", other)),
    }
}

fn float(kind: &Kind, node: &Node) -> Result<Value, Fault> {
    let number = match node {
        Node::Unsigned(number) => *number as f64,
        Node::Signed(number) => *number as f64,
        Node::Float(number) => *number,
        other => return Err(wrong_type("a number", other)),
    };
    match kind {
        Kind::Float if number.abs() > f64::from(f32::MAX) => Err(Fault::fixed(
            ErrorReason::OutOfRange,
            "must be a single-precision number.",
        )),
        Kind::Float => Ok(Value::F32(number as f32)),
        _ => Ok(Value::F64(number)),
    }
}

fn unknown(names: &prost_reflect::EnumDescriptor) -> Fault {
    let values = names.values();
    let known: Vec<_> = values.map(|value| value.name().to_owned()).collect();
    Fault::new(
        ErrorReason::UnknownValue,
        format!("must be one of {}.", known.join(", ")),
    )
}
