//! Requests to the servers of others: over TLS, to an address that was looked
//! at, without following where it sends us, in bounded time and size.
//!
//! A client that resolves by itself would look the name up a second time,
//! after the check, and might get another answer.

mod guard;
mod public;
#[cfg(test)]
mod tests;
mod wire;

use std::{net::SocketAddr, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{Request, Response, Uri};
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use tokio::time::timeout;

pub use guard::{Destination, Guard};

/// What one request may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Around all of it, from the name to the last byte.
    pub time: Duration,
    /// Bytes of an answer's body.
    pub body: usize,
}

/// Sends requests; clones share the certificates.
#[derive(Clone)]
pub struct Client {
    tls: Arc<ClientConfig>,
    limits: Limits,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum OutboundError {
    /// What is asked for, without path and query, which may be secret.
    #[error("{0} may not be asked: it is no https address on the open internet")]
    NotAllowed(String),
    #[error("{0} has no address")]
    Unknown(String),
    #[error("no answer in {} seconds", _0.as_secs())]
    TooSlow(Duration),
    #[error("an answer of more than {0} bytes, or one that broke off")]
    NoBody(usize),
    #[error("the connection failed: {0}")]
    Io(#[from] std::io::Error),
    #[error("this is no HTTP: {0}")]
    Http(#[from] hyper::Error),
}

impl Client {
    /// With the certificates that this machine trusts; without any, every
    /// server is refused when it is asked.
    ///
    /// # Errors
    /// TLS cannot be set up.
    pub fn new(limits: Limits) -> Result<Self, rustls::Error> {
        let found = rustls_native_certs::load_native_certs();
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(found.certs);
        let provider = Arc::new(ring::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let tls = Arc::new(tls);
        Ok(Self { tls, limits })
    }

    /// The whole answer, whatever its status.
    ///
    /// # Errors
    /// The guard refuses, or there is no whole answer within the limits.
    pub async fn send(
        &self,
        guard: &Guard,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, OutboundError> {
        self.in_time(async {
            let stream = self.open(guard, request.uri()).await?;
            stream.answer(request, self.limits.body).await
        })
        .await
    }

    /// Status and headers of the answer, whose body is not read.
    ///
    /// # Errors
    /// The guard refuses, or there is no answer within the time.
    pub async fn send_for_head(
        &self,
        guard: &Guard,
        request: Request<Bytes>,
    ) -> Result<Response<()>, OutboundError> {
        self.in_time(async {
            let stream = self.open(guard, request.uri()).await?;
            stream.head(request).await
        })
        .await
    }

    /// Whether a request to this place would be sent at all. Nothing is sent
    /// but the question for its addresses.
    ///
    /// # Errors
    /// The guard refuses, or the name has no address.
    pub async fn check(&self, guard: &Guard, uri: &Uri) -> Result<(), OutboundError> {
        let checked = async { resolve(guard, uri).await.map(drop) };
        self.in_time(checked).await
    }

    async fn open(&self, guard: &Guard, uri: &Uri) -> Result<wire::Stream, OutboundError> {
        let (destination, addresses) = resolve(guard, uri).await?;
        wire::Stream::open(&self.tls, &destination, &addresses).await
    }

    async fn in_time<T>(
        &self,
        answer: impl Future<Output = Result<T, OutboundError>>,
    ) -> Result<T, OutboundError> {
        let limit = self.limits.time;
        let answer = timeout(limit, answer).await;
        answer.unwrap_or(Err(OutboundError::TooSlow(limit)))
    }
}

/// Looks a name up, once, and lets the guard look at what is found.
async fn resolve(
    guard: &Guard,
    uri: &Uri,
) -> Result<(Destination, Vec<SocketAddr>), OutboundError> {
    let destination = guard.destination(uri)?;
    let found = tokio::net::lookup_host((destination.host(), destination.port())).await;
    let found = found.map_err(|_| OutboundError::Unknown(destination.to_string()))?;
    let found: Vec<SocketAddr> = found.collect();
    guard.admit(&destination, &found)?;
    Ok((destination, found))
}
