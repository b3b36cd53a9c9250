//! All mail of the platform: written into the outbox with the change that
//! causes it, and sent from there, each at most once.

pub(crate) mod letter;
pub(crate) mod outbox;
pub(crate) mod sender;
pub(crate) mod template;

mod conversation;
mod message;
mod rules;
mod server;
mod texts;
mod urls;
mod words;
