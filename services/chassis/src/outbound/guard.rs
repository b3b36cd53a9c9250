//! Whom we speak to: nobody but servers on the open internet, and those that
//! an operator named.

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
};

use http::{Uri, uri::Scheme};

use super::{OutboundError, public::is_public};

/// Decides where requests may go. It sends nothing itself.
#[derive(Clone, Debug, Default)]
pub struct Guard {
    /// May be spoken to although they are not public, and in plain.
    addresses: Vec<IpAddr>,
    /// May be anywhere.
    host: Option<String>,
    /// Every server may be spoken to in plain.
    plain: bool,
}

/// Where a request wants to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    host: String,
    port: u16,
    is_plain: bool,
}

impl Guard {
    /// Lets requests go to public addresses over TLS, and anyhow to these.
    pub fn allowing(addresses: impl IntoIterator<Item = IpAddr>) -> Self {
        let addresses = addresses.into_iter();
        Self {
            addresses: addresses.map(|it| it.to_canonical()).collect(),
            ..Self::default()
        }
    }

    /// Lets requests go to public addresses, and to this host wherever it is:
    /// an operator named it. In plain where that is how it is spoken to.
    pub fn trusting(host: &str, is_plain: bool) -> Self {
        Self {
            host: Some(bare(host)),
            plain: is_plain,
            ..Self::default()
        }
    }

    /// Reads where a request wants to go. What can be refused without the
    /// name's addresses is refused here.
    ///
    /// # Errors
    /// The URL is none, carries a login, or asks for another way than https.
    pub fn destination(&self, uri: &Uri) -> Result<Destination, OutboundError> {
        let shown = || OutboundError::NotAllowed(origin(uri));
        let authority = uri.authority().ok_or_else(shown)?;
        let host = bare(authority.host());
        if host.is_empty() || authority.as_str().contains('@') {
            return Err(shown());
        }
        let is_plain = uri.scheme() == Some(&Scheme::HTTP);
        let may_be_plain = self.plain || !self.addresses.is_empty();
        if uri.scheme() != Some(&Scheme::HTTPS) && !(is_plain && may_be_plain) {
            return Err(shown());
        }
        let usual = if is_plain { 80 } else { 443 };
        Ok(Destination {
            host,
            port: uri.port_u16().unwrap_or(usual),
            is_plain,
        })
    }

    /// Whether all of the addresses may be spoken to: a name with a public and
    /// a private one is up to something.
    ///
    /// # Errors
    /// There is none, or one of them may not.
    pub fn admit(
        &self,
        destination: &Destination,
        found: &[SocketAddr],
    ) -> Result<(), OutboundError> {
        if found.is_empty() {
            return Err(OutboundError::Unknown(destination.to_string()));
        }
        match found.iter().all(|it| self.admits(destination, it.ip())) {
            true => Ok(()),
            false => Err(OutboundError::NotAllowed(destination.to_string())),
        }
    }

    fn admits(&self, destination: &Destination, address: IpAddr) -> bool {
        if self.addresses.contains(&address.to_canonical()) {
            return true;
        }
        let is_named = self.host.as_ref() == Some(&destination.host);
        let is_sealed = self.plain || !destination.is_plain;
        is_sealed && (is_named || is_public(address))
    }
}

impl Destination {
    /// As it is looked up: an address of version 6 is without its brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn is_plain(&self) -> bool {
        self.is_plain
    }
}

impl fmt::Display for Destination {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.is_plain { "http" } else { "https" };
        match self.host.contains(':') {
            true => write!(out, "{scheme}://[{}]:{}", self.host, self.port),
            false => write!(out, "{scheme}://{}:{}", self.host, self.port),
        }
    }
}

fn bare(host: &str) -> String {
    host.trim_matches(['[', ']']).to_ascii_lowercase()
}

fn origin(uri: &Uri) -> String {
    let scheme = uri.scheme_str().unwrap_or_default();
    format!("{scheme}://{}", uri.host().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(addresses: &[&str]) -> Vec<SocketAddr> {
        let addresses = addresses.iter().map(|it| it.parse::<IpAddr>().unwrap());
        addresses.map(|it| (it, 443).into()).collect()
    }

    fn decides(guard: &Guard, uri: &str, addresses: &[&str]) -> Result<(), OutboundError> {
        let destination = guard.destination(&uri.parse().unwrap())?;
        guard.admit(&destination, &found(addresses))
    }

    #[test]
    fn a_public_server_is_spoken_to_over_tls_alone() {
        let guard = Guard::default();
        assert!(decides(&guard, "https://asf.example/a?b", &["193.0.6.139"]).is_ok());
        for wrong in [
            "http://asf.example/",
            "ftp://asf.example/",
            "https://a:b@asf.example/",
            "https://127.0.0.1@asf.example/",
            "asf.example:443",
            "/a",
        ] {
            let refused = decides(&guard, wrong, &["193.0.6.139"]).unwrap_err();
            assert!(matches!(refused, OutboundError::NotAllowed(_)), "{wrong}");
        }
    }

    #[test]
    fn no_name_leads_into_our_own_house() {
        let guard = Guard::default();
        for inside in [
            "10.0.0.5",
            "127.0.0.1",
            "169.254.169.254",
            "192.168.1.1",
            "::1",
            "fe80::1",
            "fd00:ec2::254",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
        ] {
            let refused = decides(&guard, "https://asf.example/", &[inside]).unwrap_err();
            assert!(matches!(refused, OutboundError::NotAllowed(_)), "{inside}");
        }
    }

    #[test]
    fn every_address_of_a_name_has_to_be_public() {
        let guard = Guard::default();
        let public = ["193.0.6.139", "2a00:1450::1"];
        assert!(decides(&guard, "https://asf.example/", &public).is_ok());
        for several in [
            ["193.0.6.139", "10.0.0.5"],
            ["10.0.0.5", "193.0.6.139"],
            ["2a00:1450::1", "::1"],
        ] {
            assert!(decides(&guard, "https://asf.example/", &several).is_err());
        }
        let unknown = decides(&guard, "https://asf.example/", &[]).unwrap_err();
        assert!(matches!(unknown, OutboundError::Unknown(_)));
    }

    #[test]
    fn what_is_allowed_is_allowed_alone_and_in_plain() {
        let guard = Guard::allowing(["127.0.0.1".parse().unwrap()]);
        assert!(decides(&guard, "http://localhost:9/", &["127.0.0.1"]).is_ok());
        assert!(decides(&guard, "https://localhost:9/", &["127.0.0.1"]).is_ok());
        assert!(decides(&guard, "http://localhost:9/", &["::ffff:127.0.0.1"]).is_ok());
        assert!(decides(&guard, "http://localhost:9/", &["127.0.0.2"]).is_err());
        assert!(decides(&guard, "http://localhost:9/", &["127.0.0.1", "10.0.0.5"]).is_err());
        assert!(decides(&guard, "http://asf.example/", &["193.0.6.139"]).is_err());
    }

    #[test]
    fn a_host_that_an_operator_named_may_be_anywhere() {
        let guard = Guard::trusting("login.city.example", false);
        assert!(decides(&guard, "https://LOGIN.city.example/", &["10.0.0.5"]).is_ok());
        assert!(decides(&guard, "https://asf.example/", &["10.0.0.5"]).is_err());
        assert!(decides(&guard, "http://login.city.example/", &["10.0.0.5"]).is_err());
        let plain = Guard::trusting("[::1]", true);
        assert!(decides(&plain, "http://[::1]:9/", &["::1"]).is_ok());
    }

    #[test]
    fn a_refusal_does_not_tell_what_may_be_secret() {
        let guard = Guard::default();
        let refused = decides(&guard, "https://asf.example/KOOPUS?KOOPUS", &["10.0.0.5"]);
        assert!(!refused.unwrap_err().to_string().contains("KOOPUS"));
        let refused = decides(&guard, "https://KOOPUS@asf.example/", &["10.0.0.5"]);
        assert!(!refused.unwrap_err().to_string().contains("KOOPUS"));
    }
}
