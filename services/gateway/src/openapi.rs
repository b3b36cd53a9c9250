//! The OpenAPI 3.1 document of the JSON API, made from the same descriptors
//! that serve it.
//! <https://spec.openapis.org/oas/v3.1.1.html>

mod limits;
mod operation;
mod parameters;
mod responses;
mod schema;

#[cfg(test)]
mod tests;

use serde_json::{Map, Value, json};

use crate::transcode::Api;
use crate::transcode::operation::Operation;

use schema::Schemas;

const ABOUT: &str = include_str!("openapi/about.md");

pub(crate) fn document(api: &Api, public_url: &str) -> Value {
    let mut schemas = Schemas::default();
    let paths = paths(api.operations(), &mut schemas);
    json!({
        "openapi": "3.1.1",
        "jsonSchemaDialect": "https://spec.openapis.org/oas/3.1/dialect/base",
        "info": {
            "title": "ASF Lyfter",
            "version": "v1",
            "description": ABOUT.trim(),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": public_url}],
        "tags": tags(api.operations()),
        "paths": paths,
        "components": {
            "schemas": schemas.into_json(),
            "responses": responses::components(),
            "headers": responses::headers(),
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            },
        },
    })
}

fn paths(operations: &[Operation], schemas: &mut Schemas) -> Map<String, Value> {
    let mut paths = Map::new();
    for operation in operations {
        let path = paths
            .entry(operation.template.to_string())
            .or_insert_with(|| json!({}));
        let method = operation.method.as_str().to_ascii_lowercase();
        path[method] = operation::describe(operation, schemas);
    }
    paths
}

/// What an operation is about: the first word after the version.
fn tag(operation: &Operation) -> String {
    let path = operation.template.to_string();
    let word = path.split(['/', ':']).nth(3).unwrap_or_default();
    word.to_owned()
}

fn tags(operations: &[Operation]) -> Vec<Value> {
    let mut names: Vec<_> = operations.iter().map(tag).collect();
    names.sort_unstable();
    names.dedup();
    names
        .into_iter()
        .map(|name| json!({"name": name}))
        .collect()
}
