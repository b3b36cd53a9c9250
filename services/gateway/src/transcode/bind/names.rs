//! What a client knows a field of the request message by.

use prost_reflect::FieldDescriptor;

use crate::transcode::operation::{Body, Operation};

/// The name of a proto path over HTTP: a query parameter or path variable as
/// it is, a field of the body by its path in it, the entity tag by its header.
pub(crate) fn http_name(operation: &Operation, path: &str) -> String {
    let (first, _) = split_first(path);
    let is = |field: &FieldDescriptor| field.name() == first;
    if operation.etag.as_ref().is_some_and(is) {
        return "If-Match".to_owned();
    }
    if operation.query.iter().chain(&operation.variables).any(is) {
        return path.to_owned();
    }
    match body_path(operation, path) {
        Some("") => "body".to_owned(),
        Some(inner) => inner.to_owned(),
        None => path.to_owned(),
    }
}

/// Whether a rule was broken by something that a PATCH leaves as it is.
pub(super) fn is_outside_mask(operation: &Operation, mask: &[String], path: &str) -> bool {
    if operation.mask.is_none() {
        return false;
    }
    let Some(inner) = body_path(operation, path).filter(|inner| !inner.is_empty()) else {
        return false;
    };
    !mask
        .iter()
        .any(|named| covers(named, inner) || covers(inner, named))
}

/// Whether one path is the other or leads to it.
fn covers(outer: &str, inner: &str) -> bool {
    let rest = inner.strip_prefix(outer);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// The part of a path that is inside the body, where the body is one field.
fn body_path<'p>(operation: &Operation, path: &'p str) -> Option<&'p str> {
    let Body::Field(field) = &operation.body else {
        return None;
    };
    let (first, rest) = split_first(path);
    (first == field.name()).then(|| rest.strip_prefix('.').unwrap_or(rest))
}

fn split_first(path: &str) -> (&str, &str) {
    path.split_at(path.find(['.', '[']).unwrap_or(path.len()))
}
