//! Writing the row that a change leaves.

use eventlog::journal::Change;
use kernel::text::fold;
use sqlx::{AssertSqlSafe, PgConnection};

use crate::{
    domain::organisation::{Belief, Known, Organisation, event::Event},
    projection::{count, organisations::State, signed},
};

/// Writing a change twice leaves the same row.
pub(super) async fn write(
    tx: &mut PgConnection,
    table: &str,
    change: &Change<Organisation>,
) -> Result<(), sqlx::Error> {
    let (Organisation::Known(known), Some(first)) = (&change.state, change.events.first()) else {
        return Ok(());
    };
    let asked = |event: &Event| matches!(event, Event::ClaimRequested { .. });
    let claimed = change.events.iter().rfind(|it| asked(&it.event));
    let (state, verified_by, reason) = belief(known);
    let claim = known.claim.as_ref();
    let rejected = claim.and_then(|it| it.rejected.as_ref());
    sqlx::query(AssertSqlSafe(upsert(table)))
        .bind(change.id)
        .bind(signed(change.version))
        .bind(known.kind.name())
        .bind(known.name.as_str())
        .bind(fold(known.name.as_str()))
        .bind(known.org_number.to_string())
        .bind(known.domain.as_ref().map(|it| it.as_str()))
        .bind(state.name())
        .bind(verified_by)
        .bind(reason)
        .bind(known.enterprise)
        .bind(claim.map(|it| it.enterprise))
        .bind(rejected.map(|it| it.as_str()))
        .bind(claimed.map(|it| it.metadata.at))
        .bind(known.membership.map(|it| it.from()))
        .bind(known.membership.and_then(|it| it.to()))
        .bind(count(known.members.len()))
        .bind(count(known.join_requests.len()))
        .bind(first.metadata.at)
        .execute(tx)
        .await?;
    Ok(())
}

fn belief(known: &Known) -> (State, Option<&'static str>, Option<&str>) {
    match &known.belief {
        Belief::Unverified => (State::Unverified, None, None),
        Belief::Verified(by) => (State::Verified, Some(by.name()), None),
        Belief::Refused(reason) => (State::Refused, None, Some(reason.as_str())),
        Belief::Closed => (State::Closed, None, None),
    }
}

/// The first event's time stays, and that of the newest claim.
fn upsert(table: &str) -> String {
    format!(
        "INSERT INTO {table} AS kept
             (id, version, kind, name, words, org_number, domain, state, verified_by, reason,
              enterprise_id, claim_enterprise_id, claim_rejected, claim_requested_at,
              skoopi_from, skoopi_to, member_count, join_request_count, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                 $19)
         ON CONFLICT (id) DO UPDATE
         SET version = excluded.version,
             name = excluded.name,
             words = excluded.words,
             domain = excluded.domain,
             state = excluded.state,
             verified_by = excluded.verified_by,
             reason = excluded.reason,
             enterprise_id = excluded.enterprise_id,
             claim_enterprise_id = excluded.claim_enterprise_id,
             claim_rejected = excluded.claim_rejected,
             claim_requested_at = COALESCE(excluded.claim_requested_at, kept.claim_requested_at),
             skoopi_from = excluded.skoopi_from,
             skoopi_to = excluded.skoopi_to,
             member_count = excluded.member_count,
             join_request_count = excluded.join_request_count"
    )
}
