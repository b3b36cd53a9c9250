//! Reading organisations.

use eventlog::limit::in_time;
use kernel::{org_number::OrgNumber, text::fold};
use serde::Deserialize;
use sqlx::{FromRow, PgPool, types::Json};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::{
    domain::{
        organisation::Belief,
        values::{OrganisationKind, VerifiedBy, period::Period, text::Reason},
    },
    projection::period,
};

/// One organisation as it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OrganisationRow {
    pub(crate) id: Uuid,
    pub(crate) version: u64,
    pub(crate) kind: OrganisationKind,
    pub(crate) name: String,
    pub(crate) org_number: String,
    pub(crate) domain: Option<String>,
    /// Another open organisation has the domain too.
    pub(crate) domain_shared: bool,
    /// Another open organisation gives the number too.
    pub(crate) number_shared: bool,
    pub(crate) state: State,
    pub(crate) verified_by: Option<VerifiedBy>,
    /// Why staff refused it.
    pub(crate) reason: Option<String>,
    pub(crate) enterprise: Option<Uuid>,
    pub(crate) claim: Option<ClaimRow>,
    pub(crate) skoopi: Option<Period>,
    pub(crate) member_count: u32,
    pub(crate) join_request_count: u32,
    pub(crate) created_at: OffsetDateTime,
}

/// The wish that waits for a decision, or was rejected last.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ClaimRow {
    pub(crate) enterprise: Uuid,
    pub(crate) rejected: Option<String>,
    pub(crate) requested_at: Option<OffsetDateTime>,
}

/// How far it is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    Unverified,
    Verified,
    Refused,
    Closed,
}

impl OrganisationRow {
    /// How far it is believed, with what that rests on.
    pub(crate) fn belief(&self) -> Option<Belief> {
        let reason = self.reason.as_deref();
        Some(match self.state {
            State::Unverified => Belief::Unverified,
            State::Verified => Belief::Verified(self.verified_by?),
            State::Refused => Belief::Refused(reason.and_then(|it| Reason::parse(it).ok())?),
            State::Closed => Belief::Closed,
        })
    }
}

impl State {
    /// As it is stored.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Unverified => "unverified",
            Self::Verified => "verified",
            Self::Refused => "refused",
            Self::Closed => "closed",
        }
    }
}

/// Which organisations; an empty list narrows nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// The beginning of a word of the name, or an org number.
    pub(crate) text: String,
    pub(crate) kinds: Vec<OrganisationKind>,
    pub(crate) states: Vec<State>,
}

/// Some of them.
pub(crate) struct Page {
    pub(crate) rows: Vec<OrganisationRow>,
    /// All that fit, on this page or not.
    pub(crate) total: u64,
}

/// The queries; clones share the pool.
#[derive(Clone)]
pub(crate) struct Organisations {
    pool: PgPool,
}

macro_rules! select {
    ($($rest:expr),+) => {
        concat!(
            "SELECT id, version, to_jsonb(kind) AS kind, name, org_number, domain,
                    EXISTS (
                        SELECT FROM identity.organisations AS other
                        WHERE other.domain = organisations.domain
                          AND other.id <> organisations.id
                          AND other.state IN ('unverified', 'verified')
                    ) AS domain_shared,
                    EXISTS (
                        SELECT FROM identity.organisations AS other
                        WHERE other.org_number = organisations.org_number
                          AND other.id <> organisations.id
                          AND other.state IN ('unverified', 'verified')
                    ) AS number_shared,
                    to_jsonb(state) AS state, to_jsonb(verified_by) AS verified_by, reason,
                    enterprise_id, claim_enterprise_id, claim_rejected, claim_requested_at,
                    skoopi_from, skoopi_to, member_count, join_request_count, created_at
             FROM identity.organisations ",
            $($rest),+
        )
    };
}

macro_rules! fits {
    () => {
        "($1 = '' OR strpos(' ' || words, ' ' || $1) > 0 OR org_number = $2)
         AND (cardinality($3::TEXT[]) = 0 OR kind = ANY($3))
         AND (cardinality($4::TEXT[]) = 0 OR state = ANY($4))"
    };
}

impl Organisations {
    pub(crate) fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    /// Also one that is closed.
    pub(crate) async fn get(&self, id: Uuid) -> Result<Option<OrganisationRow>, sqlx::Error> {
        let query = sqlx::query_as::<_, Row>(select!("WHERE id = $1")).bind(id);
        let row = in_time(query.fetch_optional(&self.pool)).await?;
        Ok(row.map(OrganisationRow::from))
    }

    /// The one that looks after an enterprise.
    pub(crate) async fn tied_to(&self, enterprise: Uuid) -> Result<Option<Uuid>, sqlx::Error> {
        let query = sqlx::query_scalar(
            "SELECT id FROM identity.organisations
             WHERE enterprise_id = $1 AND state <> 'closed'",
        );
        in_time(query.bind(enterprise).fetch_optional(&self.pool)).await
    }

    /// Whether an open organisation other than this one has the domain, in one
    /// of its spellings.
    pub(crate) async fn has_other(
        &self,
        domain: [&str; 2],
        than: Uuid,
    ) -> Result<bool, sqlx::Error> {
        let query = sqlx::query_scalar(
            "SELECT EXISTS (
                 SELECT FROM identity.organisations
                 WHERE domain = ANY($1) AND id <> $2 AND state IN ('unverified', 'verified')
             )",
        );
        in_time(query.bind(domain).bind(than).fetch_one(&self.pool)).await
    }

    /// Whether a verified organisation has the number, or an open one that the
    /// person belongs to.
    pub(crate) async fn holds(
        &self,
        number: OrgNumber,
        subject: Uuid,
    ) -> Result<bool, sqlx::Error> {
        let query = sqlx::query_scalar(
            "SELECT EXISTS (
                 SELECT FROM identity.organisations AS organisation
                 WHERE organisation.org_number = $1
                   AND (organisation.state = 'verified'
                        OR organisation.state = 'unverified' AND EXISTS (
                            SELECT FROM identity.members AS member
                            WHERE member.organisation_id = organisation.id
                              AND member.subject_id = $2
                        ))
             )",
        );
        let query = query.bind(number.to_string()).bind(subject);
        in_time(query.fetch_one(&self.pool)).await
    }

    /// Those of the ids that there are, in any order.
    pub(crate) async fn by_ids(&self, ids: &[Uuid]) -> Result<Vec<OrganisationRow>, sqlx::Error> {
        let query = sqlx::query_as::<_, Row>(select!("WHERE id = ANY($1)")).bind(ids);
        let rows = in_time(query.fetch_all(&self.pool)).await?;
        Ok(rows.into_iter().map(OrganisationRow::from).collect())
    }

    /// At most `limit` after another one: those that wait for staff first,
    /// then by name.
    pub(crate) async fn find(
        &self,
        filter: &Filter,
        after: Option<Uuid>,
        limit: u32,
    ) -> Result<Page, sqlx::Error> {
        let text = fold(filter.text.trim());
        let number = OrgNumber::parse(&filter.text).map(|number| number.to_string());
        let number = number.unwrap_or_default();
        let kinds: Vec<_> = filter.kinds.iter().map(|kind| kind.name()).collect();
        let states: Vec<_> = filter.states.iter().map(|state| state.name()).collect();
        let page = sqlx::query_as::<_, Row>(PAGE)
            .bind(&text)
            .bind(&number)
            .bind(&kinds)
            .bind(&states)
            .bind(after)
            .bind(i64::from(limit));
        let rows = in_time(page.fetch_all(&self.pool)).await?;
        let count = sqlx::query_scalar::<_, i64>(COUNT)
            .bind(&text)
            .bind(&number)
            .bind(&kinds)
            .bind(&states);
        let total = in_time(count.fetch_one(&self.pool)).await?;
        Ok(Page {
            rows: rows.into_iter().map(OrganisationRow::from).collect(),
            total: total.unsigned_abs(),
        })
    }
}

const COUNT: &str = concat!(
    "SELECT count(*) FROM identity.organisations WHERE ",
    fits!()
);

const PAGE: &str = select!(
    "WHERE ",
    fits!(),
    " AND ($5::UUID IS NULL OR (state <> 'unverified', words, id) > (
              SELECT last.state <> 'unverified', last.words, last.id
              FROM identity.organisations AS last WHERE last.id = $5
          ))
      ORDER BY state <> 'unverified', words, id
      LIMIT $6"
);

/// A row as it is read: names come as JSON.
#[derive(FromRow)]
struct Row {
    id: Uuid,
    version: i64,
    kind: Json<OrganisationKind>,
    name: String,
    org_number: String,
    domain: Option<String>,
    domain_shared: bool,
    number_shared: bool,
    state: Json<State>,
    verified_by: Option<Json<VerifiedBy>>,
    reason: Option<String>,
    enterprise_id: Option<Uuid>,
    claim_enterprise_id: Option<Uuid>,
    claim_rejected: Option<String>,
    claim_requested_at: Option<OffsetDateTime>,
    skoopi_from: Option<Date>,
    skoopi_to: Option<Date>,
    member_count: i32,
    join_request_count: i32,
    created_at: OffsetDateTime,
}

impl From<Row> for OrganisationRow {
    fn from(row: Row) -> Self {
        let (rejected, requested_at) = (row.claim_rejected, row.claim_requested_at);
        Self {
            id: row.id,
            version: row.version.unsigned_abs(),
            kind: row.kind.0,
            name: row.name,
            org_number: row.org_number,
            domain: row.domain,
            domain_shared: row.domain_shared,
            number_shared: row.number_shared,
            state: row.state.0,
            verified_by: row.verified_by.map(|by| by.0),
            reason: row.reason,
            enterprise: row.enterprise_id,
            claim: row.claim_enterprise_id.map(|enterprise| ClaimRow {
                enterprise,
                rejected,
                requested_at,
            }),
            skoopi: period(row.skoopi_from, row.skoopi_to),
            member_count: row.member_count.unsigned_abs(),
            join_request_count: row.join_request_count.unsigned_abs(),
            created_at: row.created_at,
        }
    }
}
