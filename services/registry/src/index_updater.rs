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
    /// Puts the whole list into the index.
    pub(crate) async fn load(
        feed: Feed,
        directory: Directory,
        finder: Arc<dyn Finder>,
    ) -> Result<Self, IndexUpdateError> {
        let index_updater = Self {
            feed,
            directory,
            finder,
            reached: watch::Sender::new(0),
        };
        index_updater.load_all().await?;
        Ok(index_updater)
    }

    /// The head is read before the rows, so that the rows include it; they may
    /// already include more, which the feed then brings once again. What is in
    /// the index and not in the rows goes.
    async fn load_all(&self) -> Result<(), IndexUpdateError> {
        let head = self.feed.head().await?;
        let entries = self.directory.listed().await?;
        let count = entries.len();
        let gone = self.finder.ids().into_iter().map(IndexChange::Remove);
        let changes = gone.chain(entries.into_iter().map(change_of)).collect();
        self.apply(changes, head).await?;
        tracing::info!(
            enterprises = count,
            position = head,
            "the list is in the index"
        );
        Ok(())
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
        let mut restored = 0;
        let mut is_away = false;
        loop {
            newest.mark_unchanged();
            match self.step(&mut restored).await {
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

    /// Reads all anew where the database was restored since, and comes up to the
    /// feed.
    async fn step(&self, restored: &mut u64) -> Result<(), IndexUpdateError> {
        let times = *self.feed.restored().borrow();
        if times != *restored {
            self.load_all().await?;
            *restored = times;
        }
        self.catch_up().await
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
