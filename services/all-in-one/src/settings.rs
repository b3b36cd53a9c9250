//! The launcher's own settings.

use std::path::PathBuf;

use anyhow::{Result, bail};
use chassis::config::{Environment, Setting, Settings};
use serde::Deserialize;

/// Where things are, when they are not to be found or chosen.
#[derive(Clone, Debug, Deserialize)]
pub struct Launcher {
    pub var_dir: Option<PathBuf>,
    pub postgres_bin: Option<PathBuf>,
    pub postgres_port: Option<u16>,
    pub nats_server: Option<PathBuf>,
    pub nats_port: Option<u16>,
    pub environment: Environment,
}

impl Settings for Launcher {
    const SETTINGS: &'static [Setting] = &[
        Setting::optional(
            "var_dir",
            "The launcher's folder; without it, `var` in the clone.",
        ),
        Setting::optional(
            "postgres_bin",
            "The folder with the programs of Postgres 15 or newer.",
        ),
        Setting::optional("postgres_port", "The port of the private Postgres."),
        Setting::optional("nats_server", "The program nats-server, 2.12 or newer."),
        Setting::optional("nats_port", "The port of the private NATS."),
        Setting::with_default(
            "environment",
            "development",
            "What the process is run for; production refuses the launcher.",
        )
        .allowed("development, test or production"),
    ];
}

/// The launcher brings sample accounts with passwords that everybody knows,
/// and keys that lie about: both would be a way in.
pub(crate) fn refuse_production(environment: Environment) -> Result<()> {
    match environment {
        Environment::Development | Environment::Test => Ok(()),
        Environment::Production => bail!(
            "the launcher, its keys and its samples are not for production (ASF_ENVIRONMENT); run the services themselves"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn production_is_refused() {
        assert!(refuse_production(Environment::Production).is_err());
        assert!(refuse_production(Environment::Development).is_ok());
    }
}
