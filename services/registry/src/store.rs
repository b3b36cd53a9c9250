//! Carries out commands: load, decide, append, project, in one transaction.

pub(crate) mod shortlists;
pub(crate) mod webhooks;

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
    domain::{
        enterprise::{
            Enterprise,
            command::{Command, Register},
            event::Event,
            refusal::Refusal,
        },
        values::{
            profile::{Part, Profile},
            slug::Slug,
            text::Notes,
        },
    },
    projection::{
        benefits, claims,
        directory::{self, Directory},
        revisions,
    },
    publish::{self, Site},
};

/// Why a command was not carried out.
pub(crate) type Failure = ExecuteError<Refusal>;

/// What an enterprise begins with.
pub(crate) struct Draft<'a> {
    pub(crate) profile: &'a Profile,
    pub(crate) notes: Option<Notes>,
    /// The ASF that registers itself.
    pub(crate) organisation: Option<Uuid>,
}

/// The registry's log; clones share it.
#[derive(Clone)]
pub(crate) struct Store {
    log: EventLog<RegistryJournal>,
    directory: Directory,
}

impl Store {
    /// Starts the tasks that commit; they end with the last clone.
    pub(crate) fn start(pool: PgPool, schema: Schema, site: Site) -> Self {
        let journal = Arc::new(RegistryJournal { site });
        Self {
            directory: Directory::new(pool.clone()),
            log: EventLog::start(pool, schema, journal, Settings::default()),
        }
    }

    pub(crate) async fn execute(
        &self,
        id: Uuid,
        command: Command,
        context: CommandContext,
    ) -> Result<Receipt, Failure> {
        self.proposed_number_is_free(id, &command).await?;
        self.log.execute(context.request(id, command)).await
    }

    /// What waits for review stands in no unique column: a number that somebody
    /// else has is refused here, and again when the change is approved.
    async fn proposed_number_is_free(&self, id: Uuid, command: &Command) -> Result<(), Failure> {
        let Command::ChangeProfile {
            parts,
            reviewed: false,
        } = command
        else {
            return Ok(());
        };
        for part in parts {
            let Part::OrgNumber(Some(number)) = part else {
                continue;
            };
            let taken = self.directory.proposed_number_is_taken(id, *number).await;
            if taken.map_err(ExecuteError::Database)? {
                return Err(ExecuteError::Refused(Refusal::OrgNumberTaken));
            }
        }
        Ok(())
    }

    /// Registers an enterprise under the first of the slugs that is free, and
    /// answers that too.
    pub(crate) async fn register(
        &self,
        id: Uuid,
        slugs: Vec<Slug>,
        draft: Draft<'_>,
        context: CommandContext,
    ) -> Result<(Receipt, Slug), Failure> {
        for slug in slugs {
            let command = Command::Register(Box::new(Register {
                slug: slug.clone(),
                profile: draft.profile.clone(),
                notes: draft.notes.clone(),
                organisation: draft.organisation,
            }));
            match self.execute(id, command, context.clone()).await {
                Err(ExecuteError::Refused(Refusal::SlugTaken)) => {}
                answer => return answer.map(|receipt| (receipt, slug)),
            }
        }
        Err(ExecuteError::Refused(Refusal::SlugTaken))
    }

    /// Every event of one enterprise, the first one first.
    pub(crate) async fn history(&self, id: Uuid) -> Result<Vec<Recorded<Event>>, Failure> {
        self.log.history(id).await
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
        Box::pin(async move {
            directory::Table
                .apply(&mut *tx, directory::Table::LIVE, changes)
                .await?;
            revisions::Table
                .apply(&mut *tx, revisions::Table::LIVE, changes)
                .await?;
            benefits::Table
                .apply(&mut *tx, benefits::Table::LIVE, changes)
                .await?;
            claims::Table
                .apply(&mut *tx, claims::Table::LIVE, changes)
                .await
        })
    }

    fn refusal_of(&self, constraint: &str) -> Option<Refusal> {
        directory::Table::refusal_of(constraint)
    }
}
