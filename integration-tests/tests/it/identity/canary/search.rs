//! Everywhere that the platform writes.

use std::{
    fmt::Write,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, ensure};
use integration_tests::stack::Stack;
use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// The places of one stack.
pub(super) struct Places<'a> {
    stack: &'a Stack,
    /// Files of this database, and the log that a crash is recovered from.
    database: Vec<PathBuf>,
}

impl<'a> Places<'a> {
    pub(super) async fn of(stack: &'a Stack) -> anyhow::Result<Self> {
        let mut connection = PgConnection::connect(stack.ground.database.url()).await?;
        let (folder, number): (String, String) = sqlx::query_as(
            "SELECT current_setting('data_directory'), oid::TEXT
             FROM pg_database WHERE datname = current_database()",
        )
        .fetch_one(&mut connection)
        .await?;
        let folder = Path::new(&folder);
        let database = vec![folder.join("base").join(number), folder.join("pg_wal")];
        for place in &database {
            std::fs::read_dir(place).with_context(|| place.display().to_string())?;
        }
        Ok(Self { stack, database })
    }

    /// Where the word is written, in any case and in whatever form.
    pub(super) async fn with(&self, word: &str) -> anyhow::Result<Vec<String>> {
        let mut connection = PgConnection::connect(self.stack.ground.database.url()).await?;
        let mut found = Vec::new();
        for table in tables(&mut connection).await? {
            let dump = dump(&mut connection, &table).await?.to_lowercase();
            if dump.contains(word) || dump.contains(&hex(word)) {
                found.push(format!("table {table}"));
            }
        }
        for sql in ["VACUUM", "CHECKPOINT"] {
            sqlx::raw_sql(sql).execute(&mut connection).await?;
        }
        for place in &self.database {
            found.extend(files_with(place, word)?);
        }
        found.extend(files_with(&self.stack.ground.broker.store(), word)?);
        let broker = self.stack.ground.broker.log_text();
        let stack = self.stack;
        let processes = stack.identities.iter().chain(&stack.registries);
        let processes = processes.chain(&stack.gateways);
        let said = processes.map(|it| it.log_text()).chain([broker]);
        let said = said.filter(|it| it.to_lowercase().contains(word));
        found.extend(said.map(|it| format!("log {it}")));
        Ok(found)
    }

    /// How many mails have it: they are the people's own.
    pub(super) fn mails_with(&self, word: &str) -> anyhow::Result<usize> {
        Ok(files_with(&self.stack.ground.mail_folder(), word)?.len())
    }

    /// Tables that still have rows of a person, but for the events that say
    /// that it was there, what follows from them, and the log of who did what.
    pub(super) async fn tables_with_rows_of(&self, subject: &str) -> anyhow::Result<Vec<String>> {
        const STAY: &[&str] = &[
            "identity.accounts",
            "identity.audit",
            "identity.commands",
            "identity.events",
            "identity.feed",
            "identity.revocations",
            "identity.snapshots",
        ];
        let mut connection = PgConnection::connect(self.stack.ground.database.url()).await?;
        let mut found = Vec::new();
        for table in tables(&mut connection).await? {
            let stays = STAY.contains(&table.as_str());
            if !stays && dump(&mut connection, &table).await?.contains(subject) {
                found.push(table);
            }
        }
        Ok(found)
    }
}

/// What a backup takes along.
async fn tables(connection: &mut PgConnection) -> anyhow::Result<Vec<String>> {
    let tables = sqlx::query_scalar(
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
         WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1",
    );
    let tables: Vec<String> = tables.fetch_all(connection).await?;
    ensure!(
        tables.iter().any(|it| it == "identity.outbox"),
        "{tables:?}"
    );
    Ok(tables)
}

async fn dump(connection: &mut PgConnection, table: &str) -> anyhow::Result<String> {
    let sql = format!("SELECT COALESCE(string_agg(it::TEXT, chr(10)), '') FROM {table} AS it");
    let query = sqlx::query_scalar(AssertSqlSafe(sql));
    Ok(query.fetch_one(connection).await?)
}

/// As Postgres shows bytes.
fn hex(word: &str) -> String {
    word.bytes().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn files_with(folder: &Path, word: &str) -> anyhow::Result<Vec<String>> {
    let output = Command::new("grep")
        .args(["-r", "-l", "-a", "-i", "-F", "-e", word])
        .arg(folder)
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    // 1: nothing was found. 2: something was not there any more, which a
    // database that is used does all the time.
    ensure!(
        said.lines()
            .all(|it| it.ends_with("No such file or directory")),
        "{said}"
    );
    let found = String::from_utf8_lossy(&output.stdout);
    Ok(found.lines().map(str::to_owned).collect())
}
