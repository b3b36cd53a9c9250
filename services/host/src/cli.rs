//! The sub-commands of a service's program: those that every service has, and
//! its own.

use std::process::ExitCode;

use chassis::{
    clock::Clock,
    config::Shared,
    program::{self, Started, print},
    shutdown, telemetry,
};
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use tokio_util::sync::CancellationToken;

use crate::{
    config::{Config, OwnSettings},
    service::Service,
};

/// A service as a program.
pub trait Program {
    /// One line for a person, e.g. "The registry of ASFs".
    const ABOUT: &'static str;
    type Settings: OwnSettings + Send;
    /// The service's own sub-commands.
    type Own: Subcommand + Send;

    fn service() -> &'static Service;

    /// Serves until the shutdown.
    fn serve(
        config: Config<Self::Settings>,
        clock: Clock,
        shutdown: CancellationToken,
    ) -> impl Future<Output = anyhow::Result<()>> + Send;

    /// Carries out one of the service's own sub-commands.
    fn carry_out(
        own: Self::Own,
        config: Config<Self::Settings>,
    ) -> impl Future<Output = anyhow::Result<ExitCode>> + Send;
}

#[derive(Parser)]
#[command(version)]
struct Cli<Own: Subcommand> {
    #[command(subcommand)]
    command: Command<Own>,
}

#[derive(Subcommand)]
enum Command<Own: Subcommand> {
    /// Serves gRPC until SIGINT or SIGTERM.
    Serve,
    /// Brings the database's tables to today's version.
    Migrate,
    /// Makes a read model again from the events, while the service runs.
    Rebuild {
        /// The read model; without a name, the service's first.
        read_model: Option<String>,
        /// Compare only, and change nothing.
        #[arg(long)]
        verify: bool,
    },
    /// Shows all settings as they are read.
    Config,
    #[command(flatten)]
    Own(Own),
}

/// Runs the sub-command that the process was started with.
pub async fn run<P: Program>() -> ExitCode {
    let cli = Cli::<P::Own>::command()
        .name(P::service().name)
        .about(P::ABOUT);
    let matches = cli.get_matches();
    let Cli { command } = Cli::<P::Own>::from_arg_matches(&matches).unwrap_or_else(|it| it.exit());
    let Started { config, settings } = match program::start(Config::<P::Settings>::add_to) {
        Ok(started) => started,
        Err(code) => return code,
    };
    let telemetry = telemetry::start(P::service().name, &config.shared);
    let ended = carry_out::<P>(command, config, &settings).await;
    telemetry.stop().await;
    program::ended(ended)
}

async fn carry_out<P: Program>(
    command: Command<P::Own>,
    config: Config<P::Settings>,
    settings: &str,
) -> anyhow::Result<ExitCode> {
    let (service, shared) = (P::service(), &config.shared);
    match command {
        Command::Config => return Ok(print(settings)?),
        Command::Serve => P::serve(config, Clock::system(), shutdown::on_signals()).await?,
        Command::Migrate => service.migrate(shared).await?,
        Command::Rebuild { read_model, verify } => {
            let first = service.read_models.first().map(|(name, _)| *name);
            let name = read_model.as_deref().or(first).unwrap_or_default();
            if verify {
                return verified(service, shared, name).await;
            }
            let rebuilt = service.rebuild(shared, name).await?;
            let (rows, events) = (rebuilt.rows, rebuilt.events);
            print(&format!("{name}: {rows} rows of {events} events\n"))?;
        }
        Command::Own(own) => return P::carry_out(own, config).await,
    }
    Ok(ExitCode::SUCCESS)
}

async fn verified(service: &Service, shared: &Shared, name: &str) -> anyhow::Result<ExitCode> {
    let verified = service.verify(shared, name).await?;
    let (rows, events) = (verified.rows, verified.events);
    if verified.is_equal() {
        return Ok(print(&format!(
            "{name}: equal, {rows} rows of {events} events\n"
        ))?);
    }
    let differences = verified.differences.join("\n");
    print(&format!("{name}: differs\n{differences}\n"))?;
    Ok(ExitCode::FAILURE)
}
