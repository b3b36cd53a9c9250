//! Invitations: each is a subject of its own, whose key seals the address that
//! it was sent to. When it ends, the key is destroyed, and the address with it.
//! So it makes no difference whether somebody has an account by that address.

mod rows;

use eventlog::command::{Idempotency, Receipt};
use host::context::CommandContext;
use time::{Duration, OffsetDateTime};
use uuid::{Builder, Uuid};

use crate::{
    address::EmailAddress,
    domain::{
        organisation::{command::Command, refusal::Refusal},
        values::{Language, MemberRole},
    },
    links::Kind,
    mail::{
        letter::{Letter, To},
        outbox::OutboxError,
        template::Template,
    },
    projection::invitations::InvitationRow,
    rooms::Rooms,
    secret,
    store::OrganisationFailure,
    vault::{Field, VaultError},
};

/// Who sweeps, in the events.
const SWEEPER: &str = "system";
/// Longer than an invitation takes to be made: an address whose invitation is
/// not there by then was written for nothing.
const MAKING: Duration = Duration::minutes(1);

/// Whom to invite, as what, and what the mail says.
pub(crate) struct Invite<'a> {
    pub(crate) organisation: Uuid,
    pub(crate) organisation_name: String,
    pub(crate) email: &'a EmailAddress,
    pub(crate) role: MemberRole,
    /// Of the person who invites.
    pub(crate) language: Language,
}

/// Why nobody was invited, or an invitation could not be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InviteError {
    #[error(transparent)]
    Organisation(#[from] OrganisationFailure),
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Outbox(#[from] OutboxError),
    /// Used, too old, withdrawn, or never there.
    #[error("the invitation is not open")]
    NotOpen,
    #[error("the address is invited already")]
    AlreadyInvited,
}

/// Answers the invitation's id. The address is written first, so that no
/// invitation is without one; the mail goes once the organisation agrees.
pub(crate) async fn send(
    rooms: &Rooms,
    invite: &Invite<'_>,
    by: CommandContext,
) -> Result<Uuid, InviteError> {
    let (id, now) = (id_of(by.idempotency.as_ref()), by.metadata.at);
    let token = match prepare(rooms, id, invite, now).await {
        Err(InviteError::AlreadyInvited) if forget_unmade(rooms, invite, now).await? => {
            prepare(rooms, id, invite, now).await?
        }
        prepared => prepared?,
    };
    let role = invite.role;
    let command = Command::Invite {
        invitation: id,
        role,
    };
    let invited = rooms.store.organisation(invite.organisation, command, by);
    if let Err(failure) = invited.await {
        if matches!(failure, OrganisationFailure::Refused(_)) {
            forget(rooms, id).await?;
        }
        return Err(failure.into());
    }
    let hash = rooms.vault.address_hash(invite.email.as_str());
    if rooms.throttle.may_get_mail(hash, now).await? {
        mail(rooms, id, invite, token).await?;
    }
    Ok(id)
}

async fn prepare(
    rooms: &Rooms,
    id: Uuid,
    invite: &Invite<'_>,
    now: OffsetDateTime,
) -> Result<String, InviteError> {
    let (field, kind) = (Field::PendingEmail, Kind::Invitation);
    let data = invite.organisation.as_bytes();
    let mut tx = rooms.pool.begin().await?;
    rooms.vault.create_in(&mut tx, id).await?;
    let put = rooms
        .vault
        .put_in(&mut tx, id, field, invite.email.as_str());
    put.await?;
    let row = rows::Invited {
        invitation: id,
        organisation: invite.organisation,
        address_hash: rooms.vault.address_hash(invite.email.as_str()),
    };
    if !rows::insert(&mut tx, &row, now).await? {
        return Err(InviteError::AlreadyInvited);
    }
    let token = rooms.links.make_in(&mut tx, kind, id, data, now).await?;
    tx.commit().await?;
    Ok(token)
}

/// Whether the address stood in the way for an invitation that never came to
/// be, or is no more.
async fn forget_unmade(
    rooms: &Rooms,
    invite: &Invite<'_>,
    now: OffsetDateTime,
) -> Result<bool, InviteError> {
    let hash = rooms.vault.address_hash(invite.email.as_str());
    let found = rows::find(&rooms.pool, invite.organisation, hash, now - MAKING).await?;
    let Some(other) = found else {
        return Ok(false);
    };
    if rooms.invitations.get(other).await?.is_some() {
        return Ok(false);
    }
    forget(rooms, other).await?;
    Ok(true)
}

async fn mail(
    rooms: &Rooms,
    id: Uuid,
    invite: &Invite<'_>,
    token: String,
) -> Result<(), InviteError> {
    let template = Template::Invitation {
        organisation: invite.organisation_name.clone(),
        role: invite.role,
        token,
    };
    let letter = Letter::new(To::PendingEmail(id), template, id.to_string());
    let mut tx = rooms.pool.begin().await?;
    let letter = letter.in_language(invite.language);
    rooms.outbox.send_in(&mut tx, letter).await?;
    tx.commit().await?;
    rooms.outbox.wake();
    Ok(())
}

/// The invitation behind the token of a mail.
pub(crate) async fn read(
    rooms: &Rooms,
    token: &str,
    now: OffsetDateTime,
) -> Result<InvitationRow, InviteError> {
    let link = rooms.links.read(token, Kind::Invitation, now).await?;
    let link = link.ok_or(InviteError::NotOpen)?;
    let row = rooms.invitations.get(link.subject).await?;
    row.ok_or(InviteError::NotOpen)
}

/// The person joins; answers the organisation.
pub(crate) async fn accept(
    rooms: &Rooms,
    token: &str,
    subject: Uuid,
    by: CommandContext,
) -> Result<Uuid, InviteError> {
    let row = read(rooms, token, by.metadata.at).await?;
    let (invitation, organisation) = (row.id, row.organisation);
    let command = Command::AcceptInvitation {
        invitation,
        subject,
    };
    let accepted = rooms.store.organisation(organisation, command, by);
    accepted.await.map_err(|failure| match failure {
        // Somebody was quicker by a moment.
        OrganisationFailure::Refused(Refusal::NoSuchInvitation) => InviteError::NotOpen,
        other => InviteError::Organisation(other),
    })?;
    rooms.outbox.wake();
    forget(rooms, invitation).await?;
    Ok(organisation)
}

pub(crate) async fn withdraw(
    rooms: &Rooms,
    organisation: Uuid,
    invitation: Uuid,
    by: CommandContext,
) -> Result<Receipt, InviteError> {
    let command = Command::WithdrawInvitation { invitation };
    let receipt = rooms.store.organisation(organisation, command, by).await?;
    forget(rooms, invitation).await?;
    Ok(receipt)
}

/// Ends invitations that are too old, and forgets addresses whose
/// invitation ended otherwise or never came to be.
///
/// # Errors
/// The database failed; the next sweep goes on.
pub(crate) async fn sweep(rooms: &Rooms, now: OffsetDateTime) -> Result<(), InviteError> {
    let outlived = now - Kind::Invitation.valid_for();
    for (invitation, organisation) in rows::made_before(&rooms.pool, outlived).await? {
        let by = CommandContext::of(SWEEPER, now);
        match withdraw(rooms, organisation, invitation, by).await {
            Ok(_) => {}
            Err(InviteError::Organisation(OrganisationFailure::Refused(
                Refusal::NoSuchInvitation | Refusal::NotFound,
            ))) => forget(rooms, invitation).await?,
            Err(other) => return Err(other),
        }
    }
    Ok(())
}

async fn forget(rooms: &Rooms, invitation: Uuid) -> Result<(), InviteError> {
    let mut tx = rooms.pool.begin().await?;
    rooms.vault.erase_in(&mut tx, invitation).await?;
    tx.commit().await?;
    Ok(())
}

/// A request that is repeated under its key makes the same invitation.
fn id_of(idempotency: Option<&Idempotency>) -> Uuid {
    let Some(known) = idempotency else {
        return secret::random_id();
    };
    let mut hasher = blake3::Hasher::new_derive_key("asf identity invitation 2026");
    hasher.update(known.key.as_bytes());
    hasher.update(&known.request_hash);
    let mut id = [0; 16];
    id.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    Builder::from_random_bytes(id).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_request_makes_the_same_invitation() {
        let under = |key: &str| Idempotency {
            key: key.to_owned(),
            request_hash: [7; 32],
        };
        assert_eq!(id_of(Some(&under("k"))), id_of(Some(&under("k"))));
        assert_ne!(id_of(Some(&under("k"))), id_of(Some(&under("l"))));
        assert_ne!(id_of(None), id_of(None));
    }
}
