//! Canonical proto3 JSON, out of the descriptors.

use prost::Message;
use prost_reflect::DynamicMessage;
use serde_json::Value;

/// The JSON of a message of ours, by its full name.
#[expect(
    clippy::expect_used,
    reason = "code and descriptors are made from the same files; a null sent as an event would be worse than a command that fails"
)]
pub fn canonical(name: &str, message: &impl Message) -> Value {
    let descriptor = proto::DESCRIPTORS
        .get_message_by_name(name)
        .expect("the descriptors have every message of ours");
    let bytes = message.encode_to_vec();
    let dynamic = DynamicMessage::decode(descriptor, bytes.as_slice())
        .expect("a message decodes with its own descriptor");
    serde_json::to_value(&dynamic).expect("a message with times in range is JSON")
}
