//! Who may make a file next. Files take long enough that, beyond what can be
//! done, everybody would wait until nobody has any time left: a short queue
//! waits, and whoever finds it full is told so at once.

use std::time::Duration;

use chassis::status;
use tokio::sync::{Semaphore, SemaphorePermit};
use tonic::Status;

/// Less than a caller waits for a file, so that whoever gets a turn can still
/// use it.
const PATIENCE: Duration = Duration::from_secs(4);
/// By then the queue is another one.
const RETRY_AFTER: Duration = Duration::from_secs(5);

pub(super) struct Turns {
    working: Semaphore,
    /// Those at work and those in the queue.
    inside: Semaphore,
}

/// Ends with the value.
pub(super) struct Turn<'t> {
    _working: SemaphorePermit<'t>,
    _inside: SemaphorePermit<'t>,
}

impl Turns {
    pub(super) const fn new(at_work: usize, queue: usize) -> Self {
        Self {
            working: Semaphore::const_new(at_work),
            inside: Semaphore::const_new(at_work + queue),
        }
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// The queue is full, or it goes too slowly.
    pub(super) async fn take(&self) -> Result<Turn<'_>, Status> {
        let busy = || status::busy(RETRY_AFTER);
        let inside = self.inside.try_acquire().map_err(|_| busy())?;
        match tokio::time::timeout(PATIENCE, self.working.acquire()).await {
            Ok(Ok(working)) => Ok(Turn {
                _working: working,
                _inside: inside,
            }),
            Ok(Err(_)) | Err(_) => Err(busy()),
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn who_finds_the_queue_full_is_told_at_once_when_to_come_again() {
        let turns = Turns::new(1, 1);
        let first = turns.take().await.ok();
        let mut second = Box::pin(turns.take());
        assert!(second.as_mut().now_or_never().is_none());
        let refused = turns.take().now_or_never().unwrap().err().unwrap();
        assert_eq!(status::reason(&refused).as_deref(), Some("BUSY"));
        assert_eq!(status::retry_after(&refused), Some(RETRY_AFTER));
        drop(first);
        assert!(second.await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn a_queue_that_does_not_move_is_left() {
        let turns = Turns::new(1, 1);
        let _first = turns.take().await.ok();
        assert!(turns.take().await.is_err());
        // Whoever has gone takes up no place.
        assert!(turns.take().now_or_never().is_none());
    }
}
