//! Why a factor is refused, with its stable reason.

use chassis::status::{self, FieldViolation};
use eventlog::command::ExecuteError;
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
            "PASSKEYS_AWAY",
            "Passkeys are bound to a domain, and this site has none.",
        ),
        PasskeyError::TooMany => precondition(
            "TOO_MANY_PASSKEYS",
            "There are as many passkeys as can be; remove one that is not used any more.",
        ),
        PasskeyError::Refused => status::refusal(
            Code::InvalidArgument,
            "PASSKEY_REFUSED",
            "The passkey was not accepted, or it took too long; try again from the beginning.",
        ),
        PasskeyError::Failed(error) => factor(error),
    }
}

pub(super) fn provider(error: ProviderError) -> Status {
    match error {
        ProviderError::Unknown => status::refusal(
            Code::NotFound,
            "PROVIDER_UNKNOWN",
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
        "PROVIDER_REFUSED",
        "The login was not accepted, or it took too long; try again from the beginning.",
    )
}

pub(super) fn address_not_verified() -> Status {
    precondition(
        "ADDRESS_NOT_VERIFIED",
        "The sign-in service does not say that the e-mail address is yours; open an account with a password, and link the service to it.",
    )
}

pub(super) fn address_taken() -> Status {
    precondition(
        "ADDRESS_TAKEN",
        "There is an account with this e-mail address already; log in to it, and link the sign-in service there.",
    )
}

pub(super) fn provider_taken() -> Status {
    precondition(
        "PROVIDER_TAKEN",
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
        "TOTP_NOT_STARTED",
        "Nothing was begun, or too long ago; begin again.",
    )
}

pub(super) fn wrong_code() -> Status {
    let sentence = "This is not the code that the app shows now.";
    let field = FieldViolation::new("code", "WRONG_CODE", sentence);
    status::with_fields(Code::InvalidArgument, "WRONG_CODE", sentence, vec![field])
}

/// One field breaks a rule that the proto cannot tell.
pub(super) fn field(name: &str, rule: &'static str, sentence: &str) -> Status {
    status::invalid(vec![FieldViolation::new(name, rule, sentence)])
}

fn away() -> Status {
    status::refusal(
        Code::Unavailable,
        "PROVIDER_AWAY",
        "The sign-in service does not answer; try again later, or log in another way.",
    )
}

fn precondition(reason: &'static str, sentence: &str) -> Status {
    status::refusal(Code::FailedPrecondition, reason, sentence)
}
