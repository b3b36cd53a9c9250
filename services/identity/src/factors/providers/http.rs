//! How we talk to a sign-in service: by the platform's outbound client, which
//! looks at an address before it connects. What a service says of itself comes
//! from outside, and must not send us into our own house.

use std::time::Duration;

use bytes::Bytes;
use chassis::outbound::{Client, Guard, Limits, OutboundError};
use futures::{FutureExt, future::BoxFuture};
use hyper::{Request, Response};
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse, url::Url};

/// Key sets of large services have some tens of thousands of bytes.
const LIMITS: Limits = Limits {
    time: Duration::from_secs(10),
    body: 512 * 1024,
};

/// Talks to one sign-in service; clones share the certificates.
#[derive(Clone)]
pub(super) struct HttpClient {
    client: Client,
    guard: Guard,
}

/// What all sign-in services are spoken to by.
pub(super) fn client() -> Result<Client, rustls::Error> {
    Client::new(LIMITS)
}

impl HttpClient {
    /// The issuer may be anywhere, since an operator named it; a host that it
    /// names may not.
    pub(super) fn new(client: Client, issuer: &Url) -> Self {
        let host = issuer.host_str().unwrap_or_default();
        let guard = Guard::trusting(host, issuer.scheme() == "http");
        Self { client, guard }
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, OutboundError> {
        let (head, body) = request.into_parts();
        let request = Request::from_parts(head, Bytes::from(body));
        let (head, body) = self.client.send(&self.guard, request).await?.into_parts();
        Ok(Response::from_parts(head, body.to_vec()))
    }
}

impl<'c> AsyncHttpClient<'c> for HttpClient {
    type Error = OutboundError;
    type Future = BoxFuture<'c, Result<HttpResponse, OutboundError>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        self.send(request).boxed()
    }
}

#[cfg(test)]
mod tests;
