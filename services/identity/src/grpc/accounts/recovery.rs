//! New passwords: for those who forgot theirs, by a link in a mail, and for
//! those who are logged in.

use chassis::check;
use host::call::{Answer, Read};
use proto::asf::identity::v1;
use tonic::Request;
use uuid::Uuid;

use super::fields;
use crate::{
    address::EmailAddress,
    domain::account::command::Command,
    factors::record::record,
    grpc::entry,
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
    let (read, email) = Read::parse(request, |message, faults| {
        faults.take("email", EmailAddress::parse(&message.email))
    })?;
    entry::admit_mail(rooms, &read.message.client_address).await?;
    let behind = rooms.clone();
    rooms.behind.spawn(
        "a reset's mail",
        async move { send_link(&behind, &email).await },
    );
    Ok(v1::RequestPasswordResetResponse {})
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
    let (Read { message, .. }, mut faults) = Read::begin(request);
    let now = rooms.clock.now();
    let link = rooms.links.read(&message.token, Kind::ResetPassword, now);
    let Some(Link { subject, .. }) = link.await? else {
        check::done(faults)?;
        return Err(entry::wrong_link().into());
    };
    let email = rooms.vault.get(subject, Field::Email).await?;
    let email = email.unwrap_or_default();
    fields::new_password("password", &message.password, &email, &mut faults);
    check::done(faults)?;
    let hash = rooms.passwords.hash(&message.password).await?;
    if !reset(rooms, &message.token, subject, &hash).await? {
        return Err(entry::wrong_link().into());
    }
    let hash = rooms.vault.address_hash(&email);
    rooms.throttle.forgive(hash, rooms.clock.now()).await?;
    record(rooms, subject, Command::SetPassword).await?;
    Ok(v1::ResetPasswordResponse {})
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
    let (Read { caller, message }, mut faults) = Read::begin(request);
    let subject = entry::subject_of(&caller)?;
    let email = rooms.vault.get(subject, Field::Email).await?;
    let email = email.unwrap_or_default();
    fields::new_password("new_password", &message.new_password, &email, &mut faults);
    check::done(faults)?;
    match login::confirm(rooms, &caller, subject, &message.current_password).await {
        Err(LoginError::WrongPassword) => return Err(wrong_password("current_password").into()),
        confirmed => confirmed?,
    }
    let hash = rooms.passwords.hash(&message.new_password).await?;
    change(rooms, subject, caller.session, &hash).await?;
    record(rooms, subject, Command::SetPassword).await?;
    Ok(v1::ChangePasswordResponse {})
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

/// Whoever knew the old password, or read the mails, and is half-way in comes no
/// further: links, logins that wait for a code, ways in that are being added. The
/// person is told, in case that it was somebody else.
async fn changed_in(
    rooms: &Rooms,
    conn: &mut sqlx::PgConnection,
    subject: Uuid,
) -> Result<(), Trouble> {
    for kind in [Kind::ResetPassword, Kind::NewEmail] {
        rooms.links.revoke_in(conn, kind, subject).await?;
    }
    let pending = Field::PendingEmail;
    rooms.vault.clear_in(conn, subject, pending).await?;
    rooms.challenges.end_all_in(conn, subject).await?;
    rooms.factors.end_begun_in(conn, subject).await?;
    let template = Template::SecurityChanged {
        change: Change::PasswordChanged,
    };
    let dedupe = rooms.clock.new_id().to_string();
    let letter = Letter::new(To::Subject(subject), template, dedupe);
    rooms.outbox.send_in(conn, letter).await?;
    Ok(())
}
