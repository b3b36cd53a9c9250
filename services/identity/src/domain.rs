//! The rules for people and organisations. Pure: no I/O, no clock, no random
//! numbers, and nothing personal: a person is a random id here.

pub(crate) mod account;
pub(crate) mod organisation;
pub(crate) mod values;
