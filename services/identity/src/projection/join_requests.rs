//! `identity.join_requests`: those who ask to be let in. What they write to
//! the owners is personal, and stands apart.

use eventlog::journal::Change;
use sqlx::{FromRow, PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    domain::organisation::{Organisation, event::Event},
    projection::in_time,
};

/// One who waits for an owner.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub(crate) struct JoinRequestRow {
    pub(crate) subject_id: Uuid,
    pub(crate) requested_at: OffsetDateTime,
}

/// The queries; clones share the pool.
#[derive(Clone)]
pub(crate) struct JoinRequests {
    pool: PgPool,
}

impl JoinRequests {
    pub(crate) fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    /// The oldest first.
    pub(crate) async fn of_organisation(
        &self,
        id: Uuid,
    ) -> Result<Vec<JoinRequestRow>, sqlx::Error> {
        let query = sqlx::query_as(
            "SELECT subject_id, requested_at FROM identity.join_requests
             WHERE organisation_id = $1 ORDER BY requested_at, subject_id",
        )
        .bind(id);
        in_time(query.fetch_all(&self.pool)).await
    }
}

/// Writes who waits after the changes.
pub(crate) async fn write(
    tx: &mut PgConnection,
    changes: &[Change<Organisation>],
) -> Result<(), sqlx::Error> {
    for recorded in changes.iter().flat_map(|change| &change.events) {
        let query = match &recorded.event {
            Event::JoinRequested { subject } => sqlx::query(
                "INSERT INTO identity.join_requests (organisation_id, subject_id, requested_at)
                 VALUES ($1, $2, $3)",
            )
            .bind(recorded.stream)
            .bind(subject)
            .bind(recorded.metadata.at),
            Event::MemberAdded { subject, .. }
            | Event::JoinWithdrawn { subject }
            | Event::JoinDecided { subject, .. } => sqlx::query(
                "DELETE FROM identity.join_requests
                 WHERE organisation_id = $1 AND subject_id = $2",
            )
            .bind(recorded.stream)
            .bind(subject),
            Event::Closed { .. } => {
                sqlx::query("DELETE FROM identity.join_requests WHERE organisation_id = $1")
                    .bind(recorded.stream)
            }
            Event::Created { .. }
            | Event::Verified { .. }
            | Event::VerificationAsked
            | Event::Refused { .. }
            | Event::Renamed { .. }
            | Event::DomainChanged { .. }
            | Event::MemberRoleChanged { .. }
            | Event::MemberRemoved { .. }
            | Event::Invited { .. }
            | Event::InvitationAccepted { .. }
            | Event::InvitationWithdrawn { .. }
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
