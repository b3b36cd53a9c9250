//! Waiting for something to become true, with a deadline.

use std::time::Duration;

use anyhow::bail;
use tokio::time::Instant;

/// Far more than anything takes, so that a slow machine fails no test.
pub const LIMIT: Duration = Duration::from_secs(120);
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// Looks until there is an answer, for [`LIMIT`] at most.
///
/// # Errors
/// Looking failed, or `what` did not come.
pub async fn until<T>(
    what: &str,
    look: impl AsyncFnMut() -> anyhow::Result<Option<T>>,
) -> anyhow::Result<T> {
    until_within(LIMIT, what, look).await
}

/// Looks until there is an answer, for `limit` at most.
///
/// # Errors
/// Looking failed, or `what` did not come.
pub async fn until_within<T>(
    limit: Duration,
    what: &str,
    mut look: impl AsyncFnMut() -> anyhow::Result<Option<T>>,
) -> anyhow::Result<T> {
    let deadline = Instant::now() + limit;
    loop {
        if let Some(answer) = look().await? {
            return Ok(answer);
        }
        if Instant::now() > deadline {
            bail!("waited {limit:?} in vain: {what}");
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
