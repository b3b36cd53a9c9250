//! The gateway's sub-commands.

use std::io::{self, Write};
use std::process::ExitCode;

use chassis::clock::Clock;
use chassis::config::{EXIT_CODE, Loader};
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
    let mut loader = Loader::new();
    let config = Config::add_to(&mut loader);
    for warning in loader.warnings() {
        complain(&format!("warning: {warning}"));
    }
    let settings = loader.describe();
    let config = match loader.finish(config) {
        Ok(config) => config,
        Err(faults) => {
            complain(&faults.to_string());
            return ExitCode::from(EXIT_CODE);
        }
    };
    let ended = match command {
        Command::Serve => serve(config).await,
        Command::Config => write!(io::stdout(), "{settings}").map_err(Into::into),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn serve(config: Config) -> anyhow::Result<()> {
    let telemetry = telemetry::start("gateway", &config.shared);
    let served = crate::run(config, Clock::system(), shutdown::on_signals()).await;
    telemetry.stop().await;
    served
}

/// Where nobody reads standard error there is nobody to tell.
fn complain(words: &str) {
    let _unread = writeln!(io::stderr(), "{words}");
}
