//! The one place where the refusals of accounts and organisations become
//! statuses with a stable reason.

use chassis::status::{self, FieldViolation, sentence};
use host::failure::{CallError, internal};
use kernel::fault::ErrorReason;
use tonic::{Code, Status};

use crate::{
    domain::{account, organisation},
    export::ExportError,
    grpc::entry,
    invites::InviteError,
    login::LoginError,
    mail::outbox::OutboxError,
    password::PasswordError,
    tokens::TokenError,
    vault::VaultError,
};

impl host::failure::Refusal for account::refusal::Refusal {
    fn status(&self) -> Status {
        account(self)
    }
}

impl host::failure::Refusal for organisation::refusal::Refusal {
    fn status(&self) -> Status {
        organisation(self)
    }
}

macro_rules! failures_of_ours {
    ($($error:ty),*) => {
        $(impl From<$error> for CallError {
            fn from(error: $error) -> Self {
                internal(error)
            }
        })*
    };
}
failures_of_ours!(VaultError, OutboxError, TokenError, ExportError);

impl From<LoginError> for CallError {
    fn from(error: LoginError) -> Self {
        Self::Refused(error.into())
    }
}

impl From<PasswordError> for CallError {
    fn from(error: PasswordError) -> Self {
        LoginError::from(error).into()
    }
}

/// An invitation that was not sent, or cannot be used.
impl From<InviteError> for CallError {
    fn from(error: InviteError) -> Self {
        match error {
            InviteError::Organisation(failure) => failure.into(),
            InviteError::NotOpen => entry::wrong_link().into(),
            InviteError::AlreadyInvited => {
                let (reason, code) = (ErrorReason::AlreadyInvited, Code::AlreadyExists);
                let message = sentence("the address has an open invitation already");
                let field = FieldViolation::new("email", reason, message.clone());
                status::with_fields(code, reason, message, vec![field]).into()
            }
            InviteError::Database(error) => error.into(),
            InviteError::Vault(error) => error.into(),
            InviteError::Outbox(error) => error.into(),
        }
    }
}

fn account(refusal: &account::refusal::Refusal) -> Status {
    use account::refusal::Refusal;
    let (code, reason) = match refusal {
        Refusal::NotFound | Refusal::Erased => (Code::NotFound, ErrorReason::NotFound),
        Refusal::AlreadyOpen => (Code::AlreadyExists, ErrorReason::AlreadyOpen),
        Refusal::NotVerified => (Code::FailedPrecondition, ErrorReason::NotVerified),
        Refusal::TotpAlreadyAdded => (Code::FailedPrecondition, ErrorReason::TotpAlreadyEnabled),
        Refusal::NoTotp => (Code::FailedPrecondition, ErrorReason::TotpNotEnabled),
        Refusal::NoSuchPasskey => (Code::NotFound, ErrorReason::NotFound),
        Refusal::AlreadyLinked => (Code::AlreadyExists, ErrorReason::ProviderAlreadyLinked),
        Refusal::NotLinked => (Code::FailedPrecondition, ErrorReason::ProviderNotLinked),
        Refusal::LastWayIn => (Code::FailedPrecondition, ErrorReason::LastLoginMethod),
        Refusal::LastStaff => (Code::FailedPrecondition, ErrorReason::LastStaff),
        Refusal::RoleNotHeld => (Code::FailedPrecondition, ErrorReason::RoleNotHeld),
    };
    status::refusal(code, reason, sentence(&refusal.to_string()))
}

fn organisation(refusal: &organisation::refusal::Refusal) -> Status {
    use organisation::refusal::Refusal;
    let message = sentence(&refusal.to_string());
    let (code, reason) = match refusal {
        Refusal::NotFound
        | Refusal::NoSuchMember
        | Refusal::NoSuchInvitation
        | Refusal::NoSuchJoinRequest => (Code::NotFound, ErrorReason::NotFound),
        Refusal::AlreadyCreated => return internal("an id was given twice").into(),
        Refusal::OrgNumberTaken => {
            let reason = ErrorReason::OrgNumberTaken;
            let field = FieldViolation::new("org_number", reason, message.clone());
            return status::with_fields(Code::AlreadyExists, reason, message, vec![field]);
        }
        Refusal::DomainTaken => (Code::AlreadyExists, ErrorReason::DomainTaken),
        Refusal::Closed => (Code::FailedPrecondition, ErrorReason::Closed),
        Refusal::NotBelieved => (Code::FailedPrecondition, ErrorReason::OrganisationRejected),
        Refusal::NotAnAsf => (Code::FailedPrecondition, ErrorReason::NotAnAsf),
        Refusal::AlreadyMember => (Code::FailedPrecondition, ErrorReason::AlreadyMember),
        Refusal::LastOwner => (Code::FailedPrecondition, ErrorReason::LastOwner),
        Refusal::TooManyInvitations => (Code::FailedPrecondition, ErrorReason::TooManyInvitations),
        Refusal::AlreadyTied => (Code::FailedPrecondition, ErrorReason::AlreadyLinked),
        Refusal::ClaimPending => (Code::FailedPrecondition, ErrorReason::ClaimPending),
        Refusal::NoClaim => (Code::FailedPrecondition, ErrorReason::NoClaim),
        Refusal::NotTied => (Code::FailedPrecondition, ErrorReason::NotLinked),
    };
    status::refusal(code, reason, message)
}

/// What is not there, or not for this caller.
pub(super) fn not_found() -> Status {
    let message = "There is no such thing, or it is not for you to see.";
    status::refusal(Code::NotFound, ErrorReason::NotFound, message)
}

#[cfg(test)]
mod tests {
    use host::failure::Refusal as _;

    use super::*;

    fn reason(status: &Status) -> (Code, String) {
        (status.code(), status::reason(status).unwrap())
    }

    #[test]
    fn a_taken_number_names_its_field() {
        use organisation::refusal::Refusal;
        let status = Refusal::OrgNumberTaken.status();
        let taken = "ORG_NUMBER_TAKEN".to_owned();
        assert_eq!(reason(&status), (Code::AlreadyExists, taken));
        let fields = status::violations(&status);
        assert_eq!(fields[0].field, "org_number");
    }

    #[test]
    fn an_account_that_is_gone_is_not_told_from_one_that_never_was() {
        use account::refusal::Refusal;
        let of = |refusal: Refusal| reason(&refusal.status());
        assert_eq!(of(Refusal::Erased), of(Refusal::NotFound));
    }
}
