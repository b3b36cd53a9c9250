//! Why an account says no, in words for the person who asked.

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("there is no such account")]
    NotFound,
    #[error("the account is open already")]
    AlreadyOpen,
    #[error("the account is erased")]
    Erased,
    #[error("the e-mail address has to be confirmed first, by the link in the mail")]
    NotVerified,
    #[error("codes from an app are set up already; remove them first")]
    TotpAlreadyAdded,
    #[error("no codes from an app are set up")]
    NoTotp,
    #[error("there is no such passkey")]
    NoSuchPasskey,
    #[error("this sign-in service leads to the account already")]
    AlreadyLinked,
    #[error("this sign-in service is not linked to the account")]
    NotLinked,
    #[error(
        "this is the only way into the account; set a password, a passkey or another sign-in service first"
    )]
    LastWayIn,
    #[error("somebody has to be staff; give the role to somebody else first")]
    LastStaff,
    #[error("the person does not have this role")]
    RoleNotHeld,
}
