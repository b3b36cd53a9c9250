//! The event log: a service's own events and its public feed in Postgres, and
//! everything that carries the feed to others.
//!
//! Postgres is the truth. A command's events, its public events, its read
//! models and its answer are one transaction; NATS JetStream is transport that
//! may be lost and is filled again from the feed.
//!
//! The schema is a parameter here, so the statements are built once per
//! [`schema::Schema`] and run as text; `query!`, which needs the names at
//! compile time, is for the services.

pub mod availability;
pub mod broker;
pub mod checkpoint;
pub mod command;
pub mod feed;
pub mod feed_server;
pub mod journal;
pub mod limit;
pub mod log;
pub mod logins;
pub mod migrate;
pub mod parking;
pub mod permissions;
pub mod pool;
pub mod projector;
pub mod rebuild;
pub mod relay;
pub mod schema;

mod failure;
mod stored;
mod telemetry;
