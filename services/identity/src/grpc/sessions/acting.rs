//! One's own sessions: seeing them, ending them, and choosing whom one acts
//! for.

use chassis::{
    status::{self, FieldViolation},
    times::timestamp,
};
use host::call::{Answer, Read};
use kernel::fault::ErrorReason;
use proto::asf::identity::v1;
use tonic::{Code, Request, Status};
use uuid::Uuid;

use crate::{
    grpc::entry,
    rooms::Rooms,
    sessions::{Acting, Listed},
};

/// The id of the session that asks.
const CURRENT: &str = "current";

pub(super) async fn list_sessions(
    rooms: &Rooms,
    request: Request<v1::ListSessionsRequest>,
) -> Answer<v1::ListSessionsResponse> {
    let read = Read::open(request)?;
    let subject = entry::subject_of(&read.caller)?;
    let listed = rooms.sessions.list(subject).await?;
    let of = |listed| session(listed, read.caller.session);
    Ok(v1::ListSessionsResponse {
        sessions: listed.into_iter().map(of).collect(),
    })
}

fn session(listed: Listed, current: Option<Uuid>) -> v1::Session {
    let Listed {
        session,
        user_agent,
    } = listed;
    v1::Session {
        id: session.id.to_string(),
        created_at: Some(timestamp(session.created_at)),
        last_used_at: Some(timestamp(session.last_used_at)),
        expires_at: Some(timestamp(session.expires_at)),
        user_agent,
        current: current == Some(session.id),
    }
}

pub(super) async fn end_session(
    rooms: &Rooms,
    request: Request<v1::EndSessionRequest>,
) -> Answer<v1::EndSessionResponse> {
    let Read { caller, message } = Read::open(request)?;
    let subject = entry::subject_of(&caller)?;
    let wanted = match message.id.as_str() {
        CURRENT => caller.session,
        id => Some(Uuid::parse_str(id).map_err(|_| no_session())?),
    };
    let id = wanted.ok_or_else(entry::login_needed)?;
    if !rooms.sessions.end(subject, id).await? {
        return Err(no_session().into());
    }
    let is_current = caller.session == Some(id);
    Ok(v1::EndSessionResponse {
        session: is_current.then(String::new),
    })
}

pub(super) async fn end_other_sessions(
    rooms: &Rooms,
    request: Request<v1::EndOtherSessionsRequest>,
) -> Answer<v1::EndOtherSessionsResponse> {
    let caller = Read::open(request)?.caller;
    let subject = entry::subject_of(&caller)?;
    let ended = end_others(rooms, subject, caller.session).await?;
    Ok(v1::EndOtherSessionsResponse {
        ended: u32::try_from(ended).unwrap_or(u32::MAX),
    })
}

async fn end_others(rooms: &Rooms, subject: Uuid, keep: Option<Uuid>) -> Answer<usize> {
    let mut tx = rooms.pool.begin().await?;
    let ended = rooms.sessions.end_others_in(&mut tx, subject, keep).await?;
    tx.commit().await?;
    Ok(ended)
}

pub(super) async fn switch_organisation(
    rooms: &Rooms,
    request: Request<v1::SwitchOrganisationRequest>,
) -> Answer<v1::SwitchOrganisationResponse> {
    let Read { caller, message } = Read::open(request)?;
    let session = entry::session(rooms, &caller).await?;
    let acting = acting(rooms, session.subject, &message.organisation_id).await?;
    let session = rooms.sessions.act(&session, acting).await?;
    let minted = rooms.tokens.mint(&session, rooms.clock.now()).await?;
    Ok(v1::SwitchOrganisationResponse {
        access_token: minted.token,
    })
}

/// Only an organisation that one belongs to; of others one is not even told
/// whether they are there.
async fn acting(rooms: &Rooms, subject: Uuid, organisation: &str) -> Answer<Acting> {
    if organisation.is_empty() {
        return Ok(Acting::Alone);
    }
    let wanted = Uuid::parse_str(organisation).map_err(|_| no_uuid())?;
    let memberships = rooms.members.of_subject(subject).await?;
    let is_member = memberships.iter().any(|it| it.organisation == wanted);
    if is_member {
        Ok(Acting::For(wanted))
    } else {
        let message = "You belong to no such organisation.";
        Err(status::refusal(Code::NotFound, ErrorReason::NotFound, message).into())
    }
}

fn no_session() -> Status {
    let message = "There is no such session, or it has ended.";
    status::refusal(Code::NotFound, ErrorReason::NotFound, message)
}

fn no_uuid() -> Status {
    let sentence = "An organisation's id is a UUID.";
    let field = FieldViolation::new("organisation_id", ErrorReason::WrongFormat, sentence);
    status::invalid(vec![field])
}
