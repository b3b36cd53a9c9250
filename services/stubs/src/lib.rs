//! What tests share: services that give set answers and remember what they
//! were asked, and tokens that hold.

#![expect(
    clippy::unwrap_used,
    reason = "a stub that cannot start is a test that has failed"
)]

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::routing::post;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chassis::caller::{Key, TokenVerifier};
use chassis::clock::Clock;
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::EncodePrivateKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use http::{Request, Response};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use prost::Message;
use proto::asf::identity::v1::{
    GetTokenStateRequest, GetTokenStateResponse, RefreshSessionResponse,
};
use tokio::net::TcpListener;
use tokio_stream::wrappers::TcpListenerStream;
use tonic::Status;
use tonic::server::Grpc;
use tonic::transport::{Channel, Server};
use tonic_prost::ProstCodec;
use tower::service_fn;

/// A service that is put together RPC by RPC: what it was not told about is
/// none of its business.
#[derive(Default)]
pub struct Stub {
    routes: Router,
    asked: Asked,
}

/// The questions that a stub got, by RPC, encoded.
#[derive(Clone, Default)]
pub struct Asked(Arc<Mutex<Vec<Question>>>);

/// The RPC, and the message on the wire.
type Question = (String, Vec<u8>);

impl Stub {
    /// `rpc` is `package.Service/Method`.
    pub fn answers<Q, A>(self, rpc: &str, answer: Result<A, Status>) -> Self
    where
        Q: Message + Default + Send + 'static,
        A: Message + Default + Clone + Send + Sync + 'static,
    {
        let (asked, name) = (self.asked.clone(), rpc.to_owned());
        let handler = move |question: Request<Body>| {
            answered::<Q, A>(answer.clone(), asked.clone(), name.clone(), question)
        };
        Self {
            routes: self.routes.route(&format!("/{rpc}"), post(handler)),
            asked: self.asked,
        }
    }

    pub async fn start(self) -> (Channel, Asked) {
        let (url, asked) = self.serve().await;
        let endpoint = Channel::from_shared(url).unwrap();
        (endpoint.connect_lazy(), asked)
    }

    /// The URL of the service.
    pub async fn serve(self) -> (String, Asked) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = Server::builder().add_routes(self.routes.into());
        tokio::spawn(server.serve_with_incoming(TcpListenerStream::new(listener)));
        (format!("http://{address}"), self.asked)
    }
}

impl Asked {
    pub fn count(&self, rpc: &str) -> usize {
        let all = self.0.lock().unwrap();
        all.iter().filter(|(name, _)| name == rpc).count()
    }

    /// The last question of this kind.
    pub fn last<Q: Message + Default>(&self, rpc: &str) -> Q {
        let all = self.0.lock().unwrap();
        let (_, bytes) = all.iter().rfind(|(name, _)| name == rpc).unwrap();
        Q::decode(&**bytes).unwrap()
    }
}

async fn answered<Q, A>(
    answer: Result<A, Status>,
    asked: Asked,
    rpc: String,
    question: Request<Body>,
) -> Response<tonic::body::Body>
where
    Q: Message + Default + Send + 'static,
    A: Message + Default + Clone + Send + Sync + 'static,
{
    let service = service_fn(move |question: tonic::Request<Q>| {
        let bytes = question.get_ref().encode_to_vec();
        asked.0.lock().unwrap().push((rpc.clone(), bytes));
        std::future::ready(answer.clone().map(tonic::Response::new))
    });
    let codec = ProstCodec::<A, Q>::default();
    Grpc::new(codec).unary(service, question).await
}

/// A channel to a service that is down.
pub fn nowhere() -> Channel {
    Channel::from_static("http://127.0.0.1:1").connect_lazy()
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

pub fn verifier() -> TokenVerifier {
    let key_of_tokens = key_of_tokens();
    TokenVerifier::fixed(&[Key {
        kid: key_of_tokens.kid,
        x: key_of_tokens.x,
    }])
}

/// The key as identity tells it.
pub fn key_of_tokens() -> proto::asf::identity::v1::Key {
    proto::asf::identity::v1::Key {
        kty: "OKP".to_owned(),
        crv: "Ed25519".to_owned(),
        x: URL_SAFE_NO_PAD.encode(key().verifying_key().as_bytes()),
        kid: "k".to_owned(),
        r#use: "sig".to_owned(),
        alg: "EdDSA".to_owned(),
    }
}

/// An identity service that tells its keys, for a whole gateway.
pub fn with_keys(stub: Stub) -> Stub {
    let state = GetTokenStateResponse {
        keys: vec![key_of_tokens()],
        revocations: Vec::new(),
    };
    let rpc = "asf.identity.v1.SessionService/GetTokenState";
    stub.answers::<GetTokenStateRequest, _>(rpc, Ok(state))
}

/// A token for `subject` that holds for two minutes.
pub fn token(subject: &str) -> String {
    token_of(subject, &["account"], None)
}

fn token_of(subject: &str, roles: &[&str], organisation: Option<&str>) -> String {
    let now = Clock::system().now().unix_timestamp();
    let claims = serde_json::json!({
        "iss": "asf-test", "sub": subject, "aud": "asf",
        "iat": now - 1, "exp": now + 120,
        "sid": "0197f0a4-5c1e-7000-8000-000000000001",
        "roles": roles, "org": organisation, "counties": ["14"],
    });
    let pem = key().to_pkcs8_pem(LineEnding::LF).unwrap();
    let key = EncodingKey::from_ed_pem(pem.as_bytes()).unwrap();
    let header = Header {
        kid: Some("k".to_owned()),
        ..Header::new(Algorithm::EdDSA)
    };
    jsonwebtoken::encode(&header, &claims, &key).unwrap()
}

/// What identity answers for a session that holds.
pub fn refreshed(subject: &str) -> RefreshSessionResponse {
    refreshed_as(subject, &["account"], None)
}

/// The same for somebody with roles, who acts for an organisation.
pub fn refreshed_as(
    subject: &str,
    roles: &[&str],
    organisation: Option<&str>,
) -> RefreshSessionResponse {
    let now = Clock::system().now().unix_timestamp();
    RefreshSessionResponse {
        access_token: token_of(subject, roles, organisation),
        expires_at: Some(prost_types::Timestamp {
            seconds: now + 120,
            nanos: 0,
        }),
    }
}
