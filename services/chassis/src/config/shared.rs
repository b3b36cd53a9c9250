//! The settings that all processes share, with the prefix `ASF_`.

use http::Uri;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};
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
    #[serde(default)]
    pub nats_password: Option<SecretString>,
    #[serde(default, deserialize_with = "optional_url")]
    pub otlp_endpoint: Option<String>,
    #[serde(deserialize_with = "log_filter")]
    pub log: String,
    pub environment: Environment,
    /// Without a slash at its end.
    #[serde(deserialize_with = "url")]
    pub public_url: String,
    pub tls: Switch,
    #[serde(default, deserialize_with = "certificates")]
    pub tls_ca: Option<String>,
    #[serde(default, deserialize_with = "certificates")]
    pub tls_cert: Option<String>,
    #[serde(default, deserialize_with = "private_key")]
    pub tls_key: Option<SecretString>,
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Switch {
    On,
    Off,
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
            "nats_password",
            "The password of the NATS user that has the service's name; without it the service connects without a user.",
        )
        .allowed("a password, best by ASF_NATS_PASSWORD_FILE")
        .secret(),
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
        Setting::with_default(
            "tls",
            "on",
            "Whether the services prove to each other who they are (mutual TLS); off trusts every connection.",
        )
        .allowed("on or off"),
        Setting::optional(
            "tls_ca",
            "The platform's own certificate authority: who has a certificate of it is believed.",
        )
        .allowed("certificates in PEM, best by ASF_TLS_CA_FILE"),
        Setting::optional(
            "tls_cert",
            "The process's certificate, with its service name as a DNS name, e.g. registry.",
        )
        .allowed("certificates in PEM, best by ASF_TLS_CERT_FILE"),
        Setting::optional("tls_key", "The private key of the certificate.")
            .allowed("a private key in PEM, best by ASF_TLS_KEY_FILE")
            .secret(),
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

fn certificates<'de, D: Deserializer<'de>>(value: D) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(value)?;
    let mut count = 0;
    for certificate in CertificateDer::pem_slice_iter(text.as_bytes()) {
        certificate.map_err(D::Error::custom)?;
        count += 1;
    }
    match count {
        0 => Err(D::Error::custom("no certificate")),
        _ => Ok(Some(text)),
    }
}

fn private_key<'de, D: Deserializer<'de>>(value: D) -> Result<Option<SecretString>, D::Error> {
    let text = SecretString::deserialize(value)?;
    PrivateKeyDer::from_pem_slice(text.expose_secret().as_bytes()).map_err(D::Error::custom)?;
    Ok(Some(text))
}
