//! Why a factor is refused, with its stable reason.

use chassis::status::{self, FieldViolation};
use host::failure::{CallError, internal};
use kernel::fault::ErrorReason;
use tonic::{Code, Status};

use crate::factors::{FactorError, PasskeyError, ProviderError};

impl From<FactorError> for CallError {
    fn from(error: FactorError) -> Self {
        match error {
            FactorError::Account(failure) => failure.into(),
            FactorError::Database(_)
            | FactorError::Vault(_)
            | FactorError::SignUps(_)
            | FactorError::Totp(_)
            | FactorError::Picture(_)
            | FactorError::Json(_) => internal(error),
        }
    }
}

impl From<PasskeyError> for CallError {
    fn from(error: PasskeyError) -> Self {
        let status = match error {
            PasskeyError::Away => precondition(
                ErrorReason::PasskeysUnavailable,
                "Passkeys are bound to a domain, and this site has none.",
            ),
            PasskeyError::TooMany => precondition(
                ErrorReason::TooManyPasskeys,
                "There are as many passkeys as can be; remove one that is not used any more.",
            ),
            PasskeyError::Refused => status::refusal(
                Code::InvalidArgument,
                ErrorReason::PasskeyRefused,
                "The passkey was not accepted, or it took too long; try again from the beginning.",
            ),
            PasskeyError::Failed(error) => return error.into(),
        };
        status.into()
    }
}

impl From<ProviderError> for CallError {
    fn from(error: ProviderError) -> Self {
        let status = match error {
            ProviderError::Unknown => status::refusal(
                Code::NotFound,
                ErrorReason::ProviderUnknown,
                "There is no such sign-in service.",
            ),
            ProviderError::Away => status::refusal(
                Code::Unavailable,
                ErrorReason::ProviderUnavailable,
                "The sign-in service does not answer; try again later, or log in another way.",
            ),
            ProviderError::Refused => status::refusal(
                Code::InvalidArgument,
                ErrorReason::ProviderRefused,
                "The login was not accepted, or it took too long; try again from the beginning.",
            ),
            ProviderError::Failed(error) => return error.into(),
        };
        status.into()
    }
}

pub(super) fn address_not_verified() -> Status {
    precondition(
        ErrorReason::AddressNotVerified,
        "The sign-in service does not say that the e-mail address is yours; open an account with a password, and link the service to it.",
    )
}

pub(super) fn address_taken() -> Status {
    precondition(
        ErrorReason::AddressTaken,
        "There is an account with this e-mail address already; log in to it, and link the sign-in service there.",
    )
}

pub(super) fn provider_taken() -> Status {
    precondition(
        ErrorReason::ProviderTaken,
        "This login of the sign-in service leads to another account already.",
    )
}

pub(super) fn totp_not_started() -> Status {
    precondition(
        ErrorReason::TotpNotStarted,
        "Nothing was begun, or too long ago; begin again.",
    )
}

pub(super) fn wrong_code() -> Status {
    let sentence = "This is not the code that the app shows now.";
    let field = FieldViolation::new("code", ErrorReason::WrongCode, sentence);
    status::with_fields(
        Code::InvalidArgument,
        ErrorReason::WrongCode,
        sentence,
        vec![field],
    )
}

/// One field breaks a rule that the proto cannot tell.
pub(super) fn field(name: &str, rule: ErrorReason, sentence: &str) -> Status {
    status::invalid(vec![FieldViolation::new(name, rule, sentence)])
}

fn precondition(reason: ErrorReason, sentence: &str) -> Status {
    status::refusal(Code::FailedPrecondition, reason, sentence)
}
