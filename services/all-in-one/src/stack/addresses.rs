//! Where the services listen: where the settings say, else on the usual port,
//! else on one that is free.

use std::net::{Ipv4Addr, SocketAddr};

use anyhow::Result;

use crate::{ports::Ports, progress::say, stack::variables::Variables};

const HTTP_PORT: u16 = 8080;
const REGISTRY_PORT: u16 = 7001;

pub(crate) struct Addresses {
    pub(crate) gateway: SocketAddr,
    pub(crate) registry: SocketAddr,
}

impl Addresses {
    /// Sets the variables that go with the addresses.
    ///
    /// # Errors
    /// No port is free.
    pub(crate) fn choose(ports: &mut Ports, variables: &mut Variables) -> Result<Self> {
        let mut choose = |name, variable, usual| {
            let given = variables.given(variable).and_then(|text| text.parse().ok());
            match given {
                Some(address) => Ok(address),
                None => free(ports, name, variable, usual),
            }
        };
        let gateway = choose("the site", "ASF_GATEWAY_HTTP_ADDR", HTTP_PORT)?;
        let registry = choose("the registry", "ASF_REGISTRY_GRPC_ADDR", REGISTRY_PORT)?;
        let addresses = Self { gateway, registry };
        variables.set_default("ASF_GATEWAY_HTTP_ADDR", gateway.to_string());
        variables.set_default("ASF_REGISTRY_GRPC_ADDR", registry.to_string());
        variables.set_default("ASF_GATEWAY_REGISTRY_URL", addresses.registry_url());
        variables.set_default("ASF_PUBLIC_URL", format!("http://{}", reachable(gateway)));
        Ok(addresses)
    }

    pub(crate) fn registry_url(&self) -> String {
        format!("http://{}", reachable(self.registry))
    }
}

fn free(ports: &mut Ports, name: &str, variable: &str, usual: u16) -> Result<SocketAddr> {
    let port = ports.choose(name, None, usual)?;
    if port != usual {
        say(&format!(
            "Port {usual} is taken: {name} is on port {port} ({variable} sets another)"
        ));
    }
    Ok(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
}

/// The address to reach a server by that listens on all.
fn reachable(address: SocketAddr) -> SocketAddr {
    match address.ip().is_unspecified() {
        true => SocketAddr::from((Ipv4Addr::LOCALHOST, address.port())),
        false => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_on_all_addresses_is_reached_by_loopback() {
        let all = "0.0.0.0:8080".parse().unwrap();
        assert_eq!(reachable(all).to_string(), "127.0.0.1:8080");
        let one = "192.0.2.1:80".parse().unwrap();
        assert_eq!(reachable(one), one);
    }
}
