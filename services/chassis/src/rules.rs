//! Checks a request against the `buf.validate` options of its proto, in the
//! gateway and in the services alike.
//!
//! As in proto3, a field at its zero value counts as not given: only
//! `required`, `min_items`, `uuid` and `enum.not_in` speak about it. A field
//! with explicit presence is checked as soon as it is there.

mod compiled;
mod path;
mod text;
mod walk;

use kernel::fault::ErrorReason;
use prost_reflect::{DynamicMessage, ReflectMessage as _};

use crate::status::FieldViolation;

/// The faults of a message; none if it keeps all rules.
pub fn check(message: &DynamicMessage) -> Vec<FieldViolation> {
    let rules = compiled::rules_of(&message.descriptor());
    let mut faults = Vec::new();
    walk::message(&rules, message, None, &mut faults);
    faults
}

/// As [`check`], for a message of generated code.
pub fn check_typed<M: prost::Name>(message: &M) -> Vec<FieldViolation> {
    let full_name = M::full_name();
    let Some(descriptor) = proto::DESCRIPTORS.get_message_by_name(&full_name) else {
        return vec![unreadable(&full_name)];
    };
    let rules = compiled::rules_of(&descriptor);
    if rules.is_empty() {
        return Vec::new();
    }
    let mut dynamic = DynamicMessage::new(descriptor);
    if dynamic.transcode_from(message).is_err() {
        return vec![unreadable(&full_name)];
    }
    let mut faults = Vec::new();
    walk::message(&rules, &dynamic, None, &mut faults);
    faults
}

/// What nobody can check is refused.
fn unreadable(full_name: &str) -> FieldViolation {
    let sentence = format!("The request cannot be read as {full_name}.");
    FieldViolation::new("", ErrorReason::Unreadable, sentence)
}

#[cfg(test)]
mod tests;
