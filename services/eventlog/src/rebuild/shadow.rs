//! The table that is made beside the live one, and takes its place.

use std::time::Duration;

use sqlx::{AssertSqlSafe, PgConnection};

use crate::{
    migrate::policies,
    rebuild::{
        RebuildError,
        catalog::{self, Index},
        turn::shadow_of,
    },
    schema::Schema,
};

pub(super) struct Shadow {
    schema: Schema,
    table: &'static str,
    /// The qualified names.
    live: String,
    name: String,
    indexes: Vec<Index>,
    /// Of the live table, when it was looked at.
    shape: String,
}

impl Shadow {
    /// Makes the table with what writing it needs, in the place of what an
    /// earlier rebuild left.
    pub(super) async fn create(
        connection: &mut PgConnection,
        schema: &Schema,
        table: &'static str,
    ) -> Result<Self, RebuildError> {
        let live = schema.table(table);
        catalog::refuse_ties(connection, &live).await?;
        let shadow = Self {
            schema: schema.clone(),
            table,
            name: shadow_of(&live),
            indexes: catalog::indexes(connection, &live).await?,
            shape: catalog::shape(connection, &live).await?,
            live,
        };
        run(connection, format!("DROP TABLE IF EXISTS {}", shadow.name)).await?;
        shadow.create_table(connection).await?;
        shadow.create_indexes(connection, Index::is_unique).await?;
        catalog::copy_grants(connection, &shadow.live, &shadow.name).await?;
        policies::secure_table(connection, schema, &shadow.name).await?;
        Ok(shadow)
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn live(&self) -> &str {
        &self.live
    }

    /// Adds what was left out so that writing is quick, and counts the rows.
    pub(super) async fn complete(&self, connection: &mut PgConnection) -> Result<u64, sqlx::Error> {
        self.create_indexes(connection, |index| !index.is_unique())
            .await?;
        // Without it the planner would know nothing of the table at first.
        run(connection, format!("VACUUM (ANALYZE) {}", self.name)).await?;
        let count = format!("SELECT count(*) FROM {}", self.name);
        let rows: i64 = sqlx::query_scalar(AssertSqlSafe(count))
            .fetch_one(connection)
            .await?;
        Ok(rows.unsigned_abs())
    }

    /// Keeps everybody from the live table, and then writers from the log, in
    /// the order in which writers take the two; `false` when somebody holds
    /// one of them for too long.
    pub(super) async fn lock(
        &self,
        tx: &mut PgConnection,
        patience: Duration,
    ) -> Result<bool, sqlx::Error> {
        let words = format!(
            "SET LOCAL lock_timeout = {};
             LOCK TABLE {} IN ACCESS EXCLUSIVE MODE;
             SELECT position FROM {} FOR UPDATE",
            patience.as_millis(),
            self.live,
            self.schema.table("log_head"),
        );
        match run(tx, words).await {
            Ok(()) => Ok(true),
            Err(error) if is_for_now(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Drops the live table and takes its name and the names of its indexes:
    /// refusals go by the names of constraints.
    pub(super) async fn take_place(&self, tx: &mut PgConnection) -> Result<(), RebuildError> {
        if catalog::shape(tx, &self.live).await? != self.shape {
            return Err(RebuildError::Changed(self.live.clone()));
        }
        let mut words = format!(
            "DROP TABLE {}; ALTER TABLE {} RENAME TO {};",
            self.live, self.name, self.table
        );
        for (nth, index) in self.indexes.iter().enumerate() {
            let made = self.schema.table(&self.index_name(nth));
            words += &format!("ALTER INDEX {made} RENAME TO {};", index.name());
        }
        run(tx, words).await?;
        Ok(())
    }

    async fn create_table(&self, connection: &mut PgConnection) -> Result<(), sqlx::Error> {
        let options: Option<String> = sqlx::query_scalar(
            "SELECT array_to_string(reloptions, ', ') FROM pg_class WHERE oid = $1::REGCLASS",
        )
        .bind(&self.live)
        .fetch_one(&mut *connection)
        .await?;
        let with = options.map_or_else(String::new, |options| format!(" WITH ({options})"));
        let words = format!(
            "CREATE TABLE {} (LIKE {} INCLUDING ALL EXCLUDING INDEXES){with}",
            self.name, self.live
        );
        run(connection, words).await
    }

    async fn create_indexes(
        &self,
        connection: &mut PgConnection,
        wanted: impl Fn(&Index) -> bool,
    ) -> Result<(), sqlx::Error> {
        for (nth, index) in self.indexes.iter().enumerate() {
            if wanted(index) {
                let statement = index.statement(&self.name, &self.index_name(nth));
                run(connection, statement).await?;
            }
        }
        Ok(())
    }

    fn index_name(&self, nth: usize) -> String {
        format!("{}_{nth}", shadow_of(self.table))
    }
}

/// A lock that was not to be had in time, or a deadlock.
fn is_for_now(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|fault| fault.code());
    matches!(code.as_deref(), Some("55P03" | "40P01"))
}

async fn run(connection: &mut PgConnection, words: String) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(words))
        .execute(connection)
        .await?;
    Ok(())
}
