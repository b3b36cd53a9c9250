//! ClaimantService on the wire: what the registry shows to those who decide
//! claims. Domains of addresses alone leave the service, never an address.

use std::collections::BTreeSet;

use chassis::check;
use host::call::{Answer, Read};
use proto::asf::identity::v1::{self as v1, claimant_service_server::ClaimantService};
use tonic::Request;
use uuid::Uuid;

use crate::{
    address::EmailAddress,
    domain::values::{MemberRole, mail_domain::MailDomain},
    projection::organisations::State,
    rooms::Rooms,
    vault::Field,
};

host::rpc! {
    impl ClaimantService for Rooms {
        describe_claimants(v1::DescribeClaimantsRequest) -> v1::DescribeClaimantsResponse = describe;
    }
}

async fn describe(
    rooms: &Rooms,
    request: Request<v1::DescribeClaimantsRequest>,
) -> Answer<v1::DescribeClaimantsResponse> {
    let read = Read::open(request)?;
    let ids = read.message.organisation_ids.iter();
    let ids: Vec<_> = ids.map(|id| check::id(id)).collect();
    let mut claimants = Vec::new();
    for row in rooms.organisations.by_ids(&ids).await? {
        claimants.push(v1::Claimant {
            organisation_id: row.id.to_string(),
            verified: row.state == State::Verified,
            domains: domains(rooms, row.id).await?,
        });
    }
    Ok(v1::DescribeClaimantsResponse { claimants })
}

/// An account has its address once it is confirmed, and not before.
async fn domains(rooms: &Rooms, organisation: Uuid) -> Answer<Vec<v1::AddressDomain>> {
    let members = rooms.members.of_organisation(organisation).await?;
    let owners = members.iter().filter(|it| it.role == MemberRole::Owner);
    let owners: Vec<_> = owners.map(|it| it.subject).collect();
    let people = rooms.vault.get_many(&owners, &[Field::Email]).await?;
    let addresses = people.into_values().filter_map(|person| person.email);
    let domains = addresses.filter_map(|it| Some(EmailAddress::parse(&it).ok()?.domain()));
    let domains: BTreeSet<_> = domains.collect();
    let domains = domains.iter().filter_map(|it| MailDomain::parse(it).ok());
    Ok(domains
        .map(|domain| v1::AddressDomain {
            domain: domain.as_str().to_owned(),
            public_mail: !domain.proves_something(),
        })
        .collect())
}
