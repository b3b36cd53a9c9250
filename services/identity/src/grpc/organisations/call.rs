//! Carrying out a command, and the organisation as it stands after it.

use host::{call::Answer, context::CommandContext};
use kernel::stockholm;
use proto::asf::identity::v1;
use uuid::Uuid;

use crate::{
    domain::{organisation::command::Command, values::MemberRole},
    grpc::{organisations::convert, refusal},
    rooms::Rooms,
    store::OrganisationFailure,
};

/// Carries it out; mails that it causes go at once.
pub(in crate::grpc) async fn carry_out(
    rooms: &Rooms,
    id: Uuid,
    command: Command,
    by: CommandContext,
) -> Answer<Uuid> {
    Ok(try_to(rooms, id, command, by).await?)
}

/// As [`carry_out`], for those who know what to do about a refusal.
pub(super) async fn try_to(
    rooms: &Rooms,
    id: Uuid,
    command: Command,
    by: CommandContext,
) -> Result<Uuid, OrganisationFailure> {
    let receipt = rooms.store.organisation(id, command, by).await?;
    rooms.outbox.wake();
    Ok(receipt.id)
}

/// The organisation as it stands, for one with this role in it.
pub(in crate::grpc) async fn organisation(
    rooms: &Rooms,
    id: Uuid,
    own_role: Option<MemberRole>,
) -> Answer<Option<v1::Organisation>> {
    let row = rooms.organisations.get(id).await?;
    let row = row.ok_or_else(refusal::not_found)?;
    let today = stockholm::today(rooms.clock.now());
    // Only staff sees one that it has no role in.
    Ok(Some(match own_role {
        Some(_) => convert::organisation(row, own_role, today),
        None => convert::for_staff(row, own_role, today),
    }))
}
