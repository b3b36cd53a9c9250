//! The one place where refusals become statuses with a stable reason.

use chassis::status::{self, FieldViolation, sentence};
use host::failure::{CallError, busy, stale};
use kernel::fault::BrokenRule;
use tonic::{Code, Status};

use crate::{
    domain::{
        enterprise::{
            Stage,
            changes::Pending,
            refusal::{Missing, Refusal},
        },
        values::{fault::ValueError, field::Field},
    },
    store::Failure,
};

impl host::failure::Refusal for Refusal {
    fn status(&self) -> Status {
        refused(self)
    }

    fn stale() -> Status {
        stale("the enterprise")
    }
}

/// The status of a command that was not carried out.
pub(super) fn of(failure: Failure) -> Status {
    CallError::from(failure).into()
}

fn refused(refusal: &Refusal) -> Status {
    let message = sentence(&refusal.to_string());
    match refusal {
        Refusal::NotFound => status::refusal(Code::NotFound, "NOT_FOUND", message),
        Refusal::AlreadyRegistered => {
            status::refusal(Code::AlreadyExists, "ALREADY_REGISTERED", message)
        }
        Refusal::OrgNumberTaken => {
            let fields = vec![field(Field::OrgNumber, "ORG_NUMBER_TAKEN", &message)];
            status::with_fields(Code::AlreadyExists, "ORG_NUMBER_TAKEN", message, fields)
        }
        Refusal::SlugTaken => {
            tracing::error!("no slug is free");
            status::internal()
        }
        Refusal::NotComplete(missing) => {
            let fields = missing.iter().map(|field| not_there(*field)).collect();
            status::with_fields(Code::FailedPrecondition, "NOT_COMPLETE", message, fields)
        }
        Refusal::AlreadyListed => {
            status::refusal(Code::FailedPrecondition, "ALREADY_LISTED", message)
        }
        Refusal::WrongState { .. } => {
            status::refusal(Code::FailedPrecondition, "WRONG_STATE", message)
        }
        Refusal::NoChanges => status::refusal(Code::FailedPrecondition, "NO_CHANGES", message),
        Refusal::NotCertified => {
            status::refusal(Code::FailedPrecondition, "NOT_CERTIFIED", message)
        }
        Refusal::NotRenewable { .. } => {
            status::refusal(Code::FailedPrecondition, "NOT_RENEWABLE", message)
        }
        Refusal::NoCapacity => status::refusal(Code::FailedPrecondition, "NO_CAPACITY", message),
        Refusal::NoSuchReport { .. } => status::refusal(Code::NotFound, "NO_SUCH_REPORT", message),
        Refusal::Closed => status::refusal(Code::FailedPrecondition, "CLOSED", message),
        Refusal::NoSuchClaim => status::refusal(Code::FailedPrecondition, "NO_SUCH_CLAIM", message),
        Refusal::OrganisationTied => {
            status::refusal(Code::AlreadyExists, "ORGANISATION_TIED", message)
        }
    }
}

fn not_there(missing: Missing) -> FieldViolation {
    let (rule, why) = (ValueError::Empty.rule(), missing.needed_because());
    match missing {
        Missing::Field(named) => field(named, rule, &sentence(why)),
        Missing::Ground(_) => FieldViolation::new(missing.name(), rule, sentence(why)),
    }
}

fn field(field: Field, rule: &'static str, description: &str) -> FieldViolation {
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
        "NOT_WAITING",
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
    status::refusal(Code::Aborted, "STALE_ETAG", message)
}

/// The feed cannot be read at the moment.
pub(super) fn away() -> Status {
    busy()
}

/// The database fails.
pub(super) fn database(error: sqlx::Error) -> Status {
    CallError::from(error).into()
}

#[cfg(test)]
mod tests {
    use eventlog::command::ExecuteError;

    use super::*;
    use crate::domain::values::criteria::Criterion;

    fn reason(failure: Failure) -> (Code, String) {
        let status = of(failure);
        let reason = status::reason(&status).unwrap();
        (status.code(), reason)
    }

    #[test]
    fn each_refusal_has_its_stable_reason() {
        let refused = |refusal| reason(ExecuteError::Refused(refusal));
        let stage = Stage::Draft;
        let wanted = "listing";
        for (failure, code, name) in [
            (Refusal::NotFound, Code::NotFound, "NOT_FOUND"),
            (
                Refusal::OrgNumberTaken,
                Code::AlreadyExists,
                "ORG_NUMBER_TAKEN",
            ),
            (
                Refusal::NotComplete(vec![]),
                Code::FailedPrecondition,
                "NOT_COMPLETE",
            ),
            (
                Refusal::AlreadyListed,
                Code::FailedPrecondition,
                "ALREADY_LISTED",
            ),
            (
                Refusal::WrongState { wanted, stage },
                Code::FailedPrecondition,
                "WRONG_STATE",
            ),
            (Refusal::Closed, Code::FailedPrecondition, "CLOSED"),
            (
                Refusal::NoSuchClaim,
                Code::FailedPrecondition,
                "NO_SUCH_CLAIM",
            ),
            (
                Refusal::OrganisationTied,
                Code::AlreadyExists,
                "ORGANISATION_TIED",
            ),
        ] {
            assert_eq!(refused(failure), (code, name.to_owned()));
        }
        let (expected, actual) = (1, 2);
        assert_eq!(
            reason(ExecuteError::WrongVersion { expected, actual }),
            (Code::Aborted, "STALE_ETAG".to_owned())
        );
        assert_eq!(
            reason(ExecuteError::KeyReused),
            (Code::FailedPrecondition, "KEY_REUSED".to_owned())
        );
        assert_eq!(
            reason(ExecuteError::Busy),
            (Code::Unavailable, "BUSY".to_owned())
        );
    }

    #[test]
    fn what_stands_against_a_review_has_its_stable_reason() {
        let from = time::macros::date!(2027 - 09 - 03);
        for (refusal, name) in [
            (Refusal::NoChanges, "NO_CHANGES"),
            (Refusal::NotCertified, "NOT_CERTIFIED"),
            (Refusal::NotRenewable { from }, "NOT_RENEWABLE"),
            (Refusal::NoCapacity, "NO_CAPACITY"),
        ] {
            let told = reason(ExecuteError::Refused(refusal));
            assert_eq!(told, (Code::FailedPrecondition, name.to_owned()));
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
