//! What an owner's proven address says of an organisation: that it is the one
//! with this domain, as long as no other open one has it.

use eventlog::command::ExecuteError;
use host::{call::Answer, context::CommandContext};
use uuid::Uuid;

use crate::{
    address::{EmailAddress, mail_domain, unicode_domain},
    domain::{
        organisation::{command::Command, refusal::Refusal},
        values::mail_domain::MailDomain,
    },
    grpc::organisations::call,
    rooms::Rooms,
    vault::Field,
};

/// The domain of the person's proven address, where it tells something.
pub(super) async fn own_domain(rooms: &Rooms, subject: Uuid) -> Answer<Option<MailDomain>> {
    let email = rooms.vault.get(subject, Field::Email).await?;
    let email = email.and_then(|text| EmailAddress::parse(&text).ok());
    let domain = email.and_then(|email| mail_domain(&email.domain()).ok());
    Ok(domain.filter(MailDomain::proves_something))
}

/// Whether the domain that an organisation wants is its owner's, and nobody
/// else's.
pub(super) async fn is_proven(
    rooms: &Rooms,
    organisation: Uuid,
    wanted: Option<&MailDomain>,
    own: Option<&MailDomain>,
) -> Answer<bool> {
    let Some(wanted) = wanted.filter(|wanted| Some(*wanted) == own) else {
        return Ok(false);
    };
    // Before one spelling was chosen, either was kept.
    let written = unicode_domain(wanted.as_str()).unwrap_or_default();
    let spellings = [wanted.as_str(), &written];
    let other = rooms.organisations.has_other(spellings, organisation);
    Ok(!other.await?)
}

/// Carries out what is proven or not. Of two that take one domain in the same
/// moment, the second is left to staff.
pub(super) async fn carry_out(
    rooms: &Rooms,
    id: Uuid,
    command: impl Fn(bool) -> Command,
    is_proven: bool,
    by: CommandContext,
) -> Answer<Uuid> {
    let first = call::try_to(rooms, id, command(is_proven), by.clone()).await;
    match first {
        Err(ExecuteError::Refused(Refusal::DomainTaken)) => {
            call::carry_out(rooms, id, command(false), by).await
        }
        first => Ok(first?),
    }
}
