//! What waits for a decision, and what else there is to do for the list: other
//! questions to `registry.directory`.

mod lookalikes;
mod queue;
mod work;

use sqlx::PgPool;

pub(crate) use lookalikes::Lookalike;
pub(crate) use queue::{Place, Waiting};
pub(crate) use work::{Days, Item, Items};

/// The queries; clones share the pool.
#[derive(Clone)]
pub(crate) struct Reviews {
    pool: PgPool,
}

impl Reviews {
    pub(crate) fn new(pool: PgPool) -> Self {
        Self { pool }
    }
}
