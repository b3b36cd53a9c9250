//! Query parameters: a field each, a repeated field by repetition.

use std::borrow::Cow;

use percent_encoding::percent_decode;
use prost_reflect::{DynamicMessage, FieldDescriptor, Value};
use proto::asf::errors::v1::ErrorReason;

use super::faults::Faults;
use super::text;
use crate::error::FieldFault;

const LONGEST_NAME: usize = 100;

pub(super) fn bind(
    fields: &[FieldDescriptor],
    query: &str,
    message: &mut DynamicMessage,
    faults: &mut Faults,
) {
    let mut binder = Binder {
        fields,
        message,
        seen: Vec::new(),
    };
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    for pair in pairs {
        if faults.are_enough() {
            return;
        }
        match binder.one(pair) {
            Ok(()) => {}
            Err(Wrong::Value(fault)) => faults.add(fault),
            Err(Wrong::Name(name)) => faults.add_unknown(|| unknown(binder.fields, &name)),
        }
    }
}

/// What is wrong with a parameter.
enum Wrong {
    Name(String),
    Value(FieldFault),
}

struct Binder<'b> {
    fields: &'b [FieldDescriptor],
    message: &'b mut DynamicMessage,
    /// The numbers of the single fields that were given.
    seen: Vec<u32>,
}

impl Binder<'_> {
    fn one(&mut self, pair: &str) -> Result<(), Wrong> {
        let (name, raw) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decoded(name);
        let name = String::from_utf8_lossy(&name);
        let known = |field: &&FieldDescriptor| field.name() == name || field.json_name() == name;
        let Some(field) = self.fields.iter().find(known) else {
            return Err(Wrong::Name(name.into_owned()));
        };
        let raw = decoded(raw);
        let value = match std::str::from_utf8(&raw) {
            Ok(text) => text::value(&field.kind(), text),
            Err(_) => Err(text::NOT_UTF8),
        };
        let value = value.map_err(|fault| Wrong::Value(fault.of(name.clone())))?;
        self.set(field, value).map_err(Wrong::Value)
    }

    fn set(&mut self, field: &FieldDescriptor, value: Value) -> Result<(), FieldFault> {
        if field.is_list() {
            if let Some(list) = self.message.get_field_mut(field).as_list_mut() {
                list.push(value);
            }
            return Ok(());
        }
        if self.seen.contains(&field.number()) {
            let rule = "may stand only once.";
            return Err(FieldFault::new(field.name(), ErrorReason::Repeated, rule));
        }
        self.seen.push(field.number());
        self.message.set_field(field, value);
        Ok(())
    }
}

/// `+` is a space here, unlike in a path.
fn decoded(text: &str) -> Cow<'_, [u8]> {
    match text.contains('+') {
        false => percent_decode(text.as_bytes()).into(),
        true => {
            let spaced = text.replace('+', " ");
            Cow::Owned(percent_decode(spaced.as_bytes()).collect())
        }
    }
}

fn unknown(fields: &[FieldDescriptor], name: &str) -> FieldFault {
    let known: Vec<_> = fields.iter().map(FieldDescriptor::name).collect();
    let rule = match known.is_empty() {
        true => "is unknown; there are no parameters here.".to_owned(),
        false => format!("is unknown; the parameters are {}.", known.join(", ")),
    };
    // A name that was made to be wrong may be of any length.
    let name: String = name.chars().take(LONGEST_NAME).collect();
    FieldFault::new(name, ErrorReason::UnknownField, rule)
}
