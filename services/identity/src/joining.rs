//! How a person gets an account: by a sign-up and the proof of its address, or
//! as the first one of the staff by the operator's hand.

use eventlog::command::ExecuteError;
use host::context::CommandContext;
use uuid::Uuid;

use crate::{
    address::EmailAddress,
    domain::{
        account::{command::Command, refusal::Refusal},
        values::{Language, PlatformRole},
    },
    links::Kind,
    mail::{
        letter::{Letter, To},
        template::Template,
    },
    password::PasswordHash,
    rooms::Rooms,
    secret,
    signups::Signup,
    vault::Field,
};

/// Whatever failed on our side.
pub(crate) type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// Keeps the sign-up and sends the link that proves the address; the owner of
/// an address that has an account is told so by mail instead.
pub(crate) async fn sign_up(
    rooms: &Rooms,
    signup: &Signup,
    email: &EmailAddress,
) -> Result<(), Trouble> {
    let now = rooms.clock.now();
    let hash = rooms.vault.address_hash(email.as_str());
    if !rooms.throttle.may_get_mail(hash, now).await? {
        return Ok(());
    }
    if let Some(owner) = rooms.vault.subject_of(email.as_str()).await? {
        return tell_owner(rooms, owner).await;
    }
    let mut tx = rooms.pool.begin().await?;
    rooms.signups.keep_in(&mut tx, signup, email, now).await?;
    send_link(rooms, &mut tx, signup.subject, signup.language).await?;
    tx.commit().await?;
    rooms.outbox.wake();
    Ok(())
}

/// Sends the mail of a sign-up again.
pub(crate) async fn send_again(rooms: &Rooms, email: &EmailAddress) -> Result<(), Trouble> {
    let now = rooms.clock.now();
    let hash = rooms.vault.address_hash(email.as_str());
    if !rooms.throttle.may_get_mail(hash, now).await? {
        return Ok(());
    }
    if let Some(owner) = rooms.vault.subject_of(email.as_str()).await? {
        return tell_owner(rooms, owner).await;
    }
    let Some(signup) = rooms.signups.newest(email, now).await? else {
        return Ok(());
    };
    let mut tx = rooms.pool.begin().await?;
    send_link(rooms, &mut tx, signup.subject, signup.language).await?;
    tx.commit().await?;
    rooms.outbox.wake();
    Ok(())
}

/// The owner of an address hears that somebody tried to use it.
pub(crate) async fn tell_owner(rooms: &Rooms, owner: Uuid) -> Result<(), Trouble> {
    let mut tx = rooms.pool.begin().await?;
    let template = Template::AlreadyRegistered;
    let dedupe = rooms.clock.new_id().to_string();
    let letter = Letter::new(To::Subject(owner), template, dedupe);
    rooms.outbox.send_in(&mut tx, letter).await?;
    tx.commit().await?;
    rooms.outbox.wake();
    Ok(())
}

async fn send_link(
    rooms: &Rooms,
    conn: &mut sqlx::PgConnection,
    subject: Uuid,
    language: Language,
) -> Result<(), Trouble> {
    let now = rooms.clock.now();
    let made = rooms
        .links
        .make_in(conn, Kind::VerifyEmail, subject, &[], now);
    let token = made.await?;
    let dedupe = rooms.clock.new_id().to_string();
    let letter = Letter::new(
        To::PendingEmail(subject),
        Template::VerifyEmail { token },
        dedupe,
    );
    rooms
        .outbox
        .send_in(conn, letter.in_language(language))
        .await?;
    Ok(())
}

/// Makes an account of the sign-up that the link belongs to; false for a link
/// that does not work, or whose address somebody else has proven meanwhile.
///
/// The account's events come first and the link is used up last, so that after
/// a crash in between the same link goes on where it was.
pub(crate) async fn prove(rooms: &Rooms, token: &str) -> Result<bool, Trouble> {
    let now = rooms.clock.now();
    let Some(link) = rooms.links.read(token, Kind::VerifyEmail, now).await? else {
        return Ok(false);
    };
    let subject = link.subject;
    let signup = rooms.signups.of(subject, now).await?;
    let email = rooms.vault.get(subject, Field::PendingEmail).await?;
    let (Some(signup), Some(email)) = (signup, email) else {
        return Ok(false);
    };
    if rooms.vault.subject_of(&email).await?.is_some() {
        return Ok(false);
    }
    open(rooms, subject, signup.language, &subject.to_string()).await?;
    let mut tx = rooms.pool.begin().await?;
    let taken = rooms.links.take_in(&mut tx, token, Kind::VerifyEmail, now);
    if taken.await?.is_none() {
        return Ok(false);
    }
    if !rooms
        .vault
        .take_address_in(&mut tx, &email, subject)
        .await?
    {
        tx.rollback().await?;
        forget(rooms, subject).await?;
        return Ok(false);
    }
    let vault = &rooms.vault;
    vault.put_in(&mut tx, subject, Field::Email, &email).await?;
    vault
        .put_in(&mut tx, subject, Field::Name, &signup.name)
        .await?;
    vault
        .clear_in(&mut tx, subject, Field::PendingEmail)
        .await?;
    rooms
        .passwords
        .set_in(&mut tx, subject, &signup.password, now)
        .await?;
    rooms.signups.remove_in(&mut tx, subject).await?;
    rooms
        .links
        .revoke_in(&mut tx, Kind::VerifyEmail, subject)
        .await?;
    tx.commit().await?;
    Ok(true)
}

/// The account with its first events, as far as they have not happened yet.
async fn open(
    rooms: &Rooms,
    subject: Uuid,
    language: Language,
    actor: &str,
) -> Result<(), Trouble> {
    match command(rooms, subject, Command::Open { language }, actor).await {
        Ok(()) | Err(ExecuteError::Refused(Refusal::AlreadyOpen)) => {}
        Err(error) => return Err(error.into()),
    }
    command(rooms, subject, Command::VerifyEmail, actor).await?;
    Ok(command(rooms, subject, Command::SetPassword, actor).await?)
}

async fn command(
    rooms: &Rooms,
    subject: Uuid,
    command: Command,
    actor: &str,
) -> Result<(), ExecuteError<Refusal>> {
    let context = CommandContext::of(actor, rooms.clock.now());
    let done = rooms.store.account(subject, command, context).await;
    done.map(drop)
}

/// Forgets sign-ups that waited too long.
pub(crate) async fn clean(rooms: &Rooms) -> Result<(), Trouble> {
    for subject in rooms.signups.expired(rooms.clock.now()).await? {
        forget(rooms, subject).await?;
    }
    Ok(())
}

/// A subject that did not become an account; what happened in the log ends
/// with an erasure.
async fn forget(rooms: &Rooms, subject: Uuid) -> Result<(), Trouble> {
    match command(rooms, subject, Command::Erase, "system").await {
        Ok(()) | Err(ExecuteError::Refused(Refusal::NotFound)) => {}
        Err(error) => return Err(error.into()),
    }
    let mut tx = rooms.pool.begin().await?;
    rooms.vault.erase_in(&mut tx, subject).await?;
    Ok(tx.commit().await?)
}

/// Makes one of the staff: opens the account where there is none; one that is
/// there keeps its password.
pub(crate) async fn make_staff(
    rooms: &Rooms,
    email: &EmailAddress,
    password: &PasswordHash,
) -> Result<(), Trouble> {
    let subject = match rooms.vault.subject_of(email.as_str()).await? {
        Some(subject) => subject,
        None => by_hand(rooms, email, password).await?,
    };
    open_if_missing(rooms, subject).await?;
    let role = PlatformRole::Staff;
    Ok(command(rooms, subject, Command::GrantRole { role }, "system").await?)
}

async fn by_hand(
    rooms: &Rooms,
    email: &EmailAddress,
    password: &PasswordHash,
) -> Result<Uuid, Trouble> {
    let subject = secret::random_id();
    let name = email.as_str().split('@').next().unwrap_or_default();
    let vault = &rooms.vault;
    let mut tx = rooms.pool.begin().await?;
    vault.create_in(&mut tx, subject).await?;
    if !vault
        .take_address_in(&mut tx, email.as_str(), subject)
        .await?
    {
        return Err("somebody took the address at this moment; try again".into());
    }
    vault
        .put_in(&mut tx, subject, Field::Email, email.as_str())
        .await?;
    vault.put_in(&mut tx, subject, Field::Name, name).await?;
    let now = rooms.clock.now();
    rooms
        .passwords
        .set_in(&mut tx, subject, password, now)
        .await?;
    tx.commit().await?;
    Ok(subject)
}

/// After a crash between the address and the events, too.
async fn open_if_missing(rooms: &Rooms, subject: Uuid) -> Result<(), Trouble> {
    match rooms.accounts.get(subject).await? {
        Some(_) => Ok(()),
        None => open(rooms, subject, Language::Sv, "system").await,
    }
}
