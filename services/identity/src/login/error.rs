//! Why somebody is not let in, and what the caller is told of it.

use std::time::Duration;

use chassis::status::{self, FieldViolation};
use host::failure;
use kernel::fault::ErrorReason;
use time::OffsetDateTime;
use tonic::{Code, Status};

use crate::{
    factors::FactorError,
    password::PasswordError,
    throttle::{Refused, Wait},
    tokens::TokenError,
    vault::VaultError,
};

/// When a turned-away caller may try again.
const RETRY_AFTER: Duration = Duration::from_secs(1);

#[derive(Debug, thiserror::Error)]
pub(crate) enum LoginError {
    /// Nobody has this address with this password. It says nothing more.
    #[error("the address or the password is wrong")]
    WrongLogin,
    /// Of somebody who is logged in.
    #[error("the password is wrong")]
    WrongPassword,
    #[error("the code is wrong")]
    WrongCode,
    /// Of a shape that no code has.
    #[error("this is no code")]
    NoCode,
    /// Nothing but the login shows who it is.
    #[error("the login is too old")]
    NotRecent,
    #[error("the challenge is over")]
    ChallengeEnded,
    #[error("too many tries")]
    Wait(Duration),
    #[error("too many passwords are being hashed")]
    Busy,
    /// Logged where it is turned into a status.
    #[error("{0}")]
    Ours(Box<dyn std::error::Error + Send + Sync>),
}

impl LoginError {
    pub(crate) fn refused(refused: Refused, now: OffsetDateTime) -> Self {
        match refused {
            Refused::Wait(Wait(until)) => {
                // A moment that passed meanwhile is now.
                let wait = Duration::try_from(until - now).unwrap_or_default();
                Self::Wait(wait.max(RETRY_AFTER))
            }
            Refused::Database(error) => error.into(),
        }
    }
}

impl From<PasswordError> for LoginError {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::Busy => Self::Busy,
            PasswordError::Database(_) | PasswordError::Hash(_) | PasswordError::Broken(_) => {
                Self::Ours(error.into())
            }
        }
    }
}

macro_rules! ours {
    ($($error:ty),*) => {
        $(impl From<$error> for LoginError {
            fn from(error: $error) -> Self {
                Self::Ours(error.into())
            }
        })*
    };
}
ours!(sqlx::Error, VaultError, TokenError, FactorError);

impl From<LoginError> for Status {
    fn from(error: LoginError) -> Self {
        match error {
            LoginError::WrongLogin => status::refusal(
                Code::Unauthenticated,
                ErrorReason::InvalidCredentials,
                "The address or the password is wrong, or the address is not confirmed yet: look for our mail with the link.",
            ),
            LoginError::WrongPassword => wrong_password("password"),
            LoginError::WrongCode => wrong_code(),
            LoginError::NoCode => no_code(),
            LoginError::NotRecent => status::refusal(
                Code::FailedPrecondition,
                ErrorReason::LoginNotRecent,
                "This needs a login that is younger than ten minutes, as the account has no password; log in again.",
            ),
            LoginError::ChallengeEnded => status::refusal(
                Code::Unauthenticated,
                ErrorReason::ChallengeEnded,
                "This took too long, or there were too many wrong codes; log in again.",
            ),
            LoginError::Wait(wait) => status::too_many(wait),
            LoginError::Busy => status::busy(RETRY_AFTER),
            LoginError::Ours(error) => failure::internal(error).into(),
        }
    }
}

/// What was typed as a code cannot be one.
pub(crate) fn no_code() -> Status {
    let sentence = "A code of an app has six digits, one from paper sixteen letters and digits.";
    status::invalid(vec![FieldViolation::new(
        "code",
        ErrorReason::NotACode,
        sentence,
    )])
}

fn wrong_code() -> Status {
    let sentence = "The code is wrong or has been used; take the one that is shown now.";
    let field = FieldViolation::new("code", ErrorReason::WrongCode, sentence);
    status::with_fields(
        Code::InvalidArgument,
        ErrorReason::WrongCode,
        sentence,
        vec![field],
    )
}

/// The password of somebody who is logged in; `field` is the request's.
pub(crate) fn wrong_password(field: &str) -> Status {
    let sentence = "This is not the password of the account.";
    status::invalid(vec![FieldViolation::new(
        field,
        ErrorReason::WrongPassword,
        sentence,
    )])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_to_wait_is_told_how_long() {
        let now = OffsetDateTime::UNIX_EPOCH;
        let wait = |seconds| {
            let until = now + time::Duration::seconds(seconds);
            let error = LoginError::refused(Refused::Wait(Wait(until)), now);
            let status = Status::from(error);
            assert_eq!(status.code(), Code::ResourceExhausted);
            status::retry_after(&status).map(|it| it.as_secs())
        };
        assert_eq!((wait(8), wait(0), wait(-3)), (Some(8), Some(1), Some(1)));
    }

    #[test]
    fn a_failure_of_ours_tells_the_caller_nothing() {
        let status = Status::from(LoginError::from(TokenError::NoKey));
        assert_eq!(status.code(), Code::Internal);
        assert!(!status.message().contains("key"));
    }
}
