//! Why an organisation says no, in words for the person who asked.

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("there is no such organisation")]
    NotFound,
    #[error("the organisation is there already")]
    AlreadyCreated,
    #[error(
        "there is an organisation with this registration number already; ask to join it instead"
    )]
    OrgNumberTaken,
    #[error("the domain verifies another organisation already; staff have to verify this one")]
    DomainTaken,
    #[error("the organisation is closed: nothing can be changed any more")]
    Closed,
    #[error("the organisation was not believed; correct what staff asked for first")]
    NotBelieved,
    #[error("only work-integration social enterprises stand on the list")]
    NotAnAsf,
    #[error("this person does not belong to the organisation")]
    NoSuchMember,
    #[error("you belong to the organisation already")]
    AlreadyMember,
    #[error("an organisation needs an owner; make somebody else owner first")]
    LastOwner,
    #[error("the invitation is not open any more; ask for a new one")]
    NoSuchInvitation,
    #[error("the organisation has as many open invitations as it can; withdraw some first")]
    TooManyInvitations,
    #[error("this person does not ask to join any more")]
    NoSuchJoinRequest,
    #[error("the organisation is tied to an enterprise already; release that one first")]
    AlreadyTied,
    #[error("the organisation waits for another decision already; withdraw that claim first")]
    ClaimPending,
    #[error("no claim waits for a decision")]
    NoClaim,
    #[error("the organisation is not tied to an enterprise")]
    NotTied,
}
