//! Work that goes on behind an answer, so that how long the answer takes says
//! nothing of what there was to do.

use std::{fmt::Display, sync::Arc, time::Duration};

use tokio::sync::Semaphore;
use tokio_util::task::TaskTracker;
use tracing::Instrument;

use crate::secret;

/// So much at once; the rest waits in its order and leaves connections for
/// those who wait for an answer.
const AT_ONCE: usize = 2;

/// It begins after a random part of this: who asks something else right after
/// the answer cannot tell from its pace what goes on behind.
const BEGINS_WITHIN: Duration = Duration::from_millis(400);

/// Clones share the work.
#[derive(Clone, Debug)]
pub(crate) struct Behind {
    tasks: TaskTracker,
    places: Arc<Semaphore>,
}

impl Behind {
    pub(crate) fn new() -> Self {
        Self {
            tasks: TaskTracker::new(),
            places: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// Does the work after the answer; a failure is logged under its name.
    pub(crate) fn spawn<E: Display>(
        &self,
        name: &'static str,
        work: impl Future<Output = Result<(), E>> + Send + 'static,
    ) {
        let places = Arc::clone(&self.places);
        let pause = BEGINS_WITHIN.mul_f64(f64::from(secret::random::<1>()[0]) / 256.0);
        let work = async move {
            tokio::time::sleep(pause).await;
            // The places are never closed.
            let _place = places.acquire_owned().await;
            if let Err(error) = work.await {
                tracing::error!(%error, name, "work behind an answer failed");
            }
        };
        self.tasks.spawn(work.in_current_span());
    }

    /// Waits until all of it is done; what comes after that is done too, as
    /// long as somebody waits.
    pub(crate) async fn done(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }
}
