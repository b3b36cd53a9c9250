//! The platform as it is measured: a database and a broker of its own, one
//! registry and one gateway, with the settings that they have by default.

use std::{net::SocketAddr, process::Command};

use all_in_one::{home::Home, keys::Keys};
use anyhow::bail;
use chassis::{caller::Role, clock::Clock, config::Environment};
use integration_tests::{broker::Broker, db::Database, until::until};
use tempfile::TempDir;
use time::Duration;

use crate::{
    http::Connection,
    process::{Process, beside, free_address},
};

/// Ends with the value: the processes before their servers.
pub(crate) struct Platform {
    pub(crate) registry: Process,
    pub(crate) gateway: Process,
    pub(crate) gateway_address: SocketAddr,
    pub(crate) registry_url: String,
    /// A token of staff.
    pub(crate) token: String,
    pub(crate) broker: Broker,
    pub(crate) database: Database,
    settings: Vec<(&'static str, String)>,
    /// Holds the key and the logs.
    _folder: TempDir,
}

impl Platform {
    /// # Errors
    /// A server or a program is missing, or does not become ready.
    pub(crate) async fn start() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let keys = Keys::ensure(&Home::at(folder.path().into())?, Environment::Test)?;
        let (now, valid) = (Clock::system().now(), Duration::days(1));
        let (database, broker) = (Database::create().await?, Broker::start().await?);
        let (registry_address, gateway_address) = (free_address()?, free_address()?);
        let registry_url = format!("http://{registry_address}");
        let settings = vec![
            ("ASF_DATABASE_URL", database.url().to_owned()),
            ("ASF_NATS_URL", broker.url()),
            (
                "ASF_TOKEN_PUBLIC_KEY_FILE",
                keys.public_file().display().to_string(),
            ),
            ("ASF_ENVIRONMENT", "test".to_owned()),
            ("ASF_REGISTRY_GRPC_ADDR", registry_address.to_string()),
            ("ASF_GATEWAY_HTTP_ADDR", gateway_address.to_string()),
            ("ASF_GATEWAY_REGISTRY_URL", registry_url.clone()),
        ];
        run_registry(&settings, &["migrate"])?;
        let mut command = Command::new(beside("registry")?);
        command.arg("serve").envs(settings.clone());
        let mut registry = Process::start(&mut command, &folder.path().join("registry.log"))?;
        registry.listens_on(registry_address).await?;
        let mut command = Command::new(beside("gateway")?);
        command.arg("serve").envs(settings.clone());
        let mut gateway = Process::start(&mut command, &folder.path().join("gateway.log"))?;
        gateway.listens_on(gateway_address).await?;
        let platform = Self {
            registry,
            gateway,
            gateway_address,
            registry_url,
            token: keys.token(&[Role::Staff], now, valid)?,
            broker,
            database,
            settings,
            _folder: folder,
        };
        platform.ready().await?;
        Ok(platform)
    }

    async fn ready(&self) -> anyhow::Result<()> {
        until("the gateway is ready", async || {
            let mut connection = Connection::open(self.gateway_address)?;
            let answer = connection.get("/readyz")?;
            Ok((answer.status == 200).then_some(()))
        })
        .await
    }

    /// Runs a sub-command of the registry to its end; what it printed.
    ///
    /// # Errors
    /// It ends with a fault.
    pub(crate) fn run_registry(&self, arguments: &[&str]) -> anyhow::Result<String> {
        run_registry(&self.settings, arguments)
    }
}

fn run_registry(settings: &[(&str, String)], arguments: &[&str]) -> anyhow::Result<String> {
    let output = Command::new(beside("registry")?)
        .args(arguments)
        .envs(settings.iter().map(|(name, value)| (name, value)))
        .output()?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        bail!("registry {arguments:?} failed: {text}");
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
