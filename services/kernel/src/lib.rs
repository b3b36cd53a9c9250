//! Pure rules and values that every service shares: no I/O, no clock, no
//! random numbers, and of the workspace only the contract's names of refusals.

pub mod aggregate;
pub mod fault;
pub mod metadata;
pub mod org_number;
pub mod place;
pub mod stockholm;
pub mod terms;
pub mod text;
pub mod visible;
