//! JSON Schemas of messages as canonical proto3 JSON.
//! <https://protobuf.dev/programming-guides/json/>

use std::collections::BTreeMap;

use prost_reflect::{Cardinality, EnumDescriptor, FieldDescriptor, Kind, MessageDescriptor};
use serde_json::{Map, Value, json};

use crate::comments::comment;

/// The schemas that a document needs, each once, by the message's full name.
#[derive(Default)]
pub(super) struct Schemas(BTreeMap<String, Value>);

impl Schemas {
    pub(super) fn into_json(self) -> Value {
        Value::Object(self.0.into_iter().collect())
    }

    /// A reference to the message's schema, which is made if it is new.
    pub(super) fn refer(&mut self, message: &MessageDescriptor) -> Value {
        let name = message.full_name();
        if !self.0.contains_key(name) {
            // Before its fields, so that a message may contain itself.
            self.0.insert(name.to_owned(), Value::Null);
            let schema = self.object(message);
            self.0.insert(name.to_owned(), schema);
        }
        json!({"$ref": format!("#/components/schemas/{name}")})
    }

    fn object(&mut self, message: &MessageDescriptor) -> Value {
        let properties: Map<String, Value> = message
            .fields()
            .map(|field| (field.json_name().to_owned(), self.described(&field)))
            .collect();
        json!({
            "type": "object",
            "title": message.name(),
            "description": comment(message),
            "properties": properties,
        })
    }

    fn described(&mut self, field: &FieldDescriptor) -> Value {
        let schema = self.field(field);
        let text = comment(field);
        match schema {
            // Beside `$ref` older readers ignore everything else.
            Value::Object(ref inner) if inner.contains_key("$ref") && !text.is_empty() => {
                json!({"description": text, "allOf": [schema]})
            }
            Value::Object(mut inner) if !text.is_empty() => {
                inner.insert("description".to_owned(), text.into());
                Value::Object(inner)
            }
            other => other,
        }
    }

    fn field(&mut self, field: &FieldDescriptor) -> Value {
        if field.is_map()
            && let Kind::Message(entry) = field.kind()
        {
            let values = self.kind(&entry.map_entry_value_field().kind());
            return json!({"type": "object", "additionalProperties": values});
        }
        let one = self.kind(&field.kind());
        if field.cardinality() == Cardinality::Repeated {
            return json!({"type": "array", "items": one});
        }
        one
    }

    fn kind(&mut self, kind: &Kind) -> Value {
        match kind {
            Kind::Double | Kind::Float => json!({"type": "number"}),
            Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => {
                json!({"type": "integer", "minimum": i32::MIN, "maximum": i32::MAX})
            }
            Kind::Uint32 | Kind::Fixed32 => {
                json!({"type": "integer", "minimum": 0, "maximum": u32::MAX})
            }
            Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => {
                json!({"type": "string", "pattern": "^-?[0-9]+$"})
            }
            Kind::Uint64 | Kind::Fixed64 => json!({"type": "string", "pattern": "^[0-9]+$"}),
            Kind::Bool => json!({"type": "boolean"}),
            Kind::String => json!({"type": "string"}),
            Kind::Bytes => json!({"type": "string", "contentEncoding": "base64"}),
            Kind::Enum(choice) => enumeration(choice),
            Kind::Message(message) => well_known(message).unwrap_or_else(|| self.refer(message)),
        }
    }
}

/// Values by name, with their meaning.
fn enumeration(choice: &EnumDescriptor) -> Value {
    let names: Vec<String> = choice.values().map(|it| it.name().to_owned()).collect();
    let meanings = choice.values().filter_map(|value| {
        let text = comment(&value);
        (!text.is_empty()).then(|| format!("{}: {text}", value.name()))
    });
    let text: Vec<String> = std::iter::once(comment(choice)).chain(meanings).collect();
    json!({"type": "string", "enum": names, "description": text.join("\n").trim()})
}

/// Messages that have a form of their own in JSON.
fn well_known(message: &MessageDescriptor) -> Option<Value> {
    Some(match message.full_name() {
        "google.protobuf.Timestamp" => json!({"type": "string", "format": "date-time"}),
        "google.protobuf.Duration" => json!({"type": "string", "pattern": "^-?[0-9.]+s$"}),
        "google.protobuf.Struct" => json!({"type": "object"}),
        "google.protobuf.Value" => json!({}),
        "google.protobuf.FieldMask" => json!({"type": "string"}),
        _ => return None,
    })
}
