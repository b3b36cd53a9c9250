//! The registry's sub-commands.

use std::{
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use chassis::{
    clock::Clock,
    program::{self, Started, print},
    shutdown, telemetry,
};
use clap::{Parser, Subcommand};

use crate::{config::Config, import};

/// The registry of ASFs.
#[derive(Debug, Parser)]
#[command(name = "registry", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves gRPC until SIGINT or SIGTERM.
    Serve,
    /// Brings the database's tables to today's version.
    Migrate,
    /// Makes a read model again from the events, while the service runs.
    Rebuild {
        /// The read model.
        #[arg(default_value = "directory")]
        projection: String,
        /// Compare only, and change nothing.
        #[arg(long)]
        verify: bool,
    },
    /// Imports enterprises from a CSV file, and reports every row.
    Import {
        file: PathBuf,
        /// Put complete enterprises on the list.
        #[arg(long)]
        list: bool,
        /// Report what would be done, and write nothing.
        #[arg(long)]
        dry_run: bool,
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
    let telemetry = telemetry::start("registry", &config.shared);
    let ended = carry_out(command, config, &settings).await;
    telemetry.stop().await;
    program::ended(ended)
}

async fn carry_out(command: Command, config: Config, settings: &str) -> anyhow::Result<ExitCode> {
    match command {
        Command::Config => Ok(print(settings)?),
        Command::Serve => {
            crate::run(config, Clock::system(), shutdown::on_signals()).await?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Migrate => {
            crate::migrate(&config).await?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Rebuild { projection, verify } => {
            if verify {
                return verified(&config, &projection).await;
            }
            let rebuilt = crate::rebuild(&config, &projection).await?;
            Ok(print(&format!(
                "{projection}: {} rows of {} events\n",
                rebuilt.rows, rebuilt.events
            ))?)
        }
        Command::Import {
            file,
            list,
            dry_run,
        } => {
            let options = import::Options {
                file,
                list,
                dry_run,
            };
            imported(&config, &options).await
        }
    }
}

async fn imported(config: &Config, options: &import::Options) -> anyhow::Result<ExitCode> {
    let (mut out, mut progress) = (io::BufWriter::new(io::stdout()), io::stderr());
    let clock = Clock::system();
    let imported = import::run(config, &clock, options, &mut out, &mut progress).await;
    // The report of an import that ended half way is wanted too.
    out.flush()?;
    Ok(code(imported?.is_complete()))
}

async fn verified(config: &Config, projection: &str) -> anyhow::Result<ExitCode> {
    let verified = crate::verify(config, projection).await?;
    let (rows, events) = (verified.rows, verified.events);
    if verified.is_equal() {
        return Ok(print(&format!(
            "{projection}: equal, {rows} rows of {events} events\n"
        ))?);
    }
    print(&format!(
        "{projection}: differs\n{}\n",
        verified.differences.join("\n")
    ))?;
    Ok(code(false))
}

fn code(is_well: bool) -> ExitCode {
    if is_well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
