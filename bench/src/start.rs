//! From `scripts/run` to the first page, with everything built.

use std::{
    fs::File,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, bail, ensure};

use crate::{
    cli,
    http::Connection,
    process::free_address,
    rebuild::median,
    report::{self, Table},
};

const HEADS: &[&str] = &["What", "Seconds, median", "Seconds, longest"];
const LOOK_EVERY: Duration = Duration::from_millis(5);
const LIMIT: Duration = Duration::from_secs(900);

/// # Errors
/// The platform does not start.
pub(crate) fn measure(wanted: &cli::Start) -> anyhow::Result<()> {
    let mut table = Table::new(
        "Start of scripts/run to the first page of /asf-listan",
        HEADS,
    );
    for build in [&[][..], &["--release"]] {
        let name = ["scripts/run"].iter().chain(build).copied();
        let name = name.collect::<Vec<_>>().join(" ");
        report::progress(&format!("{name}: building"));
        let folder = tempfile::tempdir()?;
        // What is missing is built and brought before the clock runs.
        first_page(folder.path(), build)?;
        let mut again = Vec::new();
        let mut first = Vec::new();
        for _ in 0..wanted.rounds.max(1) {
            again.push(first_page(folder.path(), build)?);
            let empty = tempfile::tempdir()?;
            first.push(first_page(empty.path(), build)?);
        }
        row(&mut table, format!("`{name}`, data there"), &mut again)?;
        row(
            &mut table,
            format!("`{name}`, first start with the samples"),
            &mut first,
        )?;
    }
    table.print()
}

fn row(table: &mut Table, name: String, times: &mut [Duration]) -> anyhow::Result<()> {
    let middle = median(times).context("a round")?;
    let longest = times.last().context("a round")?;
    let seconds = |time: &Duration| format!("{:.2}", time.as_secs_f64());
    table.row(vec![name, seconds(&middle), seconds(longest)]);
    Ok(())
}

/// Starts the platform with its data in `var`, waits for the page with
/// enterprises on it, and stops it in order.
fn first_page(var: &Path, arguments: &[&str]) -> anyhow::Result<Duration> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let address = free_address()?;
    let log = File::create(var.join("bench.log"))?;
    let mut command = Command::new(root.join("scripts/run"));
    command
        .args(arguments)
        .env("ASF_VAR_DIR", var)
        .env("ASF_GATEWAY_HTTP_ADDR", address.to_string())
        .env("ASF_REGISTRY_GRPC_ADDR", free_address()?.to_string())
        .env("ASF_IDENTITY_GRPC_ADDR", free_address()?.to_string())
        .env("ASF_POSTGRES_PORT", free_address()?.port().to_string())
        .env("ASF_NATS_PORT", free_address()?.port().to_string())
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        // Signals for it do not come to us.
        .process_group(0);
    let began = Instant::now();
    let mut running = Running(command.spawn().context("scripts/run cannot be run")?);
    loop {
        if serves(address) {
            break;
        }
        if let Some(status) = running.0.try_wait()? {
            let said = std::fs::read_to_string(var.join("bench.log"))?;
            bail!("scripts/run ended ({status}): {said}");
        }
        ensure!(began.elapsed() < LIMIT, "no page after {LIMIT:?}");
        thread::sleep(LOOK_EVERY);
    }
    let time = began.elapsed();
    running.stop()?;
    Ok(time)
}

fn serves(address: std::net::SocketAddr) -> bool {
    let page = || -> anyhow::Result<bool> {
        let mut connection = Connection::open(address)?;
        let answer = connection.get("/asf-listan")?;
        let page = connection.body();
        Ok(answer.status == 200 && String::from_utf8_lossy(&page).contains("\"/asf/"))
    };
    page().unwrap_or_default()
}

/// Killed with the value, and its children with it.
struct Running(Child);

impl Running {
    fn stop(&mut self) -> anyhow::Result<()> {
        self.signal("-INT")?;
        self.0.wait()?;
        Ok(())
    }

    fn signal(&self, signal: &str) -> anyhow::Result<()> {
        let group = format!("-{}", self.0.id());
        Command::new("kill").args([signal, "--", &group]).status()?;
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if matches!(self.0.try_wait(), Ok(None)) {
            let _ended = self.signal("-KILL");
            let _ended = self.0.wait();
        }
    }
}
