//! From the events of a change to the rows that they add.

use eventlog::journal::Change;
use kernel::aggregate::Aggregate;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    domain::{
        enterprise::{Enterprise, Known, Stage, event::Event},
        values::{criteria::Attestations, difference::differences, profile::Profile},
    },
    projection::revisions::row::{FieldChange, Kind, Shown},
};

/// The field that a year of social benefit stands under.
const BENEFIT: &str = "benefit";

/// A row of the table as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) enterprise_id: Uuid,
    pub(super) version: u64,
    pub(super) at: OffsetDateTime,
    pub(super) kind: Kind,
    pub(super) changes: Vec<FieldChange>,
    /// Nothing off the list.
    pub(super) shown: Option<Shown>,
    /// Where it is known from these events alone.
    pub(super) listed_at: Option<OffsetDateTime>,
}

/// One row for each event that is public. Which commands were committed
/// together makes no difference.
pub(super) fn rows(change: &Change<Enterprise>) -> Vec<Row> {
    let mut state = change.before.clone();
    let mut listed_at = None;
    let mut rows = Vec::new();
    for recorded in &change.events {
        let before = profile(&state).cloned();
        state.evolve(&recorded.event);
        let Enterprise::Known(known) = &state else {
            continue;
        };
        let Some((kind, changes)) = told(&recorded.event, before.as_ref(), known) else {
            continue;
        };
        if kind == Kind::Listed {
            listed_at = Some(recorded.metadata.at);
        }
        rows.push(Row {
            enterprise_id: recorded.stream,
            version: recorded.version,
            at: recorded.metadata.at,
            kind,
            changes,
            shown: Shown::of(known),
            listed_at,
        });
    }
    rows
}

fn profile(state: &Enterprise) -> Option<&Profile> {
    match state {
        Enterprise::Unknown => None,
        Enterprise::Known(known) => Some(&known.profile),
    }
}

/// What everybody is told: of the events that are published, and no others.
fn told(
    event: &Event,
    before: Option<&Profile>,
    after: &Known,
) -> Option<(Kind, Vec<FieldChange>)> {
    let is_listed = after.stage == Stage::Listed;
    let listed = |kind| is_listed.then(|| (kind, Vec::new()));
    match event {
        Event::Listed => Some((Kind::Listed, Vec::new())),
        Event::ProfileChanged { .. } | Event::ChangesApproved { .. } => {
            is_listed.then(|| (Kind::Changed, changes(before, &after.profile)))
        }
        Event::Unlisted { .. } => Some((Kind::Unlisted, Vec::new())),
        Event::Closed { was_listed, .. } => was_listed.then(|| (Kind::Closed, Vec::new())),
        Event::Certified { .. } => listed(Kind::Certified),
        Event::CertificationLapsed | Event::CertificationRevoked { .. } => {
            listed(Kind::CertificationLapsed)
        }
        Event::MembershipBegan => listed(Kind::MembershipBegan),
        Event::MembershipEnded => listed(Kind::MembershipEnded),
        Event::CapacityConfirmed { .. } => listed(Kind::CapacityConfirmed),
        Event::SocialBenefitReported(told) => is_listed.then(|| {
            let change = of_year(String::new(), told.report.year.to_string());
            (Kind::BenefitReported, vec![change])
        }),
        Event::SocialBenefitWithdrawn { year } => is_listed.then(|| {
            let change = of_year(year.to_string(), String::new());
            (Kind::BenefitWithdrawn, vec![change])
        }),
        Event::Registered { .. }
        | Event::CriteriaAttested { .. }
        | Event::ChangesProposed { .. }
        | Event::ChangesReturned { .. }
        | Event::ChangesWithdrawn
        | Event::Submitted
        | Event::KeptOff { .. }
        | Event::Returned { .. }
        | Event::Rejected { .. }
        | Event::ClaimRequested(_)
        | Event::ClaimWithdrawn { .. }
        | Event::ClaimApproved { .. }
        | Event::ClaimRejected { .. }
        | Event::Released { .. }
        | Event::NoticeRequested { .. } => None,
    }
}

/// The attestations are no part of the public profile.
fn changes(before: Option<&Profile>, after: &Profile) -> Vec<FieldChange> {
    let grounds = Attestations::default();
    let before = before.map(|it| (it, &grounds));
    let changes = differences(before, (after, &grounds));
    changes.into_iter().map(FieldChange::from).collect()
}

fn of_year(before: String, after: String) -> FieldChange {
    FieldChange {
        field: BENEFIT.to_owned(),
        before,
        after,
    }
}
