//! What the figures were measured on.

use std::{fs, process::Command};

use integration_tests::{broker::Broker, setting};
use sqlx::{Connection, PgConnection};

use crate::report;

/// Says what the machine and the servers are.
///
/// # Errors
/// A server is missing.
pub(crate) async fn describe() -> anyhow::Result<()> {
    let cores = std::thread::available_parallelism()?;
    let model = line_of("/proc/cpuinfo", "model name");
    let memory = line_of("/proc/meminfo", "MemTotal");
    let kib: u64 = memory.trim_end_matches(" kB").parse().unwrap_or_default();
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default();
    let rust = Command::new("rustc").arg("--version").output();
    let rust = rust.map_or_else(
        |_| "rustc is not found".to_owned(),
        |it| String::from_utf8_lossy(&it.stdout).trim().to_owned(),
    );
    let build = if cfg!(debug_assertions) {
        "DEBUG build: not for figures"
    } else {
        "release build"
    };
    let gib = kib.div_ceil(1024 * 1024);
    let kernel = kernel.trim();
    let lines = [
        format!("Machine: {cores} cores of {model}, {gib} GiB, Linux {kernel}, load {load}"),
        format!("{build}, {rust}"),
        postgres().await?,
        nats().await?,
    ];
    report::print(&format!("{}\n", lines.join("  \n")))
}

async fn postgres() -> anyhow::Result<String> {
    let url = setting("ASF_TEST_DATABASE_URL")?;
    let mut connection = PgConnection::connect(&url).await?;
    let mut shown = Vec::new();
    for name in [
        "server_version",
        "fsync",
        "synchronous_commit",
        "shared_buffers",
    ] {
        let value: String = sqlx::query_scalar("SELECT current_setting($1)")
            .bind(name)
            .fetch_one(&mut connection)
            .await?;
        shown.push(format!("{name} {value}"));
    }
    Ok(format!("Postgres: {}", shown.join(", ")))
}

async fn nats() -> anyhow::Result<String> {
    let broker = Broker::start().await?;
    let client = async_nats::connect(broker.url()).await?;
    let version = client.server_info().version;
    Ok(format!(
        "NATS: server_version {version}, sync_interval always"
    ))
}

fn line_of(file: &str, name: &str) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(name));
    let value = line.and_then(|line| line.split_once(':'));
    value.map_or("?", |(_, value)| value.trim()).to_owned()
}
