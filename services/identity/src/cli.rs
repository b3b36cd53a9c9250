//! The identity service's program, with making staff as a sub-command of its own.

use std::{io, process::ExitCode};

use anyhow::Context;
use chassis::{clock::Clock, program::print};
use clap::Subcommand;
use host::{
    cli::{self, Program},
    service::Service,
};
use secrecy::SecretString;
use tokio_util::sync::CancellationToken;

use crate::config::{Config, Identity};

#[derive(Debug, Subcommand)]
enum Command {
    /// Makes one of the staff; asks on standard input for a password, which an
    /// account that is there does not take over. The first one of a platform
    /// is made like this, and gives the role to others on the site.
    MakeStaff {
        /// The address, which has to be right: nobody proves it.
        email: String,
    },
}

struct IdentityProgram;

impl Program for IdentityProgram {
    const ABOUT: &'static str = "People and organisations";
    type Settings = Identity;
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
        let Command::MakeStaff { email } = own;
        let password = password()?;
        crate::make_staff(&config, &Clock::system(), &email, &password).await?;
        Ok(print("The account is one of the staff.\n")?)
    }
}

/// Runs the sub-command that the process was started with.
pub async fn run() -> ExitCode {
    cli::run::<IdentityProgram>().await
}

/// One line, so that the password stands in no list of processes.
fn password() -> anyhow::Result<SecretString> {
    let mut line = String::new();
    let read = io::stdin().read_line(&mut line);
    read.context("no password came on standard input")?;
    Ok(line.trim_end_matches(['\r', '\n']).into())
}
