//! What account and session RPCs share: who calls, and refusals about coming
//! in.

use chassis::{caller::Caller, status};
use host::call::Answer;
use kernel::fault::ErrorReason;
use tonic::{Code, Status};
use uuid::Uuid;

use crate::{login::LoginError, rooms::Rooms, sessions::Session};

/// Who calls, as the account's id; the access option has let only those in who
/// have one.
pub(super) fn subject_of(caller: &Caller) -> Result<Uuid, Status> {
    Uuid::parse_str(&caller.subject).map_err(|_| login_needed())
}

/// The open session that the caller's token was made of.
pub(super) async fn session(rooms: &Rooms, caller: &Caller) -> Answer<Session> {
    let id = caller.session.ok_or_else(login_needed)?;
    let session = rooms.sessions.get(id).await?;
    Ok(session.ok_or_else(login_needed)?)
}

/// Whether the client, or the subject, may cause one more mail.
pub(super) async fn admit_mail(rooms: &Rooms, client: &str) -> Result<(), Status> {
    let now = rooms.clock.now();
    let admitted = rooms.throttle.admit_mail(client, now).await;
    Ok(admitted.map_err(|refused| LoginError::refused(refused, now))?)
}

pub(super) fn login_needed() -> Status {
    let message = "Log in to do this.";
    status::refusal(Code::Unauthenticated, ErrorReason::LoginNeeded, message)
}

/// A link of a mail that was used, is too old or never was one: nobody is told
/// which.
pub(super) fn wrong_link() -> Status {
    let message = "The link has been used or is too old; ask for a new one.";
    status::refusal(Code::InvalidArgument, ErrorReason::WrongLink, message)
}
