//! The registry's settings.

use std::net::{IpAddr, SocketAddr};

use chassis::config::{Environment, Loader, Setting, Settings, Shared};
use host::config::{OwnSettings, at_least};
use secrecy::SecretString;
use serde::{Deserialize, Deserializer, de::Error};

use crate::webhooks::key::Key;

/// The prefix of the registry's own variables.
pub const PREFIX: &str = "ASF_REGISTRY_";

/// Committing, following, relaying, hearing two things from identity, the timer,
/// sending webhooks and answering at the same time need one each.
const FEWEST_CONNECTIONS: u32 = 8;

/// Everything that the registry has to know.
pub type Config = host::config::Config<Registry>;

/// The registry's own settings.
#[derive(Clone, Debug, Deserialize)]
pub struct Registry {
    pub grpc_addr: SocketAddr,
    #[serde(deserialize_with = "at_least::<FEWEST_CONNECTIONS, _>")]
    pub database_connections: u32,
    pub stream_replicas: usize,
    pub identity_url: String,
    #[serde(deserialize_with = "webhook_key")]
    pub webhook_key: SecretString,
    #[serde(default, deserialize_with = "addresses")]
    pub webhook_allow: Vec<IpAddr>,
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
        .allowed("a whole number of at least 8"),
        Setting::with_default(
            "stream_replicas",
            "1",
            "Servers of the NATS cluster that keep a copy of the stream ASF_REGISTRY.",
        )
        .allowed("1, 3 or 5"),
        Setting::with_default(
            "identity_url",
            "http://127.0.0.1:7004",
            "Where identity serves gRPC: keys of tokens, who claims an enterprise, and its events when NATS lacks some.",
        )
        .allowed("a URL such as http://identity:7004"),
        Setting::required(
            "webhook_key",
            "ZXhhbXBsZS1vbmx5LXRha2UtMzItcmFuZG9tLWJ5dGU=",
            "The key that seals the secrets of webhooks. Whoever loses it has to let every organisation make a new secret; keep it apart from the database's backups.",
        )
        .allowed("32 random bytes in base64, best by ASF_REGISTRY_WEBHOOK_KEY_FILE")
        .secret(),
        Setting::with_default(
            "webhook_allow",
            "",
            "Addresses that webhooks may be sent to although they are not on the open internet, and in plain HTTP: for development and tests, production refuses it.",
        )
        .allowed("IP addresses with commas between them, e.g. 127.0.0.1,::1"),
    ];
}

impl OwnSettings for Registry {
    const PREFIX: &'static str = PREFIX;

    fn check(&self, shared: &Shared, loader: &mut Loader) {
        if shared.environment == Environment::Production && !self.webhook_allow.is_empty() {
            let variable = "ASF_REGISTRY_WEBHOOK_ALLOW";
            let why = "is set, which production refuses: webhooks would reach into our own house";
            loader.refuse(variable, why);
        }
    }
}

fn webhook_key<'de, D: Deserializer<'de>>(value: D) -> Result<SecretString, D::Error> {
    let key = SecretString::deserialize(value)?;
    Key::parse(&key).map_err(D::Error::custom)?;
    Ok(key)
}

fn addresses<'de, D: Deserializer<'de>>(value: D) -> Result<Vec<IpAddr>, D::Error> {
    let text = String::deserialize(value)?;
    let addresses = text.split(',').map(str::trim).filter(|it| !it.is_empty());
    let addresses = addresses.map(|it| it.parse().map_err(D::Error::custom));
    addresses.collect()
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use chassis::config::Faults;

    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Config, Faults> {
        let variables = variables.iter();
        let variables = variables.map(|&(name, value)| (OsString::from(name), value.into()));
        let mut loader = Loader::from_variables(variables);
        let config = Config::add_to(&mut loader);
        loader.finish(config)
    }

    const KEY: (&str, &str) = (
        "ASF_REGISTRY_WEBHOOK_KEY",
        "ZXhhbXBsZS1vbmx5LXRha2UtMzItcmFuZG9tLWJ5dGU=",
    );

    #[test]
    fn every_setting_but_the_key_has_a_default() {
        let config = read(&[KEY]).unwrap();
        assert_eq!(config.own.grpc_addr.port(), 7001);
        assert_eq!(config.own.stream_replicas, 1);
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let faults = read(&[
            ("ASF_REGISTRY_GRPC_ADDR", "7001"),
            ("ASF_REGISTRY_DATABASE_CONNECTIONS", "5"),
            ("ASF_PUBLIC_URL", "asf.example"),
            ("ASF_REGISTRY_WEBHOOK_KEY", "c2hvcnQ="),
            ("ASF_REGISTRY_WEBHOOK_ALLOW", "localhost"),
        ]);
        let faults = faults.unwrap_err().0.into_iter();
        let variables: Vec<_> = faults.map(|fault| fault.variable).collect();
        assert_eq!(
            variables,
            [
                "ASF_PUBLIC_URL",
                "ASF_REGISTRY_DATABASE_CONNECTIONS",
                "ASF_REGISTRY_GRPC_ADDR",
                "ASF_REGISTRY_WEBHOOK_ALLOW",
                "ASF_REGISTRY_WEBHOOK_KEY"
            ]
        );
    }

    #[test]
    fn production_sends_no_webhook_into_the_house() {
        let allow = ("ASF_REGISTRY_WEBHOOK_ALLOW", "127.0.0.1, ::1");
        let config = read(&[KEY, allow]).unwrap();
        assert_eq!(config.own.webhook_allow.len(), 2);
        let production = ("ASF_ENVIRONMENT", "production");
        let faults = read(&[KEY, allow, production]).unwrap_err();
        assert_eq!(faults.0[0].variable, allow.0);
        assert!(read(&[KEY, production]).is_ok());
    }
}
