//! All organisations, and new ones that staff register.

use chassis::page::{self, Search};
use host::{
    call::{Answer, Call, Read},
    context::CommandContext,
};
use kernel::{
    fault::{ErrorReason, Faults},
    stockholm,
};
use proto::asf::identity::v1;
use tonic::Request;
use uuid::Uuid;

use crate::{
    address::EmailAddress,
    domain::{
        organisation::command::Command,
        values::{MemberRole, VerifiedBy},
    },
    grpc::{
        entry,
        organisations::{
            call,
            convert::{self, kind_in, state_in},
            create::{self, Draft},
            invitations,
        },
    },
    invites::{self, Invite},
    projection::organisations::Filter,
    rooms::Rooms,
};

pub(super) async fn list(
    rooms: &Rooms,
    request: Request<v1::ListOrganisationsRequest>,
) -> Answer<v1::ListOrganisationsResponse> {
    let (read, filter) = Read::parse(request, |message, faults| Some(filter(message, faults)))?;
    let request = read.message;
    let bound = Search::of(&v1::ListOrganisationsRequest {
        page_size: 0,
        page_token: String::new(),
        ..request.clone()
    });
    let after = match request.page_token.as_str() {
        "" => None,
        token => Some(bound.place(token).ok_or_else(page::wrong_token)?),
    };
    let size = page::size(request.page_size);
    // One row more tells whether there is a next page.
    let after = after.map(Uuid::from_bytes);
    let mut page = rooms.organisations.find(&filter, after, size + 1).await?;
    let has_next = page.rows.len() > size as usize;
    page.rows.truncate(size as usize);
    let last = page.rows.last().filter(|_| has_next);
    let next_page_token = last.map(|row| bound.token(row.id.as_bytes()));
    let today = stockholm::today(rooms.clock.now());
    let rows = page.rows.into_iter();
    Ok(v1::ListOrganisationsResponse {
        next_page_token: next_page_token.unwrap_or_default(),
        organisations: rows
            .map(|row| convert::for_staff(row, None, today))
            .collect(),
        total_size: u32::try_from(page.total).unwrap_or(u32::MAX),
    })
}

fn filter(request: &v1::ListOrganisationsRequest, faults: &mut Faults) -> Filter {
    let mut filter = Filter {
        text: request.q.clone(),
        ..Filter::default()
    };
    for (nth, kind) in request.kind().enumerate() {
        match kind_in(kind) {
            Some(kind) => filter.kinds.push(kind),
            None => faults.add(
                format!("kind[{nth}]"),
                ErrorReason::UnknownValue,
                "this is no kind",
            ),
        }
    }
    for (nth, state) in request.state().enumerate() {
        match state_in(state) {
            Some(state) => filter.states.push(state),
            None => faults.add(
                format!("state[{nth}]"),
                ErrorReason::UnknownValue,
                "this is no state",
            ),
        }
    }
    filter
}

pub(super) async fn register(
    rooms: &Rooms,
    request: Request<v1::RegisterOrganisationRequest>,
) -> Answer<v1::RegisterOrganisationResponse> {
    let (call, (mut new, owner)) = Call::parse(&rooms.clock, request, |message, faults| {
        let draft = Draft {
            kind: message.kind(),
            name: &message.name,
            org_number: &message.org_number,
            domain: &message.domain,
        };
        let new = create::parse(&draft, faults);
        let owner = faults.optional("owner_email", &message.owner_email, EmailAddress::parse);
        Some((new?, owner))
    })?;
    let inviter = entry::subject_of(&call.caller)?;
    new.verified = Some(VerifiedBy::Staff);
    let name = new.name.as_str().to_owned();
    let command = Command::Create(Box::new(new));
    let by = call.context;
    let id = call::carry_out(rooms, rooms.clock.new_id(), command, by.clone()).await?;
    if let Some(email) = owner {
        invite_owner(rooms, inviter, (id, name), &email, by).await?;
    }
    let organisation = call::organisation(rooms, id, None).await?;
    Ok(v1::RegisterOrganisationResponse { organisation })
}

async fn invite_owner(
    rooms: &Rooms,
    inviter: Uuid,
    (organisation, organisation_name): (Uuid, String),
    email: &EmailAddress,
    mut by: CommandContext,
) -> Answer<()> {
    // The request's key stands for the organisation already.
    if let Some(idempotency) = &mut by.idempotency {
        idempotency.key.push_str("/owner");
    }
    let invite = Invite {
        organisation,
        organisation_name,
        email,
        role: MemberRole::Owner,
        language: invitations::language(rooms, inviter).await?,
    };
    invites::send(rooms, &invite, by).await?;
    Ok(())
}
