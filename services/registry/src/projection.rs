//! The read models: tables that follow from the events.

pub(crate) mod directory;
