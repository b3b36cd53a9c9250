//! Who gives a command, when, under which key and on what condition.

use chassis::command;
use host::{context::CommandContext, etag};
use tonic::{Request, Status};

use crate::grpc::Grpc;

/// Reads what comes beside the message.
pub(in crate::grpc) fn context<M: prost::Name>(
    grpc: &Grpc,
    request: &Request<M>,
) -> Result<CommandContext, Status> {
    let given = command::given(request)?;
    Ok(CommandContext::given(&given, grpc.clock.now()))
}

/// Adds the entity tag that the change was made from.
pub(in crate::grpc) fn on_condition(context: CommandContext, etag: &str) -> CommandContext {
    CommandContext {
        expected_version: etag::expected_version(etag),
        ..context
    }
}
