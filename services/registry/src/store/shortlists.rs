//! The log of shortlists, which has one feed together with that of the
//! enterprises. What is on them is for their organisations alone: nothing of
//! it is published.

use std::sync::Arc;

use eventlog::{
    command::{ExecuteError, Receipt},
    feed::Feed,
    journal::{Change, Journal, PublicEvent, Recorded},
    log::{EventLog, Settings},
    rebuild::Projection,
    schema::Schema,
};
use futures::future::BoxFuture;
use host::context::CommandContext;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::{
    domain::shortlist::{Shortlist, command::Command, event::Event, refusal::Refusal},
    projection::shortlists::Table,
};

/// Why a command was not carried out.
pub(crate) type Failure = ExecuteError<Refusal>;

/// The shortlists' log; clones share it.
#[derive(Clone)]
pub(crate) struct ShortlistStore {
    log: EventLog<ShortlistJournal>,
}

impl ShortlistStore {
    /// Starts the task that commits; it ends with the last clone.
    pub(crate) fn start(pool: PgPool, schema: &Schema, feed: Feed) -> Self {
        let (journal, settings) = (Arc::new(ShortlistJournal), Settings::default());
        Self {
            log: EventLog::start_with_feed(pool, schema, journal, settings, feed),
        }
    }

    pub(crate) async fn execute(
        &self,
        id: Uuid,
        command: Command,
        context: CommandContext,
    ) -> Result<Receipt, Failure> {
        let request = context.request(id, command);
        self.log.execute(request).await
    }
}

struct ShortlistJournal;

impl Journal for ShortlistJournal {
    type Aggregate = Shortlist;

    fn publish(&self, _recorded: &Recorded<Event>, _after: &Shortlist) -> Option<PublicEvent> {
        None
    }

    fn project<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        changes: &'a [Change<Shortlist>],
    ) -> BoxFuture<'a, Result<(), sqlx::Error>> {
        Table.apply(tx, Table::LIVE, changes)
    }

    fn refusal_of(&self, constraint: &str) -> Option<Refusal> {
        Table::refusal_of(constraint)
    }
}
