//! `identity.invitations`: those that nobody has answered yet. Whom they were
//! sent to stands in the vault, under the invitation's own id.

use eventlog::{journal::Change, limit::in_time};
use sqlx::{FromRow, PgConnection, PgPool, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::{
    organisation::{Organisation, event::Event},
    values::MemberRole,
};

/// One open invitation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct InvitationRow {
    pub(crate) id: Uuid,
    pub(crate) organisation: Uuid,
    pub(crate) role: MemberRole,
    pub(crate) sent_at: OffsetDateTime,
}

/// The queries; clones share the pool.
#[derive(Clone)]
pub(crate) struct Invitations {
    pool: PgPool,
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    organisation_id: Uuid,
    role: Json<MemberRole>,
    sent_at: OffsetDateTime,
}

impl Invitations {
    pub(crate) fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    pub(crate) async fn get(&self, id: Uuid) -> Result<Option<InvitationRow>, sqlx::Error> {
        let query = sqlx::query_as::<_, Row>(
            "SELECT id, organisation_id, to_jsonb(role) AS role, sent_at
             FROM identity.invitations WHERE id = $1",
        )
        .bind(id);
        let row = in_time(query.fetch_optional(&self.pool)).await?;
        Ok(row.map(InvitationRow::from))
    }

    /// The newest first.
    pub(crate) async fn of_organisation(
        &self,
        id: Uuid,
    ) -> Result<Vec<InvitationRow>, sqlx::Error> {
        let query = sqlx::query_as::<_, Row>(
            "SELECT id, organisation_id, to_jsonb(role) AS role, sent_at
             FROM identity.invitations WHERE organisation_id = $1 ORDER BY sent_at DESC, id",
        )
        .bind(id);
        let rows = in_time(query.fetch_all(&self.pool)).await?;
        Ok(rows.into_iter().map(InvitationRow::from).collect())
    }
}

/// Writes what the changes leave open.
pub(crate) async fn write(
    tx: &mut PgConnection,
    changes: &[Change<Organisation>],
) -> Result<(), sqlx::Error> {
    for recorded in changes.iter().flat_map(|change| &change.events) {
        let query = match &recorded.event {
            Event::Invited { invitation, role } => sqlx::query(
                "INSERT INTO identity.invitations (id, organisation_id, role, sent_at)
                 VALUES ($1, $2, $3, $4)",
            )
            .bind(invitation)
            .bind(recorded.stream)
            .bind(role.name())
            .bind(recorded.metadata.at),
            Event::InvitationAccepted { invitation, .. }
            | Event::InvitationWithdrawn { invitation } => {
                sqlx::query("DELETE FROM identity.invitations WHERE id = $1").bind(invitation)
            }
            Event::Closed { .. } => {
                sqlx::query("DELETE FROM identity.invitations WHERE organisation_id = $1")
                    .bind(recorded.stream)
            }
            Event::Created { .. }
            | Event::Verified { .. }
            | Event::VerificationAsked
            | Event::Refused { .. }
            | Event::Renamed { .. }
            | Event::DomainChanged { .. }
            | Event::MemberAdded { .. }
            | Event::MemberRoleChanged { .. }
            | Event::MemberRemoved { .. }
            | Event::JoinRequested { .. }
            | Event::JoinWithdrawn { .. }
            | Event::JoinDecided { .. }
            | Event::ClaimRequested { .. }
            | Event::ClaimWithdrawn { .. }
            | Event::ClaimRejected { .. }
            | Event::EnterpriseTied { .. }
            | Event::EnterpriseReleased { .. }
            | Event::SkoopiMembershipSet { .. } => continue,
        };
        query.execute(&mut *tx).await?;
    }
    Ok(())
}

impl From<Row> for InvitationRow {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            organisation: row.organisation_id,
            role: row.role.0,
            sent_at: row.sent_at,
        }
    }
}
