//! The settings of all services, read together so that all faults are told.

use anyhow::Result;
use chassis::{config::Loader, telemetry};

use crate::{progress::say, settings::Launcher, stack::variables::Variables};

pub(crate) struct Configs {
    pub(crate) registry: registry::config::Config,
    pub(crate) gateway: gateway::config::Config,
}

impl Configs {
    /// # Errors
    /// All faults of all settings.
    pub(crate) fn read(variables: &Variables) -> Result<Self> {
        let mut loader = Loader::from_variables(variables.all());
        let registry = registry::config::Config::add_to(&mut loader);
        let gateway = gateway::config::Config::add_to(&mut loader);
        // Added for the names alone, which are then none that mean nothing.
        let launcher = loader.add::<Launcher>("ASF_");
        for warning in loader.warnings() {
            say(&warning);
        }
        let services = registry.zip(gateway).zip(launcher);
        let ((registry, gateway), _) = loader.finish(services)?;
        Ok(Self { registry, gateway })
    }

    pub(crate) fn start_logging(&self) -> telemetry::Telemetry {
        telemetry::start("all-in-one", &self.gateway.shared)
    }
}
