//! Mutual TLS between the processes of the platform: each has a certificate of
//! the platform's own authority with its service name as a DNS name, and
//! refuses to talk with anybody who has none.

use std::{fmt, sync::Arc};

use rustls::{
    RootCertStore, ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    server::{NoServerSessionStorage, WebPkiClientVerifier},
};
use secrecy::{ExposeSecret, SecretString};
use tokio_rustls::TlsAcceptor;
use tonic::transport::{Certificate, ClientTlsConfig, Identity};

use crate::config::{Fault, Faults, Shared, Switch};

const CA: &str = "ASF_TLS_CA";
const CERT: &str = "ASF_TLS_CERT";
const KEY: &str = "ASF_TLS_KEY";

/// How a process proves who it is, and whom it believes. Clones share the
/// certificates.
#[derive(Clone)]
pub struct Tls(Option<Arc<Certificates>>);

struct Certificates {
    acceptor: TlsAcceptor,
    client: ClientTlsConfig,
}

/// The PEM texts of the settings.
struct Pems<'a> {
    ca: &'a str,
    cert: &'a str,
    key: &'a SecretString,
}

impl Tls {
    /// # Errors
    /// TLS is on, and its settings are missing or do not fit together.
    pub fn of(shared: &Shared) -> Result<Self, Faults> {
        match shared.tls {
            Switch::Off => Ok(Self::off()),
            Switch::On => Ok(Self(Some(Arc::new(Certificates::of(&pems(shared)?)?)))),
        }
    }

    /// Connections without any proof, where the settings say so.
    #[must_use]
    pub fn off() -> Self {
        Self(None)
    }

    pub(crate) fn acceptor(&self) -> Option<TlsAcceptor> {
        Some(self.0.as_ref()?.acceptor.clone())
    }

    /// For a client that believes only a server of this name.
    pub(crate) fn client(&self, server: &str) -> Option<ClientTlsConfig> {
        Some(self.0.as_ref()?.client.clone().domain_name(server))
    }
}

impl Certificates {
    fn of(pems: &Pems<'_>) -> Result<Self, Faults> {
        let key = pems.key.expose_secret();
        let identity = Identity::from_pem(pems.cert, key);
        Ok(Self {
            acceptor: TlsAcceptor::from(Arc::new(server(pems)?)),
            client: ClientTlsConfig::new()
                .ca_certificate(Certificate::from_pem(pems.ca))
                .identity(identity),
        })
    }
}

impl fmt::Debug for Tls {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(if self.0.is_some() {
            "Tls(on)"
        } else {
            "Tls(off)"
        })
    }
}

fn pems(shared: &Shared) -> Result<Pems<'_>, Faults> {
    match (&shared.tls_ca, &shared.tls_cert, &shared.tls_key) {
        (Some(ca), Some(cert), Some(key)) => Ok(Pems { ca, cert, key }),
        (ca, cert, key) => {
            let given = [
                (CA, ca.is_some()),
                (CERT, cert.is_some()),
                (KEY, key.is_some()),
            ];
            let missing = given.iter().filter(|(_, is_given)| !is_given);
            let faults = missing.map(|(variable, _)| {
                let message =
                    "is not set; give a PEM, best by its _FILE, or say ASF_TLS=off on one machine";
                Fault::new(*variable, message)
            });
            Err(Faults(faults.collect()))
        }
    }
}

/// The server's side. Nobody resumes a session: each connection shows its
/// certificate, so that one that has expired opens none.
fn server(pems: &Pems<'_>) -> Result<ServerConfig, Faults> {
    let provider = Arc::new(ring::default_provider());
    let mut roots = RootCertStore::empty();
    for certificate in chain(pems.ca).map_err(|why| fault(CA, why))? {
        roots.add(certificate).map_err(|why| fault(CA, why))?;
    }
    let clients = WebPkiClientVerifier::builder_with_provider(roots.into(), Arc::clone(&provider))
        .build()
        .map_err(|why| fault(CA, why))?;
    let key = PrivateKeyDer::from_pem_slice(pems.key.expose_secret().as_bytes());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|why| fault(KEY, why))?
        .with_client_cert_verifier(clients)
        .with_single_cert(
            chain(pems.cert).map_err(|why| fault(CERT, why))?,
            key.map_err(|why| fault(KEY, why))?,
        )
        .map_err(|why| fault(KEY, format!("does not fit to {CERT}: {why}")))?;
    config.alpn_protocols = vec![b"h2".to_vec()];
    config.session_storage = Arc::new(NoServerSessionStorage {});
    config.send_tls13_tickets = 0;
    Ok(config)
}

fn chain(pem: &str) -> Result<Vec<CertificateDer<'static>>, rustls::pki_types::pem::Error> {
    CertificateDer::pem_slice_iter(pem.as_bytes()).collect()
}

fn fault(variable: &str, why: impl fmt::Display) -> Faults {
    Faults(vec![Fault::new(variable, format!("cannot be used: {why}"))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::Loader, test_certs::Authority};

    fn shared(variables: &[(&str, &str)]) -> Shared {
        let variables = variables
            .iter()
            .map(|(name, value)| ((*name).into(), value.into()));
        let mut loader = Loader::from_variables(variables);
        let shared = loader.add("ASF_");
        loader.finish(shared).unwrap()
    }

    #[test]
    fn it_is_on_where_nothing_is_said_and_names_what_is_missing() {
        let faults = Tls::of(&shared(&[])).unwrap_err();
        let variables: Vec<_> = faults.0.iter().map(|it| it.variable.as_str()).collect();
        assert_eq!(variables, [CA, CERT, KEY]);
        assert!(faults.to_string().contains("ASF_TLS=off"), "{faults}");
    }

    #[test]
    fn it_is_off_where_the_settings_say_so() {
        let tls = Tls::of(&shared(&[("ASF_TLS", "off")])).unwrap();
        assert!(tls.acceptor().is_none() && tls.client("registry").is_none());
    }

    #[test]
    fn a_key_of_another_certificate_is_a_fault_and_is_not_shown() {
        let ca = Authority::new();
        let (mine, other) = (ca.issue("registry"), ca.issue("gateway"));
        let settings = [(CA, &*ca.pem()), (CERT, &*mine.cert), (KEY, &*other.key)];
        let faults = Tls::of(&shared(&settings)).unwrap_err();
        assert_eq!(faults.0[0].variable, KEY);
        assert!(!faults.to_string().contains("PRIVATE"), "{faults}");
    }
}
