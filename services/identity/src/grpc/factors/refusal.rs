//! Why a factor is refused, with its stable reason.

use chassis::status::{self, FieldViolation};
use eventlog::command::ExecuteError;
use kernel::fault::ErrorReason;
use tonic::{Code, Status};

use crate::{
    domain::account::refusal::Refusal,
    factors::{FactorError, PasskeyError, ProviderError},
    grpc::refusal::{not_found, of_account, ours},
};

/// The account of the token is not there any more.
pub(super) fn no_account() -> Status {
    not_found()
}

pub(super) fn factor(error: FactorError) -> Status {
    match error {
        FactorError::Account(failure) => of_account(failure),
        error @ (FactorError::Database(_)
        | FactorError::Vault(_)
        | FactorError::Totp(_)
        | FactorError::Picture(_)
        | FactorError::Json(_)) => ours(error),
    }
}

pub(super) fn passkey(error: PasskeyError) -> Status {
    match error {
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
        PasskeyError::Failed(error) => factor(error),
    }
}

pub(super) fn provider(error: ProviderError) -> Status {
    match error {
        ProviderError::Unknown => status::refusal(
            Code::NotFound,
            ErrorReason::ProviderUnknown,
            "There is no such sign-in service.",
        ),
        ProviderError::Away => away(),
        ProviderError::Refused => provider_refused(),
        ProviderError::Failed(error) => factor(error),
    }
}

pub(super) fn provider_refused() -> Status {
    status::refusal(
        Code::InvalidArgument,
        ErrorReason::ProviderRefused,
        "The login was not accepted, or it took too long; try again from the beginning.",
    )
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

pub(super) fn totp_there() -> Status {
    of_account(ExecuteError::Refused(Refusal::TotpAlreadyAdded))
}

pub(super) fn already_linked() -> Status {
    of_account(ExecuteError::Refused(Refusal::AlreadyLinked))
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

fn away() -> Status {
    status::refusal(
        Code::Unavailable,
        ErrorReason::ProviderUnavailable,
        "The sign-in service does not answer; try again later, or log in another way.",
    )
}

fn precondition(reason: ErrorReason, sentence: &str) -> Status {
    status::refusal(Code::FailedPrecondition, reason, sentence)
}
