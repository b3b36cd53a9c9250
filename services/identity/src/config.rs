//! The identity service's settings.

use std::{
    net::SocketAddr,
    num::{NonZeroU32, NonZeroUsize},
    path::PathBuf,
};

use chassis::config::{Setting, Settings};
use host::config::{OwnSettings, at_least};
use secrecy::SecretString;
use serde::{Deserialize, Deserializer, de::Error};

use crate::{factors::ProviderSetting, vault};

/// The prefix of identity's own variables.
pub const PREFIX: &str = "ASF_IDENTITY_";

/// Committing two kinds of aggregates, sending mail, following and answering
/// at the same time need one each.
const FEWEST_CONNECTIONS: u32 = 6;

/// Everything that identity has to know.
pub type Config = host::config::Config<Identity>;

/// Identity's own settings.
#[derive(Clone, Debug, Deserialize)]
pub struct Identity {
    pub grpc_addr: SocketAddr,
    #[serde(deserialize_with = "at_least::<FEWEST_CONNECTIONS, _>")]
    pub database_connections: u32,
    pub stream_replicas: usize,
    pub registry_url: String,
    #[serde(deserialize_with = "vault_key")]
    pub vault_key: SecretString,
    pub smtp_url: SecretString,
    pub mail_from: String,
    pub erasure_ledger: PathBuf,
    #[serde(deserialize_with = "crate::factors::provider_list")]
    pub providers: Vec<ProviderSetting>,
    pub password_hashes: NonZeroUsize,
    pub failed_logins_a_minute: NonZeroU32,
}

impl Settings for Identity {
    const SETTINGS: &'static [Setting] = &[
        Setting::with_default(
            "grpc_addr",
            "127.0.0.1:7004",
            "Where identity serves gRPC.",
        )
        .allowed("an address and a port such as 0.0.0.0:7004"),
        Setting::with_default(
            "database_connections",
            "10",
            "Connections to Postgres that one process holds at most.",
        )
        .allowed("a whole number of at least 6"),
        Setting::with_default(
            "stream_replicas",
            "1",
            "Servers of the NATS cluster that keep a copy of the stream ASF_IDENTITY.",
        )
        .allowed("1, 3 or 5"),
        Setting::with_default(
            "registry_url",
            "http://127.0.0.1:7001",
            "Where the registry serves gRPC: it is asked whose a registration number is, and its feed is read there when NATS has a hole.",
        ),
        Setting::required(
            "vault_key",
            "ZXhhbXBsZS1vbmx5LXRha2UtMzItcmFuZG9tLWJ5dGU=",
            "The key that wraps the key of each person. Whoever loses it loses all personal data; keep it apart from the database's backups. To replace it, put the new one before the old one, with a comma between, until the log says that everything is wrapped anew.",
        )
        .allowed("32 random bytes in base64, best by ASF_IDENTITY_VAULT_KEY_FILE")
        .secret(),
        Setting::with_default(
            "smtp_url",
            "smtp://127.0.0.1:1025",
            "The server that takes our mails: smtp:// in plain, smtps:// in TLS, smtp://…?tls=required with STARTTLS; user and password before the host.",
        )
        .secret(),
        Setting::with_default(
            "mail_from",
            "ASF Lyfter <no-reply@asf.example>",
            "Whom mails are from.",
        ),
        Setting::with_default(
            "erasure_ledger",
            "erasures.ledger",
            "A file outside of the database that lists who was erased, so that a restored backup forgets them again before it serves.",
        ),
        Setting::with_default(
            "providers",
            "[]",
            "Sign-in services (OpenID Connect), as a JSON list of {id, name, issuer, client_id, client_secret, email_domains}. An unknown person gets an account only with an address that the service says it has verified. Entra ID and AD FS never say so: email_domains lists the mail domains whose addresses are believed of a service that is silent about it. Whoever governs that service, or may write addresses in it, can then open an account with any address of these domains, and speak for an organisation that is known by one; so name only domains whose owner governs the service.",
        )
        .allowed("a JSON list such as [{\"id\": \"city\", \"name\": \"The city\", \"issuer\": \"https://login.city.example\", \"client_id\": \"asf\", \"client_secret\": \"…\"}], best by ASF_IDENTITY_PROVIDERS_FILE")
        .secret(),
        Setting::with_default(
            "password_hashes",
            "4",
            "Passwords that are hashed at once; more are answered 503. Each takes 19 MiB.",
        )
        .allowed("a whole number of at least 1"),
        Setting::with_default(
            "failed_logins_a_minute",
            "600",
            "Failed logins a minute, of all accounts together, above which only addresses that an account has logged in from before may try on.",
        )
        .allowed("a whole number of at least 1"),
    ];
}

impl OwnSettings for Identity {
    const PREFIX: &'static str = PREFIX;
}

fn vault_key<'de, D: Deserializer<'de>>(value: D) -> Result<SecretString, D::Error> {
    let keys = SecretString::deserialize(value)?;
    vault::check_key(&keys).map_err(D::Error::custom)?;
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use chassis::config::{Faults, Loader};

    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Config, Faults> {
        let variables = variables.iter();
        let variables = variables.map(|&(name, value)| (OsString::from(name), value.into()));
        let mut loader = Loader::from_variables(variables);
        let config = Config::add_to(&mut loader);
        loader.finish(config)
    }

    const KEY: (&str, &str) = (
        "ASF_IDENTITY_VAULT_KEY",
        "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=",
    );

    #[test]
    fn every_setting_but_the_vault_key_has_a_default() {
        let config = read(&[KEY]).unwrap();
        assert_eq!(config.own.grpc_addr.port(), 7004);
        assert_eq!(config.own.password_hashes.get(), 4);
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let faults = read(&[
            ("ASF_IDENTITY_VAULT_KEY", "short"),
            ("ASF_IDENTITY_DATABASE_CONNECTIONS", "5"),
            ("ASF_IDENTITY_PASSWORD_HASHES", "0"),
            ("ASF_PUBLIC_URL", "asf.example"),
        ]);
        let faults = faults.unwrap_err().0.into_iter();
        let variables: Vec<_> = faults.map(|fault| fault.variable).collect();
        assert_eq!(
            variables,
            [
                "ASF_IDENTITY_DATABASE_CONNECTIONS",
                "ASF_IDENTITY_PASSWORD_HASHES",
                "ASF_IDENTITY_VAULT_KEY",
                "ASF_PUBLIC_URL",
            ]
        );
    }
}
