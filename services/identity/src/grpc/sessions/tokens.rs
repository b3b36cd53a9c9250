//! Tokens for sessions, and what others need to check them.

use chassis::times::timestamp;
use host::call::Answer;
use proto::asf::identity::v1::{self, revocation::Of};
use time::Duration;
use tonic::Request;

use crate::{grpc::entry, projection::revocations::Revocation, rooms::Rooms};

/// A little longer than a token is valid.
const TOLD_FOR: Duration = Duration::seconds(130);

pub(super) async fn refresh_session(
    rooms: &Rooms,
    request: Request<v1::RefreshSessionRequest>,
) -> Answer<v1::RefreshSessionResponse> {
    let session = rooms.sessions.find(&request.get_ref().session).await?;
    let session = session.ok_or_else(entry::login_needed)?;
    let minted = rooms.tokens.mint(&session, rooms.clock.now()).await?;
    Ok(v1::RefreshSessionResponse {
        access_token: minted.token,
        expires_at: Some(timestamp(minted.expires_at)),
    })
}

pub(super) async fn list_keys(
    rooms: &Rooms,
    _request: Request<v1::ListKeysRequest>,
) -> Answer<v1::ListKeysResponse> {
    let keys = rooms.tokens.keys();
    Ok(v1::ListKeysResponse { keys })
}

pub(super) async fn get_token_state(
    rooms: &Rooms,
    _request: Request<v1::GetTokenStateRequest>,
) -> Answer<v1::GetTokenStateResponse> {
    Ok(state(rooms).await?)
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
