//! Keeps the search index equal to the list: all of it at the start, then the
//! enterprises that the feed names, position by position.

mod list;
pub(crate) mod listing;

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use eventlog::feed::{Feed, FeedRow};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    projection::directory::{Directory, Entry},
    publish,
    search::{Finder, IndexChange, IndexFault},
};

pub(crate) use list::List;

/// Events that are applied together.
const CHUNK: u32 = 500;
/// Between attempts while the database is away.
const RETRY: Duration = Duration::from_millis(250);

/// Why the index does not follow.
#[derive(Debug, thiserror::Error)]
pub(crate) enum IndexUpdateError {
    #[error("the directory or the feed cannot be read: {0}")]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Index(#[from] IndexFault),
    #[error("the index did not come back from a change: {0}")]
    Lost(#[from] tokio::task::JoinError),
}

/// Feeds the index.
pub(crate) struct IndexUpdater {
    feed: Feed,
    directory: Directory,
    finder: Arc<dyn Finder>,
    reached: watch::Sender<u64>,
}

impl IndexUpdater {
    /// Puts the whole list into an empty index. The head is read before the
    /// rows, so that the rows include it; they may already include more, which
    /// the feed then brings once again.
    pub(crate) async fn load(
        feed: Feed,
        directory: Directory,
        finder: Arc<dyn Finder>,
    ) -> Result<Self, IndexUpdateError> {
        let head = feed.head().await?;
        let entries = directory.listed().await?;
        let count = entries.len();
        let index_updater = Self {
            feed,
            directory,
            finder,
            reached: watch::Sender::new(0),
        };
        let changes = entries.into_iter().map(change_of).collect();
        index_updater.apply(changes, head).await?;
        tracing::info!(
            enterprises = count,
            position = head,
            "the list is in the index"
        );
        Ok(index_updater)
    }

    /// The list as it is searched.
    pub(crate) fn list(&self) -> List {
        List::new(Arc::clone(&self.finder), self.reached.subscribe())
    }

    /// Follows the feed until the token is cancelled. A database that is away
    /// is waited for; a broken index is the end.
    pub(crate) async fn run(self, shutdown: CancellationToken) -> Result<(), IndexUpdateError> {
        let ended = shutdown.run_until_cancelled(self.follow()).await;
        ended.unwrap_or(Ok(()))
    }

    async fn follow(&self) -> Result<(), IndexUpdateError> {
        let mut newest = self.feed.watch();
        let mut is_away = false;
        loop {
            newest.mark_unchanged();
            match self.catch_up().await {
                Ok(()) => {
                    is_away = false;
                    if newest.changed().await.is_err() {
                        return Ok(());
                    }
                }
                Err(IndexUpdateError::Database(error)) => {
                    if !std::mem::replace(&mut is_away, true) {
                        tracing::warn!(%error, "the index waits for the database");
                    }
                    tokio::time::sleep(RETRY).await;
                }
                Err(fault @ (IndexUpdateError::Index(_) | IndexUpdateError::Lost(_))) => {
                    return Err(fault);
                }
            }
        }
    }

    async fn catch_up(&self) -> Result<(), IndexUpdateError> {
        loop {
            let rows = self.feed.read(self.finder.position(), CHUNK).await?;
            let Some(last) = rows.last() else {
                return Ok(());
            };
            let changes = self.changes(&rows).await?;
            self.apply(changes, last.position).await?;
        }
    }

    /// The enterprises that the rows name, as they stand now: what happened
    /// since comes again with its own row.
    async fn changes(&self, rows: &[FeedRow]) -> Result<Vec<IndexChange>, sqlx::Error> {
        let named = rows.iter().filter_map(|row| publish::id_of(&row.resource));
        let mut ids: BTreeSet<Uuid> = named.collect();
        let wanted: Vec<Uuid> = ids.iter().copied().collect();
        let mut changes = Vec::with_capacity(wanted.len());
        for entry in self.directory.by_ids(&wanted).await? {
            ids.remove(&entry.id);
            changes.push(change_of(entry));
        }
        changes.extend(ids.into_iter().map(IndexChange::Remove));
        Ok(changes)
    }

    async fn apply(
        &self,
        changes: Vec<IndexChange>,
        position: u64,
    ) -> Result<(), IndexUpdateError> {
        let finder = Arc::clone(&self.finder);
        tokio::task::spawn_blocking(move || finder.apply(changes, position)).await??;
        self.reached.send_replace(position);
        Ok(())
    }
}

fn change_of(entry: Entry) -> IndexChange {
    let id = entry.id;
    match listing::of(entry) {
        Some(listing) => IndexChange::Put(Box::new(listing)),
        None => IndexChange::Remove(id),
    }
}
