//! The version of the registry's tables.

use eventlog::migrate::Versions;
use sqlx::{
    Connection, PgConnection, PgPool,
    migrate::{MigrateError, Migrator},
};

use crate::store;

/// The registry's own tables; `sqlx.toml` says where their history stands.
static MIGRATIONS: Migrator = sqlx::migrate!();

/// The tables are not what this program needs.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SchemaError {
    #[error("the tables are at version {found}, and {needed} is needed: run `registry migrate`")]
    TooOld { found: i64, needed: i64 },
    #[error(
        "the log's tables are at version {found}, and {needed} is needed: run `registry migrate`"
    )]
    LogTooOld { found: i32, needed: i32 },
    #[error("there are no tables in the schema registry: run `registry migrate`")]
    Missing,
    #[error("the database cannot be used: {0}")]
    Database(sqlx::Error),
}

/// Brings the log's tables and the registry's own to today's version. Run it
/// as the owner of the database.
///
/// # Errors
/// The database fails, or a released migration was changed.
pub(crate) async fn migrate(owner: &PgPool) -> Result<(), MigrateError> {
    let schema = store::schema().map_err(|error| MigrateError::Source(error.into()))?;
    eventlog::migrate::migrate(owner, &schema).await?;
    MIGRATIONS.run(owner).await
}

/// Newer tables are fine: a release changes them before it changes the
/// program. A connection of its own says at once why the database cannot be
/// used; a pool would only say that it waited.
pub(crate) async fn check(url: &str) -> Result<(), SchemaError> {
    let connected = PgConnection::connect(url).await;
    let mut connection = connected.map_err(SchemaError::Database)?;
    let checked = check_in(&mut connection).await;
    connection.close().await.map_err(SchemaError::Database)?;
    checked
}

async fn check_in(connection: &mut PgConnection) -> Result<(), SchemaError> {
    let query = sqlx::query_scalar("SELECT max(version) FROM registry.migrations WHERE success");
    let found: Option<i64> = query.fetch_one(&mut *connection).await.map_err(|error| {
        let code = error.as_database_error().and_then(|fault| fault.code());
        match code.as_deref() {
            // Undefined table, schema.
            Some("42P01" | "3F000") => SchemaError::Missing,
            _ => SchemaError::Database(error),
        }
    })?;
    let needed = MIGRATIONS.iter().map(|it| it.version).max();
    match (found, needed) {
        (Some(found), Some(needed)) if found < needed => Err(SchemaError::TooOld { found, needed }),
        (None, Some(_)) => Err(SchemaError::Missing),
        (Some(_), Some(_)) | (_, None) => check_log(connection).await,
    }
}

async fn check_log(connection: &mut PgConnection) -> Result<(), SchemaError> {
    let schema = store::schema()
        .map_err(|error| SchemaError::Database(sqlx::Error::Configuration(error.into())))?;
    let versions = eventlog::migrate::versions(connection, &schema).await;
    let Versions { found, needed } = versions.map_err(SchemaError::Database)?;
    if found < needed {
        return Err(SchemaError::LogTooOld { found, needed });
    }
    Ok(())
}
