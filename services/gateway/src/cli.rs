//! The gateway's sub-commands.

use std::process::ExitCode;

use chassis::clock::Clock;
use chassis::program::{self, Started};
use chassis::{shutdown, telemetry};
use clap::Parser;

use crate::config::Config;

#[derive(Parser)]
#[command(
    name = "gateway",
    version,
    about = "HTTP in, gRPC out: the JSON API and the site"
)]
enum Command {
    /// Serves the site and the JSON API until SIGINT or SIGTERM.
    Serve,
    /// Shows all settings as they are read.
    Config,
}

/// Runs the sub-command that the process was started with.
pub async fn run() -> ExitCode {
    let command = Command::parse();
    let Started { config, settings } = match program::start(Config::add_to) {
        Ok(started) => started,
        Err(code) => return code,
    };
    program::ended(match command {
        Command::Serve => serve(config).await,
        Command::Config => program::print(&settings).map_err(Into::into),
    })
}

async fn serve(config: Config) -> anyhow::Result<ExitCode> {
    let telemetry = telemetry::start("gateway", &config.shared);
    let served = crate::run(config, Clock::system(), shutdown::on_signals()).await;
    telemetry.stop().await;
    served.map(|()| ExitCode::SUCCESS)
}
