//! Carries out commands: load, decide, append, project, in one transaction.
//! Accounts and organisations have a log each, and one feed together.

mod accounts;
mod letters;
mod organisations;

use std::sync::Arc;

use chassis::{command::Given, telemetry};
use eventlog::{
    command::{ExecuteError, Idempotency, Receipt, Request},
    feed::Feed,
    log::{EventLog, Loaded, Settings},
    migrate::tables::Tables,
    schema::{InvalidSchema, Schema},
};
use kernel::metadata::Metadata;
use sqlx::{PgPool, migrate::Migrator};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    domain::{
        account::{self, Account},
        organisation::{self, Organisation},
    },
    mail::outbox::Outbox,
    store::{accounts::AccountJournal, organisations::OrganisationJournal},
};

/// Why an account's command was not carried out.
pub(crate) type AccountFailure = ExecuteError<account::refusal::Refusal>;
/// Why an organisation's command was not carried out.
pub(crate) type OrganisationFailure = ExecuteError<organisation::refusal::Refusal>;

/// Identity's own tables; `sqlx.toml` says where their history stands.
static MIGRATIONS: Migrator = sqlx::migrate!();

/// Identity's schema in Postgres.
pub(crate) fn schema() -> Result<Schema, InvalidSchema> {
    Schema::parse("identity")
}

/// Identity's tables, with those of its log.
pub(crate) fn tables() -> Result<Tables, InvalidSchema> {
    Ok(Tables::new(schema()?, &MIGRATIONS))
}

/// Who gives a command, when and on what condition.
#[derive(Clone, Debug)]
pub(crate) struct CommandContext {
    pub(crate) metadata: Metadata,
    /// The version that the command was made from, where its giver says so.
    pub(crate) expected_version: Option<u64>,
    pub(crate) idempotency: Option<Idempotency>,
}

impl CommandContext {
    /// `actor` is a subject id or the name of a part of the system.
    pub(crate) fn of(actor: impl Into<String>, at: OffsetDateTime) -> Self {
        Self {
            metadata: Metadata {
                actor: actor.into(),
                at: to_micros(at),
                traceparent: telemetry::traceparent(),
            },
            expected_version: None,
            idempotency: None,
        }
    }

    /// What came beside a request.
    pub(crate) fn given(given: &Given, at: OffsetDateTime) -> Self {
        let idempotency = given.key.as_ref().map(|key| Idempotency {
            key: key.scoped.clone(),
            request_hash: key.request_hash,
        });
        Self {
            idempotency,
            ..Self::of(given.actor(), at)
        }
    }
}

/// As Postgres keeps it: a time that is read back equals the one written.
fn to_micros(at: OffsetDateTime) -> OffsetDateTime {
    let nanos = at.nanosecond();
    at.replace_nanosecond(nanos - nanos % 1000).unwrap_or(at)
}

/// Identity's logs; clones share them.
#[derive(Clone)]
pub(crate) struct Store {
    accounts: EventLog<AccountJournal>,
    organisations: EventLog<OrganisationJournal>,
    feed: Feed,
}

impl Store {
    /// Starts the tasks that commit; they end with the last clone.
    pub(crate) fn start(pool: PgPool, schema: &Schema, outbox: &Outbox) -> Self {
        let feed = Feed::new(pool.clone(), schema);
        let settings = Settings::default();
        let of_accounts = AccountJournal {
            outbox: outbox.clone(),
        };
        let of_organisations = OrganisationJournal {
            outbox: outbox.clone(),
        };
        Self {
            accounts: EventLog::start_with_feed(
                pool.clone(),
                schema,
                Arc::new(of_accounts),
                settings,
                feed.clone(),
            ),
            organisations: EventLog::start_with_feed(
                pool,
                schema,
                Arc::new(of_organisations),
                settings,
                feed.clone(),
            ),
            feed,
        }
    }

    pub(crate) async fn account(
        &self,
        id: Uuid,
        command: account::command::Command,
        context: CommandContext,
    ) -> Result<Receipt, AccountFailure> {
        let request = request(id, command, context);
        self.accounts.execute(request).await
    }

    pub(crate) async fn organisation(
        &self,
        id: Uuid,
        command: organisation::command::Command,
        context: CommandContext,
    ) -> Result<Receipt, OrganisationFailure> {
        let request = request(id, command, context);
        self.organisations.execute(request).await
    }

    pub(crate) async fn load_account(
        &self,
        id: Uuid,
    ) -> Result<Option<Loaded<Account>>, AccountFailure> {
        self.accounts.load(id).await
    }

    pub(crate) async fn load_organisation(
        &self,
        id: Uuid,
    ) -> Result<Option<Loaded<Organisation>>, OrganisationFailure> {
        self.organisations.load(id).await
    }

    /// The public events.
    pub(crate) fn feed(&self) -> Feed {
        self.feed.clone()
    }
}

fn request<A: kernel::aggregate::Aggregate>(
    id: Uuid,
    command: A::Command,
    context: CommandContext,
) -> Request<A> {
    Request {
        id,
        command,
        expected_version: context.expected_version,
        idempotency: context.idempotency,
        metadata: context.metadata,
    }
}
