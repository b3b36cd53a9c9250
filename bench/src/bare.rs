//! The bound of what is possible: a service that answers one list of twenty
//! from memory, and a gateway that hands it on as JSON, with nothing else in
//! them. Each is this program again, as a process of its own.

pub(crate) mod gateway;
pub(crate) mod service;

use std::{net::SocketAddr, path::Path, process::Command};

use crate::process::{Process, beside, free_address};

/// What the bare gateway serves.
pub(crate) const PATH: &str = "/list";

/// Both processes; killed with the value.
pub(crate) struct Bare {
    pub(crate) service: Process,
    pub(crate) gateway: Process,
    pub(crate) address: SocketAddr,
}

impl Bare {
    /// # Errors
    /// One does not come up.
    pub(crate) async fn start(folder: &Path) -> anyhow::Result<Self> {
        let (service_address, address) = (free_address()?, free_address()?);
        let mut command = Command::new(beside("bench")?);
        command.arg("bare-service").arg(service_address.to_string());
        let mut service = Process::start(&mut command, &folder.join("service.log"))?;
        service.listens_on(service_address).await?;
        let mut command = Command::new(beside("bench")?);
        command.arg("bare-gateway").arg(address.to_string());
        command.arg(format!("http://{service_address}"));
        let mut gateway = Process::start(&mut command, &folder.join("gateway.log"))?;
        gateway.listens_on(address).await?;
        Ok(Self {
            service,
            gateway,
            address,
        })
    }
}

fn on_all_cores(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(work)
}
