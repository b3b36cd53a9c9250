//! Walks a message along its rules and tells every fault.

use kernel::fault::ErrorReason;
use prost_reflect::{DynamicMessage, FieldDescriptor, Kind, Value};

use super::{
    compiled::{Check, FieldRules, MessageRules, as_number},
    path::{Path, Step},
};
use crate::status::FieldViolation;

type Faults = Vec<FieldViolation>;

/// Nobody mends more at once: what was made to be wrong everywhere costs no
/// more than what is wrong in a few places.
const MOST: usize = 100;

pub(super) fn message(
    rules: &MessageRules,
    message: &DynamicMessage,
    parent: Option<&Path<'_>>,
    faults: &mut Faults,
) {
    for rules in &rules.fields {
        let step = Step::Field(rules.field.name());
        field(rules, message, &Path { parent, step }, faults);
    }
}

fn field(rules: &FieldRules, message: &DynamicMessage, path: &Path<'_>, faults: &mut Faults) {
    if faults.len() >= MOST {
        return;
    }
    let value = message.get_field(&rules.field);
    if !message.has_field(&rules.field) {
        if rules.required {
            fault(path, ErrorReason::Required, "is required.", faults);
        } else if !rules.field.supports_presence() && speaks_of_zero(&rules.check) {
            check(&rules.check, &rules.field, &value, path, faults);
        }
        return;
    }
    let before = faults.len();
    check(&rules.check, &rules.field, &value, path, faults);
    // Far too long a list is one fault, not also those of its entries.
    if faults.len() == before {
        nested(rules, &value, path, faults);
    }
}

/// Whether a rule is meant for a field that is not given as well.
fn speaks_of_zero(check: &Check) -> bool {
    match check {
        Check::Nothing | Check::Number { .. } => false,
        Check::Text(rules) => rules.speaks_of_empty(),
        Check::Choice { not_in, .. } => not_in.contains(&0),
        Check::List { fewest, .. } => fewest.is_some(),
    }
}

fn nested(rules: &FieldRules, value: &Value, path: &Path<'_>, faults: &mut Faults) {
    let Some(inner) = rules.nested.as_ref().map(|nested| nested.rules()) else {
        return;
    };
    let mut enter = |value: &Value, path: &Path<'_>| {
        if let Some(value) = value.as_message() {
            message(inner, value, Some(path), faults);
        }
    };
    match value {
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                enter(item, &path.at(Step::Item(index)));
            }
        }
        Value::Map(entries) => {
            for (key, entry) in entries {
                enter(entry, &path.at(Step::Key(key)));
            }
        }
        value => enter(value, path),
    }
}

fn check(
    check: &Check,
    field: &FieldDescriptor,
    value: &Value,
    path: &Path<'_>,
    faults: &mut Faults,
) {
    match check {
        Check::Nothing => {}
        Check::Text(rules) => {
            if let Some((reason, sentence)) = value.as_str().and_then(|text| rules.broken(text)) {
                fault(path, reason, sentence, faults);
            }
        }
        Check::Number { least, most } => number(*least, *most, value, path, faults),
        Check::Choice {
            defined_only,
            not_in,
        } => {
            let known = !defined_only || is_defined(field, value);
            let number = value.as_enum_number();
            if !known || number.is_some_and(|number| not_in.contains(&number)) {
                fault(
                    path,
                    ErrorReason::UnknownValue,
                    choices(field, not_in),
                    faults,
                );
            }
        }
        Check::List { .. } => list(check, field, value, path, faults),
    }
}

fn number(
    least: Option<f64>,
    most: Option<f64>,
    value: &Value,
    path: &Path<'_>,
    faults: &mut Faults,
) {
    let Some(number) = as_number(value) else {
        return;
    };
    if let Some(least) = least.filter(|least| number < *least || number.is_nan()) {
        fault(
            path,
            ErrorReason::TooSmall,
            format!("must be at least {least}."),
            faults,
        );
    } else if let Some(most) = most.filter(|most| number > *most || number.is_nan()) {
        fault(
            path,
            ErrorReason::TooLarge,
            format!("must be at most {most}."),
            faults,
        );
    }
}

fn list(
    rules: &Check,
    field: &FieldDescriptor,
    value: &Value,
    path: &Path<'_>,
    faults: &mut Faults,
) {
    let (
        Check::List {
            fewest,
            most,
            unique,
            items,
        },
        Some(values),
    ) = (rules, value.as_list())
    else {
        return;
    };
    let length = values.len() as u64;
    if let Some(fewest) = fewest.filter(|fewest| length < *fewest) {
        let sentence = format!("must have at least {fewest} entries, and has {length}.");
        fault(path, ErrorReason::TooFew, sentence, faults);
    }
    if let Some(most) = most.filter(|most| length > *most) {
        let sentence = format!("must have at most {most} entries, and has {length}.");
        // The entries of far too long a list are not worth a look.
        return fault(path, ErrorReason::TooMany, sentence, faults);
    }
    for (index, item) in values.iter().enumerate() {
        if faults.len() >= MOST {
            return;
        }
        let path = path.at(Step::Item(index));
        check(items, field, item, &path, faults);
        if *unique && values[..index].contains(item) {
            fault(
                &path,
                ErrorReason::NotUnique,
                "is in the list twice.",
                faults,
            );
        }
    }
}

fn is_defined(field: &FieldDescriptor, value: &Value) -> bool {
    match (field.kind(), value.as_enum_number()) {
        (Kind::Enum(choices), Some(number)) => choices.get_value(number).is_some(),
        _ => false,
    }
}

fn choices(field: &FieldDescriptor, not_in: &[i32]) -> String {
    let Kind::Enum(choices) = field.kind() else {
        return "is unknown.".to_owned();
    };
    let names: Vec<_> = choices
        .values()
        .filter(|choice| !not_in.contains(&choice.number()))
        .map(|choice| choice.name().to_owned())
        .collect();
    format!("must be one of {}.", names.join(", "))
}

fn fault(path: &Path<'_>, reason: ErrorReason, sentence: impl Into<String>, faults: &mut Faults) {
    faults.push(FieldViolation::new(path.to_string(), reason, sentence));
}
