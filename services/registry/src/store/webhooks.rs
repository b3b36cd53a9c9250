//! The log of what is told of webhooks, which has one feed together with that
//! of the enterprises.

use std::{convert::Infallible, sync::Arc};

use eventlog::{
    command::ExecuteError,
    feed::Feed,
    journal::{Change, Journal, PublicEvent, Recorded},
    log::{EventLog, Settings},
    schema::Schema,
};
use futures::future::BoxFuture;
use host::context::CommandContext;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::{
    domain::webhook::{Event, Tell, Webhook},
    publish,
};

/// Why nobody was told.
pub(crate) type Failure = ExecuteError<Infallible>;

/// Clones share the log.
#[derive(Clone)]
pub(crate) struct Notices {
    log: EventLog<WebhookJournal>,
}

impl Notices {
    /// Starts the task that commits; it ends with the last clone.
    pub(crate) fn start(pool: PgPool, schema: &Schema, feed: Feed) -> Self {
        let (journal, settings) = (Arc::new(WebhookJournal), Settings::default());
        Self {
            log: EventLog::start_with_feed(pool, schema, journal, settings, feed),
        }
    }

    pub(crate) async fn tell(
        &self,
        webhook: Uuid,
        command: Tell,
        context: CommandContext,
    ) -> Result<(), Failure> {
        let request = context.request(webhook, command);
        self.log.execute(request).await.map(drop)
    }
}

struct WebhookJournal;

impl Journal for WebhookJournal {
    type Aggregate = Webhook;

    fn publish(&self, recorded: &Recorded<Event>, _after: &Webhook) -> Option<PublicEvent> {
        Some(publish::webhooks::told(recorded))
    }

    fn project<'a>(
        &'a self,
        _tx: &'a mut PgConnection,
        _changes: &'a [Change<Webhook>],
    ) -> BoxFuture<'a, Result<(), sqlx::Error>> {
        Box::pin(std::future::ready(Ok(())))
    }

    fn refusal_of(&self, _constraint: &str) -> Option<Infallible> {
        None
    }
}
