//! One's own sessions: seeing them, ending them, and choosing whom one acts
//! for.

use chassis::{
    caller, check,
    status::{self, FieldViolation},
    times::timestamp,
};
use kernel::fault::ErrorReason;
use proto::asf::identity::v1;
use tonic::{Code, Request, Response, Status};
use uuid::Uuid;

use crate::{
    grpc::{Answer, entry, refusal},
    joining::Trouble,
    rooms::Rooms,
    sessions::{Acting, Listed},
};

/// The id of the session that asks.
const CURRENT: &str = "current";

pub(super) async fn list_sessions(
    rooms: &Rooms,
    request: Request<v1::ListSessionsRequest>,
) -> Answer<v1::ListSessionsResponse> {
    let caller = caller::of(&request);
    let subject = entry::subject_of(&caller)?;
    let listed = rooms.sessions.list(subject).await.map_err(refusal::ours)?;
    let of = |listed| session(listed, caller.session);
    Ok(Response::new(v1::ListSessionsResponse {
        sessions: listed.into_iter().map(of).collect(),
    }))
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
    let caller = caller::of(&request);
    let subject = entry::subject_of(&caller)?;
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    let wanted = match request.id.as_str() {
        CURRENT => caller.session,
        id => Some(Uuid::parse_str(id).map_err(|_| no_session())?),
    };
    let id = wanted.ok_or_else(entry::login_needed)?;
    let ended = rooms.sessions.end(subject, id).await;
    if !ended.map_err(refusal::ours)? {
        return Err(no_session());
    }
    let is_current = caller.session == Some(id);
    Ok(Response::new(v1::EndSessionResponse {
        session: is_current.then(String::new),
    }))
}

pub(super) async fn end_other_sessions(
    rooms: &Rooms,
    request: Request<v1::EndOtherSessionsRequest>,
) -> Answer<v1::EndOtherSessionsResponse> {
    let caller = caller::of(&request);
    let subject = entry::subject_of(&caller)?;
    let ended = end_others(rooms, subject, caller.session).await;
    let ended = ended.map_err(refusal::ours)?;
    Ok(Response::new(v1::EndOtherSessionsResponse {
        ended: u32::try_from(ended).unwrap_or(u32::MAX),
    }))
}

async fn end_others(rooms: &Rooms, subject: Uuid, keep: Option<Uuid>) -> Result<usize, Trouble> {
    let mut tx = rooms.pool.begin().await?;
    let ended = rooms.sessions.end_others_in(&mut tx, subject, keep).await?;
    tx.commit().await?;
    Ok(ended)
}

pub(super) async fn switch_organisation(
    rooms: &Rooms,
    request: Request<v1::SwitchOrganisationRequest>,
) -> Answer<v1::SwitchOrganisationResponse> {
    let caller = caller::of(&request);
    let request = request.into_inner();
    check::done(check::rules(&request))?;
    let session = entry::session(rooms, &caller).await?;
    let acting = acting(rooms, session.subject, &request.organisation_id).await?;
    let session = rooms.sessions.act(&session, acting).await;
    let session = session.map_err(refusal::ours)?;
    let minted = rooms.tokens.mint(&session, rooms.clock.now()).await;
    let minted = minted.map_err(refusal::ours)?;
    Ok(Response::new(v1::SwitchOrganisationResponse {
        access_token: minted.token,
    }))
}

/// Only an organisation that one belongs to; of others one is not even told
/// whether they are there.
async fn acting(rooms: &Rooms, subject: Uuid, organisation: &str) -> Result<Acting, Status> {
    if organisation.is_empty() {
        return Ok(Acting::Alone);
    }
    let wanted = Uuid::parse_str(organisation).map_err(|_| no_uuid())?;
    let memberships = rooms.members.of_subject(subject).await;
    let memberships = memberships.map_err(refusal::ours)?;
    let is_member = memberships.iter().any(|it| it.organisation == wanted);
    if is_member {
        Ok(Acting::For(wanted))
    } else {
        let message = "You belong to no such organisation.";
        Err(status::refusal(
            Code::NotFound,
            ErrorReason::NotFound,
            message,
        ))
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
