//! The reference: pgbench runs the statements of the same command one by one,
//! as a service without groups would, on tables of the same shape.

use std::{
    cell::Cell,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context, bail};
use sqlx::{Connection, PgConnection};
use tempfile::TempDir;

use crate::{latencies::Latencies, report};

const WARM_UP_SECONDS: u64 = 2;
const MOST_THREADS: usize = 2;

const TABLES: &str = "
    CREATE SCHEMA IF NOT EXISTS bench;
    CREATE TABLE bench.events (LIKE registry.events INCLUDING ALL);
    CREATE TABLE bench.commands (LIKE registry.commands INCLUDING ALL);
    CREATE TABLE bench.directory (LIKE registry.directory INCLUDING ALL);
    CREATE TABLE bench.log_head (LIKE registry.log_head INCLUDING ALL) WITH (fillfactor = 10);
    INSERT INTO bench.log_head (sequence, position) VALUES (0, 0);
    CREATE SEQUENCE bench.number;";

/// Ids follow each other, as those of version 7 do.
const OPENING: &str = r"\set n :n + 1
\set k :run * 10000000000 + :client_id * 10000000 + :n
BEGIN;
SELECT version, type, data FROM bench.events
    WHERE stream_id = 'enterprise/' || lpad(to_hex(:k::BIGINT), 32, '0')::UUID ORDER BY version;
INSERT INTO bench.directory
    (id, version, state, slug, org_number, profile, return_reasons, created_at, updated_at)
    VALUES (lpad(to_hex(:k::BIGINT), 32, '0')::UUID, 1, 'draft', 'enterprise-' || :k::TEXT,
            :k::TEXT, :profile::JSONB, '[]', now(), now());
";
const EVENT: &str = "INSERT INTO bench.events
    (sequence, committed_from, stream_id, version, type, data, metadata, recorded_at)
    VALUES (nextval('bench.number'), 1,
            'enterprise/' || lpad(to_hex(:k::BIGINT), 32, '0')::UUID,
            1, 'Registered', :data::JSONB, :metadata::JSONB, now());
";
/// Numbers far from those of the sequence.
const HEAD_AND_EVENT: &str = "WITH head AS
    (UPDATE bench.log_head SET sequence = sequence + 1 RETURNING sequence)
INSERT INTO bench.events
    (sequence, committed_from, stream_id, version, type, data, metadata, recorded_at)
    SELECT 1000000000 + head.sequence, 1000000000 + head.sequence,
           'enterprise/' || lpad(to_hex(:k::BIGINT), 32, '0')::UUID,
           1, 'Registered', :data::JSONB, :metadata::JSONB, now()
    FROM head;
";
const ANSWER: &str = "INSERT INTO bench.commands
    (id, request_hash, stream, version, position, recorded_at)
    VALUES ('staff/register-' || :k::TEXT, decode(repeat('ab', 32), 'hex'),
            lpad(to_hex(:k::BIGINT), 32, '0')::UUID, 1, 0, now());
";
const END: &str = "COMMIT;\n";

/// What a transaction consists of.
#[derive(Clone, Copy)]
pub(super) enum Script {
    /// Nothing keeps the order of commits.
    WithoutHead,
    /// The one row that keeps it is taken last, by each command alone.
    WithHead,
}

impl Script {
    fn statements(self) -> [&'static str; 4] {
        match self {
            Self::WithoutHead => [OPENING, EVENT, ANSWER, END],
            Self::WithHead => [OPENING, ANSWER, HEAD_AND_EVENT, END],
        }
    }
}

pub(super) struct Pgbench {
    program: PathBuf,
    url: String,
    folder: TempDir,
    /// What the rows contain: as much as those of a real enterprise.
    texts: [(&'static str, String); 3],
    run: Cell<u32>,
}

impl Pgbench {
    /// Makes the tables; nothing where there is no pgbench.
    pub(super) async fn prepare(url: &str) -> anyhow::Result<Option<Self>> {
        let Some(program) = find() else {
            report::progress("pgbench is not found: on Debian it comes with postgresql");
            return Ok(None);
        };
        let mut connection = PgConnection::connect(url).await?;
        sqlx::raw_sql(TABLES).execute(&mut connection).await?;
        let (profile, data, metadata): (String, String, String) = sqlx::query_as(
            "SELECT directory.profile::TEXT, events.data::TEXT, events.metadata::TEXT
             FROM registry.directory
             JOIN registry.events ON events.stream_id = 'enterprise/' || directory.id
             ORDER BY events.sequence LIMIT 1",
        )
        .fetch_one(&mut connection)
        .await?;
        let folder = tempfile::tempdir()?;
        Ok(Some(Self {
            program,
            url: url.to_owned(),
            folder,
            texts: [("profile", profile), ("data", data), ("metadata", metadata)],
            run: Cell::new(0),
        }))
    }

    /// The times of all transactions, after a warm-up.
    pub(super) fn run(
        &self,
        script: Script,
        clients: usize,
        seconds: u64,
    ) -> anyhow::Result<Latencies> {
        self.start(script, clients, WARM_UP_SECONDS, None)?;
        let log = tempfile::tempdir_in(self.folder.path())?;
        self.start(script, clients, seconds, Some(log.path()))?;
        read(log.path())
    }

    fn start(
        &self,
        script: Script,
        clients: usize,
        seconds: u64,
        log: Option<&Path>,
    ) -> anyhow::Result<()> {
        // Each run has numbers of its own.
        let run = self.run.get() + 1;
        self.run.set(run);
        let file = self.folder.path().join(format!("{run}.sql"));
        fs::write(&file, script.statements().concat())?;
        let mut command = Command::new(&self.program);
        command.args(["--no-vacuum", "--protocol=prepared", "--define=n=0"]);
        command.arg(format!("--define=run={run}"));
        for (name, text) in &self.texts {
            command.arg(format!("--define={name}={text}"));
        }
        command.arg(format!("--client={clients}"));
        command.arg(format!("--jobs={}", clients.min(MOST_THREADS)));
        command.arg(format!("--time={seconds}"));
        command.arg("--file").arg(file);
        if let Some(log) = log {
            let prefix = log.join("times").display().to_string();
            command.args(["--log", "--log-prefix", &prefix]);
        }
        let output = command.arg(&self.url).output()?;
        if !output.status.success() {
            bail!(
                "pgbench failed: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
        Ok(())
    }
}

/// The third column of pgbench's log is the time of a transaction in
/// microseconds.
fn read(folder: &Path) -> anyhow::Result<Latencies> {
    let mut latencies = Latencies::new()?;
    for file in fs::read_dir(folder)? {
        for line in fs::read_to_string(file?.path())?.lines() {
            let time = line.split(' ').nth(2).context("a time in the log")?;
            latencies.record(Duration::from_micros(time.parse()?));
        }
    }
    Ok(latencies)
}

/// Where the launcher is told to look, on the path, or where Debian puts it.
fn find() -> Option<PathBuf> {
    let told = std::env::var_os("ASF_POSTGRES_BIN").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let debian = debian.flatten().map(|entry| entry.path().join("bin"));
    told.into_iter()
        .chain(std::env::split_paths(&path))
        .chain(debian)
        .map(|folder| folder.join("pgbench"))
        .find(|program| program.is_file())
}
