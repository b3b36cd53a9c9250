//! What every process of the platform shares: time and ids, settings,
//! telemetry, who calls and what they may do, request rules, refusals, and
//! the gRPC server and client that put these together.

pub mod access;
pub mod caller;
pub mod check;
pub mod client;
pub mod clock;
pub mod command;
pub mod config;
pub mod json;
pub mod outbound;
pub mod page;
pub mod program;
pub mod rules;
pub mod server;
pub mod shutdown;
pub mod status;
pub mod telemetry;
pub mod times;
pub mod tls;

#[cfg(test)]
mod test_certs;
#[cfg(test)]
mod test_keys;
#[cfg(test)]
mod test_protos;
