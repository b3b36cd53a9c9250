//! What a caller may do with one enterprise. The proto's options have let in
//! only roles that may do it with some enterprise.

#[cfg(test)]
mod tests;

use chassis::{
    caller::{Caller, Role},
    status,
};
use kernel::fault::ErrorReason;
use tonic::{Code, Status};
use uuid::Uuid;

use crate::{
    domain::enterprise::{Stage, action::Action},
    grpc::refusal,
    projection::directory::Entry,
};

/// Those who look at what was handed over.
pub(super) const REVIEW: [Relation; 2] = [Relation::Staff, Relation::Leader];

/// What a caller can be to an enterprise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Staff,
    /// Leads the process of the county that the enterprise has its seat in.
    Leader,
    /// Edits for the organisation that looks after it.
    Editor,
    /// Decides for the organisation that looks after it.
    Owner,
}

/// Those who may ask for an action.
pub(super) fn askers(action: Action) -> &'static [Relation] {
    match action {
        Action::UpdateProfile => &[Relation::Staff, Relation::Leader, Relation::Editor],
        Action::AttestCriteria | Action::ConfirmCapacity => &[Relation::Staff, Relation::Editor],
        Action::Submit | Action::Unlist => &[Relation::Staff, Relation::Owner],
        Action::Relist => &[Relation::Owner],
        Action::WithdrawChanges => &[Relation::Editor],
        Action::List
        | Action::Return
        | Action::Reject
        | Action::ApproveChanges
        | Action::ReturnChanges => &REVIEW,
        Action::Certify
        | Action::RenewCertification
        | Action::RevokeCertification
        | Action::Close => &[Relation::Staff],
    }
}

/// Whether nobody asks for the action for the own enterprise.
fn is_for_others(action: Action) -> bool {
    match action {
        Action::List
        | Action::Reject
        | Action::ApproveChanges
        | Action::ReturnChanges
        | Action::Certify
        | Action::RenewCertification => true,
        Action::UpdateProfile
        | Action::AttestCriteria
        | Action::Submit
        | Action::Unlist
        | Action::Relist
        | Action::Return
        | Action::WithdrawChanges
        | Action::ConfirmCapacity
        | Action::RevokeCertification
        | Action::Close => false,
    }
}

/// Refuses a caller that may not ask for the action, however the enterprise
/// stands.
///
/// # Errors
/// The refusal.
pub(super) fn permit(caller: &Caller, entry: &Entry, action: Action) -> Result<(), Status> {
    admit(caller, entry, askers(action))?;
    if is_for_others(action) {
        not_for_own(caller, entry.organisation)?;
    }
    Ok(())
}

/// Whether there can be enterprises off the list that the caller sees.
pub(super) fn sees_more_than_the_list(caller: &Caller) -> bool {
    sees_all(caller) || caller.has(Role::ProcessLeader) || caller.organisation.is_some()
}

pub(super) fn sees_all(caller: &Caller) -> bool {
    caller.has(Role::Staff)
}

/// Whether the caller sees the enterprise in any state, and who looks after it.
pub(super) fn sees(caller: &Caller, entry: &Entry) -> bool {
    sees_all(caller) || leads(caller, entry) || is_own(caller, entry)
}

/// The counties that the caller's lists are limited to; nothing for all.
pub(super) fn counties(caller: &Caller) -> Option<&[String]> {
    (!sees_all(caller)).then_some(caller.counties.as_slice())
}

/// Refuses a caller that is none of `relations` to the enterprise. One that does
/// not see the enterprise is not told that it exists.
///
/// # Errors
/// The refusal.
pub(super) fn admit(caller: &Caller, entry: &Entry, relations: &[Relation]) -> Result<(), Status> {
    if relations
        .iter()
        .any(|relation| has(caller, entry, *relation))
    {
        return Ok(());
    }
    if sees(caller, entry) || entry.stage == Stage::Listed {
        return Err(forbidden("This is for others to do with this enterprise."));
    }
    Err(refusal::not_found())
}

/// Nobody reviews what is in the own hands.
///
/// # Errors
/// The refusal.
pub(super) fn not_for_own(caller: &Caller, organisation: Option<Uuid>) -> Result<(), Status> {
    if caller.organisation.is_some() && caller.organisation == organisation {
        let words = "Somebody from outside your organisation has to decide this.";
        return Err(forbidden(words));
    }
    Ok(())
}

/// Whether what the caller says of the enterprise needs no review: it may
/// approve it itself.
pub(super) fn reviews(caller: &Caller, entry: &Entry) -> bool {
    let may_review = sees_all(caller) || leads(caller, entry);
    may_review && !is_own(caller, entry)
}

/// Whether the caller asks for the own enterprise.
pub(super) fn is_own(caller: &Caller, entry: &Entry) -> bool {
    caller.organisation.is_some() && caller.organisation == entry.organisation
}

/// Whether the county is one that the caller leads the process in.
pub(super) fn leads_in(caller: &Caller, county: &str) -> bool {
    caller.has(Role::ProcessLeader) && caller.counties.iter().any(|it| it == county)
}

pub(super) fn forbidden(words: &str) -> Status {
    status::refusal(Code::PermissionDenied, ErrorReason::Forbidden, words)
}

fn has(caller: &Caller, entry: &Entry, relation: Relation) -> bool {
    match relation {
        Relation::Staff => caller.has(Role::Staff),
        Relation::Leader => leads(caller, entry),
        Relation::Editor => is_own(caller, entry) && caller.has(Role::AsfEditor),
        Relation::Owner => is_own(caller, entry) && caller.has(Role::AsfOwner),
    }
}

fn leads(caller: &Caller, entry: &Entry) -> bool {
    let seat = entry.profile.municipality;
    seat.is_some_and(|seat| leads_in(caller, &String::from(seat.county())))
}
