//! Identity's events out of their canonical JSON.

use eventlog::{feed::FeedRow, projector::ApplyError};
use prost_reflect::{DeserializeOptions, DynamicMessage};
use uuid::Uuid;

/// The event's message. Fields that a newer identity adds are passed over.
pub(super) fn message<M: prost::Message + Default>(event: &FeedRow) -> Result<M, ApplyError> {
    let descriptor = proto::DESCRIPTORS
        .get_message_by_name(&event.r#type)
        .ok_or_else(|| ApplyError::Poison("the contract has no such event".to_owned()))?;
    let options = DeserializeOptions::new().deny_unknown_fields(false);
    let mut json = serde_json::Deserializer::from_str(&event.data);
    let message = DynamicMessage::deserialize_with_options(descriptor, &mut json, &options);
    message
        .map_err(|error| ApplyError::Poison(error.to_string()))?
        .transcode_to()
        .map_err(|error| ApplyError::Poison(error.to_string()))
}

pub(super) fn id(field: &str, text: &str) -> Result<Uuid, ApplyError> {
    Uuid::parse_str(text).map_err(|error| unreadable(field, error))
}

/// A field that no event of identity has like that.
pub(super) fn unreadable(field: &str, error: impl std::fmt::Display) -> ApplyError {
    ApplyError::Poison(format!("{field}: {error}"))
}
