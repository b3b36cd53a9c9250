//! What an operation takes beside a body.

use http::Method;
use prost_reflect::{FieldDescriptor, Kind};
use serde_json::{Value, json};

use super::limits::Limits;
use super::schema;
use crate::comments::comment;
use crate::transcode::operation::Operation;
use crate::transcode::reply::Reply;

pub(super) fn all(operation: &Operation) -> Vec<Value> {
    let path = operation.variables.iter().map(in_path);
    let query = operation.query.iter().map(in_query);
    path.chain(query).chain(headers(operation)).collect()
}

fn in_path(field: &FieldDescriptor) -> Value {
    let mut schema = schema::parameter(field);
    if schema["type"] == "string" {
        schema["minLength"] = 1.into();
    }
    let text = match comment(field).as_str() {
        "" => format!("Its {}.", field.name()),
        text => text.to_owned(),
    };
    json!({
        "name": field.name(),
        "in": "path",
        "required": true,
        "description": text,
        "schema": schema,
    })
}

fn in_query(field: &FieldDescriptor) -> Value {
    let mut parameter = json!({
        "name": field.name(),
        "in": "query",
        "required": Limits::of(field).required(),
        "description": description(field),
        "schema": schema::parameter(field),
    });
    if field.is_list() {
        parameter["style"] = "form".into();
        parameter["explode"] = true.into();
    }
    parameter
}

/// The comment of the field, and for an enum what its values mean.
fn description(field: &FieldDescriptor) -> String {
    let text = comment(field);
    match field.kind() {
        Kind::Enum(names) => format!("{text}\n\n{}", schema::meanings(&names)),
        _ => text,
    }
    .trim()
    .to_owned()
}

fn headers(operation: &Operation) -> Vec<Value> {
    let mut headers = Vec::new();
    if operation.method != Method::GET {
        let schema = json!({
            "type": "string", "pattern": "^[!-~]+$", "minLength": 1, "maxLength": 255,
        });
        let text = "A random text of the client: with the same key the same request is done once.";
        headers.push(header("Idempotency-Key", text, schema));
    }
    if let Some(field) = &operation.etag {
        // The field holds the tag with its quotes.
        let longest = Limits::of(field)
            .max_len()
            .map_or(String::new(), |it| (it - 2).to_string());
        let pattern = format!("^(\\*|(W/)?\"[!#-~]{{0,{longest}}}\")$");
        let schema = json!({"type": "string", "pattern": pattern, "minLength": 1});
        let text = "The entity tag that the change was made from; `*` or none for any.";
        headers.push(header("If-Match", text, schema));
    }
    match &operation.reply {
        Reply::Message(_) if operation.method == Method::GET => {
            let text = "Entity tags that the client has; the answer is 304 if one is current.";
            headers.push(header("If-None-Match", text, json!({"type": "string"})));
        }
        Reply::Events(events) => {
            let mut schema = schema::parameter(&events.resume);
            schema["description"] = "Goes before the query parameter.".into();
            let text = "The `id` of the last event that was received: the stream goes on after it.";
            headers.push(header("Last-Event-ID", text, schema));
        }
        Reply::Message(_) | Reply::File => {}
    }
    headers
}

fn header(name: &str, description: &str, schema: Value) -> Value {
    json!({
        "name": name,
        "in": "header",
        "required": false,
        "description": description,
        "schema": schema,
    })
}
