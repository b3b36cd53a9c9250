//! gRPC statuses as problems: by the stable reason first, then by the code.

use std::borrow::Cow;
use std::time::Duration;

use http::{HeaderValue, header};
use proto::asf::errors::v1::ErrorReason;
use tonic::{Code, Status};

use super::reason;
use super::{FieldFault, Problem};

/// How long a client waits where the service behind did not say.
const PAUSE: Duration = Duration::from_secs(2);

impl Problem {
    /// What a service answered, for the outside. `name` turns a path in proto
    /// names into what the client knows the field by.
    ///
    /// The sentence is passed on only beside a reason of ours: any other text
    /// may tell of addresses and internals.
    pub(crate) fn from_status(status: &Status, name: impl Fn(&str) -> String) -> Self {
        let given = chassis::status::reason(status);
        let known = given.as_deref().and_then(reason::find);
        let kind = known.unwrap_or_else(|| reason::of(by_code(status)));
        let ours = given.is_some() && !kind.status.is_server_error();
        let detail = if ours {
            status.message()
        } else {
            &kind.meaning
        };
        let mut problem = Self::of_kind(kind, detail);
        if let (None, true, Some(given)) = (known, ours, given) {
            problem.foreign = Some(given.into());
        }
        if problem.status().is_server_error() {
            problem.cause = Some(format!("{:?}: {}", status.code(), status.message()));
        }
        let violations = chassis::status::violations(status).into_iter();
        let errors = violations.map(|violation| FieldFault {
            field: name(&violation.field),
            reason: Cow::Owned(violation.reason),
            detail: violation.description,
        });
        problem
            .with_errors(errors.collect())
            .with_hints(chassis::status::retry_after(status))
    }

    /// The headers that belong to a status: when to come again, how to log in.
    fn with_hints(self, retry_after: Option<Duration>) -> Self {
        match self.status().as_u16() {
            401 => self.with_header(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")),
            429 | 503 | 504 => self.with_retry_after(retry_after.unwrap_or(PAUSE)),
            _ => self,
        }
    }

    pub(crate) fn login_needed(detail: &str) -> Self {
        Self::new(ErrorReason::LoginNeeded, detail).with_hints(None)
    }

    pub(crate) fn busy() -> Self {
        Self::of(ErrorReason::Busy).with_hints(Some(Duration::from_secs(1)))
    }
}

/// For handlers of the site, which know no field names.
impl From<Status> for Problem {
    fn from(status: Status) -> Self {
        Self::from_status(&status, str::to_owned)
    }
}

fn by_code(status: &Status) -> ErrorReason {
    match status.code() {
        _ if chassis::status::is_lost(status) => ErrorReason::Unavailable,
        Code::InvalidArgument | Code::OutOfRange => ErrorReason::InvalidFields,
        Code::NotFound => ErrorReason::NotFound,
        Code::AlreadyExists | Code::Aborted | Code::FailedPrecondition => ErrorReason::Conflict,
        Code::PermissionDenied => ErrorReason::Forbidden,
        Code::Unauthenticated => ErrorReason::LoginNeeded,
        Code::ResourceExhausted => ErrorReason::TooManyRequests,
        Code::Unavailable => ErrorReason::Unavailable,
        // A client's own time limit ends a call as cancelled.
        Code::DeadlineExceeded | Code::Cancelled => ErrorReason::Timeout,
        Code::Unimplemented => ErrorReason::NotImplemented,
        Code::Ok | Code::Unknown | Code::Internal | Code::DataLoss => ErrorReason::Internal,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use axum::response::IntoResponse;
    use chassis::status::{FieldViolation, busy, internal, refusal, with_fields};
    use rstest::rstest;
    use tonic_types::{ErrorDetails, StatusExt};

    use super::*;

    fn problem(status: &Status) -> Problem {
        Problem::from_status(status, |field| format!("<{field}>"))
    }

    #[rstest]
    #[case(Code::Aborted, "STALE_ETAG", 412)]
    #[case(Code::FailedPrecondition, "KEY_REUSED", 422)]
    #[case(Code::NotFound, "NOT_FOUND", 404)]
    #[case(Code::AlreadyExists, "ORG_NUMBER_TAKEN", 409)]
    #[case(Code::FailedPrecondition, "WRONG_STATE", 409)]
    #[case(Code::FailedPrecondition, "ALREADY_LISTED", 409)]
    #[case(Code::FailedPrecondition, "NOT_COMPLETE", 422)]
    #[case(Code::Unauthenticated, "LOGIN_NEEDED", 401)]
    #[case(Code::PermissionDenied, "FORBIDDEN", 403)]
    #[case(Code::InvalidArgument, "WRONG_PAGE_TOKEN", 400)]
    fn a_reason_of_ours_decides(
        #[case] code: Code,
        #[case] name: &'static str,
        #[case] status: u16,
    ) {
        let reason = ErrorReason::from_str_name(name).unwrap();
        let problem = problem(&refusal(code, reason, "As it is."));
        assert_eq!(problem.status().as_u16(), status);
        assert_eq!(problem.name(), name);
        assert_eq!(problem.detail, "As it is.");
    }

    #[test]
    fn a_reason_of_a_newer_service_is_passed_on() {
        let details = ErrorDetails::with_error_info("SOMETHING_NEW", "asf", HashMap::new());
        let newer = Status::with_error_details(Code::FailedPrecondition, "As it is.", details);
        let problem = problem(&newer);
        let said = (problem.name(), problem.status().as_u16(), &*problem.detail);
        assert_eq!(said, ("SOMETHING_NEW", 409, "As it is."));
    }

    #[rstest]
    #[case(Status::unavailable("tcp connect error: 10.0.0.7"), "UNAVAILABLE", 503)]
    #[case(Status::deadline_exceeded("x"), "TIMEOUT", 504)]
    #[case(Status::cancelled("Timeout expired"), "TIMEOUT", 504)]
    #[case(Status::unknown("panicked at"), "INTERNAL", 500)]
    #[case(internal(), "INTERNAL", 500)]
    #[case(Status::not_found("row 17"), "NOT_FOUND", 404)]
    #[case(Status::resource_exhausted("x"), "TOO_MANY_REQUESTS", 429)]
    #[case(Status::unimplemented("x"), "NOT_IMPLEMENTED", 501)]
    fn other_statuses_tell_nothing_of_internals(
        #[case] status: Status,
        #[case] reason: &str,
        #[case] code: u16,
    ) {
        let problem = problem(&status);
        assert_eq!((problem.name(), problem.status().as_u16()), (reason, code));
        let meaning = &reason::find(reason).unwrap().meaning;
        assert_eq!(&problem.detail, meaning);
    }

    #[test]
    fn fields_are_named_as_the_client_knows_them() {
        let violation = FieldViolation::new("org_number", ErrorReason::WrongCheckDigit, "Wrong.");
        let status = with_fields(
            Code::InvalidArgument,
            ErrorReason::InvalidFields,
            "No.",
            vec![violation],
        );
        let expected = FieldFault::new("<org_number>", ErrorReason::WrongCheckDigit, "Wrong.");
        assert_eq!(problem(&status).errors, [expected]);
    }

    #[rstest]
    #[case(busy(Duration::from_secs(7)), header::RETRY_AFTER, "7")]
    #[case(Status::unavailable("down"), header::RETRY_AFTER, "2")]
    #[case(Status::deadline_exceeded("late"), header::RETRY_AFTER, "2")]
    #[case(Status::unauthenticated("who"), header::WWW_AUTHENTICATE, "Bearer")]
    fn a_problem_says_how_to_go_on(
        #[case] status: Status,
        #[case] name: http::HeaderName,
        #[case] value: &str,
    ) {
        let response = problem(&status).into_response();
        assert_eq!(response.headers()[name], value);
    }
}
