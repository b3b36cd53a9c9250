//! What there is to do for the list beside deciding.

use eventlog::limit::in_time;
use sqlx::FromRow;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::projection::reviews::Reviews;

/// As many as a list shows of each kind.
const MOST: i64 = 50;

/// An enterprise that needs something, and since or until when.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub(crate) struct Item {
    pub(crate) id: Uuid,
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) county_code: Option<String>,
    pub(crate) at: Option<OffsetDateTime>,
    total: i64,
}

/// The first of a kind, and how many there are.
pub(crate) struct Items {
    pub(crate) items: Vec<Item>,
    pub(crate) total: u64,
}

/// The days that the list is looked at from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Days {
    pub(crate) today: Date,
    /// Certifications that end up to this day end soon.
    pub(crate) soon: Date,
    /// A capacity that was confirmed before is stale.
    pub(crate) stale_at: OffsetDateTime,
}

/// How many stand on the list.
#[derive(Clone, Copy, Debug, FromRow)]
pub(crate) struct Totals {
    pub(crate) listed: i64,
    pub(crate) certified: i64,
}

/// In each statement `$1` is the counties and `$2` how many at most.
macro_rules! items {
    ($at:literal, $condition:literal, $order:literal) => {
        concat!(
            "SELECT id, slug, profile->>'name' AS name, county_code, ",
            $at,
            " AS at, count(*) OVER () AS total
             FROM registry.directory
             WHERE ($1::TEXT[] IS NULL OR county_code = ANY($1)) AND ",
            $condition,
            " ORDER BY ",
            $order,
            ", id LIMIT $2"
        )
    };
}

impl Reviews {
    /// Listed enterprises that say how much they can take on and have not
    /// confirmed it since; the longest first.
    pub(crate) async fn stale(
        &self,
        counties: Option<&[String]>,
        days: Days,
    ) -> Result<Items, sqlx::Error> {
        let query = sqlx::query_as(items!(
            "capacity_confirmed_at",
            "state = 'listed' AND capacity_confirmed_at < $3",
            "capacity_confirmed_at"
        ));
        let query = query.bind(counties).bind(MOST).bind(days.stale_at);
        let items = in_time(query.fetch_all(&self.pool)).await?;
        Ok(Items::of(items))
    }

    /// Certifications that end soon; the first to end first.
    pub(crate) async fn expiring(
        &self,
        counties: Option<&[String]>,
        days: Days,
    ) -> Result<Items, sqlx::Error> {
        let query = sqlx::query_as(items!(
            // Noon in UTC is the same day in Sweden.
            "(certified_until + TIME '12:00') AT TIME ZONE 'UTC'",
            "certified_until BETWEEN $3 AND $4",
            "certified_until"
        ));
        let query = query.bind(counties).bind(MOST);
        let query = query.bind(days.today).bind(days.soon);
        let items = in_time(query.fetch_all(&self.pool)).await?;
        Ok(Items::of(items))
    }

    /// Listed enterprises that nobody looks after; the longest listed first.
    pub(crate) async fn unclaimed(
        &self,
        counties: Option<&[String]>,
    ) -> Result<Items, sqlx::Error> {
        let query = sqlx::query_as(items!(
            "listed_at",
            "state = 'listed' AND organisation_id IS NULL",
            "listed_at"
        ));
        let query = query.bind(counties).bind(MOST);
        let items = in_time(query.fetch_all(&self.pool)).await?;
        Ok(Items::of(items))
    }

    pub(crate) async fn totals(
        &self,
        counties: Option<&[String]>,
        today: Date,
    ) -> Result<Totals, sqlx::Error> {
        let query = sqlx::query_as(
            "SELECT count(*) AS listed,
                    count(*) FILTER (WHERE certified_until >= $2) AS certified
             FROM registry.directory
             WHERE state = 'listed' AND ($1::TEXT[] IS NULL OR county_code = ANY($1))",
        );
        let query = query.bind(counties).bind(today);
        in_time(query.fetch_one(&self.pool)).await
    }
}

impl Items {
    fn of(items: Vec<Item>) -> Self {
        let total = items.first().map_or(0, |it| it.total.unsigned_abs());
        Self { items, total }
    }
}
