//! What organisations add to their log.

use eventlog::{
    journal::{Change, Journal, PublicEvent, Recorded},
    rebuild::Projection,
};
use futures::future::BoxFuture;
use sqlx::PgConnection;

use crate::{
    domain::organisation::{Organisation, event::Event, refusal::Refusal},
    mail::outbox::Outbox,
    projection::{audit, invitations, join_requests, members, organisations::Table, revocations},
    publish,
    store::letters,
};

pub(super) struct OrganisationJournal {
    pub(super) outbox: Outbox,
}

impl Journal for OrganisationJournal {
    type Aggregate = Organisation;

    fn publish(&self, recorded: &Recorded<Event>, after: &Organisation) -> Option<PublicEvent> {
        publish::of_organisation(recorded, after)
    }

    fn project<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        changes: &'a [Change<Organisation>],
    ) -> BoxFuture<'a, Result<(), sqlx::Error>> {
        Box::pin(async move {
            Table.apply(tx, Table::LIVE, changes).await?;
            members::Table
                .apply(tx, members::Table::LIVE, changes)
                .await?;
            invitations::write(tx, changes).await?;
            join_requests::write(tx, changes).await?;
            audit::write(tx, changes, Event::name).await?;
            revocations::of_organisations(tx, changes).await?;
            letters::of_organisations(tx, &self.outbox, changes).await
        })
    }

    fn refusal_of(&self, constraint: &str) -> Option<Refusal> {
        Table::refusal_of(constraint)
    }
}
