//! Keeps a verifier up to date with identity.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use proto::asf::identity::v1::{
    GetTokenStateRequest, session_service_client::SessionServiceClient,
};
use tokio::{
    sync::{Notify, watch},
    time::Instant,
};
use tonic::{Request, Status, transport::Channel};

use super::{Inner, TokenState};
use crate::client;

/// A revocation works after this and a little more.
const EVERY: Duration = Duration::from_secs(2);
/// As long as identity was never reached.
const EVERY_AT_FIRST: Duration = Duration::from_millis(250);
/// For one answer of identity.
const ANSWER_LIMIT: Duration = Duration::from_secs(1);
/// Whoever sends keys that do not exist causes one question in this time.
const ASK_AT_MOST_EVERY: Duration = Duration::from_secs(1);

/// How a caller gets identity asked at once.
pub(super) struct Asking {
    wanted: Notify,
    /// When identity was asked the last time.
    asked: watch::Sender<Option<Instant>>,
}

impl Asking {
    pub(super) fn new() -> Self {
        Self {
            wanted: Notify::new(),
            asked: watch::Sender::new(None),
        }
    }

    /// Waits until identity was asked; `false` when that was just done.
    pub(super) async fn ask(&self) -> bool {
        let mut asked = self.asked.subscribe();
        let last = *asked.borrow_and_update();
        if last.is_some_and(|last| last.elapsed() < ASK_AT_MOST_EVERY) {
            return false;
        }
        self.wanted.notify_one();
        let answer = tokio::time::timeout(ANSWER_LIMIT, asked.changed());
        matches!(answer.await, Ok(Ok(())))
    }

    fn done(&self) {
        self.asked.send_replace(Some(Instant::now()));
    }
}

/// Ends with the last clone of the verifier.
pub(super) async fn follow(verifier: Weak<Inner>, asking: Arc<Asking>, identity: Channel) {
    let mut identity = SessionServiceClient::new(identity);
    let mut answered = true;
    loop {
        let answer = state(&mut identity).await;
        let Some(verifier) = verifier.upgrade() else {
            return;
        };
        note(answered, &answer);
        answered = answer.is_ok();
        if let Ok(state) = answer {
            verifier.replace(state);
        }
        asking.done();
        let pause = if verifier.knows_keys() {
            EVERY
        } else {
            EVERY_AT_FIRST
        };
        drop(verifier);
        // Woken or not: it is time to ask again.
        let _elapsed = tokio::time::timeout(pause, asking.wanted.notified()).await;
    }
}

async fn state(identity: &mut SessionServiceClient<Channel>) -> Result<TokenState, Status> {
    let mut request = Request::new(GetTokenStateRequest {});
    client::outgoing(&mut request, None, ANSWER_LIMIT, None);
    // Around the connection too, which the deadline does not hold for.
    let answer = tokio::time::timeout(ANSWER_LIMIT, identity.get_token_state(request)).await;
    let answer = answer.map_err(|_| Status::deadline_exceeded("no answer in time"))??;
    Ok(TokenState::read(answer.get_ref()))
}

/// Says once that identity is away, and once that it is back; `before` is
/// whether it answered the time before.
fn note(before: bool, answer: &Result<TokenState, Status>) {
    match answer {
        Err(status) if before => {
            let (code, reason) = (status.code(), status.message());
            tracing::warn!(rpc.code = ?code, reason, "identity does not tell which tokens are valid");
        }
        Ok(_) if !before => tracing::info!("identity tells which tokens are valid"),
        Ok(_) | Err(_) => {}
    }
}
