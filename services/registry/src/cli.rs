//! The registry's program, with the import as a sub-command of its own.

use std::{
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use chassis::clock::Clock;
use clap::Subcommand;
use host::{
    cli::{self, Program},
    service::Service,
};
use tokio_util::sync::CancellationToken;

use crate::{
    config::{Config, Registry},
    import,
};

#[derive(Debug, Subcommand)]
enum Command {
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
}

struct RegistryProgram;

impl Program for RegistryProgram {
    const ABOUT: &'static str = "The registry of ASFs";
    type Settings = Registry;
    type Own = Command;

    fn service() -> &'static Service {
        &crate::SERVICE
    }

    async fn serve(
        config: Config,
        clock: Clock,
        shutdown: CancellationToken,
    ) -> anyhow::Result<()> {
        crate::run(config, clock, shutdown).await
    }

    async fn carry_out(own: Command, config: Config) -> anyhow::Result<ExitCode> {
        let Command::Import {
            file,
            list,
            dry_run,
        } = own;
        let options = import::Options {
            file,
            list,
            dry_run,
        };
        imported(&config, &options).await
    }
}

/// Runs the sub-command that the process was started with.
pub async fn run() -> ExitCode {
    cli::run::<RegistryProgram>().await
}

async fn imported(config: &Config, options: &import::Options) -> anyhow::Result<ExitCode> {
    let (mut out, mut progress) = (io::BufWriter::new(io::stdout()), io::stderr());
    let clock = Clock::system();
    let imported = import::run(config, &clock, options, &mut out, &mut progress).await;
    // The report of an import that ended half way is wanted too.
    out.flush()?;
    Ok(match imported?.is_complete() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}
