//! What stands before every handler: the rules that a call has to pass, as a
//! tower service around the routes.

use std::{
    convert::Infallible,
    future::Future,
    panic::AssertUnwindSafe,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use futures::FutureExt as _;
use http::{HeaderMap, Request, Response, header::AUTHORIZATION};
use kernel::fault::ErrorReason;
use tonic::{Code, Status, body::Body};
use tower::Service;

use super::{Limits, deadline, health, observe::Call, peer::Peer, places::Places};
use crate::{
    access::{Access, Denied, Rpc},
    caller::{Caller, Role, TokenFault, TokenVerifier},
    clock::Clock,
    status,
};

/// Lets a call through to the routes if it may pass.
#[derive(Clone)]
pub(super) struct Gate<S> {
    routes: S,
    rules: Arc<Rules>,
    peer: Peer,
}

pub(super) struct Rules {
    access: Access,
    verifier: TokenVerifier,
    clock: Clock,
    deadline: Duration,
    places: Places,
    nobody: Arc<Caller>,
    /// Whoever may connect and brings no token.
    service: Arc<Caller>,
}

impl<S> Gate<S> {
    pub(super) fn new(routes: S, rules: Arc<Rules>) -> Self {
        // Of no connection yet, so of nobody.
        let peer = Peer::Named(Arc::default());
        Self {
            routes,
            rules,
            peer,
        }
    }

    /// The gate of one connection.
    pub(super) fn to(self, peer: Peer) -> Self {
        Self { peer, ..self }
    }
}

impl<S, B> Service<Request<B>> for Gate<S>
where
    S: Service<Request<B>, Response = Response<Body>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
    B: Send + 'static,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.routes.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let rules = Arc::clone(&self.rules);
        // The clone is fresh; the one that was found ready is to be used.
        let routes = self.routes.clone();
        let routes = std::mem::replace(&mut self.routes, routes);
        let peer = self.peer.clone();
        Box::pin(async move { rules.answer(routes, &peer, request).await })
    }
}

impl Rules {
    pub(super) fn new(
        access: Access,
        verifier: TokenVerifier,
        clock: Clock,
        limits: &Limits,
    ) -> Self {
        Self {
            access,
            verifier,
            clock,
            deadline: limits.deadline,
            places: Places::new(limits),
            nobody: Arc::new(Caller::anonymous()),
            service: Arc::new(Caller {
                roles: [Role::Service].into(),
                ..Caller::anonymous()
            }),
        }
    }

    async fn answer<S, B>(
        &self,
        mut routes: S,
        peer: &Peer,
        mut request: Request<B>,
    ) -> Result<Response<Body>, Infallible>
    where
        S: Service<Request<B>, Response = Response<Body>, Error = Infallible>,
    {
        let path = request.uri().path();
        if health::is_asked_by(path) {
            request.extensions_mut().insert(Arc::clone(&self.nobody));
            return routes.call(request).await;
        }
        let Some(rpc) = self.access.rpc(path) else {
            return Ok(not_served().into_http());
        };
        let call = Call::begin(rpc, request.headers());
        let answer = self.pass(rpc, routes, peer, request);
        let answer = answer.map(|answer| answer.unwrap_or_else(Status::into_http));
        Ok(call.watch(answer).await)
    }

    async fn pass<S, B>(
        &self,
        rpc: &Rpc,
        mut routes: S,
        peer: &Peer,
        mut request: Request<B>,
    ) -> Result<Response<Body>, Status>
    where
        S: Service<Request<B>, Response = Response<Body>, Error = Infallible>,
    {
        if !peer.is_any_of(&rpc.peers) {
            return Err(wrong_peer(rpc, peer));
        }
        let caller = self.caller(request.headers()).await?;
        rpc.admit(&caller).map_err(denied)?;
        let place = self.places.take(rpc)?;
        let limit = deadline::asked_for(request.headers()).unwrap_or(self.deadline);
        request.extensions_mut().insert(caller);
        // A handler that panics leaves nothing behind that the next one uses:
        // its state is behind locks and transactions of its own.
        let handler = AssertUnwindSafe(async { routes.call(request).await }).catch_unwind();
        match tokio::time::timeout(limit, handler).await {
            Ok(Ok(Ok(response))) => Ok(place.hand_on(response)),
            Ok(Err(_panic)) => Err(panicked(rpc)),
            Err(_elapsed) => Err(too_late(rpc, limit)),
        }
    }

    async fn caller(&self, headers: &HeaderMap) -> Result<Arc<Caller>, Status> {
        let Some(header) = headers.get(AUTHORIZATION) else {
            return Ok(Arc::clone(&self.service));
        };
        let token = header.to_str().ok().and_then(bearer).ok_or_else(|| {
            login_needed("The authorization header has to be a bearer token.".to_owned())
        })?;
        let checked = self.verifier.check(token, self.clock.now()).await;
        checked.map_err(refused)
    }
}

fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn refused(fault: TokenFault) -> Status {
    match fault {
        TokenFault::KeysAway => status::keys_unavailable(),
        TokenFault::Malformed
        | TokenFault::WrongAlgorithm
        | TokenFault::UnknownKey
        | TokenFault::WrongSignature
        | TokenFault::WrongAudience
        | TokenFault::Expired
        | TokenFault::NotYetValid
        | TokenFault::Revoked => login_needed(format!("Log in again: {fault}.")),
    }
}

/// Somebody in our own network calls what is not for it: worth a look.
fn wrong_peer(rpc: &Rpc, peer: &Peer) -> Status {
    tracing::warn!(
        rpc.method = rpc.path.as_str(),
        ?peer,
        "a peer that may not call"
    );
    let message = "This process may not call this service.";
    status::refusal(Code::PermissionDenied, ErrorReason::PeerNotAllowed, message)
}

fn denied(denied: Denied) -> Status {
    match denied {
        Denied::LoginNeeded => login_needed(denied.to_string()),
        Denied::Forbidden => status::refusal(
            Code::PermissionDenied,
            ErrorReason::Forbidden,
            denied.to_string(),
        ),
    }
}

fn login_needed(message: String) -> Status {
    status::refusal(Code::Unauthenticated, ErrorReason::LoginNeeded, message)
}

fn not_served() -> Status {
    let message = "This server has no such RPC.";
    status::refusal(Code::Unimplemented, ErrorReason::NotImplemented, message)
}

fn panicked(rpc: &Rpc) -> Status {
    tracing::error!(rpc.method = rpc.path.as_str(), "a handler panicked");
    status::internal()
}

fn too_late(rpc: &Rpc, limit: Duration) -> Status {
    tracing::warn!(rpc.method = rpc.path.as_str(), ?limit, "no answer in time");
    let message = "The answer was not ready in time.";
    status::refusal(Code::DeadlineExceeded, ErrorReason::Timeout, message)
}
