//! What is kept of webhooks: they hold secrets and what is under way, so they
//! are rows and no events.

mod endpoints;
mod fanned;
mod log;
mod sending;
mod told;

use sqlx::{FromRow, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

pub(crate) use endpoints::NewEndpoint;
pub(super) use fanned::{NewDelivery, Reader, insert, move_on, take};
pub(crate) use log::{NewTest, Place};
pub(super) use sending::{Claim, Claimed, Settled, disable, fail, failing_since, settle, succeed};
pub(super) use told::Untold;

/// Reads and writes the rows; clones share the pool.
#[derive(Clone)]
pub(crate) struct Rows {
    pool: PgPool,
}

impl Rows {
    pub(super) fn new(pool: PgPool) -> Self {
        Self { pool }
    }
}

/// Which events a webhook is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromRow)]
pub(crate) struct Wanted {
    /// Each empty for all.
    pub(crate) event_types: Vec<String>,
    pub(crate) counties: Vec<String>,
    pub(crate) industries: Vec<String>,
}

/// A webhook as its organisation sees it.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub(crate) struct Endpoint {
    pub(crate) id: Uuid,
    pub(crate) url: String,
    #[sqlx(flatten)]
    pub(crate) wanted: Wanted,
    pub(crate) disabled_at: Option<OffsetDateTime>,
    pub(crate) disabled_reason: Option<String>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) last_delivered_at: Option<OffsetDateTime>,
    pub(crate) old_secret_until: Option<OffsetDateTime>,
    pub(crate) waiting: i64,
}

/// A delivery as its organisation sees it.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub(crate) struct Delivery {
    pub(crate) id: Uuid,
    pub(crate) event_id: Uuid,
    pub(crate) event_type: String,
    pub(crate) position: i64,
    #[sqlx(try_from = "String")]
    pub(crate) state: State,
    pub(crate) attempts: i32,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) last_attempt_at: Option<OffsetDateTime>,
    pub(crate) next_attempt_at: OffsetDateTime,
    pub(crate) last_status: i32,
    pub(crate) last_error: String,
    /// Its webhook is disabled: it is not tried again.
    pub(crate) is_held: bool,
}

/// How far a delivery has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Waiting,
    Delivered,
    Failed,
}

/// The database has a word that stands for no state.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is no state of a delivery")]
pub(crate) struct NoState(String);

impl TryFrom<String> for State {
    type Error = NoState;

    fn try_from(word: String) -> Result<Self, NoState> {
        match word.as_str() {
            "waiting" => Ok(Self::Waiting),
            "delivered" => Ok(Self::Delivered),
            "failed" => Ok(Self::Failed),
            _ => Err(NoState(word)),
        }
    }
}

/// Positions of the feed are counted from 1, and Postgres has no unsigned
/// numbers.
fn signed(position: u64) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}
