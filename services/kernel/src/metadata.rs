//! What is known of every event beside the event itself.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// Who did it, when, and as part of which trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// A subject id, `anonymous` or `system`; never a name or an address.
    pub actor: String,
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// W3C trace context of the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traceparent: Option<String>,
}

impl Metadata {
    /// For work that no person asked for.
    pub fn system(at: OffsetDateTime) -> Self {
        Self {
            actor: "system".to_owned(),
            at,
            traceparent: None,
        }
    }
}
