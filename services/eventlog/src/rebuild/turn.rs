//! One rebuild of a table at a time, whoever starts it and wherever.

use sqlx::{AssertSqlSafe, Connection, PgConnection, PgPool};

use crate::{
    rebuild::RebuildError,
    schema::{Schema, is_plain},
};

/// Postgres cuts names at 63 bytes, and the new table's are longer.
const LONGEST_TABLE: usize = 50;

/// The right to make one table again. All that is written goes over this
/// connection: when it breaks, the turn is over.
pub(super) struct Turn {
    pub(super) connection: PgConnection,
    live: String,
}

impl Turn {
    pub(super) async fn take(
        pool: &PgPool,
        schema: &Schema,
        table: &str,
    ) -> Result<Self, RebuildError> {
        if !is_plain(table) || table.len() > LONGEST_TABLE {
            return Err(RebuildError::Corrupt(format!(
                "{table:?} is no plain table name"
            )));
        }
        let live = schema.table(table);
        let mut connection = pool.acquire().await?.detach();
        let is_free: bool = sqlx::query_scalar(
            "SELECT pg_try_advisory_lock(hashtext('asf rebuild'), hashtext($1))",
        )
        .bind(&live)
        .fetch_one(&mut connection)
        .await?;
        if is_free {
            Ok(Self { connection, live })
        } else {
            Err(RebuildError::Running(live))
        }
    }

    /// Removes the new table, if it is still there, and gives the turn to
    /// others. At best: the next rebuild removes it too, and Postgres ends the
    /// turn when it sees that the connection is gone.
    pub(super) async fn end(mut self) {
        let words = format!(
            "DROP TABLE IF EXISTS {}; SELECT pg_advisory_unlock_all()",
            shadow_of(&self.live)
        );
        let dropped = sqlx::raw_sql(AssertSqlSafe(words))
            .execute(&mut self.connection)
            .await;
        if let Err(error) = dropped.and(self.connection.close().await) {
            tracing::warn!(%error, db.table = self.live, "a new table may be left behind");
        }
    }
}

/// The name of the table that is made beside a live one.
pub(super) fn shadow_of(live: &str) -> String {
    format!("{live}__new")
}
