//! What an owner's proven address says of an organisation: that it is the one
//! on the list with this number and this domain, as long as no other open one
//! has the domain.

use eventlog::command::ExecuteError;
use host::{call::Answer, context::CommandContext};
use kernel::org_number::OrgNumber;
use uuid::Uuid;

use crate::{
    address::{EmailAddress, mail_domain, unicode_domain},
    domain::{
        organisation::{command::Command, refusal::Refusal},
        values::{OrganisationKind, mail_domain::MailDomain, text::Name},
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

/// What an organisation says of itself, as far as something could prove it.
pub(super) struct Said<'a> {
    pub(super) id: Uuid,
    pub(super) kind: OrganisationKind,
    pub(super) org_number: OrgNumber,
    /// The domain that it wants.
    pub(super) domain: Option<&'a MailDomain>,
}

/// The domain of an address proves nothing but itself. It proves the number
/// where the list says that the enterprise with the number has this domain, and
/// nobody else has it: then the answer is the name that stands on the list.
pub(super) async fn of(
    rooms: &Rooms,
    said: Said<'_>,
    own: Option<&MailDomain>,
) -> Answer<Option<Name>> {
    let is_asf = said.kind == OrganisationKind::Asf;
    let Some(wanted) = said.domain.filter(|it| is_asf && Some(*it) == own) else {
        return Ok(None);
    };
    // Before one spelling was chosen, either was kept.
    let written = unicode_domain(wanted.as_str()).unwrap_or_default();
    let spellings = [wanted.as_str(), &written];
    if rooms.organisations.has_other(spellings, said.id).await? {
        return Ok(None);
    }
    Ok(rooms.list.proof(said.org_number, wanted).await)
}

/// Carries out what is proven or not. Of two that take one domain or one number
/// in the same moment, the second is left to staff.
pub(super) async fn carry_out(
    rooms: &Rooms,
    id: Uuid,
    command: impl Fn(Option<Name>) -> Command,
    proof: Option<Name>,
    by: CommandContext,
) -> Answer<Uuid> {
    let is_proven = proof.is_some();
    let first = call::try_to(rooms, id, command(proof), by.clone()).await;
    match first {
        Err(ExecuteError::Refused(Refusal::DomainTaken | Refusal::OrgNumberTaken)) if is_proven => {
            call::carry_out(rooms, id, command(None), by).await
        }
        first => Ok(first?),
    }
}
