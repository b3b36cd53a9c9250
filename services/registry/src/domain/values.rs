//! What an enterprise says of itself, as values that cannot be wrong.
//!
//! Values are parsed once, at the edge, and trusted after. What lies in the
//! log was parsed when it came in, so that reading it checks nothing again: a
//! rule that gets stricter must not make the past unreadable.

pub(crate) mod activity;
pub(crate) mod certification;
pub(crate) mod contact;
pub(crate) mod criteria;
pub(crate) mod difference;
pub(crate) mod fault;
pub(crate) mod field;
pub(crate) mod freshness;
pub(crate) mod profile;
pub(crate) mod report;
pub(crate) mod slug;
pub(crate) mod text;
