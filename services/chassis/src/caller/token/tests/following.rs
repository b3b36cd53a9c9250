//! A verifier that follows an identity, which here is a few lines of HTTP/2.

use std::{
    convert::Infallible,
    net::SocketAddr,
    sync::atomic::{AtomicUsize, Ordering},
    time::Instant,
};

use bytes::{BufMut, Bytes, BytesMut};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response};
use http_body_util::{BodyExt as _, Full};
use hyper::{body::Incoming, server::conn::http2, service::service_fn};
use hyper_util::rt::{TokioExecutor, TokioIo};
use prost::Message as _;
use tokio::net::TcpListener;

use super::*;
use crate::{client, test_certs::plain};

const PATIENCE: Duration = Duration::from_secs(20);

/// What identity says at the moment, and how often it was asked.
#[derive(Default)]
struct Identity {
    says: Mutex<GetTokenStateResponse>,
    asked: AtomicUsize,
}

impl Identity {
    fn say(&self, keys: &[u8], revocations: Vec<Revocation>) {
        let mut state = told(revocations);
        state
            .keys
            .retain(|key| keys.iter().any(|number| key.kid == format!("key-{number}")));
        *self.says.lock().unwrap() = state;
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    async fn serve(self: Arc<Self>, listener: TcpListener) {
        while let Ok((stream, _)) = listener.accept().await {
            let identity = Arc::clone(&self);
            let service = service_fn(move |request| answer(Arc::clone(&identity), request));
            let http = http2::Builder::new(TokioExecutor::new());
            tokio::spawn(http.serve_connection(TokioIo::new(stream), service));
        }
    }
}

type Answer = Response<http_body_util::combinators::BoxBody<Bytes, Infallible>>;

async fn answer(identity: Arc<Identity>, request: Request<Incoming>) -> Result<Answer, Infallible> {
    assert_eq!(
        request.uri().path(),
        "/asf.identity.v1.SessionService/GetTokenState"
    );
    identity.asked.fetch_add(1, Ordering::SeqCst);
    let message = identity.says.lock().unwrap().encode_to_vec();
    let mut frame = BytesMut::new();
    frame.put_u8(0);
    frame.put_u32(u32::try_from(message.len()).unwrap());
    frame.put_slice(&message);
    let name = HeaderName::from_static("grpc-status");
    let trailers = HeaderMap::from_iter([(name, HeaderValue::from_static("0"))]);
    let body = Full::new(frame.freeze()).with_trailers(async move { Some(Ok(trailers)) });
    let response = Response::builder().header("content-type", "application/grpc");
    Ok(response.body(body.boxed()).unwrap())
}

async fn listener() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    (listener, addr)
}

fn following(identity: SocketAddr) -> TokenVerifier {
    let channel = client::channel(&format!("http://{identity}"), "identity", &plain());
    TokenVerifier::follow(channel.unwrap())
}

fn token_by(number: u8) -> String {
    let kid = format!("key-{number}");
    test_keys::signed(number, Some(&kid), &claims(&["staff"]))
}

/// Waits until the check answers this.
async fn until(verifier: &TokenVerifier, token: &str, expected: Result<(), TokenFault>) {
    let deadline = Instant::now() + PATIENCE;
    while verifier.check(token, now()).await.map(drop) != expected {
        assert!(Instant::now() < deadline, "never {expected:?}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn the_first_token_waits_for_the_keys_instead_of_being_refused() {
    let (listener, addr) = listener().await;
    let identity = Arc::new(Identity::default());
    identity.say(&[1], Vec::new());
    tokio::spawn(Arc::clone(&identity).serve(listener));
    let verifier = following(addr);
    assert!(verifier.check(&token_by(1), now()).await.is_ok());
}

#[tokio::test]
async fn while_identity_is_away_the_keys_are_and_they_come_when_it_comes() {
    let (listener, addr) = listener().await;
    drop(listener);
    let verifier = following(addr);
    let answer = verifier.check(&token_by(1), now()).await;
    assert_eq!(answer, Err(TokenFault::KeysAway));

    let identity = Arc::new(Identity::default());
    identity.say(&[1], Vec::new());
    let listener = TcpListener::bind(addr).await.unwrap();
    tokio::spawn(Arc::clone(&identity).serve(listener));
    until(&verifier, &token_by(1), Ok(())).await;
}

#[tokio::test]
async fn a_revocation_works_within_five_seconds() {
    let (listener, addr) = listener().await;
    let identity = Arc::new(Identity::default());
    identity.say(&[1], Vec::new());
    tokio::spawn(Arc::clone(&identity).serve(listener));
    let verifier = following(addr);
    until(&verifier, &token_by(1), Ok(())).await;

    let everything = revoked(Of::SubjectId("account-1".into()), Some((NOW, 0)));
    identity.say(&[1], vec![everything]);
    let since = Instant::now();
    until(&verifier, &token_by(1), Err(TokenFault::Revoked)).await;
    assert!(since.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_new_key_is_asked_for_at_once_and_keys_that_do_not_exist_now_and_then() {
    let (listener, addr) = listener().await;
    let identity = Arc::new(Identity::default());
    identity.say(&[1], Vec::new());
    tokio::spawn(Arc::clone(&identity).serve(listener));
    let verifier = following(addr);
    until(&verifier, &token_by(1), Ok(())).await;
    identity.say(&[1, 2], Vec::new());
    until(&verifier, &token_by(2), Ok(())).await;

    let (before, since) = (identity.asked(), Instant::now());
    for _ in 0..200 {
        let answer = verifier.check(&token_by(3), now()).await;
        assert_eq!(answer, Err(TokenFault::UnknownKey));
    }
    // One a second for the strangers, and one every other by itself.
    let most = 2 * since.elapsed().as_secs() as usize + 2;
    assert!(identity.asked() - before <= most);
}

#[tokio::test]
async fn a_verifier_ends_though_it_follows() {
    let (listener, addr) = listener().await;
    let identity = Arc::new(Identity::default());
    identity.say(&[1], Vec::new());
    tokio::spawn(Arc::clone(&identity).serve(listener));
    let verifier = following(addr);
    until(&verifier, &token_by(1), Ok(())).await;
    let inner = Arc::downgrade(&verifier.0);
    drop(verifier);
    let deadline = Instant::now() + PATIENCE;
    while inner.strong_count() > 0 {
        assert!(Instant::now() < deadline);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
