//! How we talk to a sign-in service: over TLS, without following where it
//! sends us, to an address that was looked at, in bounded time and size.
//!
//! A client that resolves by itself would look the name up a second time,
//! after the check, and might get another answer.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use bytes::Bytes;
use futures::{FutureExt, future::BoxFuture};
use http_body_util::{BodyExt, Full, Limited};
use hyper::{
    Request, Response,
    client::conn::http1,
    header::{HOST, HeaderValue},
    rt::{Read, Write},
};
use hyper_util::rt::TokioIo;
use openidconnect::{
    AsyncHttpClient, HttpRequest, HttpResponse,
    url::{Host, Url},
};
use rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName};
use tokio::{net::TcpStream, time::timeout};
use tokio_rustls::TlsConnector;

use crate::factors::providers::addresses::is_public;

/// Around a whole request.
const LIMIT: Duration = Duration::from_secs(10);
/// Bytes of an answer; key sets of large services have some tens of thousands.
const LARGEST: usize = 512 * 1024;

/// Talks to one sign-in service; clones share the certificates.
#[derive(Clone)]
pub(super) struct HttpClient {
    tls: Arc<ClientConfig>,
    /// An operator named it, wherever it is.
    issuer: Url,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum HttpError {
    #[error("{0} may not be asked: it is no https address on the open internet")]
    NotAllowed(String),
    #[error("{0} has no address")]
    Unknown(String),
    #[error("no answer in {} seconds", LIMIT.as_secs())]
    TooSlow,
    #[error("an answer of more than {LARGEST} bytes, or one that broke off")]
    NoBody,
    #[error("the connection failed: {0}")]
    Io(#[from] std::io::Error),
    #[error("this is no HTTP: {0}")]
    Http(#[from] hyper::Error),
}

/// The certificates that this machine trusts. Without any, every service is
/// refused when it is used.
pub(super) fn tls() -> Result<Arc<ClientConfig>, rustls::Error> {
    let found = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(found.certs);
    let provider = Arc::new(ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

impl HttpClient {
    pub(super) fn new(tls: Arc<ClientConfig>, issuer: Url) -> Self {
        Self { tls, issuer }
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let shown = request.uri().to_string();
        let url = Url::parse(&shown).map_err(|_| HttpError::NotAllowed(shown))?;
        self.check(&url)?;
        let address = self.address(&url).await?;
        let stream = TcpStream::connect(address).await?;
        let request = to_send(&url, request)?;
        if url.scheme() == "http" {
            return exchange(TokioIo::new(stream), request).await;
        }
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
        let name = ServerName::try_from(host.to_owned());
        let name = name.map_err(|_| HttpError::Unknown(host.to_owned()))?;
        let tls = TlsConnector::from(Arc::clone(&self.tls));
        let stream = tls.connect(name, stream).await?;
        exchange(TokioIo::new(stream), request).await
    }

    /// Plain HTTP only where the issuer itself is spoken to so.
    fn check(&self, url: &Url) -> Result<(), HttpError> {
        let is_plain = url.scheme() == "http" && self.issuer.scheme() == "http";
        let is_bare = url.username().is_empty() && url.password().is_none();
        match is_bare && (is_plain || url.scheme() == "https") {
            true => Ok(()),
            false => Err(HttpError::NotAllowed(origin(url))),
        }
    }

    /// The address to connect to. The issuer's own host may be in our house,
    /// since an operator named it; a host that it names may not.
    async fn address(&self, url: &Url) -> Result<SocketAddr, HttpError> {
        let port = url.port_or_known_default().unwrap_or_default();
        let found: Vec<SocketAddr> = match url.host() {
            Some(Host::Ipv4(address)) => vec![(address, port).into()],
            Some(Host::Ipv6(address)) => vec![(address, port).into()],
            Some(Host::Domain(domain)) => tokio::net::lookup_host((domain, port)).await?.collect(),
            None => Vec::new(),
        };
        let first = found.first().copied();
        let first = first.ok_or_else(|| HttpError::Unknown(origin(url)))?;
        if url.host() == self.issuer.host() {
            return Ok(first);
        }
        let allowed = found.into_iter().find(|it| is_public(it.ip()));
        allowed.ok_or_else(|| HttpError::NotAllowed(origin(url)))
    }
}

impl<'c> AsyncHttpClient<'c> for HttpClient {
    type Error = HttpError;
    type Future = BoxFuture<'c, Result<HttpResponse, HttpError>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        let answer = timeout(LIMIT, self.send(request));
        answer
            .map(|answer| answer.unwrap_or(Err(HttpError::TooSlow)))
            .boxed()
    }
}

/// The request as it goes over the wire: the path, with the host beside it.
fn to_send(url: &Url, request: HttpRequest) -> Result<Request<Full<Bytes>>, HttpError> {
    let (mut head, body) = request.into_parts();
    let unknown = || HttpError::Unknown(origin(url));
    let host = url.host_str().ok_or_else(unknown)?;
    let host = match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    };
    let host = HeaderValue::try_from(host).map_err(|_| unknown())?;
    head.headers.insert(HOST, host);
    let path =
        &url[openidconnect::url::Position::BeforePath..openidconnect::url::Position::AfterQuery];
    head.uri = path.parse().map_err(|_| unknown())?;
    Ok(Request::from_parts(head, Full::from(body)))
}

async fn exchange<S>(stream: S, request: Request<Full<Bytes>>) -> Result<HttpResponse, HttpError>
where
    S: Read + Write + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::handshake(stream).await?;
    // It ends with the sender; a failure of it is the failure of the request.
    let connection = tokio::spawn(connection);
    let answered = async {
        let (head, body) = sender.send_request(request).await?.into_parts();
        let body = Limited::new(body, LARGEST).collect().await;
        let body = body.map_err(|_| HttpError::NoBody)?.to_bytes();
        Ok(Response::from_parts(head, body.to_vec()))
    };
    let answer = answered.await;
    connection.abort();
    answer
}

/// Without path and query, which may say who logs in.
fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

#[cfg(test)]
mod tests;
