//! The one place where the refusals of accounts and organisations become
//! statuses with a stable reason.

use std::fmt::Display;

use chassis::status::{self, FieldViolation, sentence};
use host::failure::{CallError, internal};
use tonic::{Code, Status};

use crate::{
    domain::{account, organisation},
    grpc::entry,
    invites::InviteError,
    login::LoginError,
    store::{AccountFailure, OrganisationFailure},
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

impl From<VaultError> for CallError {
    fn from(error: VaultError) -> Self {
        internal(error)
    }
}

impl From<LoginError> for CallError {
    fn from(error: LoginError) -> Self {
        Self::Refused(error.into())
    }
}

/// The status of an account's command that was not carried out.
pub(super) fn of_account(failure: AccountFailure) -> Status {
    CallError::from(failure).into()
}

/// The status of an organisation's command that was not carried out.
pub(super) fn of_organisation(failure: OrganisationFailure) -> Status {
    CallError::from(failure).into()
}

fn account(refusal: &account::refusal::Refusal) -> Status {
    use account::refusal::Refusal;
    let (code, reason) = match refusal {
        Refusal::NotFound | Refusal::Erased => (Code::NotFound, "NOT_FOUND"),
        Refusal::AlreadyOpen => (Code::AlreadyExists, "ALREADY_OPEN"),
        Refusal::NotVerified => (Code::FailedPrecondition, "NOT_VERIFIED"),
        Refusal::TotpAlreadyAdded => (Code::FailedPrecondition, "TOTP_THERE"),
        Refusal::NoTotp => (Code::FailedPrecondition, "TOTP_NOT_THERE"),
        Refusal::NoSuchPasskey => (Code::NotFound, "NOT_FOUND"),
        Refusal::AlreadyLinked => (Code::AlreadyExists, "ALREADY_LINKED"),
        Refusal::NotLinked => (Code::FailedPrecondition, "NOT_LINKED"),
        Refusal::LastWayIn => (Code::FailedPrecondition, "LAST_WAY_IN"),
        Refusal::LastStaff => (Code::FailedPrecondition, "LAST_STAFF"),
        Refusal::RoleNotHeld => (Code::FailedPrecondition, "ROLE_NOT_HELD"),
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
        | Refusal::NoSuchJoinRequest => (Code::NotFound, "NOT_FOUND"),
        Refusal::AlreadyCreated => return ours("an id was given twice"),
        Refusal::OrgNumberTaken => {
            let reason = "ORG_NUMBER_TAKEN";
            let field = FieldViolation::new("org_number", reason, message.clone());
            return status::with_fields(Code::AlreadyExists, reason, message, vec![field]);
        }
        Refusal::DomainTaken => (Code::AlreadyExists, "DOMAIN_TAKEN"),
        Refusal::Closed => (Code::FailedPrecondition, "CLOSED"),
        Refusal::NotBelieved => (Code::FailedPrecondition, "NOT_BELIEVED"),
        Refusal::NotVerified => (Code::FailedPrecondition, "NOT_VERIFIED"),
        Refusal::NotAnAsf => (Code::FailedPrecondition, "NOT_AN_ASF"),
        Refusal::AlreadyMember => (Code::FailedPrecondition, "ALREADY_MEMBER"),
        Refusal::LastOwner => (Code::FailedPrecondition, "LAST_OWNER"),
        Refusal::TooManyInvitations => (Code::FailedPrecondition, "TOO_MANY_INVITATIONS"),
        Refusal::AlreadyTied => (Code::FailedPrecondition, "ALREADY_TIED"),
        Refusal::ClaimPending => (Code::FailedPrecondition, "CLAIM_PENDING"),
        Refusal::NoClaim => (Code::FailedPrecondition, "NO_CLAIM"),
        Refusal::NotTied => (Code::FailedPrecondition, "NOT_TIED"),
    };
    status::refusal(code, reason, message)
}

/// The status of an invitation that was not sent, or cannot be used.
pub(super) fn of_invite(error: InviteError) -> Status {
    match error {
        InviteError::Organisation(failure) => of_organisation(failure),
        InviteError::NotOpen => entry::wrong_link(),
        InviteError::Database(error) => ours(error),
        InviteError::Vault(error) => ours(error),
        InviteError::Outbox(error) => ours(error),
    }
}

/// What is not there, or not for this caller.
pub(super) fn not_found() -> Status {
    let message = "There is no such thing, or it is not for you to see.";
    status::refusal(Code::NotFound, "NOT_FOUND", message)
}

/// A failure of ours: the one log line about it.
pub(super) fn ours(error: impl Display) -> Status {
    tracing::error!(%error, "a request failed");
    status::internal()
}

#[cfg(test)]
mod tests {
    use eventlog::command::ExecuteError;

    use super::*;

    fn reason(status: &Status) -> (Code, String) {
        (status.code(), status::reason(status).unwrap())
    }

    #[test]
    fn a_taken_number_names_its_field() {
        use organisation::refusal::Refusal;
        let status = of_organisation(ExecuteError::Refused(Refusal::OrgNumberTaken));
        let taken = "ORG_NUMBER_TAKEN".to_owned();
        assert_eq!(reason(&status), (Code::AlreadyExists, taken));
        let fields = status::violations(&status);
        assert_eq!(fields[0].field, "org_number");
    }

    #[test]
    fn an_account_that_is_gone_is_not_told_from_one_that_never_was() {
        use account::refusal::Refusal;
        let of = |refusal| reason(&of_account(ExecuteError::Refused(refusal)));
        assert_eq!(of(Refusal::Erased), of(Refusal::NotFound));
    }

    #[test]
    fn a_failure_of_ours_tells_the_caller_nothing() {
        let status = of_account(ExecuteError::Corrupt("secret".to_owned()));
        assert_eq!(status.code(), Code::Internal);
        assert!(!status.message().contains("secret"));
        let (expected, actual) = (1, 2);
        let stale = of_account(ExecuteError::WrongVersion { expected, actual });
        assert_eq!(reason(&stale), (Code::Aborted, "STALE_ETAG".to_owned()));
    }
}
