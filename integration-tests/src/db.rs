//! A fresh database for one test.

use std::{sync::mpsc, time::Duration};

use anyhow::Context;
use reqwest::Url;
use sqlx::{AssertSqlSafe, Connection, PgConnection};

use crate::setting;

/// For a database to be dropped: many times what it takes.
const PATIENCE: Duration = Duration::from_secs(3);

/// Dropped with the value, if nothing stands in the way for long.
pub struct Database {
    name: String,
    admin: Url,
    url: Url,
}

impl Database {
    /// # Errors
    /// `ASF_TEST_DATABASE_URL` is missing, or its server does not serve.
    pub async fn create() -> anyhow::Result<Self> {
        Self::create_with("").await
    }

    /// A database with all that is in another one, which nobody may use in the
    /// meantime.
    ///
    /// # Errors
    /// As for [`Database::create`].
    pub async fn copy_of(other: &Self) -> anyhow::Result<Self> {
        Self::create_with(&format!("TEMPLATE {}", other.name)).await
    }

    async fn create_with(how: &str) -> anyhow::Result<Self> {
        let admin: Url = setting("ASF_TEST_DATABASE_URL")?.parse()?;
        let name = format!("asf_test_{:016x}", rand::random::<u64>());
        run(&admin, format!("CREATE DATABASE {name} {how}"))
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

    /// Lets nobody in any more, and ends what is open: the database is away.
    ///
    /// # Errors
    /// Its server does not serve.
    pub async fn shut(&self) -> anyhow::Result<()> {
        let name = &self.name;
        let shut = format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        run(&self.admin, shut).await?;
        let end = format!(
            "SELECT pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE datname = '{name}'"
        );
        run(&self.admin, end).await
    }

    /// Lets everybody in again.
    ///
    /// # Errors
    /// Its server does not serve.
    pub async fn open(&self) -> anyhow::Result<()> {
        let open = format!("ALTER DATABASE {} ALLOW_CONNECTIONS true", self.name);
        run(&self.admin, open).await
    }

    /// Puts what another database holds in the place of what is in this one, as
    /// a restored backup does; nobody may use the other one. Whoever is
    /// connected is thrown out.
    ///
    /// # Errors
    /// The server does not serve, or somebody uses the other database.
    pub async fn restore(&self, backup: &Self) -> anyhow::Result<()> {
        self.shut().await?;
        let (name, backup) = (&self.name, &backup.name);
        run(&self.admin, format!("DROP DATABASE {name} WITH (FORCE)")).await?;
        run(
            &self.admin,
            format!("CREATE DATABASE {name} TEMPLATE {backup}"),
        )
        .await
    }

    /// For somebody with another login.
    ///
    /// # Errors
    /// The login cannot stand in a URL.
    pub fn url_of(&self, login: &str, password: &str) -> anyhow::Result<String> {
        let mut url = self.url.clone();
        let fits = url.set_username(login).is_ok() && url.set_password(Some(password)).is_ok();
        anyhow::ensure!(fits, "{login} cannot stand in a URL");
        Ok(url.into())
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let admin = self.admin.clone();
        let sql = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        let (tell, told) = mpsc::channel();
        // The test's own runtime cannot be waited for here.
        std::thread::spawn(move || {
            if let Err(error) = run_alone(&admin, sql) {
                tracing::warn!(%error, "a test's database is left behind");
            }
            // Whoever waited may have given up.
            let _told = tell.send(());
        });
        // The server waits for every client that is just connecting. One of
        // them may be a task of the test that this thread would go on with.
        let _dropped = told.recv_timeout(PATIENCE);
    }
}

fn run_alone(url: &Url, sql: String) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(run(url, sql))
}

async fn run(url: &Url, sql: String) -> anyhow::Result<()> {
    let mut connection = PgConnection::connect(url.as_str()).await?;
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(&mut connection)
        .await?;
    connection.close().await?;
    Ok(())
}
