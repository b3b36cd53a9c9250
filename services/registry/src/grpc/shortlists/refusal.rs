//! Where a shortlist's refusals become statuses with a stable reason.

use chassis::status::{self, FieldViolation, sentence};
use host::failure::stale;
use kernel::fault::ErrorReason;
use tonic::{Code, Status};

use crate::domain::shortlist::refusal::Refusal;

impl host::failure::Refusal for Refusal {
    fn status(&self) -> Status {
        refused(self)
    }

    fn stale() -> Status {
        stale("the shortlist")
    }
}

fn reason(refusal: &Refusal) -> (Code, ErrorReason) {
    match refusal {
        Refusal::NotFound => (Code::NotFound, ErrorReason::NotFound),
        Refusal::AlreadyCreated => (Code::AlreadyExists, ErrorReason::AlreadyCreated),
        Refusal::NameTaken => (Code::AlreadyExists, ErrorReason::NameTaken),
        Refusal::Full => (Code::FailedPrecondition, ErrorReason::ShortlistFull),
        Refusal::TooMany => (Code::FailedPrecondition, ErrorReason::TooManyShortlists),
        Refusal::NotListed => (Code::FailedPrecondition, ErrorReason::NotListed),
    }
}

fn refused(refusal: &Refusal) -> Status {
    let (code, reason) = reason(refusal);
    let message = sentence(&refusal.to_string());
    let field = match refusal {
        Refusal::NameTaken => Some("name"),
        Refusal::NotListed => Some("enterprise_id"),
        Refusal::NotFound | Refusal::AlreadyCreated | Refusal::Full | Refusal::TooMany => None,
    };
    let fields = field.map(|field| FieldViolation::new(field, reason, &*message));
    let fields = fields.into_iter().collect();
    status::with_fields(code, reason, message, fields)
}

/// What is not there, or not for this caller.
pub(super) fn not_found() -> Status {
    refused(&Refusal::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_name_is_told_at_its_field() {
        let status = refused(&Refusal::NameTaken);
        let fields = status::violations(&status);
        assert_eq!(
            (&*fields[0].field, &*fields[0].reason),
            ("name", "NAME_TAKEN")
        );
    }
}
