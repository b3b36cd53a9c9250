//! Logged in by a cookie: the cookie's secret is exchanged for a token that
//! the services believe, and the token is kept for as long as it is good.

pub mod cookie;

mod cache;

use std::sync::Arc;
use std::time::Duration;

use chassis::caller::{Caller, TokenFault, TokenVerifier};
use chassis::clock::Clock;
use proto::asf::identity::v1::RefreshSessionRequest;
use proto::asf::identity::v1::session_service_client::SessionServiceClient;
use tonic::transport::Channel;
use tonic::{Code, Request, Status};

use cache::{Cache, Kept};

const LIMIT: Duration = Duration::from_secs(5);

/// Somebody who is logged in.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// For calls to the services.
    pub token: Arc<str>,
    pub caller: Caller,
}

/// Exchanges cookies for tokens; clones share what they remember.
#[derive(Clone)]
pub struct Sessions {
    identity: SessionServiceClient<Channel>,
    verifier: TokenVerifier,
    clock: Clock,
    cache: Arc<Cache>,
}

impl Sessions {
    pub fn new(identity: Channel, verifier: TokenVerifier, clock: Clock) -> Self {
        Self {
            identity: SessionServiceClient::new(identity),
            verifier,
            clock,
            cache: Arc::default(),
        }
    }

    /// Who has the cookie; nobody when its session has ended.
    ///
    /// # Errors
    /// Identity does not answer, so that nobody can tell.
    pub async fn visitor(&self, secret: &str) -> Result<Option<Visitor>, Status> {
        let now = self.clock.now();
        if let Some(token) = self.cache.get(secret, now) {
            match self.verifier.verify(&token, now) {
                Ok(caller) => return Ok(Some(Visitor { token, caller })),
                // Its roles changed, or it was revoked: a fresh one tells.
                Err(_) => self.cache.forget(secret),
            }
        }
        let Some(kept) = self.exchanged(secret).await? else {
            return Ok(None);
        };
        let token = Arc::clone(&kept.token);
        match self.verifier.check(&token, now).await {
            Ok(caller) => {
                self.cache.keep(secret, kept, now);
                let caller = Caller::clone(&caller);
                Ok(Some(Visitor { token, caller }))
            }
            Err(fault) => Err(unverified(fault)),
        }
    }

    /// The next request asks again: what the session may do has changed.
    pub fn forget(&self, secret: &str) {
        self.cache.forget(secret);
    }

    async fn exchanged(&self, secret: &str) -> Result<Option<Kept>, Status> {
        let mut request = Request::new(RefreshSessionRequest {
            session: secret.to_owned(),
        });
        chassis::client::outgoing(&mut request, None, LIMIT, None);
        match self.identity.clone().refresh_session(request).await {
            Ok(answer) => Ok(Kept::of(answer.into_inner())),
            Err(status) => match status.code() {
                Code::Unauthenticated | Code::NotFound | Code::InvalidArgument => Ok(None),
                _ => Err(status),
            },
        }
    }
}

/// A token straight from identity that does not hold: the keys are not here
/// yet, and will be in a moment.
fn unverified(fault: TokenFault) -> Status {
    Status::unavailable(format!("a fresh token is refused: {fault}"))
}

#[cfg(test)]
mod tests;
