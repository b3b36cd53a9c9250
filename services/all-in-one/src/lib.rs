//! The platform in one process, with servers and samples of its own: what a
//! newcomer starts, what tests run in, and nothing that production uses.

pub mod cli;
pub mod home;
pub mod keys;
pub mod samples;
pub mod servers;
pub mod settings;

mod lock;
mod ports;
mod progress;
mod stack;
mod with_servers;
