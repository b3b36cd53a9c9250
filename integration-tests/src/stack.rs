//! The platform as separate processes, as an operations team runs it: a
//! database and a broker of its own, and the binaries of the services, each as
//! often as wanted, which a test may kill and start again.

pub mod answer;
pub mod person;
pub mod process;
pub mod sse;

mod browser;
mod parts;
mod programs;

use std::{net::SocketAddr, time::Duration};

use all_in_one::people::{People, samples::STAFF};
use anyhow::Context;
use serde_json::{Value, json};

use crate::{
    accounts::{self, Sessions},
    ground::{Ground, Settings, setting},
    limit::Deadline,
    stack::{
        answer::Request,
        person::Renewed,
        process::{Process, free_address},
    },
    until::until,
};

pub use programs::binary;

/// Longer than any request that the gateway lets wait.
const ANSWER: Duration = Duration::from_secs(120);

/// Ends with the value.
pub struct Stack {
    pub identities: Vec<Process>,
    pub registries: Vec<Process>,
    pub gateways: Vec<Process>,
    pub ground: Ground,
    client: reqwest::Client,
    /// Of the first gateway, known before it starts.
    gateway: SocketAddr,
    sessions: Sessions,
    staff: Option<Renewed>,
    _deadline: Deadline,
}

/// What a stack is made of.
#[derive(Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// So many of each service more than one.
    pub more: usize,
    pub identity: &'a [(&'a str, &'a str)],
    pub registry: &'a [(&'a str, &'a str)],
    pub gateway: &'a [(&'a str, &'a str)],
    /// Nobody has an account, and [`Stack::token`] is empty.
    pub nobody: bool,
    pub without_tls: bool,
}

impl Stack {
    /// One of each service with the sample accounts, ready to be used.
    ///
    /// # Errors
    /// A server or a program is missing, or does not become ready.
    pub async fn start() -> anyhow::Result<Self> {
        Self::with(Wanted::default()).await
    }

    /// As [`Stack::start`], with more settings for the gateway.
    ///
    /// # Errors
    /// A server or a program is missing, or does not become ready.
    pub async fn with_gateway(gateway: &[(&str, &str)]) -> anyhow::Result<Self> {
        let wanted = Wanted {
            gateway,
            ..Wanted::default()
        };
        Self::with(wanted).await
    }

    /// As [`Stack::start`], with more settings for identity.
    ///
    /// # Errors
    /// A server or a program is missing, or does not become ready.
    pub async fn with_identity(identity: &[(&str, &str)]) -> anyhow::Result<Self> {
        let wanted = Wanted {
            identity,
            ..Wanted::default()
        };
        Self::with(wanted).await
    }

    /// So many of each service on one database, each registry with an identity
    /// behind it and a gateway before it.
    ///
    /// # Errors
    /// A server or a program is missing, or does not become ready.
    pub async fn of(replicas: usize) -> anyhow::Result<Self> {
        let wanted = Wanted {
            more: replicas.saturating_sub(1),
            ..Wanted::default()
        };
        Self::with(wanted).await
    }

    /// # Errors
    /// A server or a program is missing, or does not become ready.
    pub async fn with(wanted: Wanted<'_>) -> anyhow::Result<Self> {
        let (database, sessions) = match wanted.nobody {
            true => (accounts::empty_database().await?, Sessions::new()),
            false => accounts::database().await?,
        };
        let mut ground = Ground::on(database).await?;
        if wanted.without_tls {
            ground = ground.without_tls();
        }
        ground.make_logins().await?;
        let mut stack = Self {
            identities: Vec::new(),
            registries: Vec::new(),
            gateways: Vec::new(),
            ground,
            client: reqwest::Client::builder().read_timeout(ANSWER).build()?,
            gateway: free_address(),
            sessions,
            staff: None,
            _deadline: Deadline::of_this_test(),
        };
        for _ in 0..=wanted.more {
            stack.add_replica(&wanted).await?;
        }
        if !wanted.nobody {
            stack.staff = Some(Renewed::keep(stack.people()?, stack.session_of(STAFF)?).await?);
        }
        for number in 0..stack.gateways.len() {
            stack.ready(number).await?;
        }
        Ok(stack)
    }

    /// Waits until the gateway of this number serves requests, and knows staff.
    ///
    /// # Errors
    /// It does not within the limit.
    pub async fn ready(&self, number: usize) -> anyhow::Result<()> {
        until("the gateway is ready", async || {
            let ready = self.anonymous_at(number, "GET", "/readyz");
            let known = self.staff_at(number, "GET", "/api/v1/enterprises:drafts");
            let is = async |request: Request, statuses: &[u16]| {
                let answer = request.send().await;
                answer.is_ok_and(|it| statuses.contains(&it.status))
            };
            let nobody = self.staff.is_none();
            let ready = is(ready, &[200]).await && (nobody || is(known, &[200]).await);
            Ok(ready.then_some(()))
        })
        .await
        .with_context(|| self.logs())
    }

    /// Where the gateway of this number is, without a slash at the end.
    #[must_use]
    pub fn url(&self, number: usize) -> String {
        format!("http://{}", self.gateways[number].address())
    }

    /// Where people find the first gateway: by a name, since a passkey belongs
    /// to one and not to an address.
    #[must_use]
    pub fn public_url(&self) -> String {
        format!("http://localhost:{}", self.gateway.port())
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
        request.bearer(&self.token())
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
            let request = self.staff("POST", &path).json(&json!({}));
            request.send().await?.expect_success()?;
        }
        Ok(id)
    }

    /// The way to identity that a gateway has, to make and log in people.
    ///
    /// # Errors
    /// The certificate cannot be made.
    pub fn people(&self) -> anyhow::Result<People> {
        let identity = self.identities.first().context("an identity")?.address();
        let channel = self.ground.channel("gateway", "identity", identity)?;
        Ok(People::new(channel, self.ground.mail_folder()))
    }

    /// The last lines of every process, for a test that failed.
    #[must_use]
    pub fn logs(&self) -> String {
        let processes = self.identities.iter().chain(&self.registries);
        let processes = processes.chain(&self.gateways);
        processes.map(Process::last_lines).collect()
    }

    /// What every process of this stack is told beside its own.
    fn common(&self, more: &[(&str, &str)]) -> Settings {
        let public_url = [setting("ASF_PUBLIC_URL", self.public_url())];
        let more = more.iter().map(|(name, value)| setting(name, *value));
        public_url.into_iter().chain(more).collect()
    }
}
