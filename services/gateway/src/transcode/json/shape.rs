//! What the writer has to know of each message, looked up once at start.

use std::collections::HashMap;

use prost_reflect::{Cardinality, EnumDescriptor, FieldDescriptor, Kind, MessageDescriptor};

use crate::transcode::field;

/// The shapes of all messages that replies can hold.
#[derive(Debug, Default)]
pub(crate) struct Shapes {
    shapes: Vec<Shape>,
    by_name: HashMap<String, ShapeId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ShapeId(usize);

#[derive(Debug)]
pub(crate) enum Shape {
    /// An ordinary message, its fields by number.
    Fields(Vec<FieldShape>),
    Timestamp,
    Duration,
    FieldMask,
    Struct,
    Value,
    ListValue,
}

#[derive(Debug)]
pub(crate) struct FieldShape {
    pub(crate) number: u32,
    /// `"name":`, ready to write.
    pub(crate) key: Box<str>,
    pub(crate) place: Place,
    pub(crate) kind: ValueKind,
}

/// How often a field stands in its message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Once, and it is written even when it is zero.
    Always,
    /// Once, and left out when it is not set.
    WhenSet,
    Repeated,
    /// A repeated entry message with the fields 1 and 2.
    Map,
}

#[derive(Debug)]
pub(crate) enum ValueKind {
    Double,
    Float,
    Int32,
    Int64,
    Uint32,
    Uint64,
    Sint32,
    Sint64,
    Fixed32,
    Fixed64,
    Sfixed32,
    Sfixed64,
    Bool,
    String,
    Bytes,
    Enum(EnumShape),
    Message(ShapeId),
}

/// The names of an enum's numbers, with their quotes.
#[derive(Debug)]
pub(crate) struct EnumShape {
    names: Vec<(i32, Box<str>)>,
}

/// A message type whose JSON form this writer does not know.
#[derive(Debug, thiserror::Error)]
#[error("{0} has a JSON form of its own, which the gateway does not write")]
pub(crate) struct Unsupported(String);

impl Shapes {
    pub(crate) fn get(&self, id: ShapeId) -> &Shape {
        &self.shapes[id.0]
    }

    /// Adds a message and all that it can hold.
    pub(crate) fn add(&mut self, message: &MessageDescriptor) -> Result<ShapeId, Unsupported> {
        if let Some(id) = self.by_name.get(message.full_name()) {
            return Ok(*id);
        }
        let id = ShapeId(self.shapes.len());
        self.by_name.insert(message.full_name().to_owned(), id);
        // A placeholder first, since a message may hold itself.
        self.shapes.push(Shape::Value);
        self.shapes[id.0] = match well_known(message.full_name())? {
            Some(shape) => shape,
            None => Shape::Fields(self.fields(message)?),
        };
        Ok(id)
    }

    fn fields(&mut self, message: &MessageDescriptor) -> Result<Vec<FieldShape>, Unsupported> {
        // What goes into a cookie is not in a body.
        let written = message.fields().filter(|it| !field::is_session_cookie(it));
        let fields = written.map(|field| self.field(&field));
        let mut fields = fields.collect::<Result<Vec<_>, _>>()?;
        fields.sort_by_key(|field| field.number);
        Ok(fields)
    }

    fn field(&mut self, field: &FieldDescriptor) -> Result<FieldShape, Unsupported> {
        Ok(FieldShape {
            number: field.number(),
            key: format!("\"{}\":", field::http_name(field)).into(),
            place: place(field),
            kind: self.kind(&field.kind())?,
        })
    }

    fn kind(&mut self, kind: &Kind) -> Result<ValueKind, Unsupported> {
        Ok(match kind {
            Kind::Double => ValueKind::Double,
            Kind::Float => ValueKind::Float,
            Kind::Int32 => ValueKind::Int32,
            Kind::Int64 => ValueKind::Int64,
            Kind::Uint32 => ValueKind::Uint32,
            Kind::Uint64 => ValueKind::Uint64,
            Kind::Sint32 => ValueKind::Sint32,
            Kind::Sint64 => ValueKind::Sint64,
            Kind::Fixed32 => ValueKind::Fixed32,
            Kind::Fixed64 => ValueKind::Fixed64,
            Kind::Sfixed32 => ValueKind::Sfixed32,
            Kind::Sfixed64 => ValueKind::Sfixed64,
            Kind::Bool => ValueKind::Bool,
            Kind::String => ValueKind::String,
            Kind::Bytes => ValueKind::Bytes,
            Kind::Enum(names) => ValueKind::Enum(EnumShape::of(names)),
            Kind::Message(message) => ValueKind::Message(self.add(message)?),
        })
    }
}

impl Shape {
    pub(crate) fn fields(&self) -> &[FieldShape] {
        match self {
            Self::Fields(fields) => fields,
            Self::Timestamp
            | Self::Duration
            | Self::FieldMask
            | Self::Struct
            | Self::Value
            | Self::ListValue => &[],
        }
    }
}

impl EnumShape {
    fn of(descriptor: &EnumDescriptor) -> Self {
        let values = descriptor.values();
        let mut names: Vec<_> = values
            .map(|value| (value.number(), format!("\"{}\"", value.name()).into()))
            .collect();
        // Stable: of several names of one number the first is written.
        names.sort_by_key(|(number, _)| *number);
        names.dedup_by_key(|(number, _)| *number);
        Self { names }
    }

    /// The quoted name; nothing for a number that a newer service sent.
    pub(crate) fn name(&self, number: i32) -> Option<&str> {
        let index = self.names.binary_search_by_key(&number, |(at, _)| *at);
        index.ok().map(|index| self.names[index].1.as_ref())
    }
}

fn place(field: &FieldDescriptor) -> Place {
    if field.is_map() {
        Place::Map
    } else if field.cardinality() == Cardinality::Repeated {
        Place::Repeated
    } else if field.supports_presence() {
        Place::WhenSet
    } else {
        Place::Always
    }
}

fn well_known(full_name: &str) -> Result<Option<Shape>, Unsupported> {
    let Some(name) = full_name.strip_prefix("google.protobuf.") else {
        return Ok(None);
    };
    match name {
        "Timestamp" => Ok(Some(Shape::Timestamp)),
        "Duration" => Ok(Some(Shape::Duration)),
        "FieldMask" => Ok(Some(Shape::FieldMask)),
        "Struct" => Ok(Some(Shape::Struct)),
        "Value" => Ok(Some(Shape::Value)),
        "ListValue" => Ok(Some(Shape::ListValue)),
        "Empty" => Ok(None),
        _ => Err(Unsupported(full_name.to_owned())),
    }
}
