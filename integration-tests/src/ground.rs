//! What the processes of a stack stand on: a database, a broker, certificates
//! and a catcher of mails, with a login of its own at each for every service.

use std::{net::SocketAddr, path::PathBuf};

use all_in_one::{
    authority::{Authority, Certificate},
    mailbox::{self, Mail, Mailbox},
};
use anyhow::Context;
use chassis::{
    client,
    clock::Clock,
    config::{Loader, Shared},
};
use eventlog::{logins, permissions, schema::Schema};
use sqlx::PgPool;
use tempfile::TempDir;
use tokio_util::sync::{CancellationToken, DropGuard};
use tonic::transport::Channel;

use crate::{broker::Broker, db::Database};

/// Those with a database and a part in NATS.
const SERVICES: [&str; 2] = ["registry", "identity"];

/// Of all logins: they belong to a server that is thrown away, and all tests
/// that use it at the same time have to agree.
pub const PASSWORD: &str = "test-password";

/// The NATS user that reads all events and does nothing else.
pub const SUBSCRIBER: &str = "subscriber";

/// Of all databases with accounts, which one test hands to another.
pub const VAULT_KEY: &str = "dGVzdHMtd3JhcC1ldmVyeS1wZXJzb24tcy1rZXk6MzI=";

/// Settings by their names.
pub type Settings = Vec<(String, String)>;

/// Ends with the value.
pub struct Ground {
    pub broker: Broker,
    pub database: Database,
    smtp_addr: SocketAddr,
    folder: TempDir,
    authority: Authority,
    tls: bool,
    _mail_ends: DropGuard,
}

impl Ground {
    /// # Errors
    /// A server is missing.
    pub async fn on(database: Database) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let now = Clock::system().now();
        let authority = Authority::ensure(&folder.path().join("keys"), now)?;
        let stop = CancellationToken::new();
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        let mail = folder.path().join("mail");
        let mailbox = Mailbox::start(mail, any, any, stop.clone()).await?;
        let services = SERVICES.map(|name| (name, permissions::of(name)));
        let subscriber = (SUBSCRIBER, permissions::of_subscriber(SUBSCRIBER));
        let users = services.into_iter().chain([subscriber]);
        let users: Vec<_> = users.map(|(name, may)| (name, PASSWORD, may)).collect();
        Ok(Self {
            broker: Broker::guarded(&users).await?,
            database,
            smtp_addr: mailbox.smtp_addr,
            folder,
            authority,
            tls: true,
            _mail_ends: stop.drop_guard(),
        })
    }

    /// The same without certificates.
    #[must_use]
    pub fn without_tls(mut self) -> Self {
        self.tls = false;
        self
    }

    /// Gives each service a login to its part of the database; after the
    /// migrations, which make those parts.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn make_logins(&self) -> anyhow::Result<()> {
        let owner = PgPool::connect(self.database.url()).await?;
        for service in SERVICES {
            let (schema, login) = (Schema::parse(service)?, login(service));
            logins::ensure(&owner, &schema, &login, PASSWORD)
                .await
                .with_context(|| format!("{login} cannot be made"))?;
        }
        owner.close().await;
        Ok(())
    }

    /// What a service is told to serve, but for addresses.
    ///
    /// # Errors
    /// Its certificate cannot be made.
    pub fn settings_of(&self, service: &str) -> anyhow::Result<Settings> {
        let mut settings = self.settings_of_program(service)?;
        if SERVICES.contains(&service) {
            let url = self.database.url_of(&login(service), PASSWORD)?;
            settings.push(setting("ASF_DATABASE_URL", url));
            settings.push(setting("ASF_NATS_PASSWORD", PASSWORD));
        }
        if service == "registry" {
            settings.push(setting("ASF_REGISTRY_WEBHOOK_KEY", VAULT_KEY));
        }
        if service == "identity" {
            let smtp = format!("smtp://{}", self.smtp_addr);
            let ledger = self.folder.path().join("erasures.ledger");
            settings.push(setting("ASF_IDENTITY_VAULT_KEY", VAULT_KEY));
            settings.push(setting("ASF_IDENTITY_SMTP_URL", smtp));
            let ledger = ledger.display().to_string();
            settings.push(setting("ASF_IDENTITY_ERASURE_LEDGER", ledger));
        }
        Ok(settings)
    }

    /// What a sub-command of a service is told, which the database's owner
    /// runs.
    ///
    /// # Errors
    /// Its certificate cannot be made.
    pub fn settings_of_owner(&self, service: &str) -> anyhow::Result<Settings> {
        let mut settings = self.settings_of(service)?;
        settings.retain(|(name, _)| name != "ASF_DATABASE_URL");
        settings.push(setting("ASF_DATABASE_URL", self.database.url()));
        Ok(settings)
    }

    /// What a program with a certificate of this name is told.
    fn settings_of_program(&self, name: &str) -> anyhow::Result<Settings> {
        let mut settings = vec![
            setting("ASF_NATS_URL", self.broker.url()),
            setting("ASF_ENVIRONMENT", "test"),
            setting("ASF_LOG", "info"),
        ];
        if !self.tls {
            settings.push(setting("ASF_TLS", "off"));
            return Ok(settings);
        }
        let Certificate {
            authority,
            certificate,
            key,
        } = self.authority.certificate(name)?;
        for (name, file) in [
            ("ASF_TLS_CA_FILE", authority),
            ("ASF_TLS_CERT_FILE", certificate),
            ("ASF_TLS_KEY_FILE", key),
        ] {
            settings.push(setting(name, file.display().to_string()));
        }
        Ok(settings)
    }

    /// What a process with a certificate of this name shares with the others.
    ///
    /// # Errors
    /// The certificate cannot be made.
    pub fn shared(&self, name: &str) -> anyhow::Result<Shared> {
        let settings = self.settings_of_program(name)?.into_iter();
        let settings = settings.map(|(name, value)| (name.into(), value.into()));
        let mut loader = Loader::from_variables(settings);
        let shared = loader.add("ASF_");
        Ok(loader.finish(shared)?)
    }

    /// A channel to a service, as the process of this name has it.
    ///
    /// # Errors
    /// The address or the certificate cannot be used.
    pub fn channel(&self, name: &str, service: &str, at: SocketAddr) -> anyhow::Result<Channel> {
        let shared = self.shared(name)?;
        Ok(client::channel(&format!("http://{at}"), service, &shared)?)
    }

    /// The folder of the mails that were caught.
    #[must_use]
    pub fn mail_folder(&self) -> PathBuf {
        self.folder.path().join("mail")
    }

    /// The mails that were caught, the oldest first.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn mails(&self) -> anyhow::Result<Vec<Mail>> {
        Ok(mailbox::read(&self.mail_folder())?)
    }

    /// The address of the catcher.
    #[must_use]
    pub fn smtp_addr(&self) -> SocketAddr {
        self.smtp_addr
    }

    /// A folder of the stack's own.
    #[must_use]
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }
}

/// A service's login to the database.
fn login(service: &str) -> String {
    format!("{service}_login")
}

/// A setting as a pair.
pub fn setting(name: &str, value: impl Into<String>) -> (String, String) {
    (name.to_owned(), value.into())
}
