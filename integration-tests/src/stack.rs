//! The platform as separate processes, as an operations team runs it: a
//! database and a broker of its own, and the binaries of the services, each as
//! often as wanted, which a test may kill and start again.

pub mod answer;
pub mod process;
pub mod sse;

use std::path::PathBuf;

use all_in_one::{home::Home, keys::Keys};
use anyhow::{Context, bail};
use chassis::{caller::Role, clock::Clock, config::Environment};
use serde_json::Value;
use tempfile::TempDir;
use time::Duration;

use crate::{
    broker::Broker,
    db::Database,
    stack::{
        answer::Request,
        process::{Process, Program},
    },
    until::until,
};

/// Longer than any test.
const TOKENS_LAST: Duration = Duration::hours(1);

/// Ends with the value.
pub struct Stack {
    pub registries: Vec<Process>,
    pub gateways: Vec<Process>,
    pub broker: Broker,
    pub database: Database,
    client: reqwest::Client,
    keys: Keys,
    token: String,
    settings: Vec<(String, String)>,
    /// Holds the key.
    _folder: TempDir,
}

impl Stack {
    /// One registry and one gateway, ready to be used.
    ///
    /// # Errors
    /// A server or a program is missing, or does not become ready.
    pub async fn start() -> anyhow::Result<Self> {
        Self::of(1).await
    }

    /// As [`Stack::start`], with more settings for the gateway.
    ///
    /// # Errors
    /// A server or a program is missing, or does not become ready.
    pub async fn with_gateway(settings: &[(&str, &str)]) -> anyhow::Result<Self> {
        let mut stack = Self::of(0).await?;
        stack.add_replica(settings).await?;
        Ok(stack)
    }

    /// So many registries on one database, each with a gateway before it.
    ///
    /// # Errors
    /// A server or a program is missing, or does not become ready.
    pub async fn of(replicas: usize) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let home = Home::at(folder.path().into())?;
        let keys = Keys::ensure(&home, Environment::Test)?;
        let now = Clock::system().now();
        let database = Database::create().await?;
        let broker = Broker::start().await?;
        let settings = vec![
            setting("ASF_DATABASE_URL", database.url()),
            setting("ASF_NATS_URL", broker.url()),
            setting(
                "ASF_TOKEN_PUBLIC_KEY_FILE",
                keys.public_file().display().to_string(),
            ),
            setting("ASF_ENVIRONMENT", "test"),
            setting("ASF_LOG", "info"),
        ];
        let mut stack = Self {
            registries: Vec::new(),
            gateways: Vec::new(),
            broker,
            database,
            client: reqwest::Client::new(),
            token: keys.token(&[Role::Staff], now, TOKENS_LAST)?,
            keys,
            _folder: folder,
            settings,
        };
        stack.run_registry(&["migrate"]).await?;
        for _ in 0..replicas {
            stack.add_replica(&[]).await?;
        }
        Ok(stack)
    }

    async fn add_replica(&mut self, more: &[(&str, &str)]) -> anyhow::Result<()> {
        let registry = Program::new("registry", &["serve"], &self.settings);
        let registry = registry.start("ASF_REGISTRY_GRPC_ADDR").await?;
        let mut settings = self.settings.clone();
        let registry_url = format!("http://{}", registry.address());
        settings.push(setting("ASF_GATEWAY_REGISTRY_URL", registry_url));
        // One client, many requests: the limit for one address has its own test.
        settings.push(setting("ASF_GATEWAY_WRITES_PER_SECOND", "0"));
        settings.extend(more.iter().map(|(name, value)| setting(name, *value)));
        let gateway = Program::new("gateway", &["serve"], &settings);
        let gateway = gateway.start("ASF_GATEWAY_HTTP_ADDR").await?;
        self.registries.push(registry);
        self.gateways.push(gateway);
        self.ready(self.gateways.len() - 1).await
    }

    /// Waits until the gateway of this number serves requests.
    ///
    /// # Errors
    /// It does not within the limit.
    pub async fn ready(&self, number: usize) -> anyhow::Result<()> {
        let url = format!("{}/readyz", self.url(number));
        until("the gateway is ready", async || {
            let answer = self.client.get(&url).send().await;
            Ok(answer
                .is_ok_and(|it| it.status().is_success())
                .then_some(()))
        })
        .await
        .with_context(|| self.logs())
    }

    /// Where the gateway of this number is, without a slash at the end.
    #[must_use]
    pub fn url(&self, number: usize) -> String {
        format!("http://{}", self.gateways[number].address())
    }

    /// A token of a caller who is staff.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// A token of a caller with these roles.
    ///
    /// # Errors
    /// The key is damaged.
    pub fn token_of(&self, roles: &[Role]) -> anyhow::Result<String> {
        self.keys.token(roles, Clock::system().now(), TOKENS_LAST)
    }

    /// A request to the first gateway by nobody in particular.
    pub fn anonymous(&self, method: &str, path: &str) -> Request {
        self.anonymous_at(0, method, path)
    }

    /// A request to one of the gateways by nobody in particular.
    pub fn anonymous_at(&self, number: usize, method: &str, path: &str) -> Request {
        Request::new(&self.client, method, &format!("{}{path}", self.url(number)))
    }

    /// A request to the first gateway by staff.
    pub fn staff(&self, method: &str, path: &str) -> Request {
        self.staff_at(0, method, path)
    }

    /// A request to one of the gateways by staff.
    pub fn staff_at(&self, number: usize, method: &str, path: &str) -> Request {
        let request = self.anonymous_at(number, method, path);
        request.header("authorization", &format!("Bearer {}", self.token))
    }

    /// What a search finds.
    ///
    /// # Errors
    /// It is refused.
    pub async fn search(&self, query: &[(&str, &str)]) -> anyhow::Result<Value> {
        let request = self.anonymous("GET", "/api/v1/enterprises").query(query);
        Ok(request.send().await?.expect(200)?.body)
    }

    /// Registers, submits and lists an enterprise; its id.
    ///
    /// # Errors
    /// One of the steps is refused.
    pub async fn listed(&self, profile: &Value) -> anyhow::Result<String> {
        let made = self.staff("POST", "/api/v1/enterprises").json(profile);
        let made = made.send().await?.expect_success()?;
        let id = made.text("/enterprise/id")?;
        for step in ["submit", "list"] {
            let path = format!("/api/v1/enterprises/{id}:{step}");
            let request = self.staff("POST", &path).json(&serde_json::json!({}));
            request.send().await?.expect_success()?;
        }
        Ok(id)
    }

    /// Runs a sub-command of the registry to its end; what it printed.
    ///
    /// # Errors
    /// It ends with a fault.
    pub async fn run_registry(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let (code, text) = self.try_registry(arguments).await?;
        if code != 0 {
            bail!("registry {arguments:?} ended with {code}: {text}");
        }
        Ok(text)
    }

    /// Runs a sub-command of the registry to its end: its exit code and what
    /// it printed.
    ///
    /// # Errors
    /// It cannot be run.
    pub async fn try_registry(&self, arguments: &[&str]) -> anyhow::Result<(i32, String)> {
        let output = self.command("registry", arguments)?.output().await?;
        let text = [output.stdout, output.stderr].concat();
        let text = String::from_utf8_lossy(&text).into_owned();
        Ok((output.status.code().unwrap_or(-1), text))
    }

    /// A program with the settings of this stack, to be run as it pleases.
    ///
    /// # Errors
    /// It is not built.
    pub fn command(
        &self,
        name: &str,
        arguments: &[&str],
    ) -> anyhow::Result<tokio::process::Command> {
        let mut command = tokio::process::Command::new(binary(name)?);
        command.args(arguments).envs(self.settings.clone());
        Ok(command)
    }

    /// The last lines of every process, for a test that failed.
    #[must_use]
    pub fn logs(&self) -> String {
        let processes = self.registries.iter().chain(&self.gateways);
        processes.map(Process::last_lines).collect()
    }
}

fn setting(name: &str, value: impl Into<String>) -> (String, String) {
    (name.to_owned(), value.into())
}

/// A program of the workspace, built beside this test.
///
/// # Errors
/// It is not built.
pub fn binary(name: &str) -> anyhow::Result<PathBuf> {
    let test = std::env::current_exe()?;
    let folder = test
        .ancestors()
        .nth(2)
        .context("tests lie in target/<profile>/deps")?;
    let path = folder.join(name);
    if !path.exists() {
        bail!(
            "{} is not built: run scripts/test, or `cargo build --workspace --bins` first",
            path.display()
        );
    }
    Ok(path)
}
