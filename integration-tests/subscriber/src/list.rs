//! A copy of the list.

use eventlog::{
    feed::FeedRow,
    projector::{ApplyError, Subscription},
};
use futures::{FutureExt, future::BoxFuture};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::event::{self, Event, Profile};

pub(crate) const TABLE: &str = "
    CREATE TABLE IF NOT EXISTS subscriber.list (
        enterprise_id UUID PRIMARY KEY,
        name TEXT NOT NULL,
        county_code TEXT NOT NULL,
        municipality_code TEXT NOT NULL,
        industries TEXT[] NOT NULL
    )";

/// The projection `list`.
pub struct List;

impl Subscription for List {
    fn projection(&self) -> &'static str {
        "list"
    }

    fn apply<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        row: &'a FeedRow,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        async move {
            match event::read(row)? {
                Event::Listed(listed) => put(tx, listed.profile).await,
                Event::ProfileChanged(profile) => put(tx, profile).await,
                Event::Unlisted(unlisted) => remove(tx, unlisted.enterprise_id).await,
                Event::Other => Ok(()),
            }
        }
        .boxed()
    }
}

async fn put(tx: &mut PgConnection, profile: Profile) -> Result<(), ApplyError> {
    sqlx::query(
        "INSERT INTO subscriber.list
             (enterprise_id, name, county_code, municipality_code, industries)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (enterprise_id) DO UPDATE
             SET name = excluded.name, county_code = excluded.county_code,
                 municipality_code = excluded.municipality_code,
                 industries = excluded.industries",
    )
    .bind(profile.enterprise_id)
    .bind(profile.name)
    .bind(profile.county_code)
    .bind(profile.municipality_code)
    .bind(profile.industries)
    .execute(tx)
    .await?;
    Ok(())
}

async fn remove(tx: &mut PgConnection, id: Uuid) -> Result<(), ApplyError> {
    sqlx::query("DELETE FROM subscriber.list WHERE enterprise_id = $1")
        .bind(id)
        .execute(tx)
        .await?;
    Ok(())
}
