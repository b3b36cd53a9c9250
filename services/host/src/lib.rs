//! What every service with an event log has alike: its program and its wiring
//! (`service`, `cli`, `config`, `background`, `subscription`), and how a handler
//! opens a call, gives a command and answers a refusal. It is the one crate that
//! knows both `chassis` and `eventlog`.
//!
//! A handler of a command reads like this:
//!
//! ```ignore
//! pub(super) async fn unlist(grpc: &Grpc, request: Request<UnlistEnterpriseRequest>)
//!     -> Answer<UnlistEnterpriseResponse> {
//!     let (call, reason) = Call::parse(&grpc.clock, request, |message, faults| {
//!         Some(faults.optional("reason", &message.reason, Reason::parse))
//!     })?;
//!     let entry = grpc.admit(&call.caller, &call.message.id, &DECIDE).await?;
//!     let context = call.on_condition(&call.message.etag);
//!     let command = Command::Unlist { reason, own_wish: rights::is_own(&call.caller, &entry) };
//!     let (enterprise, position) = carry_out(grpc, &call.message.id, command, context).await?;
//!     Ok(UnlistEnterpriseResponse { enterprise: Some(enterprise), position })
//! }
//! ```
//!
//! Failures of the database and of the log go up by `?`; [`rpc!`] makes the
//! response or the status of the answer.

pub mod background;
pub mod call;
pub mod cli;
pub mod config;
pub mod context;
pub mod database;
pub mod delivery;
pub mod etag;
pub mod failure;
pub mod service;
pub mod subscription;

mod rpc;
