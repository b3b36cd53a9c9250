//! Every query has a time limit: a half-open connection would hang for ever.

use std::time::Duration;

pub(crate) const QUERY_LIMIT: Duration = Duration::from_secs(5);

pub(crate) async fn in_time<T>(
    limit: Duration,
    query: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<T, sqlx::Error> {
    match tokio::time::timeout(limit, query).await {
        Ok(result) => result,
        Err(elapsed) => Err(sqlx::Error::Io(elapsed.into())),
    }
}
