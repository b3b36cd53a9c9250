//! The identity service's sub-commands.

use std::{io, process::ExitCode};

use anyhow::Context;
use chassis::{
    clock::Clock,
    program::{self, Started, print},
    shutdown, telemetry,
};
use clap::{Parser, Subcommand};
use secrecy::SecretString;

use crate::config::Config;

/// People and organisations.
#[derive(Debug, Parser)]
#[command(name = "identity", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves gRPC until SIGINT or SIGTERM, and sends mail.
    Serve,
    /// Brings the database's tables to today's version.
    Migrate,
    /// Makes a read model again from the events, while the service runs.
    Rebuild {
        /// `accounts`, `organisations` or `members`.
        projection: String,
        /// Compare only, and change nothing.
        #[arg(long)]
        verify: bool,
    },
    /// Makes one of the staff; asks on standard input for a password, which an
    /// account that is there does not take over. The first one of a platform
    /// is made like this, and gives the role to others on the site.
    MakeStaff {
        /// The address, which has to be right: nobody proves it.
        email: String,
    },
    /// Shows all settings as they are read.
    Config,
}

/// Runs the sub-command that the process was started with.
pub async fn run() -> ExitCode {
    let Cli { command } = Cli::parse();
    let Started { config, settings } = match program::start(Config::add_to) {
        Ok(started) => started,
        Err(code) => return code,
    };
    let telemetry = telemetry::start("identity", &config.shared);
    let ended = carry_out(command, config, &settings).await;
    telemetry.stop().await;
    program::ended(ended)
}

async fn carry_out(command: Command, config: Config, settings: &str) -> anyhow::Result<ExitCode> {
    match command {
        Command::Config => return Ok(print(settings)?),
        Command::Serve => crate::run(config, Clock::system(), shutdown::on_signals()).await?,
        Command::Migrate => crate::migrate(&config).await?,
        Command::Rebuild { projection, verify } if verify => {
            return verified(&config, &projection).await;
        }
        Command::Rebuild { projection, .. } => {
            let rebuilt = crate::rebuild(&config, &projection).await?;
            let (rows, events) = (rebuilt.rows, rebuilt.events);
            print(&format!("{projection}: {rows} rows of {events} events\n"))?;
        }
        Command::MakeStaff { email } => {
            let password = password()?;
            crate::make_staff(&config, &Clock::system(), &email, &password).await?;
            print("The account is one of the staff.\n")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// One line, so that the password stands in no list of processes.
fn password() -> anyhow::Result<SecretString> {
    let mut line = String::new();
    let read = io::stdin().read_line(&mut line);
    read.context("no password came on standard input")?;
    Ok(line.trim_end_matches(['\r', '\n']).into())
}

async fn verified(config: &Config, projection: &str) -> anyhow::Result<ExitCode> {
    let verified = crate::verify(config, projection).await?;
    let (rows, events) = (verified.rows, verified.events);
    if verified.is_equal() {
        return Ok(print(&format!(
            "{projection}: equal, {rows} rows of {events} events\n"
        ))?);
    }
    let differences = verified.differences.join("\n");
    print(&format!("{projection}: differs\n{differences}\n"))?;
    Ok(ExitCode::FAILURE)
}
