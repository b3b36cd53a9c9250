//! An organisation's shortlists end with it.

use eventlog::{feed::FeedRow, projector::ApplyError};
use host::context::CommandContext;
use uuid::Uuid;

use crate::{
    domain::shortlist::command::Command,
    subscriptions::{IDENTITY, Organisations, failed, once},
};

pub(super) async fn delete(
    to: &Organisations,
    event: &FeedRow,
    organisation: Uuid,
) -> Result<(), ApplyError> {
    for id in to.shortlists.of_organisation(organisation).await? {
        let mut by = CommandContext::of(IDENTITY, to.clock.now());
        by.metadata.traceparent.clone_from(&event.traceparent);
        by.idempotency = Some(once(event, id));
        let command = Command::Delete { organisation };
        let done = to.shortlist_store.execute(id, command, by).await;
        done.map_err(failed)?;
    }
    Ok(())
}
