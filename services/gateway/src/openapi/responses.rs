//! What an operation answers: its success, and the problems it may have.

use chassis::access::Access;
use chassis::caller::Caller;
use http::Method;
use prost_reflect::FieldDescriptor;
use serde_json::{Map, Value, json};

use super::limits::Limits;
use super::schema::{Form, Schemas};
use crate::error::reason;
use crate::transcode::operation::{Body, Operation};
use crate::transcode::reply::{MessageReply, Reply};

pub(super) fn all(operation: &Operation, schemas: &mut Schemas) -> Map<String, Value> {
    let mut responses = match &operation.reply {
        Reply::Message(reply) => message(operation, reply, schemas),
        Reply::Events(events) => {
            let event = schemas.refer(&events.message, Form::Answer);
            success(
                "200",
                "Server-Sent Events without end. The `data` of each is one message in JSON; lines that begin with a colon keep the connection alive.",
                json!({
                    "text/event-stream": {"schema": {"type": "string"}, "x-event-data": event},
                }),
            )
        }
        Reply::File => success("200", "The file.", files(&operation.query)),
    };
    for status in problems(operation) {
        let reference = format!("#/components/responses/Problem{status}");
        responses.insert(status.to_string(), json!({"$ref": reference}));
    }
    let others = json!({"$ref": "#/components/responses/Problem"});
    responses.insert("default".to_owned(), others);
    responses
}

pub(super) fn is_public(operation: &Operation) -> bool {
    let access = Access::of(&[operation.service()]);
    let path = operation.grpc_path.as_str();
    access.is_ok_and(|access| access.check(path, &Caller::anonymous()).is_ok())
}

fn message(
    operation: &Operation,
    reply: &MessageReply,
    schemas: &mut Schemas,
) -> Map<String, Value> {
    let schema = schemas.refer(&reply.message, Form::Answer);
    let content = json!({"application/json": {"schema": schema}});
    let (status, text) = match operation.location {
        Some(_) => ("201", "It was made."),
        None => ("200", "It was done."),
    };
    let reading = operation.method == Method::GET;
    let text = if reading { "What was asked for." } else { text };
    let mut responses = success(status, text, content);
    let mut headers = json!({"x-request-id": header("RequestId")});
    if reading || reply.etag.is_some() {
        headers["ETag"] = header("ETag");
    }
    if operation.location.is_some() {
        headers["Location"] = header("Location");
    }
    responses[status]["headers"] = headers;
    if reading {
        let description = "The client has it already.";
        let headers = json!({"ETag": header("ETag")});
        responses.insert(
            "304".to_owned(),
            json!({"description": description, "headers": headers}),
        );
    }
    responses
}

fn success(status: &str, description: &str, content: Value) -> Map<String, Value> {
    let response = json!({"description": description, "content": content});
    Map::from_iter([(status.to_owned(), response)])
}

/// The media types that a parameter `format` may ask for; a file that comes in
/// one form alone is JSON.
fn files(query: &[FieldDescriptor]) -> Value {
    let format = query.iter().find(|field| field.name() == "format");
    let formats = format.map(|field| Limits::of(field).one_of());
    let types = formats.unwrap_or_default().into_iter();
    let types = types.filter_map(|format| mime_guess::from_ext(&format).first_raw());
    let content: Map<_, _> = types.map(|kind| (kind.to_owned(), file(kind))).collect();
    match content.is_empty() {
        true => json!({"application/json": {}}),
        false => content.into(),
    }
}

/// JSON is read as what it holds, everything else as it is.
fn file(kind: &str) -> Value {
    match kind {
        "application/json" => json!({}),
        _ => json!({"schema": {"type": "string"}}),
    }
}

/// The statuses of problems that the operation may answer with.
fn problems(operation: &Operation) -> Vec<u16> {
    let mut statuses = vec![400, 401, 503, 504];
    let writing = operation.method != Method::GET;
    if !is_public(operation) {
        statuses.push(403);
    }
    let of_one = matches!(&operation.reply, Reply::Message(reply) if reply.id.is_some());
    if of_one || !operation.variables.is_empty() {
        statuses.push(404);
    }
    if writing {
        statuses.extend([409, 422, 429]);
    }
    if operation.etag.is_some() {
        statuses.push(412);
    }
    if !matches!(operation.body, Body::Nothing) {
        statuses.extend([413, 415]);
    }
    statuses
}

/// A response for each status that a reason has, and one for all others.
pub(super) fn components() -> Map<String, Value> {
    let mut components = Map::new();
    components.insert(
        "Problem".to_owned(),
        response("Any other problem.", json!({})),
    );
    for reason in reason::PROBLEMS.iter() {
        let status = reason.status.as_u16();
        let same = reason::PROBLEMS
            .iter()
            .filter(|it| it.status == reason.status);
        let lines = same.map(|it| format!("- `{}`: {}", it.name, it.meaning));
        let mut headers = json!({});
        match status {
            401 => headers["WWW-Authenticate"] = header("Challenge"),
            405 => headers["Allow"] = header("Allow"),
            429 | 503 => headers["Retry-After"] = header("RetryAfter"),
            _ => {}
        }
        let text = lines.collect::<Vec<_>>().join("\n");
        components.insert(format!("Problem{status}"), response(&text, headers));
    }
    components
}

fn response(description: &str, mut headers: Value) -> Value {
    headers["x-request-id"] = header("RequestId");
    json!({
        "description": description,
        "headers": headers,
        "content": {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}},
        },
    })
}

fn header(name: &str) -> Value {
    json!({"$ref": format!("#/components/headers/{name}")})
}

pub(super) fn headers() -> Value {
    let header = |text: &str, schema: Value| json!({"description": text, "schema": schema});
    let text = json!({"type": "string"});
    json!({
        "ETag": header("The version of what was answered, for If-Match and If-None-Match.", text.clone()),
        "Location": header("Where the new resource is found.", json!({"type": "string", "format": "uri-reference"})),
        "RequestId": header("The id of the request, in our logs as well.", text.clone()),
        "Challenge": header("How to log in: `Bearer`.", text.clone()),
        "Allow": header("The methods that the path knows.", text),
        "RetryAfter": header("Seconds to wait before the next try.", json!({"type": "integer", "minimum": 1})),
    })
}

/// The schema of a problem document.
pub(super) fn problem() -> Value {
    let text = |description: &str| json!({"type": "string", "description": description});
    let fault = json!({
        "type": "object",
        "required": ["field", "reason", "detail"],
        "properties": {
            "field": text("A path in the JSON body, a parameter or a header."),
            "reason": text("The rule that was broken, stable, e.g. `TOO_LONG`."),
            "detail": text("A sentence with the rule."),
        },
    });
    json!({
        "type": "object",
        "description": "Why a request was not done (RFC 9457).",
        "required": ["type", "title", "status", "detail", "instance", "reason"],
        "properties": {
            "type": {"type": "string", "format": "uri-reference", "description": "Where the reason is explained."},
            "title": text("The reason in a few words."),
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": text("A sentence about this very problem."),
            "instance": text("The id of the request."),
            "reason": text("Stable, in UPPER_SNAKE: decide by it."),
            "errors": {"type": "array", "items": fault, "description": "What is at fault, field by field."},
        },
    })
}
