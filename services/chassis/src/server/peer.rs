//! Which process is at the other end of a connection.

use std::{collections::BTreeSet, sync::Arc};

use rustls::{
    ServerConnection, client::verify_server_name, pki_types::ServerName, server::ParsedCertificate,
};

/// What a connection proved.
#[derive(Clone, Debug)]
pub(super) enum Peer {
    /// Nothing, and the settings say that nothing is asked for.
    Anybody,
    /// Those of the names that any rule asks for.
    Named(Arc<BTreeSet<String>>),
}

impl Peer {
    /// Reads the names out of the certificate, which the handshake has checked.
    pub(super) fn of(connection: &ServerConnection, asked_for: &BTreeSet<String>) -> Self {
        let certificate = connection.peer_certificates().and_then(<[_]>::first);
        let parsed = certificate.and_then(|it| ParsedCertificate::try_from(it).ok());
        let has = |name: &&String| {
            let name = ServerName::try_from(name.as_str());
            match (&parsed, name) {
                (Some(parsed), Ok(name)) => verify_server_name(parsed, &name).is_ok(),
                _ => false,
            }
        };
        Self::Named(Arc::new(asked_for.iter().filter(has).cloned().collect()))
    }

    pub(super) fn is_any_of(&self, names: &BTreeSet<String>) -> bool {
        match self {
            Self::Anybody => true,
            Self::Named(own) => !own.is_disjoint(names),
        }
    }
}
