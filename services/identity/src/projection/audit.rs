//! `identity.audit`: who did what, one row for each event. The events say
//! nothing personal, so neither do the rows.

use std::collections::BTreeMap;

use eventlog::journal::{Change, Recorded};
use eventlog::limit::in_time;
use kernel::aggregate::Aggregate;
use serde_json::Value;
use sqlx::{FromRow, PgConnection, PgPool, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::projection::signed;

/// One thing that somebody did.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AuditRow {
    pub(crate) at: OffsetDateTime,
    /// A subject id, or the name of a part of the system.
    pub(crate) actor: String,
    /// The event's type.
    pub(crate) action: String,
    /// `account` or `organisation`.
    pub(crate) target_kind: String,
    pub(crate) target: Uuid,
    pub(crate) version: u64,
    /// What the event says, as words.
    pub(crate) details: BTreeMap<String, String>,
}

/// Where a page begins: after this event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) at: OffsetDateTime,
    pub(crate) target: Uuid,
    pub(crate) version: u64,
}

/// The queries; clones share the pool.
#[derive(Clone)]
pub(crate) struct Audit {
    pool: PgPool,
}

#[derive(FromRow)]
struct Row {
    at: OffsetDateTime,
    actor: String,
    action: String,
    target_kind: String,
    target_id: Uuid,
    version: i64,
    details: Json<BTreeMap<String, String>>,
}

impl Audit {
    pub(crate) fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    /// At most `limit` before a place, the newest first; of one actor or one
    /// target where they are named.
    pub(crate) async fn page(
        &self,
        actor: Option<&str>,
        target: Option<Uuid>,
        before: Option<Place>,
        limit: u32,
    ) -> Result<Vec<AuditRow>, sqlx::Error> {
        let query = sqlx::query_as::<_, Row>(
            "SELECT at, actor, action, target_kind, target_id, version, details
             FROM identity.audit
             WHERE ($1::TEXT IS NULL OR actor = $1)
               AND ($2::UUID IS NULL OR target_id = $2)
               AND ($3::TIMESTAMPTZ IS NULL OR (at, target_id, version) < ($3, $4, $5))
             ORDER BY at DESC, target_id DESC, version DESC
             LIMIT $6",
        )
        .bind(actor)
        .bind(target)
        .bind(before.map(|it| it.at))
        .bind(before.map(|it| it.target))
        .bind(before.map(|it| signed(it.version)))
        .bind(i64::from(limit));
        let rows = in_time(query.fetch_all(&self.pool)).await?;
        Ok(rows.into_iter().map(AuditRow::from).collect())
    }
}

/// Writes a row for each event.
pub(crate) async fn write<A: Aggregate>(
    tx: &mut PgConnection,
    changes: &[Change<A>],
    name: impl Fn(&A::Event) -> &'static str,
) -> Result<(), sqlx::Error> {
    for recorded in changes.iter().flat_map(|change| &change.events) {
        sqlx::query(
            "INSERT INTO identity.audit
                 (at, actor, action, target_kind, target_id, version, details)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(recorded.metadata.at)
        .bind(&recorded.metadata.actor)
        .bind(name(&recorded.event))
        .bind(A::NAME)
        .bind(recorded.stream)
        .bind(signed(recorded.version))
        .bind(Json(details(recorded)?))
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

fn details<E: serde::Serialize>(
    recorded: &Recorded<E>,
) -> Result<BTreeMap<String, String>, sqlx::Error> {
    let event = serde_json::to_value(&recorded.event);
    let event = event.map_err(|error| sqlx::Error::Encode(error.into()))?;
    let mut words = BTreeMap::new();
    if let Some(Value::Object(fields)) = event.get("data") {
        for (field, value) in fields {
            flatten(field, value, &mut words);
        }
    }
    Ok(words)
}

/// Fields of fields get a dotted name.
fn flatten(name: &str, value: &Value, words: &mut BTreeMap<String, String>) {
    match value {
        Value::Null => {}
        Value::String(text) => {
            words.insert(name.to_owned(), text.clone());
        }
        Value::Bool(_) | Value::Number(_) => {
            words.insert(name.to_owned(), value.to_string());
        }
        Value::Array(values) => {
            for (nth, value) in values.iter().enumerate() {
                flatten(&format!("{name}.{nth}"), value, words);
            }
        }
        Value::Object(fields) => {
            for (field, value) in fields {
                flatten(&format!("{name}.{field}"), value, words);
            }
        }
    }
}

impl From<Row> for AuditRow {
    fn from(row: Row) -> Self {
        Self {
            at: row.at,
            actor: row.actor,
            action: row.action,
            target_kind: row.target_kind,
            target: row.target_id,
            version: row.version.unsigned_abs(),
            details: row.details.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel::metadata::Metadata;
    use time::macros::datetime;

    use super::*;
    use crate::domain::{
        account::event::Event,
        values::{Language, MailPreferences, PlatformRole},
    };

    fn details_of(event: Event) -> BTreeMap<String, String> {
        details(&Recorded {
            stream: Uuid::nil(),
            version: 1,
            event,
            metadata: Metadata::system(datetime!(2026-03-01 12:00 UTC)),
        })
        .unwrap()
    }

    #[test]
    fn an_event_is_told_in_words() {
        let (language, mail) = (Language::Sv, MailPreferences::default());
        let told = details_of(Event::PreferencesChanged { language, mail });
        assert_eq!(told["language"], "sv");
        assert_eq!(told["mail.quiet_hours"], "true");
        let role = PlatformRole::Staff;
        let told = details_of(Event::RoleGranted { role });
        assert_eq!(
            told.into_iter().collect::<Vec<_>>(),
            [("role".to_owned(), "staff".to_owned())]
        );
        assert!(details_of(Event::Erased).is_empty());
    }
}
