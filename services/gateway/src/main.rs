//! The gateway as a process of its own.

use std::io::Write;
use std::process::ExitCode;

use chassis::clock::Clock;
use chassis::config::{EXIT_CODE, Loader};
use chassis::{shutdown, telemetry};
use clap::Parser;
use gateway::config::Config;

#[derive(Parser)]
#[command(about = "HTTP in, gRPC out: the JSON API and the site")]
enum Command {
    /// Serves the site and the JSON API.
    Serve,
    /// Shows the settings and where each comes from.
    Config,
}

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let command = Command::parse();
    let mut loader = Loader::new();
    let config = Config::add_to(&mut loader);
    if let Command::Config = command {
        write!(std::io::stdout(), "{}", loader.describe())?;
    }
    let config = match loader.finish(config) {
        Ok(config) => config,
        Err(faults) => {
            writeln!(std::io::stderr(), "{faults}")?;
            return Ok(ExitCode::from(EXIT_CODE));
        }
    };
    if let Command::Serve = command {
        let telemetry = telemetry::start("gateway", &config.shared);
        let served = gateway::run(config, Clock::system(), shutdown::on_signals()).await;
        telemetry.stop().await;
        served?;
    }
    Ok(ExitCode::SUCCESS)
}
