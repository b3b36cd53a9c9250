//! `registry.misses`: searches that found nothing, counted by text, county and
//! day for ninety days. A read model of no events: a search is none, and what
//! is lost here is only a count.

mod read;
mod recorder;
mod text;

pub(crate) use read::{Counted, ZeroResultSearches};
pub(crate) use recorder::Recorder;
