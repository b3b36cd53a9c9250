//! The command line of the launcher.

use std::ffi::OsString;

use anyhow::{Context, Result};
use chassis::config::{Faults, load};
use clap::{Parser, Subcommand};

use crate::{home::Home, settings::Launcher, stack, with_servers};

/// What a process ends with that could not do its work.
const FAILED: u8 = 1;

/// Runs the whole platform with servers of its own, and sample data.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Start without sample accounts and enterprises.
    #[arg(long)]
    empty: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Runs a command beside a throw-away Postgres and a NATS program, which
    /// it finds in ASF_TEST_DATABASE_URL and ASF_TEST_NATS_SERVER.
    WithServers {
        #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
        command: Vec<OsString>,
    },
}

/// Does what the command line says; gives the exit code.
pub async fn run() -> u8 {
    match dispatch(Cli::parse()).await {
        Ok(code) => code,
        Err(error) => {
            eprint_line(&format!("{error:#}"));
            match error.is::<Faults>() {
                true => chassis::config::EXIT_CODE,
                false => FAILED,
            }
        }
    }
}

async fn dispatch(cli: Cli) -> Result<u8> {
    let settings: Launcher = load("ASF_")?;
    let home = Home::find(settings.var_dir.as_deref())?;
    match cli.command {
        None => stack::run(&home, &settings, !cli.empty).await.map(|()| 0),
        Some(Command::WithServers { command }) => {
            let (program, arguments) = command.split_first().context("no command is given")?;
            with_servers::run(&home, &settings, program, arguments).await
        }
    }
}

fn eprint_line(line: &str) {
    use std::io::Write;
    // With standard error closed there is nobody left to tell.
    let _ = writeln!(std::io::stderr(), "error: {line}");
}
