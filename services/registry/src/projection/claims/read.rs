//! Reading the claims that wait.

use eventlog::limit::in_time;
use sqlx::{FromRow, PgPool, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::enterprise::Stage;

/// The queries; clones share the pool.
#[derive(Clone)]
pub(crate) struct Claims {
    pool: PgPool,
}

/// A claim with what is known of its enterprise.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub(crate) struct Waiting {
    pub(crate) enterprise_id: Uuid,
    pub(crate) enterprise_name: String,
    pub(crate) enterprise_org_number: Option<String>,
    pub(crate) county_code: Option<String>,
    pub(crate) slug: String,
    pub(crate) state: Json<Stage>,
    pub(crate) organisation_id: Uuid,
    pub(crate) organisation_name: String,
    pub(crate) organisation_org_number: String,
    pub(crate) requested_at: OffsetDateTime,
    pub(crate) website: Option<String>,
    pub(crate) email: Option<String>,
}

/// Where a claim stands in the order: the oldest first, then by ids.
pub(crate) type Place = (OffsetDateTime, Uuid, Uuid);

/// One page of claims.
pub(crate) struct Page {
    pub(crate) claims: Vec<Waiting>,
    /// All, on this page or not.
    pub(crate) total: u64,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT claims.enterprise_id, directory.profile->>'name' AS enterprise_name,
                    directory.org_number AS enterprise_org_number, directory.county_code,
                    directory.slug, to_jsonb(directory.state) AS state, claims.organisation_id,
                    claims.organisation_name, claims.organisation_org_number,
                    claims.requested_at, directory.profile->>'website' AS website,
                    directory.profile->>'email' AS email
             FROM registry.claims AS claims
             JOIN registry.directory AS directory ON directory.id = claims.enterprise_id ",
            $rest
        )
    };
}

impl Claims {
    pub(crate) fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    /// At most `limit` claims, of enterprises with their seat in one of the
    /// counties where some are given, after a place.
    pub(crate) async fn page(
        &self,
        counties: Option<&[String]>,
        after: Option<Place>,
        limit: u32,
    ) -> Result<Page, sqlx::Error> {
        let after_time = after.map(|it| it.0);
        let (after_enterprise, after_organisation) = after.map(|it| (it.1, it.2)).unzip();
        let page = sqlx::query_as::<_, Waiting>(select!(
            "WHERE ($1::TEXT[] IS NULL OR directory.county_code = ANY($1))
               AND ($2::TIMESTAMPTZ IS NULL
                    OR (claims.requested_at, claims.enterprise_id, claims.organisation_id)
                       > ($2, $3, $4))
             ORDER BY claims.requested_at, claims.enterprise_id, claims.organisation_id
             LIMIT $5"
        ))
        .bind(counties)
        .bind(after_time)
        .bind(after_enterprise)
        .bind(after_organisation)
        .bind(i64::from(limit));
        let claims = in_time(page.fetch_all(&self.pool)).await?;
        let count = sqlx::query_scalar::<_, i64>(
            "SELECT count(*)
             FROM registry.claims AS claims
             JOIN registry.directory AS directory ON directory.id = claims.enterprise_id
             WHERE $1::TEXT[] IS NULL OR directory.county_code = ANY($1)",
        )
        .bind(counties);
        let total = in_time(count.fetch_one(&self.pool)).await?;
        Ok(Page {
            claims,
            total: total.unsigned_abs(),
        })
    }

    /// The claim of this enterprise by this organisation, while it waits.
    pub(crate) async fn one(
        &self,
        enterprise: Uuid,
        organisation: Uuid,
    ) -> Result<Option<Waiting>, sqlx::Error> {
        let query = sqlx::query_as::<_, Waiting>(select!(
            "WHERE claims.enterprise_id = $1 AND claims.organisation_id = $2"
        ));
        let query = query.bind(enterprise).bind(organisation);
        in_time(query.fetch_optional(&self.pool)).await
    }

    /// The enterprises that an organisation claims.
    pub(crate) async fn of_organisation(&self, id: Uuid) -> Result<Vec<Uuid>, sqlx::Error> {
        let query = sqlx::query_scalar(
            "SELECT enterprise_id FROM registry.claims
             WHERE organisation_id = $1 ORDER BY enterprise_id",
        )
        .bind(id);
        in_time(query.fetch_all(&self.pool)).await
    }
}
