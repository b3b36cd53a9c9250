//! An organisation takes its wish back.

use eventlog::{feed::FeedRow, projector::ApplyError};
use proto::asf::identity::v1::EnterpriseClaimWithdrawn;

use crate::{
    domain::enterprise::command::Command,
    subscriptions::{Organisations, read},
};

pub(super) async fn apply(to: &Organisations, event: &FeedRow) -> Result<(), ApplyError> {
    let withdrawn: EnterpriseClaimWithdrawn = read::message(event)?;
    let organisation = read::id("organisation_id", &withdrawn.organisation_id)?;
    let enterprise = read::id("enterprise_id", &withdrawn.enterprise_id)?;
    to.execute(event, enterprise, Command::WithdrawClaim { organisation })
        .await
}
