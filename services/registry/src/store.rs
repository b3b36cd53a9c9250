//! Carries out commands: load, decide, append, project, in one transaction.

pub(crate) mod migrate;

use std::sync::Arc;

use eventlog::{
    command::{ExecuteError, Idempotency, Receipt, Request},
    feed::Feed,
    journal::{Change, Journal, PublicEvent, Recorded},
    log::{EventLog, Settings},
    rebuild::Projection,
    schema::{InvalidSchema, Schema},
};
use futures::future::BoxFuture;
use kernel::metadata::Metadata;
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    domain::{
        enterprise::{
            Enterprise,
            command::{Command, Register},
            event::Event,
            refusal::Refusal,
        },
        values::{profile::Profile, slug::Slug, text::Notes},
    },
    projection::directory::Table,
    publish::{self, Site},
};

/// Why a command was not carried out.
pub(crate) type Failure = ExecuteError<Refusal>;

/// The registry's schema in Postgres.
pub(crate) fn schema() -> Result<Schema, InvalidSchema> {
    Schema::parse("registry")
}

/// Who gives a command, when and on what condition.
#[derive(Clone, Debug)]
pub(crate) struct Circumstances {
    pub(crate) metadata: Metadata,
    /// The version that the command was made from, where its giver says so.
    pub(crate) expected_version: Option<u64>,
    pub(crate) idempotency: Option<Idempotency>,
}

impl Circumstances {
    /// `actor` is a subject id or the name of a part of the system.
    pub(crate) fn of(actor: impl Into<String>, at: OffsetDateTime) -> Self {
        Self {
            metadata: Metadata {
                actor: actor.into(),
                at: to_micros(at),
                traceparent: None,
            },
            expected_version: None,
            idempotency: None,
        }
    }

    /// The time of the command.
    pub(crate) fn at(&self) -> OffsetDateTime {
        self.metadata.at
    }
}

/// As Postgres keeps it: a time that is read back equals the one written.
fn to_micros(at: OffsetDateTime) -> OffsetDateTime {
    let nanos = at.nanosecond();
    at.replace_nanosecond(nanos - nanos % 1000).unwrap_or(at)
}

/// The registry's log; clones share it.
#[derive(Clone)]
pub(crate) struct Store {
    log: EventLog<RegistryJournal>,
}

impl Store {
    /// Starts the tasks that commit; they end with the last clone.
    pub(crate) fn start(pool: PgPool, schema: Schema, site: Site) -> Self {
        let journal = Arc::new(RegistryJournal { site });
        Self {
            log: EventLog::start(pool, schema, journal, Settings::default()),
        }
    }

    pub(crate) async fn execute(
        &self,
        id: Uuid,
        command: Command,
        circumstances: Circumstances,
    ) -> Result<Receipt, Failure> {
        let request = Request {
            id,
            command,
            expected_version: circumstances.expected_version,
            idempotency: circumstances.idempotency,
            metadata: circumstances.metadata,
        };
        self.log.execute(request).await
    }

    /// Registers an enterprise under the first of the slugs that is free, and
    /// answers that too.
    pub(crate) async fn register(
        &self,
        id: Uuid,
        slugs: Vec<Slug>,
        profile: &Profile,
        notes: Option<Notes>,
        circumstances: Circumstances,
    ) -> Result<(Receipt, Slug), Failure> {
        for slug in slugs {
            let command = Command::Register(Box::new(Register {
                slug: slug.clone(),
                profile: profile.clone(),
                notes: notes.clone(),
            }));
            match self.execute(id, command, circumstances.clone()).await {
                Err(ExecuteError::Refused(Refusal::SlugTaken)) => {}
                answer => return answer.map(|receipt| (receipt, slug)),
            }
        }
        Err(ExecuteError::Refused(Refusal::SlugTaken))
    }

    /// The public events.
    pub(crate) fn feed(&self) -> Feed {
        self.log.feed()
    }
}

/// What the registry adds to the log.
struct RegistryJournal {
    site: Site,
}

impl Journal for RegistryJournal {
    type Aggregate = Enterprise;

    fn publish(&self, recorded: &Recorded<Event>, after: &Enterprise) -> Option<PublicEvent> {
        publish::publish(&self.site, recorded, after)
    }

    fn project<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        changes: &'a [Change<Enterprise>],
    ) -> BoxFuture<'a, Result<(), sqlx::Error>> {
        Table.apply(tx, Table::LIVE, changes)
    }

    fn refusal_of(&self, constraint: &str) -> Option<Refusal> {
        Table::refusal_of(constraint)
    }
}
