//! Faults of a request: by the rules of its proto, and by its values.

use kernel::fault::{Fault, Faults};
use tonic::Status;
use uuid::Uuid;

use crate::{
    rules,
    status::{self, FieldViolation},
};

/// The faults that the rules in the proto find; parsing then adds its own.
pub fn rules<M: prost::Name>(message: &M) -> Faults {
    let mut faults = Faults::default();
    for violation in rules::check_typed(message) {
        faults.add(violation.field, violation.reason, violation.description);
    }
    faults
}

/// Refuses a request that has faults, with all of them.
///
/// # Errors
/// The refusal.
pub fn done(faults: Faults) -> Result<(), Status> {
    if faults.is_empty() {
        return Ok(());
    }
    let violations = faults.into_vec().into_iter().map(violation);
    Err(status::invalid(violations.collect()))
}

fn violation(fault: Fault) -> FieldViolation {
    FieldViolation::new(fault.field, fault.rule, status::sentence(&fault.message))
}

/// An id; the rules have refused what is none.
pub fn id(text: &str) -> Uuid {
    Uuid::parse_str(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use kernel::fault::ErrorReason;

    use super::*;

    #[test]
    fn a_request_is_refused_with_all_that_is_wrong() {
        let mut faults = Faults::default();
        assert!(done(Faults::default()).is_ok());
        faults.add("name", ErrorReason::Required, "this must not be empty");
        faults.add(
            "domain",
            ErrorReason::NotADomain,
            "Say what stands after the @.",
        );
        let refused = status::violations(&done(faults).unwrap_err());
        let told: Vec<_> = refused
            .iter()
            .map(|it| {
                (
                    it.field.as_str(),
                    it.reason.as_str(),
                    it.description.as_str(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("name", "REQUIRED", "This must not be empty."),
                ("domain", "NOT_A_DOMAIN", "Say what stands after the @.")
            ]
        );
    }
}
