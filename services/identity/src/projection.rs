//! The read models: tables that follow from the events.

pub(crate) mod accounts;
pub(crate) mod audit;
pub(crate) mod invitations;
pub(crate) mod join_requests;
pub(crate) mod members;
pub(crate) mod organisations;
pub(crate) mod revocations;

use time::Date;

use crate::domain::values::period::Period;

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
