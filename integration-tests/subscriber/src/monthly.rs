//! How many ASFs came on the list, by industry and month.

use eventlog::{
    feed::FeedRow,
    projector::{ApplyError, Subscription},
};
use futures::{FutureExt, future::BoxFuture};
use sqlx::PgConnection;
use time::UtcOffset;

use crate::event::{self, Event, Listed};

pub(crate) const TABLE: &str = "
    CREATE TABLE IF NOT EXISTS subscriber.listed_by_month (
        industry TEXT NOT NULL,
        month TEXT NOT NULL,
        listed BIGINT NOT NULL,
        PRIMARY KEY (industry, month)
    )";

/// The projection `monthly`.
pub struct Monthly;

impl Subscription for Monthly {
    fn projection(&self) -> &'static str {
        "monthly"
    }

    fn apply<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        row: &'a FeedRow,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        async move {
            match event::read(row)? {
                Event::Listed(listed) => count(tx, listed).await,
                Event::ProfileChanged(_) | Event::Unlisted(_) | Event::Other => Ok(()),
            }
        }
        .boxed()
    }
}

/// Adds one, so it has to happen once.
async fn count(tx: &mut PgConnection, listed: Listed) -> Result<(), ApplyError> {
    let at = listed.listed_at.to_offset(UtcOffset::UTC);
    let mut industries = listed.profile.industries;
    industries.sort_unstable();
    industries.dedup();
    sqlx::query(
        "INSERT INTO subscriber.listed_by_month AS counted (industry, month, listed)
         SELECT industry, $2, 1 FROM unnest($1::TEXT[]) AS industry
         ON CONFLICT (industry, month) DO UPDATE SET listed = counted.listed + 1",
    )
    .bind(industries)
    .bind(format!("{:04}-{:02}", at.year(), u8::from(at.month())))
    .execute(tx)
    .await?;
    Ok(())
}
