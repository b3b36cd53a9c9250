//! Entity tags that a service gives.

use super::json::wire::{self, Malformed};
use super::reply::MessageReply;

/// The tag that the service gave the resource, with its quotes.
pub(super) fn of_resource<'w>(
    reply: &MessageReply,
    wire: &'w [u8],
) -> Result<Option<&'w str>, Malformed> {
    let Some(path) = &reply.etag else {
        return Ok(None);
    };
    let tag = wire::text(wire, path)?;
    Ok((!tag.is_empty()).then_some(tag))
}
