//! A service's settings: those that all services share, and its own.

use chassis::config::{Loader, Settings, Shared};
use serde::{Deserialize, Deserializer, de::DeserializeOwned, de::Error};

/// Everything that a service has to know.
#[derive(Clone, Debug)]
pub struct Config<Own> {
    pub shared: Shared,
    pub own: Own,
}

/// The settings of one service.
pub trait OwnSettings: Settings + DeserializeOwned {
    /// The prefix of their variables, e.g. `ASF_REGISTRY_`.
    const PREFIX: &'static str;

    /// Refuses what does not go together with the shared settings.
    fn check(&self, _shared: &Shared, _loader: &mut Loader) {}
}

impl<Own: OwnSettings> Config<Own> {
    /// Reads the settings with those of other services; `None` for faults, which
    /// [`Loader::finish`] tells.
    pub fn add_to(loader: &mut Loader) -> Option<Self> {
        let shared: Option<Shared> = loader.add("ASF_");
        let own: Option<Own> = loader.add(Own::PREFIX);
        if let (Some(shared), Some(own)) = (&shared, &own) {
            own.check(shared, loader);
        }
        Some(Self {
            shared: shared?,
            own: own?,
        })
    }
}

/// Reads the connections of a service that needs so many at the same time.
///
/// # Errors
/// There are fewer.
pub fn at_least<'de, const FEWEST: u32, D: Deserializer<'de>>(value: D) -> Result<u32, D::Error> {
    match u32::deserialize(value)? {
        few if few < FEWEST => Err(D::Error::custom("too few")),
        enough => Ok(enough),
    }
}
