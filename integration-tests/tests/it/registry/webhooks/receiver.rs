//! A server of somebody else, which does what the test says, and checks
//! signatures as the specification of Standard Webhooks 1.0.0 describes.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use anyhow::{Context, ensure};
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header::LOCATION},
    response::{IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use chassis::clock::Clock;
use hmac::{Hmac, KeyInit, Mac};
use integration_tests::until::until_within;
use serde_json::Value;
use sha2::Sha256;
use tokio::{net::TcpListener, task::JoinHandle};

/// Of what a timestamp may differ from now.
const TOLERANCE: i64 = 300;
/// A registry that was killed is replaced after the end of its leases.
const LIMIT: Duration = Duration::from_secs(90);

/// What it does with a delivery.
#[derive(Clone, Debug)]
pub(super) enum Manner {
    Answers(u16),
    /// With this pause before.
    Slow(Duration),
    Hangs,
    Redirects(String),
    RetryAfter(u32),
}

/// A delivery that came.
#[derive(Clone, Debug)]
pub(super) struct Taken {
    headers: HeaderMap,
    raw: Bytes,
    pub(super) body: Value,
}

/// Ends with the value.
pub(super) struct Receiver {
    address: SocketAddr,
    shared: Arc<Shared>,
    serving: JoinHandle<()>,
}

struct Shared {
    manner: Mutex<Manner>,
    taken: Mutex<Vec<Taken>>,
}

impl Receiver {
    pub(super) async fn start() -> anyhow::Result<Self> {
        Self::with(Manner::Answers(204)).await
    }

    pub(super) async fn with(manner: Manner) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let shared = Arc::new(Shared {
            manner: Mutex::new(manner),
            taken: Mutex::default(),
        });
        let router = Router::new().fallback(take).with_state(Arc::clone(&shared));
        Ok(Self {
            address: listener.local_addr()?,
            shared,
            serving: tokio::spawn(async move {
                let _ended = axum::serve(listener, router).await;
            }),
        })
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}/hook/", self.address)
    }

    pub(super) fn now(&self, manner: Manner) {
        *self
            .shared
            .manner
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = manner;
    }

    pub(super) fn so_far(&self) -> Vec<Taken> {
        let taken = self.shared.taken.lock();
        taken.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What has come, once it is so much.
    pub(super) async fn taken(&self, count: usize) -> anyhow::Result<Vec<Taken>> {
        until_within(LIMIT, "deliveries come", async || {
            let taken = self.so_far();
            Ok((taken.len() >= count).then_some(taken))
        })
        .await
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn take(State(shared): State<Arc<Shared>>, headers: HeaderMap, raw: Bytes) -> Response {
    let manner = shared.manner.lock();
    let manner = manner.unwrap_or_else(PoisonError::into_inner).clone();
    let body = serde_json::from_slice(&raw).unwrap_or_default();
    if let Ok(mut taken) = shared.taken.lock() {
        taken.push(Taken { headers, raw, body });
    }
    let status = |code| StatusCode::from_u16(code).unwrap_or_default();
    match manner {
        Manner::Answers(code) => status(code).into_response(),
        Manner::Slow(pause) => {
            tokio::time::sleep(pause).await;
            StatusCode::OK.into_response()
        }
        Manner::Hangs => std::future::pending().await,
        Manner::Redirects(to) => (StatusCode::FOUND, [(LOCATION, to)]).into_response(),
        Manner::RetryAfter(seconds) => {
            let headers = [("retry-after", seconds.to_string())];
            (StatusCode::SERVICE_UNAVAILABLE, headers).into_response()
        }
    }
}

impl Taken {
    pub(super) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).and_then(|it| it.to_str().ok());
        value.unwrap_or_default()
    }

    pub(super) fn signatures(&self) -> Vec<&str> {
        self.header("webhook-signature").split(' ').collect()
    }

    /// Whether one of the signatures is right: HMAC-SHA256 over id, timestamp
    /// and body, with full stops between, by the bytes behind `whsec_`.
    pub(super) fn is_signed_by(&self, secret: &str) -> anyhow::Result<()> {
        let (id, timestamp) = (self.header("webhook-id"), self.header("webhook-timestamp"));
        let age = Clock::system().now().unix_timestamp() - timestamp.parse::<i64>()?;
        ensure!(age.abs() <= TOLERANCE, "a timestamp of {age} seconds ago");
        ensure!(!id.is_empty() && !id.contains('.'), "the id {id:?}");
        let key = secret.strip_prefix("whsec_").context("a secret")?;
        let key = BASE64_STANDARD.decode(key)?;
        ensure!((24..=64).contains(&key.len()), "{} bytes", key.len());
        let mut mac = Hmac::<Sha256>::new_from_slice(&key)?;
        mac.update(format!("{id}.{timestamp}.").as_bytes());
        mac.update(&self.raw);
        let expected = mac.finalize().into_bytes();
        let is_right = self.signatures().into_iter().any(|it| {
            let bytes = it.strip_prefix("v1,").map(|it| BASE64_STANDARD.decode(it));
            bytes.is_some_and(|it| it.is_ok_and(|it| it == expected.as_slice()))
        });
        ensure!(is_right, "no signature is right");
        Ok(())
    }
}
