//! A service that is not part of the platform and follows the registry's
//! events: it keeps a copy of the list, and counts how many ASFs came on it by
//! industry and month. The count would be wrong if one event were applied
//! twice or not at all.

mod event;
pub mod list;
pub mod monthly;

use std::sync::Arc;

use eventlog::{
    projector::{Producer, Projector, Subscription, owner::Owner},
    schema::{InvalidSchema, Schema},
};
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

/// The schema of the subscriber's tables.
///
/// # Errors
/// Never: the name is plain.
pub fn schema() -> Result<Schema, InvalidSchema> {
    Schema::parse("subscriber")
}

/// Makes the tables; replicas may start at once. Run it as the owner.
///
/// # Errors
/// The database fails.
pub async fn migrate(owner: &PgPool) -> anyhow::Result<()> {
    eventlog::migrate::migrate(owner, &schema()?).await?;
    let mut tx = owner.begin().await?;
    for statement in [
        "SELECT pg_advisory_xact_lock(hashtext('subscriber migrations'))",
        list::TABLE,
        monthly::TABLE,
    ] {
        sqlx::raw_sql(statement).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Keeps both projections up to date until the token is cancelled. Several
/// replicas may run.
///
/// # Errors
/// Never: whatever is away is waited for.
pub async fn run(
    pool: PgPool,
    producer: Producer,
    owner: Arc<dyn Owner>,
    client: async_nats::Client,
    shutdown: CancellationToken,
) -> anyhow::Result<()> {
    let schema = schema()?;
    let projector = |subscription: Arc<dyn Subscription>| {
        let owner = Arc::clone(&owner);
        Projector::new(pool.clone(), &schema, producer.clone(), owner, subscription)
            .run(client.clone(), shutdown.clone())
    };
    tokio::join!(
        projector(Arc::new(list::List)),
        projector(Arc::new(monthly::Monthly))
    );
    Ok(())
}
