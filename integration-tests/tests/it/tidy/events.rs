//! The public events as the descriptors have them, flattened.

use std::collections::BTreeSet;

use prost_reflect::{FieldDescriptor, Kind, MessageDescriptor};
use proto::DESCRIPTORS;

use super::tree::{EventField, EventMessage};

const EVENT: &str = "asf.options.v1.event";
/// The field option that marks personal data; it does not exist before the
/// first service that keeps any.
const PERSONAL: &str = "asf.options.v1.personal";

pub(super) fn all() -> Vec<EventMessage> {
    let event = DESCRIPTORS
        .get_extension_by_name(EVENT)
        .expect("the option is defined");
    DESCRIPTORS
        .all_messages()
        .filter(|message| message.options().has_extension(&event))
        .map(|message| {
            let mut fields = Vec::new();
            collect(&message, &mut fields, &mut BTreeSet::new());
            EventMessage {
                name: message.full_name().to_owned(),
                fields,
            }
        })
        .collect()
}

fn collect(message: &MessageDescriptor, fields: &mut Vec<EventField>, seen: &mut BTreeSet<String>) {
    if !seen.insert(message.full_name().to_owned()) {
        return;
    }
    for field in message.fields() {
        fields.push(EventField {
            name: field.name().to_owned(),
            personal: is_personal(&field),
        });
        if let Kind::Message(inner) = field.kind() {
            collect(&inner, fields, seen);
        }
    }
}

fn is_personal(field: &FieldDescriptor) -> bool {
    let option = DESCRIPTORS.get_extension_by_name(PERSONAL);
    option.is_some_and(|it| field.options().has_extension(&it))
}
