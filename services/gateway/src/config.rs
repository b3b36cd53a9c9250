//! The gateway's settings.

use std::net::SocketAddr;
use std::num::{NonZeroU16, NonZeroUsize};
use std::time::Duration;

use chassis::config::{Faults, Loader, Setting, Settings, Shared};
use serde::Deserialize;

/// The prefix of the gateway's own variables.
pub const PREFIX: &str = "ASF_GATEWAY_";

#[derive(Clone, Debug)]
pub struct Config {
    pub shared: Shared,
    pub gateway: Gateway,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Gateway {
    pub http_addr: SocketAddr,
    pub registry_url: String,
    pub identity_url: String,
    pub max_in_flight: NonZeroUsize,
    pub max_connections: NonZeroUsize,
    pub max_per_client: NonZeroUsize,
    pub max_streams: usize,
    pub body_memory_mib: NonZeroU16,
    pub patience_seconds: NonZeroU16,
    pub writes_per_second: u32,
    pub proxies: usize,
    pub compress: bool,
}

impl Settings for Gateway {
    const SETTINGS: &'static [Setting] = &[
        Setting::with_default(
            "http_addr",
            "127.0.0.1:8080",
            "Where the site and the JSON API are served.",
        )
        .allowed("an address and a port such as 0.0.0.0:8080"),
        Setting::with_default(
            "registry_url",
            "http://127.0.0.1:7001",
            "Where the registry serves gRPC.",
        ),
        Setting::with_default(
            "identity_url",
            "http://127.0.0.1:7004",
            "Where identity serves gRPC.",
        ),
        Setting::with_default(
            "max_in_flight",
            "512",
            "Requests that are worked on at once; more are answered 503.",
        )
        .allowed("a whole number of at least 1"),
        Setting::with_default(
            "max_connections",
            "4096",
            "Connections that are open at once; one more ends the one that has waited longest for its client.",
        )
        .allowed("a whole number of at least 1"),
        Setting::with_default(
            "max_per_client",
            "256",
            "Connections of one client address, and behind proxies requests; one more ends the one that has waited longest for the client, or is answered 429.",
        )
        .allowed("a whole number of at least 1"),
        Setting::with_default(
            "max_streams",
            "1024",
            "Live event streams that are open at once; more are answered 503.",
        )
        .allowed("a whole number"),
        Setting::with_default(
            "body_memory_mib",
            "64",
            "Memory in MiB for the bodies of all requests together; one body has at most one.",
        )
        .allowed("a whole number from 2 to 65535"),
        Setting::with_default(
            "patience_seconds",
            "10",
            "Seconds for a client to send the headers of a request, and its body with a second more for each KiB; an idle connection ends after them.",
        )
        .allowed("a whole number from 1 to 65535"),
        Setting::with_default(
            "writes_per_second",
            "50",
            "Writing requests a second from one client address, with ten seconds' worth at once; 0 sets no limit.",
        )
        .allowed("a whole number"),
        Setting::with_default(
            "proxies",
            "0",
            "Reverse proxies before the gateway, whose X-Forwarded-For tells the client's address.",
        )
        .allowed("a whole number"),
        Setting::with_default(
            "compress",
            "true",
            "Whether answers are compressed for clients that accept it.",
        )
        .allowed("true or false"),
    ];
}

impl Gateway {
    /// How long a client may keep us waiting.
    pub(crate) fn patience(&self) -> Duration {
        Duration::from_secs(self.patience_seconds.get().into())
    }

    /// In bytes. Less than two bodies would let none of them end.
    pub(crate) fn body_memory(&self) -> usize {
        usize::from(self.body_memory_mib.get().max(2)) * 1024 * 1024
    }
}

impl Config {
    /// Reads the environment, and reports all faults of all settings.
    pub fn load() -> Result<Self, Faults> {
        let mut loader = Loader::new();
        let config = Self::add_to(&mut loader);
        loader.finish(config)
    }

    /// Reads the settings with those of other services.
    pub fn add_to(loader: &mut Loader) -> Option<Self> {
        let shared = loader.add("ASF_");
        let gateway = loader.add(PREFIX);
        Some(Self {
            shared: shared?,
            gateway: gateway?,
        })
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn load(name: &str, value: &str) -> Result<Config, Faults> {
        let variable = (format!("{PREFIX}{name}").into(), value.into());
        let mut loader = Loader::from_variables([variable]);
        let config = Config::add_to(&mut loader);
        loader.finish(config)
    }

    #[rstest]
    #[case("HTTP_ADDR", "somewhere")]
    #[case("MAX_IN_FLIGHT", "0")]
    #[case("MAX_CONNECTIONS", "0")]
    #[case("MAX_PER_CLIENT", "0")]
    #[case("BODY_MEMORY_MIB", "0")]
    #[case("PATIENCE_SECONDS", "0")]
    #[case("WRITES_PER_SECOND", "-1")]
    #[case("COMPRESS", "perhaps")]
    fn a_setting_that_cannot_work_is_a_fault(#[case] name: &str, #[case] value: &str) {
        let faults = load(name, value).unwrap_err();
        assert!(faults.to_string().contains(&format!("{PREFIX}{name}")));
    }

    #[test]
    fn a_setting_that_is_given_goes_before_its_default() {
        let config = load("MAX_IN_FLIGHT", "7").unwrap();
        assert_eq!(config.gateway.max_in_flight.get(), 7);
        assert_eq!(config.gateway.max_connections.get(), 4096);
    }
}
