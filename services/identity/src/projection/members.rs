//! `identity.members`: who belongs to which organisation, as what and since
//! when.

use eventlog::{
    journal::{Change, Recorded},
    limit::in_time,
    rebuild::Projection,
};
use futures::future::BoxFuture;
use sqlx::{AssertSqlSafe, FromRow, PgConnection, PgPool, types::Json};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::{
    domain::{
        organisation::{Organisation, event::Event},
        values::{MemberRole, OrganisationKind, period::Period},
    },
    projection::period,
};

/// The table as its events make it.
pub(crate) struct Table;

impl Table {
    pub(crate) const LIVE: &'static str = "identity.members";
}

impl Projection for Table {
    type Aggregate = Organisation;
    const TABLE: &'static str = "members";

    fn apply<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        table: &'a str,
        changes: &'a [Change<Organisation>],
    ) -> BoxFuture<'a, Result<(), sqlx::Error>> {
        Box::pin(async move {
            for event in changes.iter().flat_map(|change| &change.events) {
                write(tx, table, event).await?;
            }
            Ok(())
        })
    }
}

async fn write(
    tx: &mut PgConnection,
    table: &str,
    recorded: &Recorded<Event>,
) -> Result<(), sqlx::Error> {
    match &recorded.event {
        // A role that is given twice keeps its first day.
        Event::MemberAdded { subject, role } | Event::MemberRoleChanged { subject, role } => {
            let sql = format!(
                "INSERT INTO {table} (organisation_id, subject_id, role, since)
                 VALUES ($1, $2, $3, $4)
                 ON CONFLICT (organisation_id, subject_id) DO UPDATE SET role = excluded.role"
            );
            sqlx::query(AssertSqlSafe(sql))
                .bind(recorded.stream)
                .bind(subject)
                .bind(role.name())
                .bind(recorded.metadata.at)
                .execute(tx)
                .await?;
        }
        Event::MemberRemoved { subject } => {
            let sql = format!("DELETE FROM {table} WHERE organisation_id = $1 AND subject_id = $2");
            sqlx::query(AssertSqlSafe(sql))
                .bind(recorded.stream)
                .bind(subject)
                .execute(tx)
                .await?;
        }
        Event::Created { .. }
        | Event::Verified { .. }
        | Event::VerificationAsked
        | Event::Refused { .. }
        | Event::Renamed { .. }
        | Event::DomainChanged { .. }
        | Event::Invited { .. }
        | Event::InvitationAccepted { .. }
        | Event::InvitationWithdrawn { .. }
        | Event::JoinRequested { .. }
        | Event::JoinWithdrawn { .. }
        | Event::JoinDecided { .. }
        | Event::ClaimRequested { .. }
        | Event::ClaimWithdrawn { .. }
        | Event::ClaimRejected { .. }
        | Event::EnterpriseTied { .. }
        | Event::EnterpriseReleased { .. }
        | Event::SkoopiMembershipSet { .. }
        | Event::Closed { .. } => {}
    }
    Ok(())
}

/// One who belongs to an organisation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MemberRow {
    pub(crate) subject: Uuid,
    pub(crate) role: MemberRole,
    pub(crate) since: OffsetDateTime,
}

/// One place of a person, in an organisation that is not closed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MembershipRow {
    pub(crate) organisation: Uuid,
    pub(crate) name: String,
    pub(crate) kind: OrganisationKind,
    pub(crate) is_verified: bool,
    pub(crate) is_refused: bool,
    pub(crate) role: MemberRole,
    pub(crate) since: OffsetDateTime,
    /// The organisation's Skoopi membership.
    pub(crate) skoopi: Option<Period>,
}

/// The queries; clones share the pool.
#[derive(Clone)]
pub(crate) struct Members {
    pool: PgPool,
}

#[derive(FromRow)]
struct Row {
    subject_id: Uuid,
    role: Json<MemberRole>,
    since: OffsetDateTime,
}

#[derive(FromRow)]
struct PlaceRow {
    organisation_id: Uuid,
    name: String,
    kind: Json<OrganisationKind>,
    is_verified: bool,
    is_refused: bool,
    role: Json<MemberRole>,
    since: OffsetDateTime,
    skoopi_from: Option<Date>,
    skoopi_to: Option<Date>,
}

impl Members {
    pub(crate) fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    /// Verified organisations first, since one that waits for staff gives fewer
    /// roles and must take none away; then owners before editors, and those that
    /// the person has belonged to the longest.
    pub(crate) async fn of_subject(
        &self,
        subject: Uuid,
    ) -> Result<Vec<MembershipRow>, sqlx::Error> {
        let query = sqlx::query_as::<_, PlaceRow>(
            "SELECT member.organisation_id, organisation.name,
                    to_jsonb(organisation.kind) AS kind,
                    organisation.state = 'verified' AS is_verified,
                    organisation.state = 'refused' AS is_refused,
                    to_jsonb(member.role) AS role, member.since,
                    organisation.skoopi_from, organisation.skoopi_to
             FROM identity.members AS member
             JOIN identity.organisations AS organisation
                 ON organisation.id = member.organisation_id
             WHERE member.subject_id = $1 AND organisation.state <> 'closed'
             ORDER BY organisation.state <> 'verified',
                      array_position(ARRAY['owner', 'editor', 'viewer'], member.role),
                      member.since, member.organisation_id",
        )
        .bind(subject);
        let rows = in_time(query.fetch_all(&self.pool)).await?;
        Ok(rows.into_iter().map(MembershipRow::from).collect())
    }

    /// Owners first, then those who have belonged to it the longest.
    pub(crate) async fn of_organisation(&self, id: Uuid) -> Result<Vec<MemberRow>, sqlx::Error> {
        let query = sqlx::query_as::<_, Row>(
            "SELECT subject_id, to_jsonb(role) AS role, since FROM identity.members
             WHERE organisation_id = $1
             ORDER BY array_position(ARRAY['owner', 'editor', 'viewer'], role), since, subject_id",
        )
        .bind(id);
        let rows = in_time(query.fetch_all(&self.pool)).await?;
        Ok(rows.into_iter().map(MemberRow::from).collect())
    }

    /// Nothing for one who does not belong to it.
    pub(crate) async fn role_in(
        &self,
        id: Uuid,
        subject: Uuid,
    ) -> Result<Option<MemberRole>, sqlx::Error> {
        let query = sqlx::query_scalar::<_, Json<MemberRole>>(
            "SELECT to_jsonb(role) FROM identity.members
             WHERE organisation_id = $1 AND subject_id = $2",
        )
        .bind(id)
        .bind(subject);
        let role = in_time(query.fetch_optional(&self.pool)).await?;
        Ok(role.map(|role| role.0))
    }

    /// Those who are told by mail what happens to it: owners and editors.
    pub(crate) async fn tellable_in(
        &self,
        conn: &mut PgConnection,
        id: Uuid,
    ) -> Result<Vec<Uuid>, sqlx::Error> {
        let query = sqlx::query_scalar(
            "SELECT subject_id FROM identity.members
             WHERE organisation_id = $1 AND role IN ('owner', 'editor')
             ORDER BY subject_id",
        )
        .bind(id);
        in_time(query.fetch_all(conn)).await
    }

    /// Every organisation that knows the person: as a member, or as one who
    /// asks to join. Also those that are closed.
    pub(crate) async fn traces_of(&self, subject: Uuid) -> Result<Vec<Uuid>, sqlx::Error> {
        let query = sqlx::query_scalar(
            "SELECT organisation_id FROM identity.members WHERE subject_id = $1
             UNION
             SELECT organisation_id FROM identity.join_requests WHERE subject_id = $1",
        )
        .bind(subject);
        in_time(query.fetch_all(&self.pool)).await
    }
}

impl From<Row> for MemberRow {
    fn from(row: Row) -> Self {
        Self {
            subject: row.subject_id,
            role: row.role.0,
            since: row.since,
        }
    }
}

impl From<PlaceRow> for MembershipRow {
    fn from(row: PlaceRow) -> Self {
        Self {
            organisation: row.organisation_id,
            name: row.name,
            kind: row.kind.0,
            is_verified: row.is_verified,
            is_refused: row.is_refused,
            role: row.role.0,
            since: row.since,
            skoopi: period(row.skoopi_from, row.skoopi_to),
        }
    }
}
