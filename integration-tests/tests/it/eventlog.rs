//! The event log on a real Postgres and a real NATS: what commands write, what
//! the relay carries, and what arrives elsewhere, through every loss.

mod appending;
mod following;
mod ordering;
mod parking;
mod platform;
mod rebuilding;
mod relaying;
mod remembering;
mod workshop;
mod world;
