//! Time limits around database work: a half-open connection would hang for
//! ever, and the server's own limit does not end it.

use std::time::Duration;

/// Around every small query.
pub(crate) const QUERY_LIMIT: Duration = Duration::from_secs(5);
/// Around a statement that may have to wait for the locks of others: longer than
/// the server lets it wait, so that it ends nothing but what hangs.
pub const LOCK_LIMIT: Duration = Duration::from_secs(25);
/// Around one transaction of a projector, which may have to wait for another
/// replica; longer than the server lets a frozen one hold its locks.
pub(crate) const TRANSACTION_LIMIT: Duration = Duration::from_secs(30);

/// Runs a small query under the time limit that every query has.
///
/// # Errors
/// The query's own failure, or that it took too long.
pub async fn in_time<T>(
    query: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<T, sqlx::Error> {
    within(QUERY_LIMIT, query).await
}

/// Runs database work under a time limit.
///
/// # Errors
/// The work's own failure, or that it took too long.
pub async fn within<T, E: From<sqlx::Error>>(
    limit: Duration,
    work: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    match tokio::time::timeout(limit, work).await {
        Ok(result) => result,
        Err(elapsed) => Err(sqlx::Error::Io(elapsed.into()).into()),
    }
}
