//! An organisation is gone: it claims nothing, looks after nothing and
//! remembers nothing. The
//! event does not say what it had; the registry's own tables, which earlier
//! events of the same feed have filled, do.

mod shortlists;

use eventlog::{feed::FeedRow, projector::ApplyError};
use proto::asf::identity::v1::OrganisationClosed;

use crate::{
    domain::enterprise::command::Command,
    subscriptions::{Organisations, read},
};

pub(super) async fn apply(to: &Organisations, event: &FeedRow) -> Result<(), ApplyError> {
    let closed: OrganisationClosed = read::message(event)?;
    let organisation = read::id("organisation_id", &closed.organisation_id)?;
    if let Some(own) = to.directory.of_organisation(organisation).await? {
        to.execute(event, own.id, Command::Release { organisation })
            .await?;
    }
    for enterprise in to.claims.of_organisation(organisation).await? {
        to.execute(event, enterprise, Command::WithdrawClaim { organisation })
            .await?;
    }
    to.webhooks.rows.delete_all(organisation).await?;
    shortlists::delete(to, event, organisation).await
}
