//! An organisation's shortlists end with it.

use eventlog::{feed::FeedRow, projector::ApplyError};
use host::subscription::failed;
use uuid::Uuid;

use crate::{
    domain::shortlist::command::Command,
    subscriptions::{Organisations, once},
};

pub(super) async fn delete(
    to: &Organisations,
    event: &FeedRow,
    organisation: Uuid,
) -> Result<(), ApplyError> {
    for id in to.shortlists.of_organisation(organisation).await? {
        let by = once(event, id, to.clock.now());
        let command = Command::Delete { organisation };
        let done = to.shortlist_store.execute(id, command, by).await;
        done.map_err(failed)?;
    }
    Ok(())
}
