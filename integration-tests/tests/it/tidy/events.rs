//! The public events as the descriptors have them, flattened.

use std::collections::BTreeSet;

use prost_reflect::{FieldDescriptor, Kind, MessageDescriptor};
use proto::DESCRIPTORS;

use super::tree::{EventField, EventMessage};

const EVENT: &str = "asf.options.v1.event";
/// The field option that marks personal data, by its field `personal`.
const FIELD: &str = "asf.options.v1.field";

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
    let option = DESCRIPTORS
        .get_extension_by_name(FIELD)
        .expect("the option is defined");
    let options = field.options();
    let told = options.get_extension(&option);
    let personal = told
        .as_message()
        .and_then(|it| it.get_field_by_name("personal"));
    personal.and_then(|it| it.as_bool()).unwrap_or_default()
}

#[test]
fn the_option_tells_what_is_personal() {
    let field = |message: &str, name: &str| {
        let message = DESCRIPTORS.get_message_by_name(message);
        let field = message.and_then(|it| it.get_field_by_name(name));
        field.expect("a field of ours")
    };
    let request = "asf.identity.v1.CreateSessionRequest";
    assert!(is_personal(&field(request, "email")));
    assert!(!is_personal(&field(request, "user_agent")));
    assert!(!is_personal(&field("asf.identity.v1.Session", "id")));
}
