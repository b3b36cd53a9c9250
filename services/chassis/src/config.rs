//! Settings out of environment variables: all faults at once, secrets from
//! files and never shown, misspelt names noticed.
//!
//! A set of settings is a struct that serde fills and a [`Settings`] list that
//! names each field with its default and its meaning. The list is what the
//! loader, `config` sub-commands and `deploy/env.sample` are made from.

mod describe;
mod fault;
mod loader;
mod setting;
mod shared;
mod spelling;
mod variables;

use serde::de::DeserializeOwned;

pub use describe::sample;
pub use fault::{Fault, Faults};
pub use loader::Loader;
pub use setting::{Setting, Settings};
pub use shared::{Environment, Shared, Switch};

/// What a process ends with when its settings have faults (`EX_CONFIG` of BSD's
/// sysexits).
pub const EXIT_CODE: u8 = 78;

/// Reads one set of settings; with several, use a [`Loader`] to learn the
/// faults of all of them.
pub fn load<T: Settings + DeserializeOwned>(prefix: &str) -> Result<T, Faults> {
    let mut loader = Loader::new();
    let settings = loader.add(prefix);
    loader.finish(settings)
}
