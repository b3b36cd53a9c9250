//! Where a shortlist's refusals become statuses with a stable reason.

use chassis::status::{self, FieldViolation, sentence};
use host::failure::{CallError, stale};
use tonic::{Code, Status};

use crate::{domain::shortlist::refusal::Refusal, store::shortlists::Failure};

impl host::failure::Refusal for Refusal {
    fn status(&self) -> Status {
        refused(self)
    }

    fn stale() -> Status {
        stale("the shortlist")
    }
}

/// The status of a command that was not carried out.
pub(super) fn of(failure: Failure) -> Status {
    CallError::from(failure).into()
}

fn refused(refusal: &Refusal) -> Status {
    let message = sentence(&refusal.to_string());
    match refusal {
        Refusal::NotFound => not_found(),
        Refusal::AlreadyCreated => status::refusal(Code::AlreadyExists, "ALREADY_CREATED", message),
        Refusal::NameTaken => of_field(Code::AlreadyExists, "NAME_TAKEN", "name", &message),
        Refusal::Full => status::refusal(Code::FailedPrecondition, "SHORTLIST_FULL", message),
        Refusal::TooMany => {
            status::refusal(Code::FailedPrecondition, "TOO_MANY_SHORTLISTS", message)
        }
        Refusal::NotListed => {
            let field = "enterprise_id";
            of_field(Code::FailedPrecondition, "NOT_LISTED", field, &message)
        }
    }
}

fn of_field(code: Code, reason: &'static str, field: &str, message: &str) -> Status {
    let fields = vec![FieldViolation::new(field, reason, message)];
    status::with_fields(code, reason, message, fields)
}

/// What is not there, or not for this caller.
pub(super) fn not_found() -> Status {
    let message = sentence(&Refusal::NotFound.to_string());
    status::refusal(Code::NotFound, "NOT_FOUND", message)
}

#[cfg(test)]
mod tests {
    use eventlog::command::ExecuteError;

    use super::*;

    #[test]
    fn each_refusal_has_its_stable_reason() {
        for (refusal, code, name) in [
            (Refusal::NotFound, Code::NotFound, "NOT_FOUND"),
            (
                Refusal::AlreadyCreated,
                Code::AlreadyExists,
                "ALREADY_CREATED",
            ),
            (Refusal::NameTaken, Code::AlreadyExists, "NAME_TAKEN"),
            (Refusal::Full, Code::FailedPrecondition, "SHORTLIST_FULL"),
            (
                Refusal::TooMany,
                Code::FailedPrecondition,
                "TOO_MANY_SHORTLISTS",
            ),
            (Refusal::NotListed, Code::FailedPrecondition, "NOT_LISTED"),
        ] {
            let status = of(ExecuteError::Refused(refusal));
            assert_eq!(status.code(), code);
            assert_eq!(status::reason(&status).as_deref(), Some(name));
        }
    }

    #[test]
    fn a_taken_name_is_told_at_its_field() {
        let status = of(ExecuteError::Refused(Refusal::NameTaken));
        let fields = status::violations(&status);
        assert_eq!(
            (&*fields[0].field, &*fields[0].reason),
            ("name", "NAME_TAKEN")
        );
    }
}
