//! Which enterprises time changes something for.

use eventlog::limit::in_time;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::projection::directory::Directory;

impl Directory {
    /// At most `limit` enterprises for which something is due by now, after an
    /// id.
    pub(crate) async fn due(
        &self,
        now: OffsetDateTime,
        after: Uuid,
        limit: u32,
    ) -> Result<Vec<Uuid>, sqlx::Error> {
        let query = sqlx::query_scalar(
            "SELECT id FROM registry.directory
             WHERE due_at <= $1 AND id > $2 ORDER BY id LIMIT $3",
        )
        .bind(now)
        .bind(after)
        .bind(i64::from(limit));
        in_time(query.fetch_all(&self.pool)).await
    }
}
