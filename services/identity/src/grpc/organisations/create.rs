//! New organisations, and what they say of themselves.

use chassis::{caller::Role, check};
use host::{
    call::{Answer, Call},
    failure::internal,
};
use kernel::{
    fault::{ErrorReason, Faults},
    org_number::OrgNumber,
};
use proto::asf::identity::v1;
use tonic::Request;

use crate::{
    address::mail_domain,
    domain::{
        organisation::command::{Command, Create},
        values::{MemberRole, VerifiedBy, text::Name},
    },
    grpc::{
        entry,
        organisations::{
            access, call, convert,
            proof::{self, Said},
        },
    },
    rooms::Rooms,
};

/// What is given of a new organisation.
pub(in crate::grpc) struct Draft<'a> {
    pub(in crate::grpc) kind: v1::OrganisationKind,
    pub(in crate::grpc) name: &'a str,
    pub(in crate::grpc) org_number: &'a str,
    pub(in crate::grpc) domain: &'a str,
}

/// Nothing, and the faults, for what cannot be one.
pub(in crate::grpc) fn parse(draft: &Draft<'_>, faults: &mut Faults) -> Option<Create> {
    let name = faults.take("name", Name::parse(draft.name));
    let org_number = faults.take("org_number", OrgNumber::parse(draft.org_number));
    let domain = faults.optional("domain", draft.domain, mail_domain);
    Some(Create {
        kind: convert::kind_in(draft.kind)?,
        name: name?,
        org_number: org_number?,
        domain,
        owner: None,
        verified: None,
        number_taken: false,
    })
}

pub(super) async fn create(
    rooms: &Rooms,
    request: Request<v1::CreateOrganisationRequest>,
) -> Answer<v1::CreateOrganisationResponse> {
    let (call, mut new) = Call::parse(&rooms.clock, request, |message, faults| {
        let draft = Draft {
            kind: message.kind(),
            name: &message.name,
            org_number: &message.org_number,
            domain: &message.domain,
        };
        let new = parse(&draft, faults);
        if draft.kind == v1::OrganisationKind::Skoopi {
            let message = "there is one Skoopi, and staff register it";
            faults.add("kind", ErrorReason::StaffOnly, message);
        }
        new
    })?;
    let subject = entry::subject_of(&call.caller)?;
    // A number that nobody proved holds nothing back from others: whoever typed
    // it first may be anybody.
    new.number_taken = rooms.organisations.holds(new.org_number, subject).await?;
    let own = proof::own_domain(rooms, subject).await?;
    new.owner = Some(subject);
    new.domain = new.domain.or_else(|| own.clone());
    let id = rooms.clock.new_id();
    let said = Said {
        id,
        kind: new.kind,
        org_number: new.org_number,
        domain: new.domain.as_ref(),
    };
    let proof = proof::of(rooms, said, own.as_ref()).await?;
    let command = |proof: Option<Name>| {
        let verified = proof.is_some().then_some(VerifiedBy::Domain);
        Command::Create(Box::new(Create {
            verified,
            name: proof.unwrap_or_else(|| new.name.clone()),
            ..new.clone()
        }))
    };
    let id = proof::carry_out(rooms, id, command, proof, call.context).await?;
    let organisation = call::organisation(rooms, id, Some(MemberRole::Owner)).await?;
    Ok(v1::CreateOrganisationResponse { organisation })
}

pub(super) async fn update(
    rooms: &Rooms,
    request: Request<v1::UpdateOrganisationRequest>,
) -> Answer<v1::UpdateOrganisationResponse> {
    let (call, (name, domain)) = Call::parse(&rooms.clock, request, |message, faults| {
        let name = faults.optional("name", &message.name, Name::parse);
        let domain = message.domain.as_ref();
        let domain = domain.map(|text| faults.optional("domain", text, mail_domain));
        Some((name, domain))
    })?;
    let id = check::id(&call.message.id);
    let place = access::governed(rooms, &call.caller, id).await?;
    let own = proof::own_domain(rooms, place.subject).await?;
    let wanted = domain.as_ref().and_then(Option::as_ref);
    // Staff may change it too, but only an owner's address proves something.
    let own = own.filter(|_| place.role == Some(MemberRole::Owner));
    let org_number = OrgNumber::parse(&place.row.org_number).map_err(internal)?;
    let said = Said {
        id,
        kind: place.row.kind,
        org_number,
        domain: wanted,
    };
    let proof = proof::of(rooms, said, own.as_ref()).await?;
    let command = |proof| Command::Change {
        name: name.clone(),
        domain: domain.clone(),
        proof,
        by_staff: call.caller.has(Role::Staff),
    };
    let context = call.on_condition(&call.message.etag);
    proof::carry_out(rooms, id, command, proof, context).await?;
    let organisation = call::organisation(rooms, id, place.role).await?;
    Ok(v1::UpdateOrganisationResponse { organisation })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::values::OrganisationKind;

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let mut faults = Faults::default();
        let draft = Draft {
            kind: v1::OrganisationKind::Asf,
            name: " ",
            org_number: "811228-9874",
            domain: "localhost",
        };
        assert_eq!(parse(&draft, &mut faults), None);
        let faults = faults.into_vec();
        let told: Vec<_> = faults
            .iter()
            .map(|it| (it.field.as_str(), it.rule.as_str_name()))
            .collect();
        assert_eq!(
            told,
            [
                ("name", "REQUIRED"),
                ("org_number", "PERSONAL_NUMBER"),
                ("domain", "NOT_A_DOMAIN")
            ]
        );
    }

    #[test]
    fn a_draft_becomes_a_command() {
        let mut faults = Faults::default();
        let draft = Draft {
            kind: v1::OrganisationKind::PublicBody,
            name: "Exempelkommun",
            org_number: "5560160680",
            domain: "",
        };
        let create = parse(&draft, &mut faults).unwrap();
        assert_eq!(create.kind, OrganisationKind::PublicBody);
        assert_eq!(
            (create.domain, create.owner, create.verified),
            (None, None, None)
        );
    }
}
