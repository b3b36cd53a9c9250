//! The launcher's own settings.

use std::path::PathBuf;

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
