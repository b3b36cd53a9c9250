//! `identity.revocations`: tokens that are refused though they have not
//! expired. A change of roles writes here in its own transaction.

use std::collections::BTreeSet;

use eventlog::{journal::Change, limit::in_time};
use sqlx::{FromRow, PgConnection, PgPool};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::domain::{
    account::{self, Account},
    organisation::{self, Organisation},
};

/// A token may be made between a command and its commit, still with the old
/// roles; commits take less than this.
const MARGIN: Duration = Duration::seconds(2);
/// Tokens live two minutes, so what is older refuses nothing.
const KEPT: Duration = Duration::minutes(10);

/// Tokens that are void.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub(crate) struct Revocation {
    /// All tokens of this session, or …
    pub(crate) session_id: Option<Uuid>,
    /// … those of this person that were issued before `before`.
    pub(crate) subject_id: Option<Uuid>,
    pub(crate) before: OffsetDateTime,
}

/// The queries; clones share the pool.
#[derive(Clone)]
pub(crate) struct Revocations {
    pool: PgPool,
}

impl Revocations {
    pub(crate) fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    /// What was revoked since a moment.
    pub(crate) async fn since(&self, at: OffsetDateTime) -> Result<Vec<Revocation>, sqlx::Error> {
        let query = sqlx::query_as(
            "SELECT session_id, subject_id, before FROM identity.revocations
             WHERE at >= $1 ORDER BY at",
        )
        .bind(at);
        in_time(query.fetch_all(&self.pool)).await
    }

    /// Tokens of the person count from here on only.
    pub(crate) async fn newest_before(
        &self,
        subject: Uuid,
    ) -> Result<Option<OffsetDateTime>, sqlx::Error> {
        let query = sqlx::query_scalar(
            "SELECT max(before) FROM identity.revocations WHERE subject_id = $1",
        )
        .bind(subject);
        in_time(query.fetch_one(&self.pool)).await
    }

    /// Removes what refuses nothing any more.
    pub(crate) async fn sweep(&self, now: OffsetDateTime) -> Result<(), sqlx::Error> {
        let query = sqlx::query("DELETE FROM identity.revocations WHERE at < $1").bind(now - KEPT);
        in_time(query.execute(&self.pool)).await?;
        Ok(())
    }
}

/// The tokens of a session are void.
pub(crate) async fn revoke_session_in(
    conn: &mut PgConnection,
    session: Uuid,
    now: OffsetDateTime,
) -> Result<(), sqlx::Error> {
    insert(conn, Some(session), &[], now).await
}

/// The tokens that the person has are void.
pub(crate) async fn revoke_subject_in(
    conn: &mut PgConnection,
    subject: Uuid,
    now: OffsetDateTime,
) -> Result<(), sqlx::Error> {
    insert(conn, None, &[subject], now).await
}

async fn insert(
    conn: &mut PgConnection,
    session: Option<Uuid>,
    subjects: &[Uuid],
    now: OffsetDateTime,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO identity.revocations (session_id, subject_id, before, at)
         SELECT $1, NULL, $3, $4 WHERE $1::UUID IS NOT NULL
         UNION ALL
         SELECT NULL, subject_id, $3, $4 FROM unnest($2::UUID[]) AS of (subject_id)",
    )
    .bind(session)
    .bind(subjects)
    .bind(now + MARGIN)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// Of accounts whose roles changed.
pub(crate) async fn of_accounts(
    tx: &mut PgConnection,
    changes: &[Change<Account>],
) -> Result<(), sqlx::Error> {
    for change in changes {
        let changing = change.events.iter().rfind(|it| changes_roles(&it.event));
        if let Some(event) = changing {
            insert(tx, None, &[change.id], event.metadata.at).await?;
        }
    }
    Ok(())
}

fn changes_roles(event: &account::event::Event) -> bool {
    use account::event::Event;
    match event {
        Event::RoleGranted { .. } | Event::RoleRevoked { .. } | Event::Erased => true,
        Event::Opened { .. }
        | Event::EmailVerified
        | Event::EmailChanged
        | Event::PasswordSet
        | Event::TotpAdded
        | Event::TotpRemoved
        | Event::RecoveryCodesRenewed
        | Event::RecoveryCodeUsed
        | Event::PasskeyAdded { .. }
        | Event::PasskeyRemoved { .. }
        | Event::ProviderLinked { .. }
        | Event::ProviderUnlinked { .. }
        | Event::PreferencesChanged { .. }
        | Event::DetailsChanged => false,
    }
}

/// Of those whose roles an organisation's change may have changed.
pub(crate) async fn of_organisations(
    tx: &mut PgConnection,
    changes: &[Change<Organisation>],
) -> Result<(), sqlx::Error> {
    for change in changes {
        let Organisation::Known(known) = &change.state else {
            continue;
        };
        let mut concerned = BTreeSet::new();
        let mut last = None;
        for recorded in &change.events {
            match concerns(&recorded.event) {
                Concerns::Nobody => continue,
                Concerns::One(subject) => concerned.extend([subject]),
                Concerns::Members => concerned.extend(known.members.keys().copied()),
            }
            last = Some(recorded.metadata.at);
        }
        if let Some(at) = last {
            let concerned: Vec<_> = concerned.into_iter().collect();
            insert(tx, None, &concerned, at).await?;
        }
    }
    Ok(())
}

enum Concerns {
    Nobody,
    One(Uuid),
    Members,
}

fn concerns(event: &organisation::event::Event) -> Concerns {
    use organisation::event::Event;
    match event {
        Event::MemberAdded { subject, .. }
        | Event::MemberRoleChanged { subject, .. }
        | Event::MemberRemoved { subject } => Concerns::One(*subject),
        Event::Verified { .. }
        | Event::VerificationAsked
        | Event::Refused { .. }
        | Event::SkoopiMembershipSet { .. }
        | Event::Closed { .. } => Concerns::Members,
        Event::Created { .. }
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
        | Event::EnterpriseReleased { .. } => Concerns::Nobody,
    }
}
