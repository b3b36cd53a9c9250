//! What the registry hears from identity: organisations that claim
//! enterprises, and let go of them. Each event becomes commands.

mod claim_requested;
mod claim_withdrawn;
mod enterprise_released;
pub(crate) mod memberships;
mod organisation_closed;
mod read;

use chassis::clock::Clock;
use eventlog::{
    feed::FeedRow,
    projector::{ApplyError, Subscription},
};
use futures::future::BoxFuture;
use host::{
    context::CommandContext,
    subscription::{caused_by, failed},
};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    domain::enterprise::command::Command,
    projection::{claims::Claims, directory::Directory, shortlists::Shortlists},
    store::{Store, shortlists::ShortlistStore},
    webhooks::Webhooks,
};

/// Whom identity's events are from, and who gives the commands.
pub(crate) const IDENTITY: &str = "identity";

/// Follows identity's feed.
pub(crate) struct Organisations {
    pub(crate) store: Store,
    pub(crate) directory: Directory,
    pub(crate) claims: Claims,
    pub(crate) shortlists: Shortlists,
    pub(crate) shortlist_store: ShortlistStore,
    pub(crate) webhooks: Webhooks,
    pub(crate) clock: Clock,
}

impl Subscription for Organisations {
    fn projection(&self) -> &'static str {
        "claims"
    }

    /// The commands have transactions of their own, so that the checkpoint may
    /// stay behind them: each is carried out once all the same, since it goes
    /// under the event's id.
    fn apply<'a>(
        &'a self,
        _tx: &'a mut PgConnection,
        event: &'a FeedRow,
    ) -> BoxFuture<'a, Result<(), ApplyError>> {
        Box::pin(async move {
            match event.r#type.as_str() {
                "asf.identity.v1.EnterpriseClaimRequested" => {
                    claim_requested::apply(self, event).await
                }
                "asf.identity.v1.EnterpriseClaimWithdrawn" => {
                    claim_withdrawn::apply(self, event).await
                }
                "asf.identity.v1.EnterpriseReleased" => {
                    enterprise_released::apply(self, event).await
                }
                "asf.identity.v1.OrganisationClosed" => {
                    organisation_closed::apply(self, event).await
                }
                // People and names are nothing to the list.
                _ => Ok(()),
            }
        })
    }
}

impl Organisations {
    async fn execute(
        &self,
        event: &FeedRow,
        enterprise: Uuid,
        command: Command,
    ) -> Result<(), ApplyError> {
        execute(&self.store, self.clock.now(), event, enterprise, command).await
    }
}

/// Carries out what an event means for an enterprise, once.
async fn execute(
    store: &Store,
    now: OffsetDateTime,
    event: &FeedRow,
    enterprise: Uuid,
    command: Command,
) -> Result<(), ApplyError> {
    let by = once(event, enterprise, now);
    let done = store.execute(enterprise, command, by).await;
    done.map(|_receipt| ()).map_err(failed)
}

/// One command for each aggregate that an event concerns.
fn once(event: &FeedRow, id: Uuid, now: OffsetDateTime) -> CommandContext {
    let key = format!("{IDENTITY}/{}/{id}", event.event_id);
    caused_by(event, IDENTITY, now, key)
}
