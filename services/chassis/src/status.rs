//! Refusals on the wire: every status that the platform sends carries one
//! `google.rpc.ErrorInfo` with a stable reason, and field errors name the
//! field. Callers decide by the reason, never by the sentence.

use std::{collections::HashMap, error::Error, time::Duration};

use kernel::fault::ErrorReason;
use tonic::{Code, Status, TimeoutExpired};
use tonic_types::{ErrorDetails, StatusExt};

/// `ErrorInfo.domain` of all our reasons.
pub const DOMAIN: &str = "asf";

/// The details travel in a header, and a client takes 16 KiB of headers: so
/// many faults fit with room to spare, and nobody repairs more at once.
const MOST_VIOLATIONS: usize = 30;

/// What is wrong with one field of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldViolation {
    /// The path in proto names, e.g. `profile.activities[0].offer`.
    pub field: String,
    /// The rule that was broken.
    pub reason: ErrorReason,
    /// An English sentence with the rule; never the value, which may be
    /// personal.
    pub description: String,
}

impl FieldViolation {
    pub fn new(
        field: impl Into<String>,
        reason: ErrorReason,
        description: impl Into<String>,
    ) -> Self {
        Self {
            field: field.into(),
            reason,
            description: description.into(),
        }
    }
}

/// A [`FieldViolation`] as it came over the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedViolation {
    pub field: String,
    pub reason: String,
    pub description: String,
}

/// With a capital letter and a full stop.
pub fn sentence(words: &str) -> String {
    let mut letters = words.trim_end_matches('.').chars();
    letters
        .next()
        .map(|first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
        .unwrap_or_default()
}

/// INVALID_ARGUMENT with reason `INVALID_FIELDS`.
pub fn invalid(violations: Vec<FieldViolation>) -> Status {
    with_fields(
        Code::InvalidArgument,
        ErrorReason::InvalidFields,
        "The request has fields that break a rule.",
        violations,
    )
}

/// A refusal with its stable reason.
pub fn refusal(code: Code, reason: ErrorReason, message: impl Into<String>) -> Status {
    Status::with_error_details(code, message, info(reason))
}

/// A refusal that names fields, where there are any.
pub fn with_fields(
    code: Code,
    reason: ErrorReason,
    message: impl Into<String>,
    violations: Vec<FieldViolation>,
) -> Status {
    let mut details = info(reason);
    let more = violations.len().saturating_sub(MOST_VIOLATIONS);
    let last = (more > 0).then(|| {
        let sentence = format!("has {more} more faults, which are not named.");
        FieldViolation::new("request", ErrorReason::MoreFaults, sentence)
    });
    let fields: Vec<_> = violations
        .into_iter()
        .take(MOST_VIOLATIONS)
        .chain(last)
        .map(|violation| tonic_types::FieldViolation {
            field: violation.field,
            description: violation.description,
            reason: violation.reason.as_str_name().to_owned(),
            localized_message: None,
        })
        .collect();
    if !fields.is_empty() {
        details.set_bad_request(fields);
    }
    Status::with_error_details(code, message, details)
}

/// A failure of ours. It has no detail: whoever handles the failure logs it.
pub fn internal() -> Status {
    refusal(
        Code::Internal,
        ErrorReason::Internal,
        "Something went wrong on our side.",
    )
}

/// Too much work at the moment; the caller may try again after the delay.
pub fn busy(retry_after: Duration) -> Status {
    let mut details = info(ErrorReason::Busy);
    details.set_retry_info(Some(retry_after));
    Status::with_error_details(
        Code::Unavailable,
        "The service has more work than it can take; try again shortly.",
        details,
    )
}

/// This caller does too much; it may go on after the delay.
pub fn too_many(retry_after: Duration) -> Status {
    let mut details = info(ErrorReason::TooManyRequests);
    details.set_retry_info(Some(retry_after));
    Status::with_error_details(
        Code::ResourceExhausted,
        "There were too many tries; wait a while and try again.",
        details,
    )
}

/// What the service works with cannot be reached at the moment; the caller may
/// try again after the delay. A command may have been done.
pub fn unavailable(retry_after: Duration) -> Status {
    let mut details = info(ErrorReason::Unavailable);
    details.set_retry_info(Some(retry_after));
    Status::with_error_details(
        Code::Unavailable,
        "The service cannot reach its data at the moment; try again shortly.",
        details,
    )
}

/// Nobody knows at the moment whether the caller's token is right: it is to
/// be tried again, not to be made anew.
pub fn keys_unavailable() -> Status {
    let mut details = info(ErrorReason::KeysUnavailable);
    details.set_retry_info(Some(Duration::from_secs(1)));
    Status::with_error_details(
        Code::Unavailable,
        "Logins cannot be checked at the moment; try again shortly.",
        details,
    )
}

/// Whether no answer came because the connection ended. Then tonic makes the
/// status itself, as `Cancelled` or `Unknown` and with the cause as its source;
/// what a service answered has none. A client's own time limit is not it.
pub fn is_lost(status: &Status) -> bool {
    let mut cause = status.source();
    let made_here = cause.is_some();
    while let Some(error) = cause {
        if error.is::<TimeoutExpired>() {
            return false;
        }
        cause = error.source();
    }
    made_here && matches!(status.code(), Code::Cancelled | Code::Unknown)
}

/// The stable reason, if the status carries one.
pub fn reason(status: &Status) -> Option<String> {
    let info = status.get_details_error_info()?;
    (!info.reason.is_empty()).then_some(info.reason)
}

/// The reason, if the status carries one that this build knows.
pub fn error_reason(status: &Status) -> Option<ErrorReason> {
    ErrorReason::from_str_name(&reason(status)?)
}

/// The fields that a refusal names; none for most refusals.
pub fn violations(status: &Status) -> Vec<ReceivedViolation> {
    let Some(bad_request) = status.get_details_bad_request() else {
        return Vec::new();
    };
    bad_request
        .field_violations
        .into_iter()
        .map(|violation| ReceivedViolation {
            field: violation.field,
            reason: violation.reason,
            description: violation.description,
        })
        .collect()
}

/// How long the caller is asked to wait before it tries again.
pub fn retry_after(status: &Status) -> Option<Duration> {
    status.get_details_retry_info()?.retry_delay
}

fn info(reason: ErrorReason) -> ErrorDetails {
    ErrorDetails::with_error_info(reason.as_str_name(), DOMAIN, HashMap::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_has_exactly_one_error_info_in_our_domain() {
        let status = refusal(
            Code::Aborted,
            ErrorReason::StaleEtag,
            "Somebody else was faster.",
        );
        let details = status.get_error_details_vec();
        assert_eq!(details.len(), 1);
        let info = status.get_details_error_info().unwrap();
        assert_eq!(
            (info.reason.as_str(), info.domain.as_str()),
            ("STALE_ETAG", "asf")
        );
        assert_eq!(reason(&status).as_deref(), Some("STALE_ETAG"));
        assert_eq!(error_reason(&status), Some(ErrorReason::StaleEtag));
    }

    #[test]
    fn invalid_fields_come_back_with_field_reason_and_sentence() {
        let status = invalid(vec![FieldViolation::new(
            "q",
            ErrorReason::TooLong,
            "must be short.",
        )]);
        assert_eq!(status.code(), Code::InvalidArgument);
        assert_eq!(reason(&status).as_deref(), Some("INVALID_FIELDS"));
        assert_eq!(
            violations(&status),
            [ReceivedViolation {
                field: "q".into(),
                reason: "TOO_LONG".into(),
                description: "must be short.".into(),
            }]
        );
    }

    #[test]
    fn very_many_faults_still_fit_into_a_header() {
        let fault = FieldViolation::new("f".repeat(100), ErrorReason::TooLong, "d".repeat(120));
        let status = invalid(vec![fault; 5000]);
        let told = violations(&status);
        assert_eq!(told.len(), MOST_VIOLATIONS + 1);
        let last = &told[MOST_VIOLATIONS];
        assert_eq!(last.reason, "MORE_FAULTS");
        assert!(last.description.contains("4970"), "{}", last.description);
        assert!(status.details().len() * 4 / 3 < 14 * 1024);
    }

    #[test]
    fn a_busy_status_says_when_to_try_again() {
        let status = busy(Duration::from_millis(1500));
        assert_eq!(status.code(), Code::Unavailable);
        assert_eq!(reason(&status).as_deref(), Some("BUSY"));
        assert_eq!(retry_after(&status), Some(Duration::from_millis(1500)));
    }

    #[test]
    fn a_status_of_somebody_else_has_no_reason_and_no_fields() {
        let status = Status::not_found("nothing here");
        assert_eq!(reason(&status), None);
        assert_eq!(violations(&status), []);
    }
}
