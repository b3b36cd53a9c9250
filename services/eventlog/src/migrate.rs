//! The log's own tables in a service's schema, as versioned migrations.

pub mod tables;

pub(crate) mod policies;

use sqlx::{AssertSqlSafe, PgConnection, PgPool};

use crate::schema::Schema;

struct Migration {
    version: i32,
    name: &'static str,
    template: &'static str,
}

/// In order; a migration that was released is never changed.
const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        name: "log",
        template: include_str!("../migrations/0001_log.sql"),
    },
    Migration {
        version: 2,
        name: "grants",
        template: include_str!("../migrations/0002_grants.sql"),
    },
];

/// Brings the schema and the log's tables to today's version, in one
/// transaction. Several replicas may start at once: one of them does it and
/// the others wait. Run it as the owner, not in the service's role.
///
/// # Errors
/// The database fails, or the login may not create schemas or roles.
pub async fn migrate(pool: &PgPool, schema: &Schema) -> Result<(), sqlx::Error> {
    let mut tx = pool.begin().await?;
    lock(&mut tx, schema).await?;
    let done = newest(&mut tx, schema).await?;
    for migration in MIGRATIONS.iter().filter(|next| next.version > done) {
        let sql = schema.fill(migration.template);
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *tx).await?;
        record(&mut tx, schema, migration).await?;
        tracing::info!(
            db.schema = schema.name(),
            migration.name,
            migration.version,
            "migrated"
        );
    }
    policies::secure(&mut tx, schema).await?;
    tx.commit().await
}

/// Secures the tables that the service's own migrations have made.
pub(crate) async fn secure(pool: &PgPool, schema: &Schema) -> Result<(), sqlx::Error> {
    let mut tx = pool.begin().await?;
    lock(&mut tx, schema).await?;
    policies::secure(&mut tx, schema).await?;
    tx.commit().await
}

/// The version of the log's tables, beside the one that this program needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Versions {
    pub found: i32,
    pub needed: i32,
}

/// Reads how far a schema was migrated. Newer than needed is fine: a release
/// changes the tables before it changes the program.
///
/// # Errors
/// The database fails, or the schema was never migrated.
pub async fn versions(
    connection: &mut PgConnection,
    schema: &Schema,
) -> Result<Versions, sqlx::Error> {
    let found = done(connection, schema).await?;
    let needed = MIGRATIONS.iter().map(|it| it.version).max();
    Ok(Versions {
        found,
        needed: needed.unwrap_or_default(),
    })
}

/// Until the end of the transaction. Databases do not share these locks, and
/// the first word keeps them apart from locks of others.
async fn lock(tx: &mut PgConnection, schema: &Schema) -> Result<(), sqlx::Error> {
    sqlx::query("SELECT pg_advisory_xact_lock(hashtext('asf migrations'), hashtext($1))")
        .bind(schema.name())
        .execute(tx)
        .await?;
    Ok(())
}

async fn newest(tx: &mut PgConnection, schema: &Schema) -> Result<i32, sqlx::Error> {
    let sql = schema.fill(
        "CREATE SCHEMA IF NOT EXISTS {schema};
         CREATE TABLE IF NOT EXISTS {schema}.log_migrations (
             version INTEGER PRIMARY KEY,
             name TEXT NOT NULL,
             applied_at TIMESTAMPTZ NOT NULL DEFAULT now()
         )",
    );
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *tx).await?;
    done(tx, schema).await
}

async fn done(connection: &mut PgConnection, schema: &Schema) -> Result<i32, sqlx::Error> {
    let sql = schema.fill("SELECT COALESCE(max(version), 0) FROM {schema}.log_migrations");
    sqlx::query_scalar(AssertSqlSafe(sql))
        .fetch_one(connection)
        .await
}

async fn record(
    tx: &mut PgConnection,
    schema: &Schema,
    migration: &Migration,
) -> Result<(), sqlx::Error> {
    let sql = schema.fill("INSERT INTO {schema}.log_migrations (version, name) VALUES ($1, $2)");
    sqlx::query(AssertSqlSafe(sql))
        .bind(migration.version)
        .bind(migration.name)
        .execute(tx)
        .await?;
    Ok(())
}
