//! The settings that all processes share, with the prefix `ASF_`.

use http::Uri;
use jsonwebtoken::DecodingKey;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer, de::Error};
use tracing_subscriber::EnvFilter;

use super::setting::{Setting, Settings};

/// What every process has to know.
#[derive(Clone, Debug, Deserialize)]
pub struct Shared {
    /// Secret as a whole: it may hold a password.
    #[serde(deserialize_with = "database_url")]
    pub database_url: SecretString,
    pub nats_url: String,
    #[serde(default, deserialize_with = "optional_url")]
    pub otlp_endpoint: Option<String>,
    #[serde(deserialize_with = "log_filter")]
    pub log: String,
    pub environment: Environment,
    /// Without a slash at its end.
    #[serde(deserialize_with = "url")]
    pub public_url: String,
    #[serde(default, deserialize_with = "public_key")]
    pub token_public_key: Option<String>,
}

/// What the process is run for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    Development,
    Test,
    Production,
}

impl Settings for Shared {
    const SETTINGS: &'static [Setting] = &[
        Setting::with_default(
            "database_url",
            "postgres://127.0.0.1:5432/asf",
            "The Postgres database; each service has a schema of its own in it.",
        )
        .allowed("a URL that begins with postgres://")
        .secret(),
        Setting::with_default(
            "nats_url",
            "nats://127.0.0.1:4222",
            "The NATS servers, with commas between several.",
        ),
        Setting::optional(
            "otlp_endpoint",
            "The OpenTelemetry collector (OTLP over gRPC); without it nothing is exported.",
        )
        .allowed("a URL such as http://127.0.0.1:4317"),
        Setting::with_default("log", "info", "Which log lines are written.")
            .allowed("error, warn, info, debug or trace, also by module, e.g. info,eventlog=debug"),
        Setting::with_default(
            "environment",
            "development",
            "What the process is run for; production refuses sample data and logs JSON.",
        )
        .allowed("development, test or production"),
        Setting::with_default(
            "public_url",
            "http://127.0.0.1:8080",
            "Where people find the site; links in events and mail begin with it.",
        )
        .allowed("a URL such as https://asf.example"),
        Setting::optional(
            "token_public_key",
            "The key that tokens are checked with; without it nobody can log in.",
        )
        .allowed("an Ed25519 public key in PEM, best by ASF_TOKEN_PUBLIC_KEY_FILE"),
    ];
}

fn database_url<'de, D: Deserializer<'de>>(value: D) -> Result<SecretString, D::Error> {
    let url = SecretString::deserialize(value)?;
    let schemes = ["postgres://", "postgresql://"];
    if schemes.iter().any(|it| url.expose_secret().starts_with(it)) {
        return Ok(url);
    }
    Err(D::Error::custom("not a URL of Postgres"))
}

fn url<'de, D: Deserializer<'de>>(value: D) -> Result<String, D::Error> {
    let text = String::deserialize(value)?;
    let wrong = || D::Error::custom("not an http URL");
    let uri: Uri = text.parse().map_err(|_| wrong())?;
    match (uri.scheme_str(), uri.host()) {
        (Some("http" | "https"), Some(host)) if !host.is_empty() => {
            Ok(text.trim_end_matches('/').to_owned())
        }
        _ => Err(wrong()),
    }
}

fn optional_url<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    url(value).map(Some)
}

fn log_filter<'de, D: Deserializer<'de>>(value: D) -> Result<String, D::Error> {
    let text = String::deserialize(value)?;
    EnvFilter::builder()
        .parse(&text)
        .map_err(D::Error::custom)?;
    Ok(text)
}

fn public_key<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(value)?;
    DecodingKey::from_ed_pem(text.as_bytes()).map_err(D::Error::custom)?;
    Ok(Some(text))
}
