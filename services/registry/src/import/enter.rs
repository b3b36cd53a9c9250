//! Brings one row in: registers it, fills in what its draft lacked, and puts
//! it on the list where that is asked for.

use chassis::clock::Clock;
use eventlog::command::{ExecuteError, Receipt};
use host::context::CommandContext;
use kernel::fault::Fault;
use uuid::Uuid;

use crate::{
    domain::{
        enterprise::{Stage, command::Command, refusal::Refusal},
        values::profile::Profile,
    },
    grpc::refusal,
    import::{missing, report::Outcome, row::Row},
    projection::directory::{Directory, Entry},
    store::{Draft, Failure, Store},
};

/// Who an import is in the log.
const ACTOR: &str = "import";

/// What became of a row.
pub(super) struct Entered {
    pub(super) row: u64,
    pub(super) outcome: Outcome,
    pub(super) id: Option<Uuid>,
    /// Why, where it did not go in.
    pub(super) faults: Vec<Fault>,
}

/// Brings rows in.
pub(super) struct Entrance {
    pub(super) store: Store,
    pub(super) directory: Directory,
    pub(super) clock: Clock,
    /// The columns of the file.
    pub(super) columns: Vec<String>,
    /// Whether complete rows are put on the list.
    pub(super) list: bool,
    /// Whether nothing is written.
    pub(super) dry_run: bool,
}

/// An enterprise as it stands after the first step.
struct Standing {
    id: Uuid,
    stage: Stage,
    profile: Profile,
    outcome: Outcome,
}

impl Entrance {
    /// # Errors
    /// The database fails: the import ends, and may be repeated.
    pub(super) async fn enter(&self, row: Row) -> Result<Entered, Failure> {
        let number = row.number;
        let standing = match self.find(&row).await? {
            Some(entry) => self.fill(entry, &row).await,
            None => self.register(&row).await,
        };
        let id = row.id;
        let entered = |outcome, id, faults| Entered {
            row: number,
            outcome,
            id: Some(id),
            faults,
        };
        let standing = match refusal_of(standing)? {
            Ok(standing) => standing,
            Err(refusal) => {
                return Ok(entered(Outcome::Refused, id, vec![refused(&refusal)]));
            }
        };
        if !self.list || standing.stage == Stage::Listed {
            return Ok(entered(standing.outcome, standing.id, vec![]));
        }
        let faults = missing::faults(number, &standing.profile, &self.columns);
        if !faults.is_empty() {
            return Ok(entered(Outcome::NotListed, standing.id, faults));
        }
        match refusal_of(self.put_on_list(&standing).await)? {
            Ok(()) => Ok(entered(Outcome::Listed, standing.id, vec![])),
            Err(refusal) => {
                let faults = vec![refused(&refusal)];
                Ok(entered(Outcome::NotListed, standing.id, faults))
            }
        }
    }

    /// The enterprise that the row speaks of, under whichever id it came in.
    async fn find(&self, row: &Row) -> Result<Option<Entry>, Failure> {
        let Some(number) = row.profile.org_number else {
            return self
                .directory
                .get(row.id)
                .await
                .map_err(ExecuteError::Database);
        };
        let found = self.directory.by_org_number(number).await;
        if let Some(entry) = found.map_err(ExecuteError::Database)? {
            return Ok(Some(entry));
        }
        let found = self.directory.get(row.id_by_name).await;
        // One of the same name and place with another number is another one.
        let fits = |entry: &Entry| entry.profile.org_number.is_none();
        Ok(found.map_err(ExecuteError::Database)?.filter(fits))
    }

    async fn register(&self, row: &Row) -> Result<Standing, Failure> {
        if !self.dry_run {
            let slugs = self.directory.free_slugs(row.profile.slugs(row.id)).await;
            let slugs = slugs.map_err(ExecuteError::Database)?;
            let draft = Draft {
                profile: &row.profile,
                notes: row.notes.clone(),
                organisation: None,
            };
            let by = self.context();
            self.store.register(row.id, slugs, draft, by).await?;
        }
        Ok(Standing {
            id: row.id,
            stage: Stage::Draft,
            profile: row.profile.clone(),
            outcome: Outcome::Imported,
        })
    }

    /// Fills in what a draft lacks; what it has is not touched, since somebody
    /// may have written it since.
    async fn fill(&self, entry: Entry, row: &Row) -> Result<Standing, Failure> {
        let parts = match entry.stage {
            Stage::Draft => entry.profile.lacking(&row.profile),
            Stage::Submitted
            | Stage::Returned
            | Stage::Rejected
            | Stage::Listed
            | Stage::Unlisted
            | Stage::Closed => Vec::new(),
        };
        let outcome = if parts.is_empty() {
            Outcome::AlreadyThere
        } else {
            let command = Command::ChangeProfile {
                parts: parts.clone(),
                reviewed: true,
            };
            self.execute(entry.id, command).await?;
            Outcome::Completed
        };
        Ok(Standing {
            id: entry.id,
            stage: entry.stage,
            profile: parts.into_iter().fold(entry.profile, Profile::with),
            outcome,
        })
    }

    /// Only a draft, or one that waits for review: an enterprise that left the
    /// list comes back by its own wish, and one that was returned has to be
    /// looked at.
    async fn put_on_list(&self, standing: &Standing) -> Result<(), Failure> {
        let (id, stage) = (standing.id, standing.stage);
        match stage {
            Stage::Draft => {
                let by_owner = false;
                self.execute(id, Command::Submit { by_owner }).await?;
                self.execute(id, Command::List).await
            }
            Stage::Submitted => self.execute(id, Command::List).await,
            Stage::Returned | Stage::Rejected | Stage::Listed | Stage::Unlisted => {
                let wanted = "listing by an import";
                Err(ExecuteError::Refused(Refusal::WrongState { wanted, stage }))
            }
            Stage::Closed => Err(ExecuteError::Refused(Refusal::Closed)),
        }
    }

    async fn execute(&self, id: Uuid, command: Command) -> Result<(), Failure> {
        if !self.dry_run {
            let by = self.context();
            let _receipt: Receipt = self.store.execute(id, command, by).await?;
        }
        Ok(())
    }

    fn context(&self) -> CommandContext {
        CommandContext::of(ACTOR, self.clock.now())
    }
}

/// Tells what the domain refuses, which concerns one row, from what concerns
/// all of them.
fn refusal_of<T>(result: Result<T, Failure>) -> Result<Result<T, Refusal>, Failure> {
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(ExecuteError::Refused(refusal)) => Ok(Err(refusal)),
        Err(failure) => Err(failure),
    }
}

fn refused(refusal: &Refusal) -> Fault {
    let (_, rule) = refusal::reason(refusal);
    let field = if let Refusal::OrgNumberTaken = refusal {
        "org_number"
    } else if let Refusal::SlugTaken = refusal {
        "name"
    } else {
        ""
    };
    Fault {
        field: field.to_owned(),
        rule,
        message: refusal.to_string(),
    }
}
