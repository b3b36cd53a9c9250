//! Writing the reports: those of an enterprise are replaced as a whole.

use eventlog::journal::Change;
use sqlx::{AssertSqlSafe, PgConnection};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::enterprise::{Enterprise, benefit::Told, event::Event};

/// The rows as arrays.
#[derive(Default)]
struct Columns {
    enterprise_id: Vec<Uuid>,
    year: Vec<i32>,
    report: Vec<String>,
    reported_at: Vec<OffsetDateTime>,
}

/// Writes the rows that the changes leave into `table`, a qualified name.
/// Writing a change twice leaves the same rows.
pub(super) async fn write(
    tx: &mut PgConnection,
    table: &str,
    changes: &[Change<Enterprise>],
) -> Result<(), sqlx::Error> {
    let changes = changes.iter().filter(|it| touches_reports(it));
    let (mut ids, mut rows) = (Vec::new(), Columns::default());
    for change in changes {
        ids.push(change.id);
        if let Enterprise::Known(known) = &change.state {
            for told in known.reports.values() {
                rows.push(change.id, told)?;
            }
        }
    }
    // Nearly all changes are others, and cost no statement.
    if ids.is_empty() {
        return Ok(());
    }
    sqlx::query(AssertSqlSafe(format!(
        "DELETE FROM {table} WHERE enterprise_id = ANY($1)"
    )))
    .bind(&ids)
    .execute(&mut *tx)
    .await?;
    sqlx::query(AssertSqlSafe(insert(table)))
        .bind(rows.enterprise_id)
        .bind(rows.year)
        .bind(rows.report)
        .bind(rows.reported_at)
        .execute(tx)
        .await?;
    Ok(())
}

fn insert(table: &str) -> String {
    format!(
        "INSERT INTO {table} (enterprise_id, year, report, reported_at)
         SELECT enterprise_id, year, report::JSONB, reported_at
         FROM unnest($1::UUID[], $2::INTEGER[], $3::TEXT[], $4::TIMESTAMPTZ[])
             AS row (enterprise_id, year, report, reported_at)"
    )
}

fn touches_reports(change: &Change<Enterprise>) -> bool {
    change.events.iter().any(|it| {
        matches!(
            it.event,
            Event::SocialBenefitReported(_) | Event::SocialBenefitWithdrawn { .. }
        )
    })
}

impl Columns {
    fn push(&mut self, enterprise: Uuid, told: &Told) -> Result<(), sqlx::Error> {
        let report = serde_json::to_string(&told.report);
        self.enterprise_id.push(enterprise);
        self.year.push(told.report.year.into());
        self.report
            .push(report.map_err(|error| sqlx::Error::Encode(error.into()))?);
        self.reported_at.push(told.at);
        Ok(())
    }
}
