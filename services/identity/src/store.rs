//! Carries out commands: load, decide, append, project, in one transaction.
//! Accounts and organisations have a log each, and one feed together.

mod accounts;
mod letters;
mod organisations;

use std::sync::Arc;

use eventlog::{
    command::{ExecuteError, Receipt},
    feed::Feed,
    log::{EventLog, Loaded, Settings},
    schema::Schema,
};
use host::context::CommandContext;
use sqlx::PgPool;
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
        let request = context.request(id, command);
        self.accounts.execute(request).await
    }

    pub(crate) async fn organisation(
        &self,
        id: Uuid,
        command: organisation::command::Command,
        context: CommandContext,
    ) -> Result<Receipt, OrganisationFailure> {
        let request = context.request(id, command);
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
