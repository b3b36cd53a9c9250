//! Logging in, by whichever way: what a guesser meets is the same whether an
//! address is known or not, and a session begins here and nowhere else.

mod challenges;
mod error;

use chassis::caller::Caller;
use time::Duration;
use uuid::Uuid;

use crate::{
    factors::{AnswerError, Answered, TypedCode},
    rooms::Rooms,
    throttle::{Guess, Try},
    tokens::Minted,
};

pub(crate) use challenges::Challenges;
pub(crate) use error::{LoginError, no_code, wrong_password};

/// Where somebody comes from.
#[derive(Clone, Default)]
pub(crate) struct Client {
    /// As the proxies in front tell it; empty where nobody does.
    pub(crate) address: String,
    pub(crate) user_agent: String,
    /// The secret of the cookie that the browser had before.
    pub(crate) session: String,
}

/// How well somebody has shown who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strength {
    /// By one thing, such as a password: a second factor is asked for where
    /// there is one.
    Password,
    /// By both, such as a passkey.
    Full,
}

/// What comes of a login.
pub(crate) enum Outcome {
    Session { secret: String, minted: Minted },
    Challenge { token: String, methods: Vec<String> },
}

/// A challenge that was answered.
pub(crate) struct Entered {
    pub(crate) secret: String,
    pub(crate) minted: Minted,
    /// Only after one was used.
    pub(crate) recovery_codes_left: Option<u32>,
}

/// Logs in with an address and a password.
pub(crate) async fn by_password(
    rooms: &Rooms,
    email: &str,
    password: &str,
    client: &Client,
) -> Result<Outcome, LoginError> {
    let now = rooms.clock.now();
    let subject = rooms.vault.subject_of(email).await?;
    let tried = Try {
        guess: Guess::Password,
        account: rooms.vault.address_hash(email),
        subject,
        client: &client.address,
        device: rooms.sessions.device(&client.session, subject).await?,
    };
    let attempt = rooms.throttle.admit(&tried, now).await;
    let attempt = attempt.map_err(|refused| LoginError::refused(refused, now))?;
    let right = match rooms.passwords.verify(subject, password).await {
        Ok(right) => right,
        // It was not looked at, so it was no wrong one.
        Err(error) => {
            rooms.throttle.undo(attempt).await?;
            return Err(error.into());
        }
    };
    match subject {
        Some(subject) if right => {
            rooms.throttle.right(attempt, subject, now).await?;
            finish(rooms, subject, client, Strength::Password).await
        }
        Some(_) | None => Err(LoginError::WrongLogin),
    }
}

/// Begins a session, or asks for the second factor.
pub(crate) async fn finish(
    rooms: &Rooms,
    subject: Uuid,
    client: &Client,
    strength: Strength,
) -> Result<Outcome, LoginError> {
    if strength == Strength::Password && rooms.factors.has_totp(subject).await? {
        let mut methods = vec!["totp".to_owned()];
        if rooms.factors.recovery_codes_left(subject).await? > 0 {
            methods.push("recovery_code".to_owned());
        }
        let token = rooms.challenges.make(subject, rooms.clock.now()).await?;
        return Ok(Outcome::Challenge { token, methods });
    }
    let (secret, minted) = begin(rooms, subject, client).await?;
    Ok(Outcome::Session { secret, minted })
}

/// Answers a challenge with a code. What cannot be one uses up no try.
pub(crate) async fn answer(
    rooms: &Rooms,
    challenge: &str,
    code: &str,
    client: &Client,
) -> Result<Entered, LoginError> {
    let code = TypedCode::parse(code).ok_or(LoginError::NoCode)?;
    let now = rooms.clock.now();
    let subject = rooms.challenges.subject(challenge, now).await?;
    let subject = subject.ok_or(LoginError::ChallengeEnded)?;
    let tried = Try {
        guess: Guess::Code,
        account: of_subject(rooms, subject),
        subject: Some(subject),
        client: &client.address,
        device: rooms
            .sessions
            .device(&client.session, Some(subject))
            .await?,
    };
    let attempt = rooms.throttle.admit(&tried, now).await;
    let attempt = attempt.map_err(|refused| LoginError::refused(refused, now))?;
    if !rooms.challenges.count(challenge).await? {
        return Err(LoginError::ChallengeEnded);
    }
    let answered = match rooms.factors.answer(rooms, subject, &code).await {
        Ok(answered) => answered,
        Err(AnswerError::Wrong) => return Err(LoginError::WrongCode),
        Err(AnswerError::Failed(error)) => return Err(error.into()),
    };
    if !rooms.challenges.end(challenge).await? {
        return Err(LoginError::ChallengeEnded);
    }
    rooms.throttle.right(attempt, subject, now).await?;
    let (secret, minted) = begin(rooms, subject, client).await?;
    Ok(Entered {
        secret,
        minted,
        recovery_codes_left: match answered {
            Answered::Totp => None,
            Answered::RecoveryCode { left } => Some(left),
        },
    })
}

/// How young a login has to be that stands in for a password.
const RECENT: Duration = Duration::minutes(10);

/// Checks the password of somebody who is logged in, before a way in is added
/// or something is done that cannot be taken back: somebody else may sit at an
/// unlocked screen, or have got hold of a cookie. Whoever has no password has
/// to have logged in just now.
pub(crate) async fn confirm(
    rooms: &Rooms,
    caller: &Caller,
    subject: Uuid,
    password: &str,
) -> Result<(), LoginError> {
    if !rooms.passwords.has(subject).await? {
        return is_recent(rooms, caller).await;
    }
    let now = rooms.clock.now();
    let account = of_subject(rooms, subject);
    let tried = Try {
        guess: Guess::Password,
        account,
        subject: Some(subject),
        client: "",
        // Whoever is logged in is known, and waits for nobody else's guesses.
        device: Some(account),
    };
    let attempt = rooms.throttle.admit(&tried, now).await;
    let attempt = attempt.map_err(|refused| LoginError::refused(refused, now))?;
    match rooms.passwords.verify(Some(subject), password).await {
        Ok(true) => Ok(rooms.throttle.undo(attempt).await?),
        Ok(false) => Err(LoginError::WrongPassword),
        Err(error) => {
            rooms.throttle.undo(attempt).await?;
            Err(error.into())
        }
    }
}

async fn is_recent(rooms: &Rooms, caller: &Caller) -> Result<(), LoginError> {
    let session = match caller.session {
        Some(id) => rooms.sessions.get(id).await?,
        None => None,
    };
    let since = rooms.clock.now() - RECENT;
    match session {
        Some(session) if session.created_at > since => Ok(()),
        Some(_) | None => Err(LoginError::NotRecent),
    }
}

async fn begin(
    rooms: &Rooms,
    subject: Uuid,
    client: &Client,
) -> Result<(String, Minted), LoginError> {
    let begun = rooms
        .sessions
        .begin(subject, &client.user_agent, &client.session);
    let (secret, session) = begun.await?;
    let minted = rooms.tokens.mint(&session, rooms.clock.now()).await?;
    Ok((secret, minted))
}

fn of_subject(rooms: &Rooms, subject: Uuid) -> [u8; 32] {
    rooms.vault.hash("tries of a subject", subject.as_bytes())
}
