//! The read models: tables that follow from the events.

pub(crate) mod benefits;
pub(crate) mod claims;
pub(crate) mod directory;
pub(crate) mod memberships;
pub(crate) mod reviews;
pub(crate) mod revisions;
pub(crate) mod shortlists;
pub(crate) mod zero_result_searches;
