//! The private Postgres and NATS of a clone: found on the machine or brought
//! here, started, watched and stopped.

pub mod nats;
pub mod postgres;

mod child;
mod remains;
mod tool;
mod version;
