//! The JSON body, bound field by field so that every fault is named by its
//! path. A PATCH body is a JSON merge patch (RFC 7396): what it names is
//! changed, `null` clears, what it does not name stays.

use prost_reflect::{DynamicMessage, FieldDescriptor, Kind, MapKey, MessageDescriptor, Value};
use proto::asf::errors::v1::ErrorReason;

use super::faults::Faults;
use super::fields::{Field, Fields, Met};
use super::node::Node;
use super::text::{self, Fault};
use super::value::{scalar, wrong_type};
use crate::error::FieldFault;

const LONGEST_NAME: usize = 100;

/// Fills these fields of the message; a body may name no others. Answers the
/// paths that a merge patch names, in proto names.
pub(super) fn bind(
    fields: &[FieldDescriptor],
    merge: bool,
    bytes: &[u8],
    message: &mut DynamicMessage,
    faults: &mut Faults,
) -> Vec<String> {
    let mut reader = Reader::new(faults);
    let fields = Fields::of(fields.iter().cloned());
    match Node::parse(bytes) {
        Ok(node) => reader.object(&fields, node, Place::top(merge), message),
        Err(fault) => reader.faults.add(fault),
    }
    reader.into_mask(merge)
}

/// Fills one field of the message with the whole body.
pub(super) fn bind_field(
    field: &FieldDescriptor,
    merge: bool,
    bytes: &[u8],
    message: &mut DynamicMessage,
    faults: &mut Faults,
) -> Vec<String> {
    let mut reader = Reader::new(faults);
    match (Node::parse(bytes), field.kind()) {
        (Ok(node), Kind::Message(inner)) if !field.is_list() => {
            let fields = reader.met.fields_of(&inner);
            let mut value = DynamicMessage::new(inner);
            reader.object(&fields, node, Place::top(merge), &mut value);
            message.set_field(field, Value::Message(value));
        }
        (Ok(node), _) => {
            if let Some(value) = reader.value(field, node, &Place::top(false)) {
                message.set_field(field, value);
            }
        }
        (Err(fault), _) => reader.faults.add(fault),
    }
    reader.into_mask(merge)
}

struct Reader<'f> {
    /// The paths that a merge patch names, in proto names.
    mask: Vec<String>,
    faults: &'f mut Faults,
    met: Met,
}

/// Where in the body a value stands.
struct Place {
    /// For the client: `activities[0].offer`.
    json: String,
    /// For the mask: `activities`; nothing outside a merge patch, and inside
    /// what a merge patch replaces as a whole.
    mask: Option<String>,
}

impl Place {
    fn top(merge: bool) -> Self {
        Self {
            json: String::new(),
            mask: merge.then(String::new),
        }
    }

    fn field(&self, known: &Field) -> Self {
        let mask = self.mask.as_deref();
        Self {
            json: joined(&self.json, &known.name),
            mask: mask.map(|mask| joined(mask, known.field.name())),
        }
    }

    fn item(&self, index: impl std::fmt::Display) -> Self {
        Self {
            json: format!("{}[{index}]", self.json),
            mask: None,
        }
    }

    fn name(&self) -> &str {
        match self.json.as_str() {
            "" => "body",
            path => path,
        }
    }
}

impl<'f> Reader<'f> {
    fn new(faults: &'f mut Faults) -> Self {
        Self {
            mask: Vec::new(),
            faults,
            met: Met::default(),
        }
    }

    fn fault(&mut self, place: &Place, fault: Fault) {
        self.faults.add(fault.of(place.name()));
    }

    fn object(&mut self, fields: &Fields, node: Node, place: Place, message: &mut DynamicMessage) {
        let entries = match node {
            Node::Object(entries) => entries,
            other => return self.fault(&place, wrong_type("an object", &other)),
        };
        let mut seen = Vec::new();
        for (key, node) in entries {
            let Some(known) = fields.get(&key) else {
                self.unknown(fields, &place, &key);
                continue;
            };
            if self.faults.are_enough() {
                continue;
            }
            let (place, field) = (place.field(known), &known.field);
            if seen.contains(&field.number()) {
                self.fault(
                    &place,
                    Fault::fixed(ErrorReason::Repeated, "may stand only once."),
                );
                continue;
            }
            seen.push(field.number());
            self.entry(field, node, place, message);
        }
    }

    fn entry(
        &mut self,
        field: &FieldDescriptor,
        node: Node,
        place: Place,
        message: &mut DynamicMessage,
    ) {
        if let Some(mask) = &place.mask {
            match (&node, own_message(field)) {
                (Node::Null, _) => {
                    self.mask.push(mask.clone());
                    return;
                }
                // Inside a single message the patch goes on field by field.
                (Node::Object(_), Some(inner)) => {
                    let fields = self.met.fields_of(&inner);
                    let mut value = DynamicMessage::new(inner);
                    self.object(&fields, node, place, &mut value);
                    message.set_field(field, Value::Message(value));
                    return;
                }
                _ => self.mask.push(mask.clone()),
            }
        }
        if let Some(value) = self.value(field, node, &place) {
            message.set_field(field, value);
        }
    }

    /// The value of a field, whole; nothing when it is at fault.
    fn value(&mut self, field: &FieldDescriptor, node: Node, place: &Place) -> Option<Value> {
        if field.is_map() {
            return self.map(field, node, place);
        }
        if !field.is_list() {
            return self.single(&field.kind(), node, place);
        }
        match node {
            Node::List(nodes) => {
                let kind = field.kind();
                let mut values = Vec::with_capacity(nodes.len());
                for (index, node) in nodes.into_iter().enumerate() {
                    if self.faults.are_enough() {
                        break;
                    }
                    values.extend(self.single(&kind, node, &place.item(index)));
                }
                Some(Value::List(values))
            }
            other => {
                self.fault(place, wrong_type("an array", &other));
                None
            }
        }
    }

    fn single(&mut self, kind: &Kind, node: Node, place: &Place) -> Option<Value> {
        if let Some(inner) = kind.as_message().filter(|message| is_ours(message)) {
            let fields = self.met.fields_of(inner);
            let mut message = DynamicMessage::new(inner.clone());
            let whole = Place {
                json: place.json.clone(),
                mask: None,
            };
            self.object(&fields, node, whole, &mut message);
            return Some(Value::Message(message));
        }
        match scalar(kind, node) {
            Ok(value) => Some(value),
            Err(fault) => {
                self.fault(place, fault);
                None
            }
        }
    }

    fn map(&mut self, field: &FieldDescriptor, node: Node, place: &Place) -> Option<Value> {
        let entries = match node {
            Node::Object(entries) => entries,
            other => {
                self.fault(place, wrong_type("an object", &other));
                return None;
            }
        };
        let kind = field.kind();
        let entry = kind.as_message()?;
        let (key_kind, value_kind) = (
            entry.map_entry_key_field().kind(),
            entry.map_entry_value_field().kind(),
        );
        let mut map = std::collections::HashMap::new();
        for (key, node) in entries {
            let place = place.item(short(&key));
            let value = self.single(&value_kind, node, &place);
            match text::value(&key_kind, &key).map(Value::into_map_key) {
                Ok(Some(key)) => self.insert(&mut map, key, value, &place),
                Ok(None) => {}
                Err(fault) => self.fault(&place, fault),
            }
        }
        Some(Value::Map(map))
    }

    fn insert(
        &mut self,
        map: &mut std::collections::HashMap<MapKey, Value>,
        key: MapKey,
        value: Option<Value>,
        place: &Place,
    ) {
        let Some(value) = value else { return };
        if map.insert(key, value).is_some() {
            self.fault(
                place,
                Fault::fixed(ErrorReason::Repeated, "may stand only once."),
            );
        }
    }

    fn unknown(&mut self, fields: &Fields, place: &Place, key: &str) {
        self.faults.add_unknown(|| {
            let rule = match fields.names() {
                none if none.is_empty() => "is unknown; there are no fields here.".to_owned(),
                names => format!("is unknown; the fields are {names}."),
            };
            let field = joined(&place.json, short(key));
            FieldFault::new(field, ErrorReason::UnknownField, rule)
        });
    }

    fn into_mask(self, merge: bool) -> Vec<String> {
        // No mask would mean "everything" to the service behind.
        if merge && self.mask.is_empty() && self.faults.is_empty() {
            let rule = "must name at least one field to change.";
            self.faults
                .add(FieldFault::new("body", ErrorReason::Required, rule));
        }
        self.mask
    }
}

/// A name that was made to be wrong may be of any length.
fn short(name: &str) -> &str {
    let end = name.char_indices().nth(LONGEST_NAME);
    end.map_or(name, |(end, _)| &name[..end])
}

/// The type of a single field that is a message of ours.
fn own_message(field: &FieldDescriptor) -> Option<MessageDescriptor> {
    let kind = field.kind();
    let message = kind.as_message().filter(|message| is_ours(message))?;
    (!field.is_list() && !field.is_map()).then(|| message.clone())
}

/// The well-known types have a JSON form of their own.
fn is_ours(message: &MessageDescriptor) -> bool {
    !message.full_name().starts_with("google.protobuf.")
}

fn joined(path: &str, name: &str) -> String {
    match path {
        "" => name.to_owned(),
        path => format!("{path}.{name}"),
    }
}
