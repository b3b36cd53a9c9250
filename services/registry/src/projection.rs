//! The read models: tables that follow from the events.

pub(crate) mod claims;
pub(crate) mod directory;

mod limit;
