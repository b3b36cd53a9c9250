//! A row of the directory as the rest of the service knows it.

use eventlog::journal::Change;
use sqlx::{FromRow, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::{
    enterprise::{Enterprise, FieldReason, Stage, event::Event},
    values::{profile::Profile, slug::Slug},
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
}

impl Entry {
    /// What registering leaves.
    pub(crate) fn draft(id: Uuid, slug: Slug, profile: Profile, at: OffsetDateTime) -> Self {
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
        }
    }

    /// The row that a change leaves. `created_at` and `listed_at` are those of
    /// this change's events: the table keeps the first of the one, and the
    /// last of the other. Nothing for a change that leaves no enterprise.
    pub(super) fn after(change: &Change<Enterprise>) -> Option<Self> {
        let Enterprise::Known(known) = &change.state else {
            return None;
        };
        let at = |event: &eventlog::journal::Recorded<Event>| event.metadata.at;
        let mut events = change.events.iter();
        let listed_at = events.rfind(|it| it.event == Event::Listed).map(at);
        Some(Self {
            id: change.id,
            version: change.version,
            stage: known.stage,
            slug: known.slug.clone(),
            profile: known.profile.clone(),
            return_reasons: known.return_reasons.clone(),
            created_at: change.events.first().map(at)?,
            updated_at: change.events.last().map(at)?,
            listed_at,
            organisation: known.organisation,
        })
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
}

impl From<Row> for Entry {
    fn from(row: Row) -> Self {
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
        }
    }
}
