//! Who gives a command, when, under which key and on what condition.

use chassis::{command, telemetry};
use eventlog::command::Idempotency;
use tonic::{Request, Status};

use crate::{
    grpc::{
        Grpc,
        convert::{Expected, expected},
        refusal,
    },
    store::CommandContext,
};

/// Reads what comes beside the message; `name` is the message's full name.
pub(in crate::grpc) fn context<M: prost::Message>(
    grpc: &Grpc,
    name: &str,
    request: &Request<M>,
) -> Result<CommandContext, Status> {
    let given = command::given(name, request)?;
    let mut context = CommandContext::of(given.actor(), grpc.clock.now());
    context.metadata.traceparent = telemetry::traceparent();
    context.idempotency = given.key.map(|key| Idempotency {
        key: key.scoped,
        request_hash: key.request_hash,
    });
    Ok(context)
}

/// Adds the entity tag that the change was made from.
pub(in crate::grpc) fn on_condition(
    context: CommandContext,
    etag: &str,
) -> Result<CommandContext, Status> {
    let expected_version = match expected(etag) {
        Expected::Any => None,
        Expected::Version(version) => Some(version),
        Expected::None => return Err(refusal::stale_etag()),
    };
    Ok(CommandContext {
        expected_version,
        ..context
    })
}
