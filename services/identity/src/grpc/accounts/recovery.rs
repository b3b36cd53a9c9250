//! New passwords: for those who forgot theirs, by a link in a mail, and for
//! those who are logged in.

use chassis::check;
use proto::asf::identity::v1;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use super::fields;
use host::context::CommandContext;

use crate::{
    address::EmailAddress,
    domain::account::command::Command,
    grpc::{Answer, entry, refusal},
    joining::Trouble,
    links::{Kind, Link},
    login::{self, LoginError, wrong_password},
    mail::{
        letter::{Letter, To},
        template::{Change, Template},
    },
    password::PasswordHash,
    rooms::Rooms,
    vault::Field,
};

pub(super) async fn request_password_reset(
    rooms: &Rooms,
    request: Request<v1::RequestPasswordResetRequest>,
) -> Answer<v1::RequestPasswordResetResponse> {
    let request = request.into_inner();
    let mut faults = check::rules(&request);
    let email = faults.take("email", EmailAddress::parse(&request.email));
    check::done(faults)?;
    let email = email.ok_or_else(chassis::status::internal)?;
    entry::admit_mail(rooms, &request.client_address).await?;
    let behind = rooms.clone();
    rooms.behind.spawn(
        "a reset's mail",
        async move { send_link(&behind, &email).await },
    );
    Ok(Response::new(v1::RequestPasswordResetResponse {}))
}

async fn send_link(rooms: &Rooms, email: &EmailAddress) -> Result<(), Trouble> {
    let now = rooms.clock.now();
    let hash = rooms.vault.address_hash(email.as_str());
    if !rooms.throttle.may_get_mail(hash, now).await? {
        return Ok(());
    }
    let Some(subject) = rooms.vault.subject_of(email.as_str()).await? else {
        return Ok(());
    };
    let mut tx = rooms.pool.begin().await?;
    let made = rooms
        .links
        .make_in(&mut tx, Kind::ResetPassword, subject, &[], now);
    let template = Template::ResetPassword { token: made.await? };
    let dedupe = rooms.clock.new_id().to_string();
    let letter = Letter::new(To::Subject(subject), template, dedupe);
    rooms.outbox.send_in(&mut tx, letter).await?;
    tx.commit().await?;
    rooms.outbox.wake();
    Ok(())
}

pub(super) async fn reset_password(
    rooms: &Rooms,
    request: Request<v1::ResetPasswordRequest>,
) -> Answer<v1::ResetPasswordResponse> {
    let request = request.into_inner();
    let mut faults = check::rules(&request);
    let now = rooms.clock.now();
    let link = rooms.links.read(&request.token, Kind::ResetPassword, now);
    let Some(Link { subject, .. }) = link.await.map_err(refusal::ours)? else {
        check::done(faults)?;
        return Err(entry::wrong_link());
    };
    let email = rooms.vault.get(subject, Field::Email).await;
    let email = email.map_err(refusal::ours)?.unwrap_or_default();
    fields::new_password("password", &request.password, &email, &mut faults);
    check::done(faults)?;
    let hash = rooms.passwords.hash(&request.password).await;
    let hash = hash.map_err(LoginError::from)?;
    let reset = reset(rooms, &request.token, subject, &hash).await;
    if !reset.map_err(refusal::ours)? {
        return Err(entry::wrong_link());
    }
    let hash = rooms.vault.address_hash(&email);
    let forgiven = rooms.throttle.forgive(hash, rooms.clock.now()).await;
    forgiven.map_err(refusal::ours)?;
    password_set(rooms, subject).await?;
    Ok(Response::new(v1::ResetPasswordResponse {}))
}

/// False where another request was first with the link.
async fn reset(
    rooms: &Rooms,
    token: &str,
    subject: Uuid,
    hash: &PasswordHash,
) -> Result<bool, Trouble> {
    let now = rooms.clock.now();
    let mut tx = rooms.pool.begin().await?;
    let taken = rooms
        .links
        .take_in(&mut tx, token, Kind::ResetPassword, now);
    if taken.await?.is_none() {
        return Ok(false);
    }
    rooms.passwords.set_in(&mut tx, subject, hash, now).await?;
    rooms.sessions.end_all_in(&mut tx, subject).await?;
    changed_in(rooms, &mut tx, subject).await?;
    tx.commit().await?;
    rooms.outbox.wake();
    Ok(true)
}

pub(super) async fn change_password(
    rooms: &Rooms,
    request: Request<v1::ChangePasswordRequest>,
) -> Answer<v1::ChangePasswordResponse> {
    let caller = chassis::caller::of(&request);
    let subject = entry::subject_of(&caller)?;
    let request = request.into_inner();
    let mut faults = check::rules(&request);
    let email = rooms.vault.get(subject, Field::Email).await;
    let email = email.map_err(refusal::ours)?.unwrap_or_default();
    fields::new_password("new_password", &request.new_password, &email, &mut faults);
    check::done(faults)?;
    match login::confirm(rooms, subject, &request.current_password).await {
        Err(LoginError::WrongPassword) => return Err(wrong_password("current_password")),
        confirmed => confirmed?,
    }
    let hash = rooms.passwords.hash(&request.new_password).await;
    let hash = hash.map_err(LoginError::from)?;
    let changed = change(rooms, subject, caller.session, &hash).await;
    changed.map_err(refusal::ours)?;
    password_set(rooms, subject).await?;
    Ok(Response::new(v1::ChangePasswordResponse {}))
}

async fn change(
    rooms: &Rooms,
    subject: Uuid,
    keep: Option<Uuid>,
    hash: &PasswordHash,
) -> Result<(), Trouble> {
    let mut tx = rooms.pool.begin().await?;
    let now = rooms.clock.now();
    rooms.passwords.set_in(&mut tx, subject, hash, now).await?;
    rooms.sessions.end_others_in(&mut tx, subject, keep).await?;
    changed_in(rooms, &mut tx, subject).await?;
    tx.commit().await?;
    rooms.outbox.wake();
    Ok(())
}

/// Links to choose a password that are still out work no more, and the person
/// is told, in case that it was somebody else.
async fn changed_in(
    rooms: &Rooms,
    conn: &mut sqlx::PgConnection,
    subject: Uuid,
) -> Result<(), Trouble> {
    let kind = Kind::ResetPassword;
    rooms.links.revoke_in(conn, kind, subject).await?;
    let template = Template::SecurityChanged {
        change: Change::PasswordChanged,
    };
    let dedupe = rooms.clock.new_id().to_string();
    let letter = Letter::new(To::Subject(subject), template, dedupe);
    rooms.outbox.send_in(conn, letter).await?;
    Ok(())
}

async fn password_set(rooms: &Rooms, subject: Uuid) -> Result<(), Status> {
    let context = CommandContext::of(subject.to_string(), rooms.clock.now());
    let set = rooms.store.account(subject, Command::SetPassword, context);
    set.await.map(drop).map_err(refusal::of_account)
}
