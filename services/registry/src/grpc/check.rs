//! Faults of a request: by the rules of its proto, and by its values.

use chassis::{
    rules,
    status::{self, FieldViolation},
};
use tonic::Status;
use uuid::Uuid;

use crate::{
    domain::values::{
        fault::{Fault, Faults, ValueError},
        text,
    },
    grpc::refusal,
};

/// The faults that the rules in the proto find; parsing then adds its own.
pub(super) fn rules<M: prost::Message>(name: &str, message: &M) -> Faults {
    let mut faults = Faults::default();
    for violation in rules::check_typed(name, message) {
        faults.add(violation.field, violation.reason, violation.description);
    }
    faults
}

/// Refuses a request that has faults, with all of them.
///
/// # Errors
/// The refusal.
pub(super) fn done(faults: Faults) -> Result<(), Status> {
    if faults.is_empty() {
        return Ok(());
    }
    let violations = faults.into_vec().into_iter().map(violation);
    Err(status::invalid(violations.collect()))
}

fn violation(fault: Fault) -> FieldViolation {
    FieldViolation::new(fault.field, fault.rule, refusal::sentence(&fault.message))
}

/// The id of an enterprise; the rules have refused what is none.
pub(super) fn id(text: &str) -> Uuid {
    Uuid::parse_str(text).unwrap_or_default()
}

/// A search text: anything that can be seen.
pub(super) fn search_text(faults: &mut Faults, field: &str, text: &str) -> String {
    let text = text.trim();
    if text.chars().any(text::is_hidden) {
        let error = ValueError::HiddenCharacter;
        faults.add(field, error.rule(), error.to_string());
    }
    text.to_owned()
}
