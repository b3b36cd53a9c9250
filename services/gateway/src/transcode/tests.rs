//! Whole requests to the JSON API before an identity service that gives set
//! answers: cookies in, cookies out.

use axum::body::{Body, to_bytes};
use axum::response::Response;
use chassis::clock::Clock;
use chassis::config::Loader;
use http::{Request, StatusCode, header};
use proto::asf::identity::v1::{
    Account, CreateSessionRequest, CreateSessionResponse, EndSessionRequest, EndSessionResponse,
    GetAccountRequest, GetAccountResponse, ListKeysRequest, ListKeysResponse,
    RefreshSessionRequest,
};
use serde_json::Value;
use stubs::{Asked, Stub, key_of_tokens, refreshed, with_keys};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use crate::config::Config;
use crate::state::{AppState, State};

const SESSIONS: &str = "asf.identity.v1.SessionService";

async fn started() -> (AppState, Asked) {
    let session = CreateSessionResponse {
        access_token: "a.b.c".to_owned(),
        session: "s3cret".to_owned(),
        ..CreateSessionResponse::default()
    };
    let ended = EndSessionResponse {
        session: Some(String::new()),
    };
    let account = Account {
        name: "Kim".to_owned(),
        ..Account::default()
    };
    let keys = ListKeysResponse {
        keys: vec![key_of_tokens()],
    };
    let rpc = |method: &str| format!("{SESSIONS}/{method}");
    let stub = with_keys(Stub::default())
        .answers::<CreateSessionRequest, _>(&rpc("CreateSession"), Ok(session))
        .answers::<EndSessionRequest, _>(&rpc("EndSession"), Ok(ended))
        .answers::<ListKeysRequest, _>(&rpc("ListKeys"), Ok(keys))
        .answers::<RefreshSessionRequest, _>(&rpc("RefreshSession"), Ok(refreshed("kim")))
        .answers::<GetAccountRequest, _>(
            "asf.identity.v1.AccountService/GetAccount",
            Ok(GetAccountResponse {
                account: Some(account),
            }),
        );
    let (url, asked) = stub.serve().await;
    let mut loader = Loader::from_variables([("ASF_TLS".into(), "off".into())]);
    let config = Config::add_to(&mut loader);
    let mut config = loader.finish(config).unwrap();
    config.gateway.identity_url = url;
    let state = State::new(config, Clock::system(), CancellationToken::new());
    (state.unwrap(), asked)
}

async fn ask(state: &AppState, method: &str, path: &str, cookie: bool, body: &str) -> Response {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "127.0.0.1:8080")
        .header(header::USER_AGENT, "Tester/1")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/json");
    let request = match cookie {
        true => request.header(header::COOKIE, "__Host-session=old"),
        false => request,
    };
    let request = request.body(Body::from(body.to_owned())).unwrap();
    let router = crate::routes::router(AppState::clone(state)).unwrap();
    router.oneshot(request).await.unwrap()
}

async fn json(answer: Response) -> Value {
    let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    serde_json::from_slice(&body).unwrap()
}

#[tokio::test]
async fn a_login_moves_the_secret_into_the_cookie_and_knows_the_client() {
    let (state, asked) = started().await;
    let body = r#"{"email": "kim@kommun.example", "password": "x"}"#;
    let answer = ask(&state, "POST", "/api/v1/sessions", true, body).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("__Host-session=s3cret; Path=/; Secure; HttpOnly; SameSite=Lax"));
    let told = json(answer).await;
    assert_eq!(told["accessToken"], "a.b.c");
    assert_eq!(told.get("session"), None);
    let question: CreateSessionRequest = asked.last(&format!("{SESSIONS}/CreateSession"));
    assert_eq!(
        (&*question.session, &*question.user_agent),
        ("old", "Tester/1")
    );
}

#[tokio::test]
async fn the_cookie_alone_is_enough_to_be_known() {
    let (state, _) = started().await;
    let path = "/api/v1/accounts/me";
    let stranger = ask(&state, "GET", path, false, "").await;
    assert_eq!(stranger.status(), StatusCode::UNAUTHORIZED);
    let known = ask(&state, "GET", path, true, "").await;
    assert_eq!(known.status(), StatusCode::OK);
    assert_eq!(known.headers()[header::CACHE_CONTROL], "no-store");
    assert_eq!(json(known).await["name"], "Kim");
}

#[tokio::test]
async fn logging_out_removes_the_cookie() {
    let (state, asked) = started().await;
    let answer = ask(&state, "DELETE", "/api/v1/sessions/current", true, "").await;
    assert_eq!(answer.status(), StatusCode::OK);
    let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("__Host-session=; ") && cookie.ends_with("Max-Age=0"));
    let question: EndSessionRequest = asked.last(&format!("{SESSIONS}/EndSession"));
    assert_eq!(question.id, "current");
}

#[tokio::test]
async fn the_keys_are_where_programs_look_for_them() {
    let (state, _) = started().await;
    let well_known = ask(&state, "GET", "/.well-known/jwks.json", false, "").await;
    let well_known = json(well_known).await;
    assert_eq!(well_known["keys"][0]["kid"], "k");
    let keys = json(ask(&state, "GET", "/api/v1/keys", false, "").await).await;
    assert_eq!(well_known, keys);
    let wrong = ask(&state, "POST", "/.well-known/jwks.json", false, "{}").await;
    assert_eq!(wrong.status(), StatusCode::METHOD_NOT_ALLOWED);
}
