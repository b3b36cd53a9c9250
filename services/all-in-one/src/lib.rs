//! The platform in one process, with servers and samples of its own: what a
//! newcomer starts, what tests run in, and nothing that production uses.

pub mod authority;
pub mod cli;
pub mod home;
pub mod mailbox;
pub mod people;
pub mod samples;
pub mod servers;
pub mod settings;

mod asking;
mod lock;
mod ports;
mod progress;
mod secrets;
mod stack;
mod with_servers;
