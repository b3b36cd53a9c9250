//! The integration tests, as one binary.

mod access;
mod api;
mod browser;
mod documents;
mod eventlog;
mod import;
mod limits;
mod rebuild_registry;
mod replicas;
mod schemathesis;
mod settings;
mod sse;
mod subscribers;
mod tidy;
