//! All organisations, and new ones that staff register.

use chassis::{
    check,
    page::{self, Search},
    status,
};
use host::context::CommandContext;
use kernel::{
    fault::{ErrorReason, Faults},
    stockholm,
};
use proto::asf::identity::v1;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::{
    address::EmailAddress,
    domain::{
        organisation::command::Command,
        values::{MemberRole, VerifiedBy},
    },
    grpc::{
        Answer, entry,
        organisations::{
            call,
            convert::{self, kind_in, state_in},
            create::{self, Draft},
            invitations,
        },
        refusal,
    },
    invites::{self, Invite},
    projection::organisations::Filter,
    rooms::Rooms,
};

pub(super) async fn list(
    rooms: &Rooms,
    request: Request<v1::ListOrganisationsRequest>,
) -> Answer<v1::ListOrganisationsResponse> {
    let request = request.into_inner();
    let mut faults = check::rules(&request);
    let filter = filter(&request, &mut faults);
    check::done(faults)?;
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
    let page = rooms.organisations.find(&filter, after, size + 1).await;
    let mut page = page.map_err(refusal::ours)?;
    let has_next = page.rows.len() > size as usize;
    page.rows.truncate(size as usize);
    let last = page.rows.last().filter(|_| has_next);
    let next_page_token = last.map(|row| bound.token(row.id.as_bytes()));
    let today = stockholm::today(rooms.clock.now());
    let rows = page.rows.into_iter();
    Ok(Response::new(v1::ListOrganisationsResponse {
        next_page_token: next_page_token.unwrap_or_default(),
        organisations: rows
            .map(|row| convert::organisation(row, None, today))
            .collect(),
        total_size: u32::try_from(page.total).unwrap_or(u32::MAX),
    }))
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
    let (caller, by) = call::context(rooms, &request)?;
    let inviter = entry::subject_of(&caller)?;
    let request = request.into_inner();
    let mut faults = check::rules(&request);
    let draft = Draft {
        kind: request.kind(),
        name: &request.name,
        org_number: &request.org_number,
        domain: &request.domain,
    };
    let parsed = create::parse(&draft, &mut faults);
    let owner = faults.optional("owner_email", &request.owner_email, EmailAddress::parse);
    check::done(faults)?;
    let mut new = parsed.ok_or_else(status::internal)?;
    new.verified = Some(VerifiedBy::Staff);
    let name = new.name.as_str().to_owned();
    let command = Command::Create(Box::new(new));
    let id = call::carry_out(rooms, rooms.clock.new_id(), command, by.clone()).await?;
    if let Some(email) = owner {
        invite_owner(rooms, inviter, (id, name), &email, by).await?;
    }
    let organisation = call::organisation(rooms, id, None).await?;
    Ok(Response::new(v1::RegisterOrganisationResponse {
        organisation,
    }))
}

async fn invite_owner(
    rooms: &Rooms,
    inviter: Uuid,
    (organisation, organisation_name): (Uuid, String),
    email: &EmailAddress,
    mut by: CommandContext,
) -> Result<(), Status> {
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
    let sent = invites::send(rooms, &invite, by).await;
    sent.map(drop).map_err(refusal::of_invite)
}
