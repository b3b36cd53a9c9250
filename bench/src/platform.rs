//! The platform as it is measured: a database and a broker of its own, one of
//! each service, with the settings that they have by default.

use std::{net::SocketAddr, process::Command, sync::Arc};

use all_in_one::people::{LoggedIn, People, samples::STAFF};
use anyhow::{Context, bail};
use integration_tests::{
    accounts,
    ground::{Ground, Settings, setting},
    stack::person::Renewed,
    until::until,
};
use tonic::transport::Channel;

use crate::{
    http::{Connection, request},
    process::{Process, beside, free_address},
};

/// Ends with the value: the processes before their servers.
pub(crate) struct Platform {
    pub(crate) registry: Process,
    pub(crate) gateway: Process,
    pub(crate) gateway_address: SocketAddr,
    _identity: Process,
    /// Of staff, renewed while the runtime runs.
    pub(crate) token: Arc<Renewed>,
    pub(crate) staff: LoggedIn,
    pub(crate) ground: Ground,
    addresses: Addresses,
}

#[derive(Clone, Copy)]
struct Addresses {
    identity: SocketAddr,
    registry: SocketAddr,
    gateway: SocketAddr,
}

impl Platform {
    /// # Errors
    /// A server or a program is missing, or does not become ready.
    pub(crate) async fn start() -> anyhow::Result<Self> {
        let (database, sessions) = accounts::database().await?;
        let ground = Ground::on(database).await?;
        ground.make_logins().await?;
        let addresses = Addresses {
            identity: free_address()?,
            registry: free_address()?,
            gateway: free_address()?,
        };
        let identity = serve("identity", addresses.identity, &addresses, &ground).await?;
        let registry = serve("registry", addresses.registry, &addresses, &ground).await?;
        let gateway = serve("gateway", addresses.gateway, &addresses, &ground).await?;
        let session = sessions.get(STAFF).context("staff's session")?.clone();
        let staff = LoggedIn { session };
        let channel = ground.channel("gateway", "identity", addresses.identity)?;
        let people = People::new(channel, ground.mail_folder());
        let platform = Self {
            registry,
            gateway,
            gateway_address: addresses.gateway,
            _identity: identity,
            token: Arc::new(Renewed::keep(people, staff.clone()).await?),
            staff,
            ground,
            addresses,
        };
        platform.ready().await?;
        Ok(platform)
    }

    /// Until the gateway serves, and everybody knows the keys of tokens.
    async fn ready(&self) -> anyhow::Result<()> {
        until("the gateway is ready", async || {
            let mut connection = Connection::open(self.gateway_address)?;
            let ready = connection.get("/readyz")?.status == 200;
            let bearer = format!("Authorization: Bearer {}\r\n", self.token.now());
            let known = request("/api/v1/enterprises:drafts", &bearer);
            Ok((ready && connection.send(&known)?.status == 200).then_some(()))
        })
        .await
    }

    /// A channel to a service, as the gateway has it.
    ///
    /// # Errors
    /// The certificate cannot be made.
    pub(crate) fn channel(&self, service: &str) -> anyhow::Result<Channel> {
        let address = match service {
            "identity" => self.addresses.identity,
            _ => self.addresses.registry,
        };
        self.ground.channel("gateway", service, address)
    }

    /// Runs a sub-command of the registry to its end; what it printed.
    ///
    /// # Errors
    /// It ends with a fault.
    pub(crate) fn run_registry(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let output = Command::new(beside("registry")?)
            .args(arguments)
            .envs(self.ground.settings_of_owner("registry")?)
            .output()?;
        if !output.status.success() {
            let text = String::from_utf8_lossy(&output.stderr);
            bail!("registry {arguments:?} failed: {text}");
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

async fn serve(
    name: &str,
    address: SocketAddr,
    addresses: &Addresses,
    ground: &Ground,
) -> anyhow::Result<Process> {
    let mut command = Command::new(beside(name)?);
    command.arg("serve");
    command
        .envs(ground.settings_of(name)?)
        .envs(addresses.settings());
    let log = ground.folder().join(format!("{name}.log"));
    let mut process = Process::start(&mut command, &log)?;
    process.listens_on(address).await?;
    Ok(process)
}

impl Addresses {
    fn settings(&self) -> Settings {
        let url = |address: SocketAddr| format!("http://{address}");
        vec![
            setting("ASF_IDENTITY_GRPC_ADDR", self.identity.to_string()),
            setting("ASF_REGISTRY_GRPC_ADDR", self.registry.to_string()),
            setting("ASF_GATEWAY_HTTP_ADDR", self.gateway.to_string()),
            setting("ASF_IDENTITY_REGISTRY_URL", url(self.registry)),
            setting("ASF_REGISTRY_IDENTITY_URL", url(self.identity)),
            setting("ASF_GATEWAY_REGISTRY_URL", url(self.registry)),
            setting("ASF_GATEWAY_IDENTITY_URL", url(self.identity)),
        ]
    }
}
