//! A row of the directory as the rest of the service knows it.

use eventlog::journal::Change;
use sqlx::{FromRow, types::Json};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::domain::{
    enterprise::{
        Enterprise, FieldReason, Known, Stage,
        changes::{Approved, Pending},
        event::Event,
    },
    values::{
        certification::Certification, criteria::Attestations, freshness, profile::Profile,
        slug::Slug, text::Reason,
    },
};

/// One enterprise as it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) id: Uuid,
    pub(crate) version: u64,
    pub(crate) stage: Stage,
    pub(crate) slug: Slug,
    pub(crate) profile: Profile,
    /// While it is returned.
    pub(crate) return_reasons: Vec<FieldReason>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    /// When it was last put on the list.
    pub(crate) listed_at: Option<OffsetDateTime>,
    /// Looks after it.
    pub(crate) organisation: Option<Uuid>,
    pub(crate) attestations: Attestations,
    /// Changes that wait for review, or came back.
    pub(crate) pending: Option<Pending>,
    /// What was approved last, of one that left the list.
    pub(crate) approved: Option<Approved>,
    /// Whether it comes back to the list without a review.
    pub(crate) relists_at_once: bool,
    /// While it is rejected.
    pub(crate) rejection: Option<Reason>,
    /// Ask it for a day: it may have ended, and nobody has said so yet.
    pub(crate) certification: Option<Certification>,
    /// Belongs to Skoopi.
    pub(crate) member: bool,
    /// Since when an application, or changes, wait for review.
    pub(crate) waiting_since: Option<OffsetDateTime>,
    /// The oldest confirmation of any activity's capacity, as `freshness` has it.
    pub(crate) capacity_confirmed_at: Option<OffsetDateTime>,
    /// The first moment at which time alone changes something.
    pub(crate) due_at: Option<OffsetDateTime>,
}

impl Entry {
    /// What registering leaves.
    pub(crate) fn draft(id: Uuid, slug: Slug, profile: Profile, at: OffsetDateTime) -> Self {
        let capacity_confirmed_at = freshness::confirmed_at(&profile.activities);
        Self {
            id,
            version: 1,
            stage: Stage::Draft,
            slug,
            profile,
            return_reasons: Vec::new(),
            created_at: at,
            updated_at: at,
            listed_at: None,
            organisation: None,
            attestations: Attestations::default(),
            pending: None,
            approved: None,
            relists_at_once: false,
            rejection: None,
            certification: None,
            member: false,
            waiting_since: None,
            capacity_confirmed_at,
            due_at: None,
        }
    }

    /// The row that a change leaves. `created_at`, `listed_at` and the time of
    /// an application are those of this change's events: the table keeps the
    /// first of the one, and the last of the others. Nothing for a change that
    /// leaves no enterprise.
    pub(super) fn after(change: &Change<Enterprise>) -> Option<Self> {
        let Enterprise::Known(known) = &change.state else {
            return None;
        };
        let at = |event: &eventlog::journal::Recorded<Event>| event.metadata.at;
        let last = |event: &Event| change.events.iter().rfind(|it| it.event == *event);
        let pending = known.pending.as_ref().filter(|it| it.waits());
        let waiting_since = match known.stage {
            Stage::Submitted => last(&Event::Submitted).map(at),
            Stage::Listed => pending.map(|it| it.proposed_at),
            Stage::Draft | Stage::Returned | Stage::Rejected | Stage::Unlisted | Stage::Closed => {
                None
            }
        };
        Some(Self {
            id: change.id,
            version: change.version,
            stage: known.stage,
            slug: known.slug.clone(),
            profile: known.profile.clone(),
            return_reasons: known.return_reasons.clone(),
            created_at: change.events.first().map(at)?,
            updated_at: change.events.last().map(at)?,
            listed_at: last(&Event::Listed).map(at),
            organisation: known.organisation,
            attestations: known.attestations.clone(),
            pending: known.pending.clone(),
            approved: known.approved.as_deref().cloned(),
            relists_at_once: known.relists_at_once(),
            rejection: known.rejection.clone(),
            certification: known.certification,
            member: known.member,
            waiting_since,
            capacity_confirmed_at: freshness::confirmed_at(&known.profile.activities),
            due_at: known.due_at(),
        })
    }

    /// The enterprise again, as far as the row keeps what decides about its
    /// place on the list and its certification; not its claims and reports. Of
    /// one that left by its own wish the row knows while that matters: as long
    /// as it comes back without a review.
    pub(crate) fn known(&self) -> Known {
        Known {
            stage: self.stage,
            return_reasons: self.return_reasons.clone(),
            organisation: self.organisation,
            attestations: self.attestations.clone(),
            pending: self.pending.clone(),
            approved: self.approved.clone().map(Box::new),
            rejection: self.rejection.clone(),
            certification: self.certification,
            member: self.member,
            left_by_own_wish: self.relists_at_once,
            ..Known::draft(self.slug.clone(), self.profile.clone())
        }
    }
}

/// A row as it is read: names and documents come as JSON.
#[derive(FromRow)]
pub(super) struct Row {
    id: Uuid,
    version: i64,
    state: Json<Stage>,
    slug: Json<Slug>,
    profile: Json<Profile>,
    return_reasons: Json<Vec<FieldReason>>,
    created_at: OffsetDateTime,
    updated_at: OffsetDateTime,
    listed_at: Option<OffsetDateTime>,
    organisation_id: Option<Uuid>,
    attestations: Json<Attestations>,
    pending: Option<Json<Pending>>,
    approved: Option<Json<Approved>>,
    relists_at_once: bool,
    rejection_reason: Option<Json<Reason>>,
    certified_from: Option<Date>,
    certified_until: Option<Date>,
    member: bool,
    waiting_since: Option<OffsetDateTime>,
    capacity_confirmed_at: Option<OffsetDateTime>,
    due_at: Option<OffsetDateTime>,
}

impl From<Row> for Entry {
    fn from(row: Row) -> Self {
        let days = row.certified_from.zip(row.certified_until);
        let certification = days.map(|(issued_on, expires_on)| Certification {
            issued_on,
            expires_on,
        });
        Self {
            id: row.id,
            version: row.version.unsigned_abs(),
            stage: row.state.0,
            slug: row.slug.0,
            profile: row.profile.0,
            return_reasons: row.return_reasons.0,
            created_at: row.created_at,
            updated_at: row.updated_at,
            listed_at: row.listed_at,
            organisation: row.organisation_id,
            attestations: row.attestations.0,
            pending: row.pending.map(|it| it.0),
            approved: row.approved.map(|it| it.0),
            relists_at_once: row.relists_at_once,
            rejection: row.rejection_reason.map(|it| it.0),
            certification,
            member: row.member,
            waiting_since: row.waiting_since,
            capacity_confirmed_at: row.capacity_confirmed_at,
            due_at: row.due_at,
        }
    }
}
