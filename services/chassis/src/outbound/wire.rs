//! One connection with one request.

use std::{net::SocketAddr, sync::Arc};

use bytes::Bytes;
use http::{HeaderValue, Request, Response, Uri, header::HOST};
use http_body_util::{BodyExt, Full, Limited};
use hyper::{
    body::Incoming,
    client::conn::http1,
    rt::{Read, Write},
};
use hyper_util::rt::TokioIo;
use rustls::{ClientConfig, pki_types::ServerName};
use tokio::{net::TcpStream, task::AbortHandle};
use tokio_rustls::{TlsConnector, client::TlsStream};

use super::{Destination, OutboundError};

/// An open connection to one of the addresses that were admitted.
pub(super) enum Stream {
    Plain(TcpStream),
    Sealed(Box<TlsStream<TcpStream>>),
}

/// Ends the connection.
struct Ended(AbortHandle);

impl Stream {
    /// Connects to the first of the addresses that takes us. The certificate
    /// has to be the host's.
    pub(super) async fn open(
        tls: &Arc<ClientConfig>,
        destination: &Destination,
        addresses: &[SocketAddr],
    ) -> Result<Self, OutboundError> {
        let stream = TcpStream::connect(addresses).await?;
        if destination.is_plain() {
            return Ok(Self::Plain(stream));
        }
        let name = ServerName::try_from(destination.host().to_owned());
        let name = name.map_err(|_| OutboundError::Unknown(destination.to_string()))?;
        let tls = TlsConnector::from(Arc::clone(tls));
        let stream = tls.connect(name, stream).await?;
        Ok(Self::Sealed(Box::new(stream)))
    }

    pub(super) async fn answer(
        self,
        request: Request<Bytes>,
        largest: usize,
    ) -> Result<Response<Bytes>, OutboundError> {
        let (answer, _ended) = self.exchange(request).await?;
        let (head, body) = answer.into_parts();
        let body = Limited::new(body, largest).collect().await;
        let body = body.map_err(|_| OutboundError::NoBody(largest))?;
        Ok(Response::from_parts(head, body.to_bytes()))
    }

    pub(super) async fn head(self, request: Request<Bytes>) -> Result<Response<()>, OutboundError> {
        let (answer, _ended) = self.exchange(request).await?;
        Ok(answer.map(drop))
    }

    async fn exchange(
        self,
        request: Request<Bytes>,
    ) -> Result<(Response<Incoming>, Ended), OutboundError> {
        let request = to_send(request);
        match self {
            Self::Plain(stream) => exchange(TokioIo::new(stream), request).await,
            Self::Sealed(stream) => exchange(TokioIo::new(stream), request).await,
        }
    }
}

impl Drop for Ended {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn exchange<S>(
    stream: S,
    request: Request<Full<Bytes>>,
) -> Result<(Response<Incoming>, Ended), OutboundError>
where
    S: Read + Write + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::handshake(stream).await?;
    // A failure of the connection is the failure of the request.
    let ended = Ended(tokio::spawn(connection).abort_handle());
    Ok((sender.send_request(request).await?, ended))
}

/// The request as it goes over the wire: the path, with the host beside it.
fn to_send(request: Request<Bytes>) -> Request<Full<Bytes>> {
    let (mut head, body) = request.into_parts();
    let host = head.uri.authority().map(|it| it.as_str());
    if let Some(host) = host.and_then(|it| HeaderValue::from_str(it).ok()) {
        head.headers.insert(HOST, host);
    }
    let path = head.uri.path_and_query().cloned();
    head.uri = path.map(Uri::from).unwrap_or_default();
    Request::from_parts(head, Full::new(body))
}
