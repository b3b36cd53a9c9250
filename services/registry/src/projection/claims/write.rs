//! Writing the claims: those of an enterprise are replaced as a whole.

use eventlog::journal::Change;
use sqlx::{AssertSqlSafe, PgConnection};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::enterprise::{Enterprise, claim::Claim, event::Event};

/// The rows as arrays.
#[derive(Default)]
struct Columns {
    enterprise_id: Vec<Uuid>,
    organisation_id: Vec<Uuid>,
    organisation_name: Vec<String>,
    organisation_org_number: Vec<String>,
    requested_at: Vec<OffsetDateTime>,
}

/// Writes the rows that the changes leave into `table`, a qualified name.
/// Writing a change twice leaves the same rows.
pub(super) async fn write(
    tx: &mut PgConnection,
    table: &str,
    changes: &[Change<Enterprise>],
) -> Result<(), sqlx::Error> {
    let changes = changes.iter().filter(|it| touches_claims(it));
    let (mut ids, mut rows) = (Vec::new(), Columns::default());
    for change in changes {
        ids.push(change.id);
        if let Enterprise::Known(known) = &change.state {
            rows.extend(change.id, &known.claims);
        }
    }
    // Nearly all changes are others, and cost no statement.
    if ids.is_empty() {
        return Ok(());
    }
    sqlx::query(AssertSqlSafe(format!(
        "DELETE FROM {table} WHERE enterprise_id = ANY($1)"
    )))
    .bind(&ids)
    .execute(&mut *tx)
    .await?;
    sqlx::query(AssertSqlSafe(insert(table)))
        .bind(rows.enterprise_id)
        .bind(rows.organisation_id)
        .bind(rows.organisation_name)
        .bind(rows.organisation_org_number)
        .bind(rows.requested_at)
        .execute(tx)
        .await?;
    Ok(())
}

fn insert(table: &str) -> String {
    format!(
        "INSERT INTO {table}
             (enterprise_id, organisation_id, organisation_name, organisation_org_number,
              requested_at)
         SELECT enterprise_id, organisation_id, organisation_name, organisation_org_number,
                requested_at
         FROM unnest($1::UUID[], $2::UUID[], $3::TEXT[], $4::TEXT[], $5::TIMESTAMPTZ[])
             AS row (enterprise_id, organisation_id, organisation_name, organisation_org_number,
                     requested_at)"
    )
}

fn touches_claims(change: &Change<Enterprise>) -> bool {
    change.events.iter().any(|it| match it.event {
        Event::ClaimRequested(_)
        | Event::ClaimWithdrawn { .. }
        | Event::ClaimApproved { .. }
        | Event::ClaimRejected { .. } => true,
        Event::Registered { .. }
        | Event::ProfileChanged { .. }
        | Event::CriteriaAttested { .. }
        | Event::ChangesProposed { .. }
        | Event::ChangesApproved { .. }
        | Event::ChangesReturned { .. }
        | Event::ChangesWithdrawn
        | Event::Rejected { .. }
        | Event::Certified { .. }
        | Event::CertificationLapsed
        | Event::CertificationRevoked { .. }
        | Event::MembershipBegan
        | Event::MembershipEnded
        | Event::CapacityConfirmed { .. }
        | Event::SocialBenefitReported(_)
        | Event::SocialBenefitWithdrawn { .. }
        | Event::Submitted
        | Event::Listed
        | Event::Unlisted { .. }
        | Event::KeptOff { .. }
        | Event::Returned { .. }
        | Event::Closed { .. }
        | Event::Released { .. }
        | Event::NoticeRequested { .. } => false,
    })
}

impl Columns {
    fn extend(&mut self, enterprise: Uuid, claims: &[Claim]) {
        for claim in claims {
            self.enterprise_id.push(enterprise);
            self.organisation_id.push(claim.organisation);
            self.organisation_name.push(claim.name.as_str().to_owned());
            self.organisation_org_number
                .push(claim.org_number.to_string());
            self.requested_at.push(claim.requested_at);
        }
    }
}
