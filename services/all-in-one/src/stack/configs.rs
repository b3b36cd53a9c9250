//! The settings of all services, read together so that all faults are told.

use anyhow::Result;
use chassis::{
    config::{Loader, Shared},
    telemetry,
};

use crate::{
    progress::say,
    settings::Launcher,
    stack::{credentials::Credentials, variables::Variables},
};

pub(crate) struct Configs {
    pub(crate) identity: identity::config::Config,
    pub(crate) registry: registry::config::Config,
    pub(crate) gateway: gateway::config::Config,
}

impl Configs {
    /// `database` makes the address for a login and its password.
    ///
    /// # Errors
    /// All faults of all settings, or a file that cannot be read.
    pub(crate) fn read(
        variables: &Variables,
        credentials: &Credentials,
        database: &impl Fn(&str, &str) -> String,
    ) -> Result<Self> {
        let mut read = Self::read_all(&credentials.of_owner("gateway", variables)?)?;
        let shared = |service| -> Result<Shared> {
            let own = credentials.of(service, variables, database)?;
            let mut loader = Loader::from_variables(own.all());
            let shared = loader.add("ASF_");
            Ok(loader.finish(shared)?)
        };
        read.identity.shared = shared("identity")?;
        read.registry.shared = shared("registry")?;
        Ok(read)
    }

    fn read_all(variables: &Variables) -> Result<Self> {
        let mut loader = Loader::from_variables(variables.all());
        let identity = identity::config::Config::add_to(&mut loader);
        let registry = registry::config::Config::add_to(&mut loader);
        let gateway = gateway::config::Config::add_to(&mut loader);
        // Added for the names alone, which are then none that mean nothing.
        let launcher = loader.add::<Launcher>("ASF_");
        for warning in loader.warnings() {
            say(&warning);
        }
        let services = identity.zip(registry).zip(gateway).zip(launcher);
        let (((identity, registry), gateway), _) = loader.finish(services)?;
        Ok(Self {
            identity,
            registry,
            gateway,
        })
    }

    pub(crate) fn start_logging(&self) -> telemetry::Telemetry {
        telemetry::start("all-in-one", &self.gateway.shared)
    }
}
