//! The event streams that are open: endless answers, counted apart from the
//! requests that end.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

pub(crate) struct Live {
    places: Arc<Semaphore>,
}

impl Live {
    pub(crate) fn new(places: usize) -> Self {
        let places = places.min(Semaphore::MAX_PERMITS);
        Self {
            places: Arc::new(Semaphore::new(places)),
        }
    }

    /// A place for one more stream, held until it ends; nothing when full.
    pub(crate) fn admit(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.places).try_acquire_owned().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_that_ends_makes_room_for_another() {
        let live = Live::new(1);
        let first = live.admit().unwrap();
        assert!(live.admit().is_none());
        drop(first);
        assert!(live.admit().is_some());
    }
}
