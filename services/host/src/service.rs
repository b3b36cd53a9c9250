//! A service with an event log: its name, its tables and its read models, and
//! what follows from them.

use std::{net::SocketAddr, sync::Arc};

use anyhow::Context;
use chassis::{client, config::Shared, server::Health};
use eventlog::{
    broker,
    feed::Feed,
    migrate::tables::Tables,
    pool,
    projector::{Producer, Projector, Subscription},
    rebuild::{self, Projection, RebuildError, Rebuilt, Verified},
    relay::{Relay, StreamSettings},
    schema::{InvalidSchema, Schema},
};
use futures::future::BoxFuture;
use proto::asf::feed::v1::feed_service_client::FeedServiceClient;
use secrecy::ExposeSecret;
use sqlx::{PgPool, migrate::Migrator};
use tokio::net::TcpListener;
use tonic::transport::Channel;

use crate::{background::Background, delivery};

/// What a service is called and what it keeps.
pub struct Service {
    /// Also the name of its schema, its stream, its NATS user and its settings.
    pub name: &'static str,
    /// Its own tables; `sqlx.toml` says where their history stands.
    pub migrations: &'static Migrator,
    /// The read models that can be made again, each by its name; the first one
    /// is taken where nobody names one.
    pub read_models: &'static [(&'static str, &'static dyn ReadModel)],
}

/// A [`Projection`] of any aggregate.
pub trait ReadModel: Send + Sync {
    fn rebuild<'a>(
        &'a self,
        owner: &'a PgPool,
        schema: &'a Schema,
    ) -> BoxFuture<'a, Result<Rebuilt, RebuildError>>;

    fn verify<'a>(
        &'a self,
        owner: &'a PgPool,
        schema: &'a Schema,
    ) -> BoxFuture<'a, Result<Verified, RebuildError>>;
}

impl<P: Projection> ReadModel for P {
    fn rebuild<'a>(
        &'a self,
        owner: &'a PgPool,
        schema: &'a Schema,
    ) -> BoxFuture<'a, Result<Rebuilt, RebuildError>> {
        Box::pin(rebuild::rebuild(owner, schema, self))
    }

    fn verify<'a>(
        &'a self,
        owner: &'a PgPool,
        schema: &'a Schema,
    ) -> BoxFuture<'a, Result<Verified, RebuildError>> {
        Box::pin(rebuild::verify(owner, schema, self))
    }
}

impl Service {
    /// The service's schema in Postgres.
    ///
    /// # Errors
    /// The name is none of a schema.
    pub fn schema(&self) -> Result<Schema, InvalidSchema> {
        Schema::parse(self.name)
    }

    /// The service's pool, on a database with the tables that it needs.
    ///
    /// # Errors
    /// The database cannot be used, or its tables are too old.
    pub async fn connect(&self, shared: &Shared, connections: u32) -> anyhow::Result<PgPool> {
        let url = shared.database_url.expose_secret();
        let pool = self.tables()?.connect(url, connections).await;
        pool.context("ASF_DATABASE_URL")
    }

    /// Brings the tables to today's version. Several replicas may do it at once.
    ///
    /// # Errors
    /// The database cannot be used, or its login is not the owner.
    pub async fn migrate(&self, shared: &Shared) -> anyhow::Result<()> {
        let owner = owner(shared).await?;
        self.tables()?.migrate(&owner).await?;
        owner.close().await;
        Ok(())
    }

    /// Makes a read model again from the events, while the service runs.
    ///
    /// # Errors
    /// There is no such read model, or the rebuild failed: then it is as it was.
    pub async fn rebuild(&self, shared: &Shared, name: &str) -> anyhow::Result<Rebuilt> {
        let read_model = self.read_model(name)?;
        let owner = owner(shared).await?;
        Ok(read_model.rebuild(&owner, &self.schema()?).await?)
    }

    /// Compares a read model with what the events make of it.
    ///
    /// # Errors
    /// There is no such read model, or the database fails.
    pub async fn verify(&self, shared: &Shared, name: &str) -> anyhow::Result<Verified> {
        let read_model = self.read_model(name)?;
        let owner = owner(shared).await?;
        Ok(read_model.verify(&owner, &self.schema()?).await?)
    }

    /// Listens where the service's setting says.
    ///
    /// # Errors
    /// The address cannot be listened on.
    pub async fn listen(&self, addr: SocketAddr) -> anyhow::Result<TcpListener> {
        let listener = TcpListener::bind(addr).await;
        let variable = self.variable("GRPC_ADDR");
        let listener =
            listener.with_context(|| format!("{variable}: {addr} cannot be listened on"))?;
        tracing::info!(%addr, service = self.name, "the service serves");
        Ok(listener)
    }

    /// The connection to NATS, which may come later or go.
    ///
    /// # Errors
    /// The setting is no address.
    pub async fn nats(&self, shared: &Shared) -> anyhow::Result<async_nats::Client> {
        let password = shared.nats_password.as_ref();
        let password = password.map(ExposeSecret::expose_secret);
        let client = broker::connect(self.name, &shared.nats_url, password).await;
        client.context("ASF_NATS_URL cannot be used")
    }

    /// Sends the feed to the service's stream, in the background, and tells
    /// probes whether it arrives.
    pub fn relay(
        &self,
        background: &mut Background,
        feed: Feed,
        client: async_nats::Client,
        replicas: usize,
        health: Health,
    ) {
        let settings = StreamSettings {
            replicas,
            ..StreamSettings::of(self.name)
        };
        let relay = Relay::new(feed, client, settings);
        background.start_endless(delivery::tell(relay.state(), health));
        background.start(|working| relay.run(working));
    }

    /// The connection to another service, which may come later or go.
    ///
    /// # Errors
    /// The setting is no URL.
    pub fn channel(&self, to: &str, url: &str, shared: &Shared) -> anyhow::Result<Channel> {
        let variable = self.variable(&format!("{}_URL", to.to_uppercase()));
        client::channel(url, to, shared).with_context(|| format!("{variable} cannot be used"))
    }

    /// Follows the events of `producer`, and reads from it, over `owner`, what
    /// NATS could not give.
    ///
    /// # Errors
    /// The service's name is none of a schema.
    pub fn projector(
        &self,
        pool: &PgPool,
        producer: &str,
        owner: &Channel,
        subscription: impl Subscription + 'static,
    ) -> Result<Projector, InvalidSchema> {
        Ok(Projector::new(
            pool.clone(),
            &self.schema()?,
            Producer::of(producer),
            Arc::new(FeedServiceClient::new(owner.clone())),
            Arc::new(subscription),
        ))
    }

    fn tables(&self) -> Result<Tables, InvalidSchema> {
        Ok(Tables::new(self.schema()?, self.migrations))
    }

    fn read_model(&self, name: &str) -> anyhow::Result<&'static dyn ReadModel> {
        let mut known = self.read_models.iter();
        let found = known.find(|(known, _)| *known == name);
        found.map(|(_, read_model)| *read_model).ok_or_else(|| {
            let names: Vec<_> = self.read_models.iter().map(|(name, _)| *name).collect();
            let names = names.join(", ");
            anyhow::anyhow!("there is no read model {name:?}; there are: {names}")
        })
    }

    /// E.g. `ASF_REGISTRY_GRPC_ADDR`.
    fn variable(&self, setting: &str) -> String {
        format!("ASF_{}_{setting}", self.name.to_uppercase())
    }
}

async fn owner(shared: &Shared) -> anyhow::Result<PgPool> {
    let owner = pool::connect_owner(shared.database_url.expose_secret()).await;
    owner.context("ASF_DATABASE_URL cannot be used")
}
