//! Reading the reports: of one enterprise, and what the whole list shows.

use std::{collections::HashMap, sync::Arc, time::Duration};

use eventlog::{
    feed::Feed,
    limit::{in_time, within},
};
use kernel::{place::CountyCode, terms::Industry};
use sqlx::{FromRow, PgPool, types::Json};
use time::OffsetDateTime;
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::domain::{
    enterprise::{Stage, benefit::Told},
    values::report::{Report, Totals, protected::Protected, sums::Contribution},
};

/// Around reading what the whole list shows.
const LIST_LIMIT: Duration = Duration::from_secs(20);

/// The queries; clones share the pool and what was read last.
#[derive(Clone)]
pub(crate) struct Benefits {
    pool: PgPool,
    feed: Feed,
    kept: Arc<Mutex<Option<Kept>>>,
}

/// What the list shows at a feed position.
struct Kept {
    position: u64,
    /// How often the database had been restored then.
    restored: u64,
    list: Arc<[Contribution]>,
}

#[derive(FromRow)]
struct Row {
    report: Json<Report>,
    reported_at: OffsetDateTime,
}

#[derive(FromRow)]
struct Listed {
    id: Uuid,
    county_code: String,
    industries: Vec<String>,
}

#[derive(FromRow)]
struct Yearly {
    enterprise_id: Uuid,
    year: i32,
    totals: Json<Totals>,
}

impl Benefits {
    pub(crate) fn new(pool: PgPool, feed: Feed) -> Self {
        Self {
            pool,
            feed,
            kept: Arc::default(),
        }
    }

    /// The reports of an enterprise, the latest year first.
    pub(crate) async fn of(&self, enterprise: Uuid) -> Result<Vec<Told>, sqlx::Error> {
        let query = sqlx::query_as::<_, Row>(
            "SELECT report, reported_at FROM registry.benefits
             WHERE enterprise_id = $1
             ORDER BY year DESC",
        );
        let query = query.bind(enterprise);
        let rows = in_time(query.fetch_all(&self.pool)).await?;
        let told = |row: Row| Told {
            report: row.report.0,
            at: row.reported_at,
        };
        Ok(rows.into_iter().map(told).collect())
    }

    /// What all listed enterprises show, once the list has come to `position`
    /// in the feed. Everything that changes it is in the feed, so that it is
    /// read again only after the feed has moved, by one reader for all.
    pub(crate) async fn of_list(&self, position: u64) -> Result<Arc<[Contribution]>, sqlx::Error> {
        let mut kept = self.kept.lock().await;
        let restored = *self.feed.restored().borrow();
        let is_good = |it: &&Kept| it.position >= position && it.restored == restored;
        if let Some(kept) = kept.as_ref().filter(is_good) {
            return Ok(Arc::clone(&kept.list));
        }
        let list: Arc<[Contribution]> = self.read_list().await?.into();
        *kept = Some(Kept {
            position,
            restored,
            list: Arc::clone(&list),
        });
        Ok(list)
    }

    async fn read_list(&self) -> Result<Vec<Contribution>, sqlx::Error> {
        let reports = sqlx::query_as::<_, Yearly>(
            "SELECT it.enterprise_id, it.year, it.report->'totals' AS totals
             FROM registry.benefits AS it
             JOIN registry.directory AS listed ON listed.id = it.enterprise_id
             WHERE listed.state = $1",
        );
        let reports = reports.bind(Stage::Listed.name());
        let mut of: HashMap<Uuid, Vec<(u16, Protected)>> = HashMap::new();
        for row in within(LIST_LIMIT, reports.fetch_all(&self.pool)).await? {
            let year = u16::try_from(row.year).unwrap_or_default();
            let shown = Protected::of(&row.totals);
            of.entry(row.enterprise_id).or_default().push((year, shown));
        }
        let listed = sqlx::query_as::<_, Listed>(
            "SELECT id, county_code,
                    ARRAY(SELECT DISTINCT activity->>'industry'
                          FROM jsonb_array_elements(profile->'activities') AS activity)
                        AS industries
             FROM registry.directory
             WHERE state = $1 AND county_code IS NOT NULL",
        );
        let listed = listed.bind(Stage::Listed.name());
        let rows = within(LIST_LIMIT, listed.fetch_all(&self.pool)).await?;
        let contribution = |row: Listed| {
            let reports = of.remove(&row.id).unwrap_or_default();
            row.with(reports)
        };
        Ok(rows.into_iter().filter_map(contribution).collect())
    }
}

impl Listed {
    /// Nothing for a county that the kernel does not know.
    fn with(self, reports: Vec<(u16, Protected)>) -> Option<Contribution> {
        let known = |slug: &String| Industry::parse(slug).ok();
        Some(Contribution {
            county: CountyCode::parse(&self.county_code).ok()?,
            industries: self.industries.iter().filter_map(known).collect(),
            reports,
        })
    }
}
