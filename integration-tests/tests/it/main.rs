//! The integration tests, as one binary.

mod access;
mod api;
mod browser;
mod documents;
mod eventlog;
mod identity;
mod import;
mod limits;
mod peers;
mod rebuild_registry;
mod registry;
mod replicas;
mod separation;
mod settings;
mod sse;
mod subscribers;
mod tidy;
