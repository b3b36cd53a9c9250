//! One operation of the document.

use prost_reflect::{FieldDescriptor, Kind};
use serde_json::{Value, json};

use super::limits::Limits;
use super::schema::{Form, Schemas};
use super::{parameters, responses, tag};
use crate::comments::comment;
use crate::transcode::operation::{Body, Operation};

pub(super) fn describe(operation: &Operation, schemas: &mut Schemas) -> Value {
    let description = comment(&operation.rpc);
    let mut described = json!({
        "operationId": operation_id(operation.rpc.name()),
        "tags": [tag(operation)],
        "summary": first_sentence(&description),
        "description": description,
        "parameters": parameters::all(operation),
        "responses": responses::all(operation, schemas),
        "security": security(operation),
    });
    if let Some(body) = body(operation, schemas) {
        described["requestBody"] = body;
    }
    described
}

fn body(operation: &Operation, schemas: &mut Schemas) -> Option<Value> {
    let form = match operation.mask {
        Some(_) => Form::Patch,
        None => Form::Whole,
    };
    let (required, schema) = match &operation.body {
        Body::Nothing => return None,
        Body::Whole(fields) => {
            let required = fields.iter().any(|field| {
                let limits = Limits::of(field);
                limits.required() || limits.min_items()
            });
            (required, schemas.object(fields, form))
        }
        Body::Field(field) => (Limits::of(field).required(), of_field(field, form, schemas)),
    };
    let mut content = json!({"application/json": {"schema": schema}});
    if form == Form::Patch {
        content["application/merge-patch+json"] = json!({"schema": schema});
    }
    Some(json!({"required": required, "content": content}))
}

fn of_field(field: &FieldDescriptor, form: Form, schemas: &mut Schemas) -> Value {
    match field.kind() {
        Kind::Message(message) if !field.is_list() => schemas.refer(&message, form),
        _ => schemas.object(std::slice::from_ref(field), form)["properties"][field.name()].clone(),
    }
}

/// Without a token where everybody may, else with one.
fn security(operation: &Operation) -> Value {
    match responses::is_public(operation) {
        true => json!([{}, {"bearer": []}]),
        false => json!([{"bearer": []}]),
    }
}

fn operation_id(rpc: &str) -> String {
    let (first, rest) = rpc.split_at(1.min(rpc.len()));
    first.to_ascii_lowercase() + rest
}

fn first_sentence(text: &str) -> &str {
    let paragraph = text.split("\n\n").next().unwrap_or_default();
    match paragraph.split_once(". ") {
        Some((sentence, _)) => sentence,
        None => paragraph.trim_end_matches('.'),
    }
}
