//! The registry's settings.

use std::net::SocketAddr;

use chassis::config::{Faults, Loader, Setting, Settings, Shared};
use serde::{Deserialize, Deserializer, de::Error};

/// The prefix of the registry's own variables.
pub const PREFIX: &str = "ASF_REGISTRY_";

/// Committing, following, relaying, hearing from identity and answering at the
/// same time need one each.
const FEWEST_CONNECTIONS: u32 = 5;

/// Everything that the registry has to know.
#[derive(Clone, Debug)]
pub struct Config {
    pub shared: Shared,
    pub registry: Registry,
}

/// The registry's own settings.
#[derive(Clone, Debug, Deserialize)]
pub struct Registry {
    pub grpc_addr: SocketAddr,
    #[serde(deserialize_with = "connections")]
    pub database_connections: u32,
    pub stream_replicas: usize,
    pub identity_url: String,
}

impl Settings for Registry {
    const SETTINGS: &'static [Setting] = &[
        Setting::with_default(
            "grpc_addr",
            "127.0.0.1:7001",
            "Where the registry serves gRPC.",
        )
        .allowed("an address and a port such as 0.0.0.0:7001"),
        Setting::with_default(
            "database_connections",
            "10",
            "Connections to Postgres that one process holds at most.",
        )
        .allowed("a whole number of at least 5"),
        Setting::with_default(
            "stream_replicas",
            "1",
            "Servers of the NATS cluster that keep a copy of the stream ASF_REGISTRY.",
        )
        .allowed("1, 3 or 5"),
        Setting::with_default(
            "identity_url",
            "http://127.0.0.1:7004",
            "Where identity serves gRPC: keys of tokens, and its events when NATS lacks some.",
        )
        .allowed("a URL such as http://identity:7004"),
    ];
}

impl Config {
    /// Reads the environment, and reports all faults of all settings.
    ///
    /// # Errors
    /// The faults.
    pub fn load() -> Result<Self, Faults> {
        let mut loader = Loader::new();
        let config = Self::add_to(&mut loader);
        loader.finish(config)
    }

    /// Reads the settings with those of other services.
    pub fn add_to(loader: &mut Loader) -> Option<Self> {
        let shared = loader.add("ASF_");
        let registry = loader.add(PREFIX);
        Some(Self {
            shared: shared?,
            registry: registry?,
        })
    }
}

fn connections<'de, D: Deserializer<'de>>(value: D) -> Result<u32, D::Error> {
    match u32::deserialize(value)? {
        few if few < FEWEST_CONNECTIONS => Err(D::Error::custom("too few")),
        enough => Ok(enough),
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Config, Faults> {
        let variables = variables.iter();
        let variables = variables.map(|&(name, value)| (OsString::from(name), value.into()));
        let mut loader = Loader::from_variables(variables);
        let config = Config::add_to(&mut loader);
        loader.finish(config)
    }

    #[test]
    fn every_setting_has_a_default() {
        let config = read(&[]).unwrap();
        assert_eq!(config.registry.grpc_addr.port(), 7001);
        assert_eq!(config.registry.stream_replicas, 1);
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let faults = read(&[
            ("ASF_REGISTRY_GRPC_ADDR", "7001"),
            ("ASF_REGISTRY_DATABASE_CONNECTIONS", "4"),
            ("ASF_PUBLIC_URL", "asf.example"),
        ]);
        let faults = faults.unwrap_err().0.into_iter();
        let variables: Vec<_> = faults.map(|fault| fault.variable).collect();
        assert_eq!(
            variables,
            [
                "ASF_PUBLIC_URL",
                "ASF_REGISTRY_DATABASE_CONNECTIONS",
                "ASF_REGISTRY_GRPC_ADDR"
            ]
        );
    }
}
