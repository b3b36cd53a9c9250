//! The JSON body, bound field by field so that every fault is named by its
//! path. A PATCH body is a JSON merge patch (RFC 7396): what it names is
//! changed, `null` clears, what it does not name stays.

use prost_reflect::{DynamicMessage, FieldDescriptor, Kind, MapKey, MessageDescriptor, Value};
use proto::asf::errors::v1::ErrorReason;

use super::node::Node;
use super::text::{self, Fault};
use super::value::{scalar, wrong_type};
use crate::error::FieldFault;
use crate::transcode::field::http_name;

const LONGEST_NAME: usize = 100;

/// What came of a body beside the fields it filled.
#[derive(Default)]
pub(super) struct Bound {
    /// The paths that a merge patch names, in proto names.
    pub(super) mask: Vec<String>,
    pub(super) faults: Vec<FieldFault>,
}

/// Fills these fields of the message; a body may name no others.
pub(super) fn bind(
    fields: &[FieldDescriptor],
    merge: bool,
    bytes: &[u8],
    message: &mut DynamicMessage,
) -> Bound {
    let mut reader = Reader::default();
    match Node::parse(bytes) {
        Ok(node) => reader.object(fields, node, Place::top(merge), message),
        Err(fault) => reader.bound.faults.push(fault),
    }
    reader.into_bound(merge)
}

/// Fills one field of the message with the whole body.
pub(super) fn bind_field(
    field: &FieldDescriptor,
    merge: bool,
    bytes: &[u8],
    message: &mut DynamicMessage,
) -> Bound {
    let mut reader = Reader::default();
    match (Node::parse(bytes), field.kind()) {
        (Ok(node), Kind::Message(inner)) if !field.is_list() => {
            let fields: Vec<_> = inner.fields().collect();
            let mut value = DynamicMessage::new(inner);
            reader.object(&fields, node, Place::top(merge), &mut value);
            message.set_field(field, Value::Message(value));
        }
        (Ok(node), _) => {
            if let Some(value) = reader.value(field, node, &Place::top(false)) {
                message.set_field(field, value);
            }
        }
        (Err(fault), _) => reader.bound.faults.push(fault),
    }
    reader.into_bound(merge)
}

#[derive(Default)]
struct Reader {
    bound: Bound,
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

    fn field(&self, field: &FieldDescriptor) -> Self {
        let mask = self.mask.as_deref();
        Self {
            json: joined(&self.json, &http_name(field)),
            mask: mask.map(|mask| joined(mask, field.name())),
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

impl Reader {
    fn fault(&mut self, place: &Place, fault: Fault) {
        self.bound.faults.push(fault.of(place.name()));
    }

    fn object(
        &mut self,
        fields: &[FieldDescriptor],
        node: Node,
        place: Place,
        message: &mut DynamicMessage,
    ) {
        let entries = match node {
            Node::Object(entries) => entries,
            other => return self.fault(&place, wrong_type("an object", &other)),
        };
        let mut seen = Vec::new();
        for (key, node) in entries {
            let known = |field: &&FieldDescriptor| {
                field.json_name() == key || field.name() == key || http_name(field) == key
            };
            let Some(field) = fields.iter().find(known) else {
                self.unknown(fields, &place, &key);
                continue;
            };
            let place = place.field(field);
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
                    self.bound.mask.push(mask.clone());
                    return;
                }
                // Inside a single message the patch goes on field by field.
                (Node::Object(_), Some(inner)) => {
                    let fields: Vec<_> = inner.fields().collect();
                    let mut value = DynamicMessage::new(inner);
                    self.object(&fields, node, place, &mut value);
                    message.set_field(field, Value::Message(value));
                    return;
                }
                _ => self.bound.mask.push(mask.clone()),
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
                let values = nodes.into_iter().enumerate();
                let values = values.filter_map(|(index, node)| {
                    self.single(&field.kind(), node, &place.item(index))
                });
                Some(Value::List(values.collect()))
            }
            other => {
                self.fault(place, wrong_type("an array", &other));
                None
            }
        }
    }

    fn single(&mut self, kind: &Kind, node: Node, place: &Place) -> Option<Value> {
        if let Some(inner) = kind.as_message().filter(|message| is_ours(message)) {
            let fields: Vec<_> = inner.fields().collect();
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
            let place = place.item(&key);
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

    fn unknown(&mut self, fields: &[FieldDescriptor], place: &Place, key: &str) {
        let known: Vec<_> = fields.iter().map(http_name).collect();
        let rule = match known.is_empty() {
            true => "is unknown; there are no fields here.".to_owned(),
            false => format!("is unknown; the fields are {}.", known.join(", ")),
        };
        // A name that was made to be wrong may be of any length.
        let key: String = key.chars().take(LONGEST_NAME).collect();
        let field = joined(&place.json, &key);
        self.bound
            .faults
            .push(FieldFault::new(field, ErrorReason::UnknownField, rule));
    }

    fn into_bound(mut self, merge: bool) -> Bound {
        // No mask would mean "everything" to the service behind.
        if merge && self.bound.mask.is_empty() && self.bound.faults.is_empty() {
            let rule = "must name at least one field to change.";
            self.bound
                .faults
                .push(FieldFault::new("body", ErrorReason::Required, rule));
        }
        self.bound
    }
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
