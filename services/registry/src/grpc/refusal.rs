//! The one place where refusals become statuses with a stable reason.

use chassis::status::{self, FieldViolation, sentence};
use host::failure::{busy, stale};
use kernel::fault::{BrokenRule, ErrorReason};
use tonic::{Code, Status};

use crate::domain::{
    enterprise::{
        Stage,
        changes::Pending,
        refusal::{Missing, Refusal},
    },
    values::{fault::ValueError, field::Field},
};

impl host::failure::Refusal for Refusal {
    fn status(&self) -> Status {
        refused(self)
    }

    fn stale() -> Status {
        stale("the enterprise")
    }
}

/// The code and the stable reason of each refusal; an import reports the same
/// reasons.
pub(crate) fn reason(refusal: &Refusal) -> (Code, ErrorReason) {
    match refusal {
        Refusal::NotFound => (Code::NotFound, ErrorReason::NotFound),
        Refusal::AlreadyRegistered => (Code::AlreadyExists, ErrorReason::AlreadyRegistered),
        Refusal::OrgNumberTaken => (Code::AlreadyExists, ErrorReason::OrgNumberTaken),
        Refusal::SlugTaken => (Code::Internal, ErrorReason::SlugTaken),
        Refusal::NotComplete(_) => (Code::FailedPrecondition, ErrorReason::NotComplete),
        Refusal::AlreadyListed => (Code::FailedPrecondition, ErrorReason::AlreadyListed),
        Refusal::WrongState { .. } => (Code::FailedPrecondition, ErrorReason::WrongState),
        Refusal::NoChanges => (Code::FailedPrecondition, ErrorReason::NoChanges),
        Refusal::NotCertified => (Code::FailedPrecondition, ErrorReason::NotCertified),
        Refusal::NotRenewable { .. } => (Code::FailedPrecondition, ErrorReason::NotRenewable),
        Refusal::NoCapacity => (Code::FailedPrecondition, ErrorReason::NoCapacity),
        Refusal::NoSuchReport { .. } => (Code::NotFound, ErrorReason::NoSuchReport),
        Refusal::Closed => (Code::FailedPrecondition, ErrorReason::Closed),
        Refusal::NoSuchClaim => (Code::FailedPrecondition, ErrorReason::NoSuchClaim),
        Refusal::OrganisationTied => (Code::AlreadyExists, ErrorReason::AlreadyLinked),
    }
}

fn refused(refusal: &Refusal) -> Status {
    let (code, reason) = reason(refusal);
    let message = sentence(&refusal.to_string());
    let mut fields = Vec::new();
    if let Refusal::SlugTaken = refusal {
        tracing::error!("no slug is free");
        return status::internal();
    }
    if let Refusal::OrgNumberTaken = refusal {
        fields.push(field(Field::OrgNumber, reason, &message));
    }
    if let Refusal::NotComplete(missing) = refusal {
        fields.extend(missing.iter().map(|field| not_there(*field)));
    }
    status::with_fields(code, reason, message, fields)
}

fn not_there(missing: Missing) -> FieldViolation {
    let (rule, why) = (ValueError::Empty.rule(), missing.needed_because());
    match missing {
        Missing::Field(named) => field(named, rule, &sentence(why)),
        Missing::Ground(_) => FieldViolation::new(missing.name(), rule, sentence(why)),
    }
}

fn field(field: Field, rule: ErrorReason, description: &str) -> FieldViolation {
    FieldViolation::new(format!("profile.{}", field.name()), rule, description)
}

/// What is not there, or not for this caller.
pub(super) fn not_found() -> Status {
    refused(&Refusal::NotFound)
}

/// What was decided meanwhile, or never asked for a decision.
pub(super) fn not_waiting() -> Status {
    status::refusal(
        Code::FailedPrecondition,
        ErrorReason::NotWaiting,
        "The enterprise does not wait for review, or not any more.",
    )
}

/// Somebody changed the enterprise since the caller read it, and how it stands
/// by now.
pub(super) fn changed_since(stage: Stage, pending: Option<&Pending>) -> Status {
    let changes = match pending {
        Some(pending) if pending.waits() => ", with changes that wait for review",
        Some(_) => ", with changes that went back to its editors",
        None => "",
    };
    let message = format!(
        "Somebody has changed the enterprise since; it is now {}{changes}. \
         Read it again and repeat the change if it is still wanted.",
        stage.in_words()
    );
    status::refusal(Code::Aborted, ErrorReason::StaleEtag, message)
}

/// The feed cannot be read at the moment.
pub(super) fn away() -> Status {
    busy()
}

#[cfg(test)]
mod tests {
    use eventlog::command::ExecuteError;
    use host::failure::CallError;

    use super::*;
    use crate::{domain::values::criteria::Criterion, store::Failure};

    fn of(failure: Failure) -> Status {
        CallError::from(failure).into()
    }

    fn reason(failure: Failure) -> (Code, String) {
        let status = of(failure);
        let reason = status::reason(&status).unwrap();
        (status.code(), reason)
    }

    #[test]
    fn what_stopped_a_command_has_its_stable_reason() {
        let (expected, actual) = (1, 2);
        for (failure, code, name) in [
            (
                ExecuteError::Refused(Refusal::OrgNumberTaken),
                Code::AlreadyExists,
                "ORG_NUMBER_TAKEN",
            ),
            (
                ExecuteError::WrongVersion { expected, actual },
                Code::Aborted,
                "STALE_ETAG",
            ),
            (
                ExecuteError::KeyReused,
                Code::FailedPrecondition,
                "KEY_REUSED",
            ),
            (ExecuteError::Busy, Code::Unavailable, "BUSY"),
        ] {
            assert_eq!(reason(failure), (code, name.to_owned()));
        }
    }

    #[test]
    fn the_second_of_two_reviewers_reads_what_the_first_decided() {
        let status = changed_since(Stage::Rejected, None);
        assert_eq!(status.code(), Code::Aborted);
        assert_eq!(status::reason(&status).as_deref(), Some("STALE_ETAG"));
        assert!(status.message().contains("it is now rejected."));
        let pending = Pending {
            parts: vec![],
            attestations: vec![],
            proposed_at: time::OffsetDateTime::UNIX_EPOCH,
            return_reasons: vec![],
        };
        let status = changed_since(Stage::Listed, Some(&pending));
        let words = "it is now on the list, with changes that wait for review.";
        assert!(status.message().contains(words), "{}", status.message());
    }

    #[test]
    fn what_is_missing_is_named_field_by_field() {
        let missing = Refusal::NotComplete(vec![
            Missing::Field(Field::OrgNumber),
            Missing::Field(Field::Activities),
            Missing::Ground(Criterion::Independence),
        ]);
        let status = of(ExecuteError::Refused(missing));
        assert_eq!(
            status.message(),
            "The profile is not complete: org_number, activities, attestations[independence] are missing."
        );
        let fields = status::violations(&status);
        let fields: Vec<_> = fields
            .iter()
            .map(|it| (it.field.as_str(), it.reason.as_str()))
            .collect();
        assert_eq!(
            fields,
            [
                ("profile.org_number", "REQUIRED"),
                ("profile.activities", "REQUIRED"),
                ("attestations[independence]", "REQUIRED")
            ]
        );
    }

    #[test]
    fn a_failure_of_ours_tells_the_caller_nothing() {
        let status = of(ExecuteError::Corrupt("secret".to_owned()));
        assert_eq!(status.code(), Code::Internal);
        assert!(!status.message().contains("secret"));
    }
}
