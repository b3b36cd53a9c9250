//! One thing that happened, in words.

use proto::asf::registry::v1::{FieldChange, Revision, RevisionKind};

use crate::page::lang::{Date, Lang};

pub(super) struct Entry {
    pub(super) what: String,
    pub(super) date: Option<Date>,
    /// The profile of that day.
    pub(super) then: Option<String>,
    pub(super) changes: Vec<Change>,
}

/// A field with what it said before and what it says after; empty for nothing.
pub(super) struct Change {
    pub(super) field: String,
    pub(super) before: String,
    pub(super) after: String,
}

impl Entry {
    /// `profile` is the address of the profile.
    pub(super) fn new(lang: Lang, profile: &str, revision: Revision) -> Self {
        let kind = revision.kind();
        let date = revision.at.and_then(|at| lang.date(&at));
        let then = date.as_ref().filter(|_| is_on_the_list(kind));
        let then = then.map(|date| format!("{profile}?as_of={}", date.machine));
        let year = year(&revision);
        let changes = match year {
            Some(_) => Vec::new(),
            None => revision
                .changes
                .into_iter()
                .map(|it| change(lang, it))
                .collect(),
        };
        Self {
            what: what(lang, kind, &year.unwrap_or_default()),
            date,
            then,
            changes,
        }
    }
}

/// Whether the list of that day has the enterprise.
fn is_on_the_list(kind: RevisionKind) -> bool {
    !matches!(kind, RevisionKind::Unlisted | RevisionKind::Closed)
}

/// The year that a report is about.
fn year(revision: &Revision) -> Option<String> {
    let change = revision.changes.iter().find(|it| it.field == "benefit")?;
    let year = [&change.after, &change.before]
        .into_iter()
        .find(|it| !it.is_empty());
    year.cloned()
}

fn what(lang: Lang, kind: RevisionKind, year: &str) -> String {
    let t = lang.texts();
    match kind {
        RevisionKind::Unspecified | RevisionKind::Changed => t.history_changed(),
        RevisionKind::Listed => t.history_listed(),
        RevisionKind::Unlisted => t.history_unlisted(),
        RevisionKind::Closed => t.history_closed(),
        RevisionKind::Certified => t.history_certified(),
        RevisionKind::CertificationLapsed => t.history_certification_lapsed(),
        RevisionKind::MembershipBegan => t.history_membership_began(),
        RevisionKind::MembershipEnded => t.history_membership_ended(),
        RevisionKind::BenefitReported => t.history_benefit_reported(year),
        RevisionKind::BenefitWithdrawn => t.history_benefit_withdrawn(year),
        RevisionKind::CapacityConfirmed => t.history_capacity_confirmed(),
    }
}

fn change(lang: Lang, change: FieldChange) -> Change {
    Change {
        field: field(lang, &change.field),
        before: change.before,
        after: change.after,
    }
}

/// A field that the page does not know keeps its name.
fn field(lang: Lang, name: &str) -> String {
    let t = lang.texts();
    match name {
        "name" => t.history_field_name(),
        "org_number" => t.profile_org_number(),
        "legal_form" => t.profile_legal_form(),
        "description" => t.history_field_description(),
        "municipality_code" => t.profile_seat(),
        "activities" => t.history_field_activities(),
        "services" => t.profile_services(),
        "social_benefit_areas" => t.profile_benefits(),
        "website" => t.profile_website(),
        "email" => t.profile_email(),
        "phone" => t.profile_phone(),
        other => other.to_owned(),
    }
}
