//! Tokens for sessions, and what others need to check them.

use chassis::times::timestamp;
use proto::asf::identity::v1::{self, revocation::Of};
use time::Duration;
use tonic::{Request, Response};

use crate::{
    grpc::{Answer, entry, refusal},
    projection::revocations::Revocation,
    rooms::Rooms,
};

/// A little longer than a token is valid.
const TOLD_FOR: Duration = Duration::seconds(130);

pub(super) async fn refresh_session(
    rooms: &Rooms,
    request: Request<v1::RefreshSessionRequest>,
) -> Answer<v1::RefreshSessionResponse> {
    let session = rooms.sessions.find(&request.get_ref().session).await;
    let session = session.map_err(refusal::ours)?;
    let session = session.ok_or_else(entry::login_needed)?;
    let minted = rooms.tokens.mint(&session, rooms.clock.now()).await;
    let minted = minted.map_err(refusal::ours)?;
    Ok(Response::new(v1::RefreshSessionResponse {
        access_token: minted.token,
        expires_at: Some(timestamp(minted.expires_at)),
    }))
}

pub(super) fn list_keys(rooms: &Rooms) -> Answer<v1::ListKeysResponse> {
    Ok(Response::new(v1::ListKeysResponse {
        keys: rooms.tokens.keys(),
    }))
}

pub(super) async fn get_token_state(rooms: &Rooms) -> Answer<v1::GetTokenStateResponse> {
    let state = state(rooms).await.map_err(refusal::ours)?;
    Ok(Response::new(state))
}

/// The keys, and what was revoked lately.
pub(crate) async fn state(rooms: &Rooms) -> Result<v1::GetTokenStateResponse, sqlx::Error> {
    let since = rooms.clock.now() - TOLD_FOR;
    let revoked = rooms.revocations.since(since).await?;
    Ok(v1::GetTokenStateResponse {
        keys: rooms.tokens.keys(),
        revocations: revoked.into_iter().map(revocation).collect(),
    })
}

fn revocation(revoked: Revocation) -> v1::Revocation {
    let session = revoked.session_id.map(|id| Of::SessionId(id.to_string()));
    let subject = revoked.subject_id.map(|id| Of::SubjectId(id.to_string()));
    v1::Revocation {
        of: session.or(subject),
        before: Some(timestamp(revoked.before)),
    }
}
