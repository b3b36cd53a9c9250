//! The rules of the list. Pure: no I/O, no clock, no random numbers.

pub(crate) mod enterprise;
pub(crate) mod shortlist;
pub(crate) mod values;
pub(crate) mod webhook;
