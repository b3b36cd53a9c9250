//! Starting the services of a stack, those that others call first.

use crate::{
    ground::setting,
    stack::{
        Stack, Wanted,
        process::{Program, free_address},
    },
};

impl Stack {
    /// One more of each service.
    pub(super) async fn add_replica(&mut self, wanted: &Wanted<'_>) -> anyhow::Result<()> {
        let registry = free_address();
        self.add_identity(registry, wanted).await?;
        self.add_registry(registry, wanted).await?;
        self.add_gateway(wanted).await
    }

    async fn add_identity(
        &mut self,
        registry: std::net::SocketAddr,
        wanted: &Wanted<'_>,
    ) -> anyhow::Result<()> {
        let mut settings = self.ground.settings_of("identity")?;
        let registry = format!("http://{registry}");
        settings.push(setting("ASF_IDENTITY_REGISTRY_URL", registry));
        settings.extend(self.common(wanted.identity));
        let identity = Program::new("identity", &["serve"], &settings);
        let identity = identity.start("ASF_IDENTITY_GRPC_ADDR").await?;
        self.identities.push(identity);
        Ok(())
    }

    async fn add_registry(
        &mut self,
        address: std::net::SocketAddr,
        wanted: &Wanted<'_>,
    ) -> anyhow::Result<()> {
        let mut settings = self.ground.settings_of("registry")?;
        let identity = self.newest_identity();
        settings.push(setting("ASF_REGISTRY_IDENTITY_URL", identity));
        settings.extend(self.common(wanted.registry));
        let registry = Program::new("registry", &["serve"], &settings);
        let registry = registry.start_at(address, "ASF_REGISTRY_GRPC_ADDR").await?;
        self.registries.push(registry);
        Ok(())
    }

    async fn add_gateway(&mut self, wanted: &Wanted<'_>) -> anyhow::Result<()> {
        let mut settings = self.ground.settings_of("gateway")?;
        let registry = self.registries.last().map(|it| it.address().to_string());
        let registry = format!("http://{}", registry.unwrap_or_default());
        let identity = self.newest_identity();
        settings.push(setting("ASF_GATEWAY_REGISTRY_URL", registry));
        settings.push(setting("ASF_GATEWAY_IDENTITY_URL", identity));
        // One client, many requests: the limit for one address has its own test.
        settings.push(setting("ASF_GATEWAY_WRITES_PER_SECOND", "0"));
        settings.extend(self.common(wanted.gateway));
        let address = match self.gateways.is_empty() {
            true => self.gateway,
            false => free_address(),
        };
        let gateway = Program::new("gateway", &["serve"], &settings);
        let gateway = gateway.start_at(address, "ASF_GATEWAY_HTTP_ADDR").await?;
        self.gateways.push(gateway);
        Ok(())
    }

    fn newest_identity(&self) -> String {
        let identity = self.identities.last().map(|it| it.address().to_string());
        format!("http://{}", identity.unwrap_or_default())
    }
}
