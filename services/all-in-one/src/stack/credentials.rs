//! What each service proves itself with: a certificate, a NATS user, and a
//! login to its part of the database, all kept in `var/keys`.

use anyhow::{Context, Result};
use eventlog::{logins, permissions, pool, schema::Schema};
use time::OffsetDateTime;

use crate::{
    authority::Authority, home::Home, secrets::Secrets, servers::nats::users::User,
    stack::variables::Variables,
};

/// Those with a part of the database and a stream in NATS.
const KEEPING: [&str; 2] = ["identity", "registry"];

/// The NATS user for programs that read all events, and for people: whoever
/// comes without a login, since this server listens to this machine alone.
const SUBSCRIBER: &str = "subscriber";

pub(crate) struct Credentials {
    authority: Authority,
    secrets: Secrets,
}

impl Credentials {
    /// # Errors
    /// The files cannot be read or written.
    pub(crate) fn ensure(home: &Home, now: OffsetDateTime) -> Result<Self> {
        let secrets = Secrets::in_folder(&home.path("keys"))?;
        // Made now, so that their files are there to be named.
        secrets.key("vault")?;
        secrets.key("webhooks")?;
        Ok(Self {
            authority: Authority::ensure(&home.path("keys/tls"), now)?,
            secrets,
        })
    }

    /// Those who may log in to NATS, each for its own subjects.
    ///
    /// # Errors
    /// A password cannot be read or written.
    pub(crate) fn nats_users(&self) -> Result<Vec<User>> {
        let services = KEEPING.map(|name| (name, permissions::of(name)));
        let subscriber = permissions::of_everybody(SUBSCRIBER);
        let users = services.into_iter().chain([(SUBSCRIBER, subscriber)]);
        users
            .map(|(name, may)| {
                Ok(User {
                    name: name.to_owned(),
                    password: self.secrets.password(&format!("nats-{name}"))?,
                    permissions: Some(may),
                    is_everybody: name == SUBSCRIBER,
                })
            })
            .collect()
    }

    /// Gives each service a login; after the migrations, which make the parts
    /// of the database.
    ///
    /// # Errors
    /// The database refuses.
    pub(crate) async fn make_logins(&self, owner_url: &str) -> Result<()> {
        let owner = pool::connect_owner(owner_url).await?;
        for service in KEEPING {
            let (login, password) = self.login(service)?;
            let schema = Schema::parse(service)?;
            logins::ensure(&owner, &schema, &login, &password)
                .await
                .with_context(|| format!("Postgres gives no login {login}"))?;
        }
        owner.close().await;
        Ok(())
    }

    /// The variables as one service gets them.
    ///
    /// # Errors
    /// A file cannot be read or written.
    pub(crate) fn of(
        &self,
        service: &str,
        common: &Variables,
        database: &impl Fn(&str, &str) -> String,
    ) -> Result<Variables> {
        let mut own = self.of_owner(service, common)?;
        if KEEPING.contains(&service) {
            let (login, password) = self.login(service)?;
            own.set("ASF_DATABASE_URL", database(&login, &password));
        }
        Ok(own)
    }

    /// As [`Credentials::of`], with the database as its owner uses it: for
    /// sub-commands.
    ///
    /// # Errors
    /// A file cannot be read or written.
    pub(crate) fn of_owner(&self, service: &str, common: &Variables) -> Result<Variables> {
        let mut own = common.clone();
        if KEEPING.contains(&service) {
            let password = self.secrets.password(&format!("nats-{service}"))?;
            own.set("ASF_NATS_PASSWORD", password);
        }
        let files = self.authority.certificate(service)?;
        for (name, file) in [
            ("ASF_TLS_CA_FILE", files.authority),
            ("ASF_TLS_CERT_FILE", files.certificate),
            ("ASF_TLS_KEY_FILE", files.key),
        ] {
            own.set(name, file.display().to_string());
        }
        Ok(own)
    }

    fn login(&self, service: &str) -> Result<(String, String)> {
        let password = self.secrets.password(&format!("postgres-{service}"))?;
        Ok((format!("{service}_login"), password))
    }
}
