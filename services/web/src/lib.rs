//! What the gateway and the site share of a request: the client, its session,
//! entity tags, and documents.

pub mod client;
pub mod cors;
pub mod discreet;
pub mod documents;
pub mod entity_tag;
pub mod plain_page;
pub mod session;
