//! Where the services listen: where the settings say, else on the usual port,
//! else on one that is free.

use std::net::{Ipv4Addr, SocketAddr};

use anyhow::Result;

use crate::{ports::Ports, progress::say, stack::variables::Variables};

const HTTP_PORT: u16 = 8080;
const REGISTRY_PORT: u16 = 7001;
const IDENTITY_PORT: u16 = 7004;
const SMTP_PORT: u16 = 1025;
const MAILBOX_PORT: u16 = 8025;

pub(crate) struct Addresses {
    pub(crate) gateway: SocketAddr,
    pub(crate) registry: SocketAddr,
    pub(crate) identity: SocketAddr,
    /// Where mail is caught, and where it is shown.
    pub(crate) smtp: SocketAddr,
    pub(crate) mailbox: SocketAddr,
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
                None => free(ports, name, usual, Some(variable)),
            }
        };
        let addresses = Self {
            gateway: choose("the site", "ASF_GATEWAY_HTTP_ADDR", HTTP_PORT)?,
            registry: choose("the registry", "ASF_REGISTRY_GRPC_ADDR", REGISTRY_PORT)?,
            identity: choose("identity", "ASF_IDENTITY_GRPC_ADDR", IDENTITY_PORT)?,
            smtp: free(ports, "mail", SMTP_PORT, None)?,
            mailbox: free(ports, "the mailbox", MAILBOX_PORT, None)?,
        };
        addresses.describe(variables);
        Ok(addresses)
    }

    fn describe(&self, variables: &mut Variables) {
        let (registry, identity) = (self.registry_url(), self.identity_url());
        let public_url = format!("http://{}", reachable(self.gateway));
        let defaults = [
            ("ASF_GATEWAY_HTTP_ADDR", self.gateway.to_string()),
            ("ASF_REGISTRY_GRPC_ADDR", self.registry.to_string()),
            ("ASF_IDENTITY_GRPC_ADDR", self.identity.to_string()),
            ("ASF_GATEWAY_REGISTRY_URL", registry.clone()),
            ("ASF_IDENTITY_REGISTRY_URL", registry),
            ("ASF_GATEWAY_IDENTITY_URL", identity.clone()),
            ("ASF_REGISTRY_IDENTITY_URL", identity),
            ("ASF_PUBLIC_URL", public_url),
        ];
        for (name, value) in defaults {
            variables.set_default(name, value);
        }
        // Mail from here must not reach anybody.
        variables.set("ASF_IDENTITY_SMTP_URL", format!("smtp://{}", self.smtp));
    }

    pub(crate) fn registry_url(&self) -> String {
        format!("http://{}", reachable(self.registry))
    }

    pub(crate) fn identity_url(&self) -> String {
        format!("http://{}", reachable(self.identity))
    }
}

/// `variable` is the setting that chooses another port, where there is one.
fn free(ports: &mut Ports, name: &str, usual: u16, variable: Option<&str>) -> Result<SocketAddr> {
    let port = ports.choose(name, None, usual)?;
    if port != usual {
        let hint = variable.map(|it| format!(" ({it} sets another)"));
        let hint = hint.unwrap_or_default();
        say(&format!(
            "Port {usual} is taken: {name} is on port {port}{hint}"
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
