//! The list as it is searched, and waiting for it to include a write.

use std::{sync::Arc, time::Duration};

use eventlog::checkpoint::Freshness;
use tokio::sync::watch;

use crate::search::Finder;

/// How long a reader waits for a position.
const PATIENCE: Duration = Duration::from_millis(500);

/// Searches; clones share the index.
#[derive(Clone)]
pub(crate) struct List {
    finder: Arc<dyn Finder>,
    reached: watch::Receiver<u64>,
}

impl List {
    pub(super) fn new(finder: Arc<dyn Finder>, reached: watch::Receiver<u64>) -> Self {
        Self { finder, reached }
    }

    pub(crate) fn finder(&self) -> &dyn Finder {
        self.finder.as_ref()
    }

    /// The same, to take along.
    pub(crate) fn shared(&self) -> Arc<dyn Finder> {
        Arc::clone(&self.finder)
    }

    /// Waits until searches include a feed position, but not for long.
    pub(crate) async fn wait_for(&self, position: u64) -> Freshness {
        if self.finder.position() >= position {
            return Freshness::Fresh;
        }
        let mut reached = self.reached.clone();
        let arrived = reached.wait_for(|at| *at >= position);
        match tokio::time::timeout(PATIENCE, arrived).await {
            Ok(Ok(_)) => Freshness::Fresh,
            // The updater has ended, or is late.
            Ok(Err(_)) | Err(_) => Freshness::Stale,
        }
    }
}
