//! `identity.join_requests`: those who ask to be let in. What they write to
//! the owners is personal, and stands apart.

use eventlog::{journal::Change, limit::in_time};
use sqlx::{FromRow, PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::organisation::{Organisation, event::Event};

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
        let organisation = recorded.stream;
        match &recorded.event {
            Event::JoinRequested { subject } => {
                let query = sqlx::query(
                    "INSERT INTO identity.join_requests
                         (organisation_id, subject_id, requested_at)
                     VALUES ($1, $2, $3)",
                );
                let query = query.bind(organisation).bind(subject);
                query.bind(recorded.metadata.at).execute(&mut *tx).await?;
            }
            Event::MemberAdded { subject, .. }
            | Event::JoinWithdrawn { subject }
            | Event::JoinDecided { subject, .. } => end(tx, organisation, Some(*subject)).await?,
            Event::Closed { .. } => end(tx, organisation, None).await?,
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
            | Event::SkoopiMembershipSet { .. } => {}
        }
    }
    Ok(())
}

/// Of one person, or of all; what was written to the owners goes along.
async fn end(
    tx: &mut PgConnection,
    organisation: Uuid,
    subject: Option<Uuid>,
) -> Result<(), sqlx::Error> {
    for sql in [
        "DELETE FROM identity.join_requests
         WHERE organisation_id = $1 AND ($2::UUID IS NULL OR subject_id = $2)",
        "DELETE FROM identity.join_messages
         WHERE organisation_id = $1 AND ($2::UUID IS NULL OR subject_id = $2)",
    ] {
        let query = sqlx::query(sql).bind(organisation).bind(subject);
        query.execute(&mut *tx).await?;
    }
    Ok(())
}
