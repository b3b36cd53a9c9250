//! Kinds, roles and times in words.

use chassis::caller::Role;
use prost_types::Timestamp;
use proto::asf::identity::v1::{MemberRole, Organisation, OrganisationKind, SkoopiMembership};

use crate::page::{
    field::{Choice, Field, Kind},
    lang::Lang,
    page_request::PageRequest,
};

pub(crate) const ROLES: [MemberRole; 3] =
    [MemberRole::Viewer, MemberRole::Editor, MemberRole::Owner];

pub(crate) fn kind(lang: Lang, kind: OrganisationKind) -> String {
    let t = lang.texts();
    match kind {
        OrganisationKind::Unspecified => String::new(),
        OrganisationKind::Asf => t.org_kind_asf(),
        OrganisationKind::PublicBody => t.org_kind_public(),
        OrganisationKind::Company => t.org_kind_company(),
        OrganisationKind::Skoopi => t.org_kind_skoopi(),
    }
}

/// Whether an organisation is what it says, for those who look for theirs.
pub(crate) fn verified(lang: Lang, verified: bool) -> String {
    let t = lang.texts();
    if verified {
        t.org_state_verified()
    } else {
        t.org_state_unverified()
    }
}

/// The kinds that somebody can create; `more` are those that staff can.
pub(crate) fn kind_field(lang: Lang, more: &[OrganisationKind]) -> Field {
    let common = [
        OrganisationKind::Asf,
        OrganisationKind::PublicBody,
        OrganisationKind::Company,
    ];
    let kinds = common.iter().chain(more);
    let choices = kinds.map(|it| Choice::new(it.as_str_name(), kind(lang, *it)));
    let radio = Kind::Radio(choices.collect());
    Field::new("kind", lang.texts().org_kind(), radio)
}

pub(crate) fn role(lang: Lang, role: MemberRole) -> String {
    let t = lang.texts();
    match role {
        MemberRole::Owner => t.role_owner(),
        MemberRole::Editor => t.role_editor(),
        MemberRole::Viewer | MemberRole::Unspecified => t.role_viewer(),
    }
}

/// A choice of what a member may do, said with the role.
pub(crate) fn role_field(lang: Lang, chosen: MemberRole) -> Field {
    let t = lang.texts();
    let may = |role: MemberRole| match role {
        MemberRole::Owner => t.org_role_owner_may(),
        MemberRole::Editor => t.org_role_editor_may(),
        MemberRole::Viewer | MemberRole::Unspecified => t.org_role_viewer_may(),
    };
    let choices = ROLES.map(|it| Choice::new(it.as_str_name(), may(it)));
    Field::new("role", t.org_role(), Kind::Radio(choices.to_vec())).valued(chosen.as_str_name())
}

pub(crate) fn role_named(name: &str) -> MemberRole {
    MemberRole::from_str_name(name).unwrap_or_default()
}

pub(crate) fn kind_named(name: &str) -> OrganisationKind {
    OrganisationKind::from_str_name(name).unwrap_or_default()
}

/// From when to when, or that there is none.
pub(crate) fn membership(lang: Lang, membership: Option<&SkoopiMembership>) -> String {
    let t = lang.texts();
    match membership {
        None => t.org_membership_none(),
        Some(it) if it.to.is_empty() => t.org_membership_from(&it.from),
        Some(it) => t.org_membership_until(&it.from, &it.to),
    }
}

/// Why a claim was rejected: the words of whoever decided, or ours.
pub(crate) fn rejection(lang: Lang, reason: &str) -> String {
    let t = lang.texts();
    match reason {
        "NO_SUCH_ENTERPRISE" => t.org_rejected_missing(),
        "CLOSED" => t.org_rejected_closed(),
        "TIED" => t.org_rejected_tied(),
        "GIVEN_TO_ANOTHER" => t.org_rejected_given(),
        words => words.to_owned(),
    }
}

/// A member's name; one that is erased has none.
pub(crate) fn person(lang: Lang, name: &str, email: &str) -> String {
    match (name, email) {
        ("", "") => lang.texts().org_person_erased(),
        ("", email) => email.to_owned(),
        (name, _) => name.to_owned(),
    }
}

/// The day in Sweden; nothing for a time that no calendar has.
pub(crate) fn day(lang: Lang, at: &Timestamp) -> Option<String> {
    lang.date(at).map(|it| it.words)
}

/// Whether the visitor decides for the organisation.
pub(crate) fn decides(request: &PageRequest, organisation: &Organisation) -> bool {
    organisation.own_role() == MemberRole::Owner || request.has(Role::Staff)
}
