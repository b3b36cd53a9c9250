//! The states of enterprises and organisations in words, and where a page says
//! something else in one of them. What can be done in a state is not for pages
//! to know: the services answer it, see [`may`].

use proto::asf::{
    identity::v1::{Organisation, OrganisationState},
    registry::v1::{Action, Enterprise, State},
};

use crate::page::{lang::Lang, texts::L10nLanguage};

/// Whether the registry offers this to the visitor.
pub(crate) fn may(enterprise: &Enterprise, action: Action) -> bool {
    enterprise.allowed_actions().any(|it| it == action)
}

/// Where an enterprise stands.
pub(crate) fn of_enterprise(lang: Lang, state: State) -> String {
    let t = lang.texts();
    match state {
        State::Unspecified => String::new(),
        State::Draft => t.own_state_draft(),
        State::Submitted => t.own_state_submitted(),
        State::Returned => t.own_state_returned(),
        State::Listed => t.own_state_listed(),
        State::Unlisted => t.own_state_unlisted(),
        State::Closed => t.own_state_closed(),
        State::Rejected => t.own_state_rejected(),
    }
}

/// What that means for its own people.
pub(crate) fn to_its_people(t: &L10nLanguage, state: State) -> String {
    match state {
        State::Draft => t.own_draft_next(),
        State::Submitted => t.own_submitted_lead(),
        State::Returned => t.own_returned_next(),
        State::Listed => t.own_listed_lead(),
        State::Unlisted => t.own_unlisted_lead(),
        State::Rejected => t.own_rejected_lead(),
        State::Closed | State::Unspecified => t.own_closed_lead(),
    }
}

/// It has a page that everybody sees.
pub(crate) fn is_public(enterprise: &Enterprise) -> bool {
    enterprise.state() == State::Listed
}

/// Its application is being written, and nobody but its own people sees it.
pub(crate) fn is_written(enterprise: &Enterprise) -> bool {
    matches!(enterprise.state(), State::Draft | State::Returned)
}

/// An application that is written, or was turned down, and what is closed say
/// nothing of membership and certification.
pub(crate) fn says_what_it_holds(enterprise: &Enterprise) -> bool {
    match enterprise.state() {
        State::Submitted | State::Listed | State::Unlisted | State::Unspecified => true,
        State::Draft | State::Returned | State::Rejected | State::Closed => false,
    }
}

/// How far an organisation is believed.
pub(crate) fn of_organisation(lang: Lang, state: OrganisationState) -> String {
    let t = lang.texts();
    match state {
        OrganisationState::Unspecified => String::new(),
        OrganisationState::Unverified => t.org_state_unverified(),
        OrganisationState::Verified => t.org_state_verified(),
        OrganisationState::Refused => t.org_state_refused(),
        OrganisationState::Closed => t.org_state_closed(),
    }
}

/// What that means for its members; nothing where all is well.
pub(crate) fn to_its_members(t: &L10nLanguage, of: &Organisation) -> Option<String> {
    match of.state() {
        OrganisationState::Unverified => Some(t.org_unverified_lead()),
        OrganisationState::Refused => Some(t.org_refused_lead(&of.reason)),
        OrganisationState::Closed => Some(t.org_closed_lead()),
        OrganisationState::Verified | OrganisationState::Unspecified => None,
    }
}

/// To whoever created it just now.
pub(crate) fn to_its_founder(t: &L10nLanguage, of: &Organisation) -> String {
    match of.state() {
        OrganisationState::Verified => t.org_created_verified(),
        OrganisationState::Unspecified
        | OrganisationState::Unverified
        | OrganisationState::Refused
        | OrganisationState::Closed => t.org_created(),
    }
}
