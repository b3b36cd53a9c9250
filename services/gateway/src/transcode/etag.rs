//! Entity tags of answers.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::HeaderValue;

use super::json::wire::{self, Malformed};
use super::reply::MessageReply;

/// Enough of the hash that two bodies never share a tag.
const HASH_BYTES: usize = 16;

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

/// A strong tag of what is sent, for what has no tag of its own.
pub(crate) fn of_body(body: &[u8]) -> String {
    let hash = blake3::hash(body);
    let hash = URL_SAFE_NO_PAD.encode(&hash.as_bytes()[..HASH_BYTES]);
    format!("\"{hash}\"")
}

pub(crate) fn header(tag: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(tag).ok()
}
