//! A service's tables: those of the log, and its own.

use sqlx::{
    AssertSqlSafe, Connection, PgConnection, PgPool,
    migrate::{MigrateError, Migrator},
};

use crate::{
    migrate::{self, Versions},
    pool,
    schema::Schema,
};

/// The tables of one schema. The service's `sqlx.toml` says that the history
/// of its own ones stands in `<schema>.migrations`.
pub struct Tables {
    schema: Schema,
    own: &'static Migrator,
}

/// The tables are not what this program needs.
#[derive(Debug, thiserror::Error)]
pub enum TablesError {
    #[error(
        "the tables of {schema} are at version {found}, and {needed} is needed: run `{schema} migrate`"
    )]
    TooOld {
        schema: String,
        found: i64,
        needed: i64,
    },
    #[error("there are no tables in the schema {0}: run `{0} migrate`")]
    Missing(String),
    #[error("the database cannot be used: {0}")]
    Database(#[from] sqlx::Error),
}

impl Tables {
    #[must_use]
    pub fn new(schema: Schema, own: &'static Migrator) -> Self {
        Self { schema, own }
    }

    /// Brings the log's tables and the service's own to today's version. Run
    /// it as the owner of the database.
    ///
    /// # Errors
    /// The database fails, or a released migration was changed.
    pub async fn migrate(&self, owner: &PgPool) -> Result<(), MigrateError> {
        migrate::migrate(owner, &self.schema).await?;
        self.own.run(owner).await?;
        Ok(migrate::secure(owner, &self.schema).await?)
    }

    /// The service's pool, on tables that the program can use.
    ///
    /// # Errors
    /// The tables are older than the program, or the database cannot be used.
    pub async fn connect(&self, url: &str, connections: u32) -> Result<PgPool, TablesError> {
        self.check(url).await?;
        Ok(pool::connect(url, &self.schema, connections).await?)
    }

    /// Newer tables are fine: a release changes them before it changes the
    /// program. A connection of its own says at once why the database cannot
    /// be used; a pool would only say that it waited.
    async fn check(&self, url: &str) -> Result<(), TablesError> {
        let mut connection = PgConnection::connect(url).await?;
        let checked = self.check_in(&mut connection).await;
        connection.close().await?;
        checked
    }

    async fn check_in(&self, connection: &mut PgConnection) -> Result<(), TablesError> {
        let found = self.found(connection).await?;
        let needed = self.own.iter().map(|it| it.version).max();
        self.compare(found, needed.unwrap_or_default())?;
        let Versions { found, needed } = migrate::versions(connection, &self.schema).await?;
        self.compare(found.into(), needed.into())
    }

    async fn found(&self, connection: &mut PgConnection) -> Result<i64, TablesError> {
        let sql = "SELECT max(version) FROM {schema}.migrations WHERE success";
        let found = sqlx::query_scalar(AssertSqlSafe(self.schema.fill(sql)));
        let found: Result<Option<i64>, _> = found.fetch_one(connection).await;
        match found {
            Ok(Some(found)) => Ok(found),
            Ok(None) => Err(self.missing()),
            Err(error) => {
                let code = error.as_database_error().and_then(|fault| fault.code());
                match code.as_deref() {
                    // Undefined table, schema.
                    Some("42P01" | "3F000") => Err(self.missing()),
                    _ => Err(error.into()),
                }
            }
        }
    }

    fn compare(&self, found: i64, needed: i64) -> Result<(), TablesError> {
        if found >= needed {
            return Ok(());
        }
        Err(TablesError::TooOld {
            schema: self.schema.name().to_owned(),
            found,
            needed,
        })
    }

    fn missing(&self) -> TablesError {
        TablesError::Missing(self.schema.name().to_owned())
    }
}
