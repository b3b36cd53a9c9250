//! What every call about a factor needs: its caller, and the account.

use chassis::check;
use eventlog::command::Receipt;
use tonic::{Request, Status};
use uuid::Uuid;

use crate::{
    domain::account::{Open, command::Command},
    factors::record::record,
    grpc::{Grpc, entry, factors::refusal, refusal::of_account},
};

/// Whose call it is; nobody's where it was made without a token.
pub(super) fn caller<T>(request: &Request<T>) -> Option<Uuid> {
    entry::subject(request).ok()
}

/// The caller and the message of a call that only accounts may make.
pub(super) fn mine<M: prost::Name>(request: Request<M>) -> Result<(Uuid, M), Status> {
    let me = entry::subject(&request)?;
    Ok((me, checked(request)?))
}

/// The message, if it keeps the rules of its proto.
pub(super) fn checked<M: prost::Name>(request: Request<M>) -> Result<M, Status> {
    let message = request.into_inner();
    check::done(check::rules(&message))?;
    Ok(message)
}

/// The account as its events tell it.
pub(super) async fn account(grpc: &Grpc, subject: Uuid) -> Result<Open, Status> {
    let account = grpc.rooms.factors.account(subject).await;
    let account = account.map_err(refusal::factor)?;
    account.ok_or_else(refusal::no_account)
}

/// Gives the account a command.
pub(super) async fn command(
    grpc: &Grpc,
    subject: Uuid,
    command: Command,
) -> Result<Receipt, Status> {
    let recorded = record(&grpc.rooms, subject, command).await;
    recorded.map_err(of_account)
}
