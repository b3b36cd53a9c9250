//! A JSON document as it was written: unlike `serde_json::Value` it keeps a
//! key that stands twice, so that the fault can be named.

use std::fmt;

use proto::asf::errors::v1::ErrorReason;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::error::FieldFault;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    /// Reads a whole body. A fault names the place where reading stopped.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, FieldFault> {
        let mut json = serde_json::Deserializer::from_slice(bytes);
        let mut track = serde_path_to_error::Track::new();
        let tracked = serde_path_to_error::Deserializer::new(&mut json, &mut track);
        match Self::deserialize(tracked).and_then(|node| json.end().map(|()| node)) {
            Ok(node) => Ok(node),
            Err(error) => Err(fault(bytes, track.path().to_string(), &error)),
        }
    }

    /// What the value is, for a sentence.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "true or false",
            Self::Unsigned(_) | Self::Signed(_) | Self::Float(_) => "a number",
            Self::Text(_) => "a string",
            Self::List(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// The same document for prost-reflect; of a doubled key the last stands.
    pub(super) fn into_json(self) -> serde_json::Value {
        match self {
            Self::Null => serde_json::Value::Null,
            Self::Bool(value) => value.into(),
            Self::Unsigned(number) => number.into(),
            Self::Signed(number) => number.into(),
            Self::Float(number) => number.into(),
            Self::Text(text) => text.into(),
            Self::List(nodes) => nodes.into_iter().map(Self::into_json).collect(),
            Self::Object(entries) => {
                let entries = entries.into_iter();
                let entries = entries.map(|(key, node)| (key, node.into_json()));
                serde_json::Value::Object(entries.collect())
            }
        }
    }
}

fn fault(bytes: &[u8], path: String, error: &serde_json::Error) -> FieldFault {
    let path = match path.as_str() {
        "." => "body".to_owned(),
        _ => path,
    };
    // serde_json tells broken UTF-8 only by its sentence; looking at the bytes
    // is surer.
    if std::str::from_utf8(bytes).is_err() && error.is_syntax() {
        return FieldFault::new(path, ErrorReason::NotUtf8, "must be UTF-8.");
    }
    let (line, column) = (error.line(), error.column());
    let rule = format!("is no JSON from line {line}, column {column} on.");
    FieldFault::new(path, ErrorReason::NotJson, rule)
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Unsigned(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Signed(number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Node::Float(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Node, E> {
        Ok(Node::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = items.next_element()? {
            nodes.push(node);
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Node::Object(entries))
    }
}
