//! How a person gets an account: by a sign-up and the proof of its address, or
//! as the first one of the staff by the operator's hand.

use eventlog::command::ExecuteError;
use host::context::CommandContext;
use time::OffsetDateTime;
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
        template::{Asked, Template},
    },
    password::PasswordHash,
    rooms::Rooms,
    secret,
    signups::{Signup, Waiting},
    vault::Field,
};

/// Whatever failed on our side.
pub(crate) type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// What became of the link of a sign-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    Opened,
    /// The link does not work, a newer sign-up took its place, or somebody else
    /// has proven the address meanwhile.
    WrongLink,
    WrongPassword,
}

/// Keeps the sign-up and sends the link that proves the address; the owner of
/// an address that has an account is told so by mail instead. Older sign-ups
/// with the address end: their links look the same, and might be a stranger's.
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
    let kept = rooms.signups.keep_in(&mut tx, signup, email, now);
    let older = kept.await?;
    send_link(rooms, &mut tx, signup, now).await?;
    tx.commit().await?;
    rooms.outbox.wake();
    for subject in older {
        forget(rooms, subject).await?;
    }
    Ok(())
}

/// Forgets the sign-ups with an address that has an account now, by whichever
/// way.
pub(crate) async fn end_sign_ups(rooms: &Rooms, email: &str) -> Result<(), Trouble> {
    for subject in rooms.signups.all(email, rooms.clock.now()).await? {
        forget(rooms, subject).await?;
    }
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
    let Some(waiting) = rooms.signups.newest(email, now).await? else {
        return Ok(());
    };
    let mut tx = rooms.pool.begin().await?;
    send_link(rooms, &mut tx, &waiting.signup, waiting.signed_up_at).await?;
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
    signup: &Signup,
    signed_up_at: OffsetDateTime,
) -> Result<(), Trouble> {
    let now = rooms.clock.now();
    let subject = signup.subject;
    let made = rooms
        .links
        .make_in(conn, Kind::VerifyEmail, subject, &[], now);
    let token = made.await?;
    let dedupe = rooms.clock.new_id().to_string();
    let asked = Some(Asked {
        name: signup.name.clone(),
        at: signed_up_at,
    });
    let template = Template::VerifyEmail { token, asked };
    let letter = Letter::new(To::PendingEmail(subject), template, dedupe);
    let letter = letter.in_language(signup.language);
    rooms.outbox.send_in(conn, letter).await?;
    Ok(())
}

/// Makes an account of the sign-up that the link belongs to. A password that is
/// given has to be the sign-up's: whoever reads the mail may not be the one who
/// chose it.
///
/// The account's events come first and the link is used up last, so that after
/// a crash in between the same link goes on where it was.
pub(crate) async fn prove(
    rooms: &Rooms,
    token: &str,
    password: Option<&str>,
) -> Result<Proof, Trouble> {
    let now = rooms.clock.now();
    let Some(link) = rooms.links.read(token, Kind::VerifyEmail, now).await? else {
        return Ok(Proof::WrongLink);
    };
    let subject = link.subject;
    let waiting = rooms.signups.of(subject, now).await?;
    let email = rooms.vault.get(subject, Field::PendingEmail).await?;
    let (Some(Waiting { signup, .. }), Some(email)) = (waiting, email) else {
        return Ok(Proof::WrongLink);
    };
    let newest = rooms.signups.all(&email, now).await?.first().copied();
    if newest != Some(subject) || rooms.vault.subject_of(&email).await?.is_some() {
        return Ok(Proof::WrongLink);
    }
    if let Some(password) = password
        && !rooms.passwords.fits(&signup.password, password).await?
    {
        return Ok(Proof::WrongPassword);
    }
    open(rooms, subject, signup.language, &subject.to_string()).await?;
    let opened = keep(rooms, token, &signup, &email).await?;
    if opened {
        end_sign_ups(rooms, &email).await?;
    }
    Ok(if opened {
        Proof::Opened
    } else {
        Proof::WrongLink
    })
}

/// Makes what was sealed for the sign-up the account's own, and uses the link
/// up; false where another one was first.
async fn keep(rooms: &Rooms, token: &str, signup: &Signup, email: &str) -> Result<bool, Trouble> {
    let (now, subject) = (rooms.clock.now(), signup.subject);
    let mut tx = rooms.pool.begin().await?;
    let taken = rooms.links.take_in(&mut tx, token, Kind::VerifyEmail, now);
    if taken.await?.is_none() {
        return Ok(false);
    }
    let waiting = rooms.signups.all_in(&mut tx, email, now).await?;
    let is_newest = waiting.first() == Some(&subject);
    if !is_newest || !rooms.vault.take_address_in(&mut tx, email, subject).await? {
        tx.rollback().await?;
        forget(rooms, subject).await?;
        return Ok(false);
    }
    let vault = &rooms.vault;
    vault.put_in(&mut tx, subject, Field::Email, email).await?;
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
    end_sign_ups(rooms, email.as_str()).await?;
    Ok(subject)
}

/// After a crash between the address and the events, too.
async fn open_if_missing(rooms: &Rooms, subject: Uuid) -> Result<(), Trouble> {
    match rooms.accounts.get(subject).await? {
        Some(_) => Ok(()),
        None => open(rooms, subject, Language::Sv, "system").await,
    }
}
