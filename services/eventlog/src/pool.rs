//! Connections: the service's own in its narrow role, and the owner's for
//! migrations and rebuilds.

use std::{str::FromStr, sync::Arc, time::Duration};

use sqlx::{
    AssertSqlSafe, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use crate::schema::Schema;

/// How long a caller waits for a free connection.
const ACQUIRE_LIMIT: Duration = Duration::from_secs(5);

/// A pool whose every connection takes on the role `asf_<schema>`, which may
/// not change events or the feed, and ends a statement or an idle transaction
/// that takes too long: a frozen replica must not keep the head of the log.
#[must_use]
pub fn pool_options(schema: &Schema) -> PgPoolOptions {
    let set_up: Arc<str> = schema.fill(
        "SET ROLE {role};
         SET statement_timeout = '20s';
         SET idle_in_transaction_session_timeout = '10s'",
    );
    PgPoolOptions::new()
        .acquire_timeout(ACQUIRE_LIMIT)
        .after_connect(move |connection, _| {
            let set_up = Arc::clone(&set_up);
            Box::pin(async move {
                sqlx::raw_sql(AssertSqlSafe(set_up))
                    .execute(connection)
                    .await?;
                Ok(())
            })
        })
}

/// Connects the service's pool. The role has to exist: migrate first.
///
/// # Errors
/// The URL is none, the database is away, or the role does not exist.
pub async fn connect(url: &str, schema: &Schema, connections: u32) -> Result<PgPool, sqlx::Error> {
    let options = PgConnectOptions::from_str(url)?.application_name(schema.name());
    pool_options(schema)
        .max_connections(connections)
        .connect_with(options)
        .await
}

/// Connects as the owner of the schema, for `migrate` and `rebuild`.
///
/// # Errors
/// The URL is none, or the database is away.
pub async fn connect_owner(url: &str) -> Result<PgPool, sqlx::Error> {
    PgPoolOptions::new()
        .max_connections(4)
        .acquire_timeout(ACQUIRE_LIMIT)
        .connect(url)
        .await
}
