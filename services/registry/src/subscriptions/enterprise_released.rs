//! An organisation looks after its enterprise no longer.

use eventlog::{feed::FeedRow, projector::ApplyError};
use proto::asf::identity::v1::EnterpriseReleased;

use crate::{
    domain::enterprise::command::Command,
    subscriptions::{Organisations, read},
};

pub(super) async fn apply(to: &Organisations, event: &FeedRow) -> Result<(), ApplyError> {
    let released: EnterpriseReleased = read::message(event)?;
    let organisation = read::id("organisation_id", &released.organisation_id)?;
    let enterprise = read::id("enterprise_id", &released.enterprise_id)?;
    to.execute(event, enterprise, Command::Release { organisation })
        .await
}
