//! The commands of a review, and of what follows from it.

pub(super) mod certification;
pub(super) mod changes;
pub(super) mod listing;
