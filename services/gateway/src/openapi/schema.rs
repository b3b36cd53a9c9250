//! JSON Schemas of messages. A message has up to three: as it is answered, as
//! it is sent whole, and as a merge patch.

use std::collections::BTreeMap;

use prost_reflect::{EnumDescriptor, FieldDescriptor, Kind, MessageDescriptor};
use serde_json::{Map, Value, json};

use super::limits::Limits;
use crate::comments::comment;
use crate::transcode::bind::short_name;
use crate::transcode::field::{http_name, is_session_cookie};

/// No text of ours may hold U+0000, which Postgres cannot keep.
const NO_NUL: &str = "^[^\\u0000]*$";

/// The schemas that the document refers to, each once.
#[derive(Default)]
pub(super) struct Schemas(BTreeMap<String, Value>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Answer,
    Whole,
    Patch,
}

impl Schemas {
    pub(super) fn into_json(mut self) -> Value {
        self.0
            .insert("Problem".to_owned(), super::responses::problem());
        Value::Object(self.0.into_iter().collect())
    }

    /// A reference to the message's schema, which is made if it is new.
    pub(super) fn refer(&mut self, message: &MessageDescriptor, form: Form) -> Value {
        let name = message.name().to_owned()
            + match form {
                Form::Answer => "",
                Form::Whole => "Input",
                Form::Patch => "Patch",
            };
        if !self.0.contains_key(&name) {
            // Before its fields, so that a message may contain itself.
            self.0.insert(name.clone(), Value::Null);
            let fields: Vec<_> = message.fields().collect();
            let mut schema = self.object(&fields, form);
            schema["description"] = comment(message).into();
            self.0.insert(name.clone(), schema);
        }
        json!({"$ref": format!("#/components/schemas/{name}")})
    }

    pub(super) fn object(&mut self, fields: &[FieldDescriptor], form: Form) -> Value {
        let properties: Map<String, Value> = fields
            .iter()
            .filter(|field| !is_session_cookie(field))
            .map(|field| (http_name(field), self.property(field, form)))
            .collect();
        let required: Vec<_> = fields
            .iter()
            .filter(|field| is_required(field, form) && !is_session_cookie(field))
            .map(http_name)
            .collect();
        let mut schema = json!({"type": "object", "properties": properties});
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        match form {
            // Newer services may answer more.
            Form::Answer => {}
            Form::Whole => schema["additionalProperties"] = false.into(),
            Form::Patch => {
                schema["additionalProperties"] = false.into();
                schema["minProperties"] = 1.into();
            }
        }
        schema
    }

    fn property(&mut self, field: &FieldDescriptor, form: Form) -> Value {
        let limits = Limits::of(field);
        let mut schema = self.value(field, form);
        if form == Form::Patch && !limits.required() {
            schema = nullable(schema);
        }
        let text = comment(field);
        if !text.is_empty() {
            schema["description"] = text.into();
        }
        schema
    }

    fn value(&mut self, field: &FieldDescriptor, form: Form) -> Value {
        let limits = Limits::of(field);
        if let (true, Kind::Message(entry)) = (field.is_map(), field.kind()) {
            let values = self.kind(&entry.map_entry_value_field().kind(), form);
            return json!({"type": "object", "additionalProperties": values});
        }
        if field.is_list() {
            // A merge patch replaces a list as a whole.
            let form = if form == Form::Patch {
                Form::Whole
            } else {
                form
            };
            let items = self.kind(&field.kind(), form);
            let mut list = Map::from_iter([
                ("type".to_owned(), json!("array")),
                ("items".to_owned(), items),
            ]);
            if form != Form::Answer {
                limits.add_to_list(&mut list);
            }
            return list.into();
        }
        let mut schema = self.kind(&field.kind(), form);
        if let (true, Some(schema)) = (form != Form::Answer, schema.as_object_mut()) {
            limits.add_to(schema);
        }
        schema
    }

    fn kind(&mut self, kind: &Kind, form: Form) -> Value {
        match kind {
            Kind::String if form == Form::Answer => json!({"type": "string"}),
            Kind::Enum(names) => self.enumeration(names),
            Kind::Message(message) => {
                well_known(message).unwrap_or_else(|| self.refer(message, form))
            }
            Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => {
                json!({"type": "string", "pattern": "^-?[0-9]{1,19}$"})
            }
            Kind::Uint64 | Kind::Fixed64 => json!({"type": "string", "pattern": "^[0-9]{1,20}$"}),
            kind => plain(kind),
        }
    }

    fn enumeration(&mut self, names: &EnumDescriptor) -> Value {
        self.0.entry(names.name().to_owned()).or_insert_with(|| {
            let full: Vec<_> = names.values().map(|it| it.name().to_owned()).collect();
            json!({"type": "string", "enum": full, "description": meanings(names)})
        });
        json!({"$ref": format!("#/components/schemas/{}", names.name())})
    }
}

/// The schema of a query parameter or path variable.
pub(super) fn parameter(field: &FieldDescriptor) -> Value {
    let limits = Limits::of(field);
    let mut schema = match field.kind() {
        Kind::Enum(names) => {
            // The zero value is what a parameter means that is not given.
            let given: Vec<_> = names.values().filter(|it| it.number() != 0).collect();
            let short = given.iter().map(|it| short_name(&names, it.name()));
            let full = given.iter().map(|it| it.name().to_owned());
            let either: Vec<_> = short.chain(full).collect();
            json!({"type": "string", "enum": either})
        }
        Kind::Message(message) => well_known(&message).unwrap_or_else(|| json!({"type": "string"})),
        kind => plain(&kind),
    };
    if let (false, Some(schema)) = (field.is_list(), schema.as_object_mut()) {
        limits.add_to(schema);
    }
    if field.is_list() {
        let mut list = Map::from_iter([
            ("type".to_owned(), json!("array")),
            ("items".to_owned(), schema),
        ]);
        limits.add_to_list(&mut list);
        return list.into();
    }
    schema
}

/// What the values of an enum mean.
pub(super) fn meanings(names: &EnumDescriptor) -> String {
    let values = names.values().filter_map(|value| {
        let text = comment(&value);
        (!text.is_empty()).then(|| format!("- `{}`: {text}", value.name()))
    });
    let values: Vec<_> = values.collect();
    format!("{}\n\n{}", comment(names), values.join("\n"))
        .trim()
        .to_owned()
}

fn plain(kind: &Kind) -> Value {
    match kind {
        Kind::Double | Kind::Float => json!({"type": "number"}),
        Kind::Int32 | Kind::Sint32 | Kind::Sfixed32 => {
            json!({"type": "integer", "minimum": i32::MIN, "maximum": i32::MAX})
        }
        Kind::Uint32 | Kind::Fixed32 => {
            json!({"type": "integer", "minimum": 0, "maximum": u32::MAX})
        }
        Kind::Int64 | Kind::Sint64 | Kind::Sfixed64 => {
            json!({"type": "integer", "minimum": i64::MIN, "maximum": i64::MAX})
        }
        Kind::Uint64 | Kind::Fixed64 => {
            json!({"type": "integer", "minimum": 0, "maximum": u64::MAX})
        }
        Kind::Bool => json!({"type": "boolean"}),
        Kind::Bytes => json!({"type": "string", "contentEncoding": "base64"}),
        Kind::String | Kind::Enum(_) | Kind::Message(_) => {
            json!({"type": "string", "pattern": NO_NUL})
        }
    }
}

/// Messages that have a form of their own in JSON.
fn well_known(message: &MessageDescriptor) -> Option<Value> {
    Some(match message.full_name() {
        "google.protobuf.Timestamp" => json!({"type": "string", "format": "date-time"}),
        "google.protobuf.Duration" => json!({"type": "string", "pattern": "^-?[0-9.]+s$"}),
        "google.protobuf.FieldMask" => json!({"type": "string"}),
        "google.protobuf.Struct" => json!({"type": "object"}),
        "google.protobuf.Value" => json!({}),
        "google.protobuf.ListValue" => json!({"type": "array"}),
        _ => return None,
    })
}

fn nullable(mut schema: Value) -> Value {
    match schema.get("type").cloned() {
        Some(kind) => {
            schema["type"] = json!([kind, "null"]);
            schema
        }
        None => json!({"anyOf": [schema, {"type": "null"}]}),
    }
}

fn is_required(field: &FieldDescriptor, form: Form) -> bool {
    match form {
        // All but messages is written, zero or not.
        Form::Answer => !field.supports_presence(),
        Form::Whole => {
            let limits = Limits::of(field);
            limits.required() || limits.min_items()
        }
        Form::Patch => false,
    }
}
