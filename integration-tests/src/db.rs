//! A fresh database for one test.

use anyhow::Context;
use reqwest::Url;
use sqlx::{AssertSqlSafe, Connection, PgConnection};

use crate::setting;

/// Dropped with the value, if nothing stands in the way.
pub struct Database {
    name: String,
    admin: Url,
    url: Url,
}

impl Database {
    /// # Errors
    /// `ASF_TEST_DATABASE_URL` is missing, or its server does not serve.
    pub async fn create() -> anyhow::Result<Self> {
        let admin: Url = setting("ASF_TEST_DATABASE_URL")?.parse()?;
        let name = format!("asf_test_{:016x}", rand::random::<u64>());
        run(&admin, format!("CREATE DATABASE {name}"))
            .await
            .context("ASF_TEST_DATABASE_URL gives no database")?;
        let mut url = admin.clone();
        url.set_path(&name);
        Ok(Self { name, admin, url })
    }

    /// For the owner, who may do everything in it.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let admin = self.admin.clone();
        let sql = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        // The test's own runtime cannot be waited for here.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            runtime.block_on(run(&admin, sql))
        });
        if !matches!(dropping.join(), Ok(Ok(()))) {
            tracing::warn!(db.name = self.name, "a test's database is left behind");
        }
    }
}

async fn run(url: &Url, sql: String) -> anyhow::Result<()> {
    let mut connection = PgConnection::connect(url.as_str()).await?;
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(&mut connection)
        .await?;
    connection.close().await?;
    Ok(())
}
