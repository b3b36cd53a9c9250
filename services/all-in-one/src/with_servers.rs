//! Runs a command, such as the tests, beside servers that are thrown away.

use std::{ffi::OsStr, os::unix::process::ExitStatusExt, process::ExitStatus};

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, kill_process};
use tokio::{
    process::{Child, Command},
    signal::unix::{SignalKind, signal},
};

use crate::{
    home::Home,
    lock::Lock,
    ports,
    progress::step,
    servers::{nats, postgres::Postgres},
    settings::Launcher,
};

/// Below the launcher's folder; made anew each time.
const FOLDER: &str = "test";

/// Tests run side by side, each with a pool of its own.
const MAX_CONNECTIONS: u16 = 300;

/// What a shell adds to the signal that ended a command.
const ENDED_BY_SIGNAL: i32 = 128;

/// Runs the command and gives its exit code.
///
/// # Errors
/// The servers or the command cannot be started.
pub(crate) async fn run(
    home: &Home,
    settings: &Launcher,
    program: &OsStr,
    arguments: &[impl AsRef<OsStr>],
) -> Result<u8> {
    let _lock = Lock::take(&home.path("test.lock"))?;
    let nats = nats::program(home, settings).await?;
    let mut postgres = Postgres::throw_away(home, FOLDER, settings, MAX_CONNECTIONS).await?;
    let port = ports::any_free().context("no port is free")?;
    let what = format!("Starting Postgres {} for the tests", postgres.version());
    step(&what, postgres.start(port)).await?;
    let status = supervised(
        Command::new(program)
            .args(arguments)
            .env("ASF_TEST_DATABASE_URL", postgres.url("postgres"))
            .env("ASF_TEST_NATS_SERVER", &nats.file),
        &mut postgres,
    )
    .await
    .with_context(|| format!("cannot run {}", program.display()));
    postgres.stop().await;
    postgres.remove();
    status.map(exit_code)
}

/// The command is in our process group and gets Ctrl-C itself: it decides
/// when to end, and the servers wait for it.
async fn supervised(command: &mut Command, postgres: &mut Postgres) -> Result<ExitStatus> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut child = command.spawn()?;
    loop {
        tokio::select! {
            status = child.wait() => return Ok(status?),
            _ = interrupt.recv() => {}
            _ = terminate.recv() => hand_on(&child, Signal::TERM),
            how = postgres.end() => {
                child.kill().await?;
                anyhow::bail!("Postgres ended in the middle ({how})");
            }
        }
    }
}

fn hand_on(child: &Child, signal: Signal) {
    let raw = child.id().and_then(|id| i32::try_from(id).ok());
    if let Some(pid) = raw.and_then(Pid::from_raw) {
        let _ = kill_process(pid, signal);
    }
}

fn exit_code(status: ExitStatus) -> u8 {
    let code = match (status.code(), status.signal()) {
        (Some(code), _) => code,
        (None, Some(signal)) => ENDED_BY_SIGNAL + signal,
        (None, None) => 1,
    };
    u8::try_from(code).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exit_code_is_the_commands_own() {
        assert_eq!(exit_code(ExitStatus::from_raw(0)), 0);
        assert_eq!(exit_code(ExitStatus::from_raw(101 << 8)), 101);
        assert_eq!(exit_code(ExitStatus::from_raw(9)), 137);
    }
}
