//! The read models: tables that follow from the events.

pub(crate) mod accounts;
pub(crate) mod audit;
pub(crate) mod invitations;
pub(crate) mod join_requests;
pub(crate) mod members;
pub(crate) mod organisations;
pub(crate) mod revocations;

use std::time::Duration;

use time::Date;

use crate::domain::values::period::Period;

/// Around every query: a half-open connection would hang for ever.
const QUERY_LIMIT: Duration = Duration::from_secs(5);

async fn in_time<T>(query: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, sqlx::Error> {
    match tokio::time::timeout(QUERY_LIMIT, query).await {
        Ok(result) => result,
        Err(elapsed) => Err(sqlx::Error::Io(elapsed.into())),
    }
}

/// Postgres has no unsigned numbers.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn count(of: usize) -> i32 {
    i32::try_from(of).unwrap_or(i32::MAX)
}

/// As two columns keep it.
fn period(from: Option<Date>, to: Option<Date>) -> Option<Period> {
    Period::new(from?, to).ok()
}
