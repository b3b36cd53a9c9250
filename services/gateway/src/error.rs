//! Everything that can go wrong, as RFC 9457 problem documents.
//!
//! A handler or a layer gives back a [`Problem`]; it travels as an extension
//! of the response to the outermost layer, which knows the request and writes
//! the document, or for people the error page.

pub(crate) mod reason;
pub(crate) mod status;

use std::borrow::Cow;
use std::time::Duration;

use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, StatusCode, header};
use proto::asf::errors::v1::ErrorReason;
use serde::Serialize;

use reason::ProblemKind;

/// Why a request was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    kind: &'static ProblemKind,
    /// The stable name of a reason that this build does not know.
    foreign: Option<Box<str>>,
    /// A sentence for whoever made the request.
    pub(crate) detail: String,
    pub(crate) errors: Vec<FieldFault>,
    /// For our log alone: what failed behind.
    pub(crate) cause: Option<String>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

/// What is wrong with one part of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct FieldFault {
    /// A path in the JSON body, a query parameter, a path variable or a header.
    pub(crate) field: String,
    pub(crate) reason: Cow<'static, str>,
    pub(crate) detail: String,
}

impl FieldFault {
    pub(crate) fn new(
        field: impl Into<String>,
        reason: ErrorReason,
        detail: impl Into<String>,
    ) -> Self {
        Self {
            field: field.into(),
            reason: reason.as_str_name().into(),
            detail: detail.into(),
        }
    }
}

impl Problem {
    pub(crate) fn new(reason: ErrorReason, detail: impl Into<String>) -> Self {
        Self::of_kind(reason::of(reason), detail)
    }

    fn of_kind(kind: &'static ProblemKind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            foreign: None,
            detail: detail.into(),
            errors: Vec::new(),
            cause: None,
            headers: Vec::new(),
        }
    }

    /// The plain problem of a reason, with its own sentence.
    pub(crate) fn of(reason: ErrorReason) -> Self {
        let kind = reason::of(reason);
        Self::of_kind(kind, &*kind.meaning)
    }

    pub(crate) fn invalid(errors: Vec<FieldFault>) -> Self {
        let problem = Self::of(ErrorReason::InvalidFields);
        problem.with_errors(errors)
    }

    pub(crate) fn with_errors(mut self, errors: Vec<FieldFault>) -> Self {
        self.errors = errors;
        self
    }

    pub(crate) fn caused_by(mut self, cause: impl Into<String>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    pub(crate) fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.retain(|(given, _)| *given != name);
        self.headers.push((name, value));
        self
    }

    /// Asks the client to wait before it tries again, a second at least.
    pub(crate) fn with_retry_after(self, delay: Duration) -> Self {
        let seconds = delay.as_millis().div_ceil(1000).max(1);
        let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
        self.with_header(header::RETRY_AFTER, seconds.into())
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.kind.status
    }

    /// Stable, UPPER_SNAKE.
    pub(crate) fn name(&self) -> &str {
        self.foreign.as_deref().unwrap_or(self.kind.name)
    }

    /// The document. `instance` is the request's id, by which the operators
    /// find it in their logs.
    pub(crate) fn document(&self, instance: &str) -> Vec<u8> {
        let document = Document {
            r#type: format!("/api/docs#{}", self.name()),
            title: &self.kind.title,
            status: self.status().as_u16(),
            detail: &self.detail,
            instance,
            reason: self.name(),
            errors: &self.errors,
        };
        // Strings and a number: serializing them cannot fail.
        serde_json::to_vec(&document).unwrap_or_default()
    }
}

#[derive(Serialize)]
struct Document<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    detail: &'a str,
    instance: &'a str,
    reason: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [FieldFault],
}

impl IntoResponse for Problem {
    /// The status and headers; the body is written by the outermost layer.
    fn into_response(mut self) -> Response {
        let headers = std::mem::take(&mut self.headers);
        let mut response = self.status().into_response();
        response.headers_mut().extend(headers);
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_names_reason_request_and_fields() {
        let fault = FieldFault::new(
            "org_number",
            ErrorReason::WrongCheckDigit,
            "The last digit is wrong.",
        );
        let document = Problem::invalid(vec![fault]).document("7f3a");
        insta::assert_snapshot!(String::from_utf8(document).unwrap(), @r#"{"type":"/api/docs#INVALID_FIELDS","title":"Invalid request","status":400,"detail":"Parts of the request break a rule; `errors` names each part and its rule.","instance":"7f3a","reason":"INVALID_FIELDS","errors":[{"field":"org_number","reason":"WRONG_CHECK_DIGIT","detail":"The last digit is wrong."}]}"#);
    }

    #[test]
    fn a_delay_is_rounded_up_to_whole_seconds() {
        for (delay, expected) in [(0, "1"), (1000, "1"), (1001, "2")] {
            let problem = Problem::of(ErrorReason::Busy);
            let response = problem
                .with_retry_after(Duration::from_millis(delay))
                .into_response();
            assert_eq!(response.headers()[header::RETRY_AFTER], expected);
        }
    }
}
