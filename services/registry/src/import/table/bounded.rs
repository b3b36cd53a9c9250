//! A reader that gives up when one row takes too much.

use std::{
    io::{self, Read},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

/// Reads no more than the bound allows.
pub(super) struct Bounded<R> {
    inner: R,
    bound: Bound,
}

/// How much may still be read; whoever takes the rows resets it.
#[derive(Clone)]
pub(super) struct Bound {
    left: Arc<AtomicUsize>,
    most: usize,
}

impl<R: Read> Bounded<R> {
    pub(super) fn new(inner: R, most: usize) -> (Self, Bound) {
        let left = Arc::new(AtomicUsize::new(most));
        let bound = Bound { left, most };
        let bounded = Self {
            inner,
            bound: bound.clone(),
        };
        (bounded, bound)
    }
}

impl Bound {
    pub(super) fn reset(&self) {
        self.left.store(self.most, Ordering::Relaxed);
    }

    pub(super) fn is_reached(&self) -> bool {
        self.left.load(Ordering::Relaxed) == 0
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.bound.left.load(Ordering::Relaxed);
        if left == 0 {
            return Err(io::Error::other("the row is too long"));
        }
        let room = buffer.len().min(left);
        let read = self.inner.read(&mut buffer[..room])?;
        self.bound.left.store(left - read, Ordering::Relaxed);
        Ok(read)
    }
}
