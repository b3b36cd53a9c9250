//! The layers around handlers of all kinds.

use axum::body::{Body, to_bytes};
use axum::routing::{get, post};
use chassis::clock::Clock;
use chassis::config::Loader;
use futures::StreamExt;
use http::{HeaderMap, Request, StatusCode, header};
use rstest::rstest;
use serde_json::Value;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::*;
use crate::config::Config;
use crate::state::State;

/// A state as in production, with this change of the settings.
fn state(change: impl FnOnce(&mut Config)) -> AppState {
    let mut loader = Loader::from_variables([("ASF_TLS".into(), "off".into())]);
    let config = Config::add_to(&mut loader);
    let mut config = loader.finish(config).unwrap();
    change(&mut config);
    State::new(config, Clock::system(), CancellationToken::new()).unwrap()
}

fn router(state: &AppState) -> Router {
    let router = Router::new()
        .route("/api/long", get(async || "å".repeat(4000)))
        .route(
            "/api/tagged",
            get(async || ([(header::ETAG, "\"1\"")], "å".repeat(4000))),
        )
        .route("/api/panic", get(async || -> &str { panic!("ouch") }))
        .route("/api/v1/write", post(async || "written"))
        .route("/write", post(async || "written"))
        .route("/api/v1/body", post(async |body: bytes::Bytes| body))
        .route("/panic", get(async || -> &str { panic!("ouch") }))
        .route("/api/endless", get(std::future::pending::<&str>));
    surrounded(guarded(router, state).unwrap(), state)
}

async fn ask(router: &Router, method: &str, path: &str, headers: &[(&str, &str)]) -> Response {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    router.clone().oneshot(request).await.unwrap()
}

async fn problem(response: Response) -> (StatusCode, HeaderMap, Value) {
    let (parts, body) = response.into_parts();
    assert_eq!(
        parts.headers[header::CONTENT_TYPE],
        "application/problem+json"
    );
    let body = to_bytes(body, usize::MAX).await.unwrap();
    (
        parts.status,
        parts.headers,
        serde_json::from_slice(&body).unwrap(),
    )
}

#[tokio::test]
async fn a_panic_is_a_problem_with_the_id_of_the_request() {
    let router = router(&state(drop_changes));
    let headers = [("x-request-id", "abc-1")];
    let (status, headers, document) =
        problem(ask(&router, "GET", "/api/panic", &headers).await).await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(headers["x-request-id"], "abc-1");
    assert_eq!(
        (&document["reason"], &document["instance"]),
        (&"INTERNAL".into(), &"abc-1".into())
    );
    assert!(!document.to_string().contains("ouch"));
}

#[tokio::test]
async fn people_get_a_page_for_a_panic() {
    let router = router(&state(drop_changes));
    let response = ask(&router, "GET", "/panic", &[]).await;
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(
        response.headers()[header::CONTENT_TYPE],
        "text/html; charset=utf-8"
    );
}

#[tokio::test]
async fn every_answer_protects_the_browser_and_has_an_id() {
    let router = router(&state(drop_changes));
    let response = ask(&router, "GET", "/api/long", &[]).await;
    let headers = response.headers();
    assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"));
    assert_eq!(headers["x-request-id"].len(), 36);
    assert!(!headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
}

#[tokio::test]
async fn only_production_insists_on_encryption() {
    let production = state(|config| {
        config.shared.environment = chassis::config::Environment::Production;
    });
    let response = ask(&router(&production), "GET", "/api/long", &[]).await;
    assert!(
        response
            .headers()
            .contains_key(header::STRICT_TRANSPORT_SECURITY)
    );
}

#[tokio::test]
async fn long_text_is_compressed_and_its_tag_weakened() {
    let router = router(&state(drop_changes));
    let accept = [("accept-encoding", "gzip")];
    let response = ask(&router, "GET", "/api/tagged", &accept).await;
    assert_eq!(response.headers()[header::CONTENT_ENCODING], "gzip");
    assert_eq!(response.headers()[header::ETAG], "W/\"1\"");
    let plain = ask(&router, "GET", "/api/tagged", &[]).await;
    assert!(!plain.headers().contains_key(header::CONTENT_ENCODING));
    assert_eq!(plain.headers()[header::ETAG], "\"1\"");
}

#[rstest]
#[case::a_program(&[], true)]
#[case::the_own_page(&[("sec-fetch-site", "same-origin")], true)]
#[case::another_site(&[("sec-fetch-site", "cross-site")], false)]
#[case::an_old_browser_elsewhere(&[("host", "a.example"), ("origin", "https://b.example")], false)]
#[case::a_cookie_from_nowhere(&[("cookie", "__Host-session=x")], false)]
#[case::a_cookie_from_the_own_page(&[("cookie", "__Host-session=x"), ("sec-fetch-site", "same-origin")], true)]
#[case::a_cookie_from_another_site(&[("cookie", "__Host-session=x"), ("sec-fetch-site", "cross-site")], false)]
#[case::a_token_beside_a_cookie(&[("cookie", "__Host-session=x"), ("authorization", "Bearer x")], true)]
#[case::behind_a_proxy(&[("host", "inside"), ("origin", "http://127.0.0.1:8080")], true)]
#[tokio::test]
async fn another_sites_page_may_not_write(#[case] headers: &[(&str, &str)], #[case] may: bool) {
    let router = router(&state(drop_changes));
    let response = ask(&router, "POST", "/api/v1/write", headers).await;
    if may {
        assert_eq!(response.status(), StatusCode::OK);
    } else {
        let (status, _, document) = problem(response).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        assert_eq!(document["reason"], "CROSS_ORIGIN");
    }
}

#[rstest]
#[case("Bearer x")]
#[case("Basic x")]
#[tokio::test]
async fn a_form_is_sent_by_cookie_whatever_token_stands_beside_it(#[case] token: &str) {
    let router = router(&state(drop_changes));
    let headers = [("cookie", "__Host-session=x"), ("authorization", token)];
    let response = ask(&router, "POST", "/write", &headers).await;
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn who_writes_too_much_is_told_when_to_go_on() {
    let router = router(&state(|config| config.gateway.writes_per_second = 1));
    for remaining in (0..10).rev() {
        let response = ask(&router, "POST", "/api/v1/write", &[]).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(
            response.headers()["ratelimit"],
            format!("\"writes\";r={remaining}")
        );
    }
    let (status, headers, _) = problem(ask(&router, "POST", "/api/v1/write", &[]).await).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(headers[header::RETRY_AFTER], "1");
    let reading = ask(&router, "GET", "/api/long", &[]).await;
    assert_eq!(reading.status(), StatusCode::OK);
}

#[tokio::test]
async fn the_limit_of_writes_can_be_switched_off() {
    let router = router(&state(|config| config.gateway.writes_per_second = 0));
    for _ in 0..100 {
        let response = ask(&router, "POST", "/api/v1/write", &[]).await;
        assert_eq!(response.status(), StatusCode::OK);
    }
}

#[tokio::test(start_paused = true)]
async fn more_than_can_be_done_is_turned_away_at_once() {
    let router = router(&state(|config| {
        config.gateway.max_in_flight = std::num::NonZeroUsize::MIN
    }));
    let endless = router.clone();
    let first = tokio::spawn(async move { ask(&endless, "GET", "/api/endless", &[]).await });
    tokio::task::yield_now().await;
    let (status, headers, document) = problem(ask(&router, "GET", "/api/long", &[]).await).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(headers.contains_key(header::RETRY_AFTER));
    assert_eq!(document["reason"], "BUSY");
    let (status, ..) = problem(first.await.unwrap()).await;
    assert_eq!(status, StatusCode::GATEWAY_TIMEOUT);
    let response = ask(&router, "GET", "/api/long", &[]).await;
    assert_eq!(response.status(), StatusCode::OK);
}

/// A body of which a byte comes each second, and of each how much at once.
fn slowly(parts: usize, size: usize) -> Body {
    let parts = futures::stream::iter(0..parts).then(move |_| async move {
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        Ok::<_, std::io::Error>(bytes::Bytes::from(vec![b'a'; size]))
    });
    Body::from_stream(parts)
}

async fn send(router: &Router, address: &str, body: Body) -> Response {
    let request = Request::post("/api/v1/body").header("x-forwarded-for", address);
    let request = request.body(body).unwrap();
    router.clone().oneshot(request).await.unwrap()
}

fn behind_a_proxy(change: impl FnOnce(&mut Config)) -> Router {
    router(&state(|config| {
        config.gateway.proxies = 1;
        change(config);
    }))
}

#[tokio::test(start_paused = true)]
async fn slow_bodies_take_no_place_of_those_that_are_worked_on() {
    let router =
        behind_a_proxy(|config| config.gateway.max_in_flight = std::num::NonZeroUsize::MIN);
    let slow: Vec<_> = (0..8)
        .map(|_| {
            let router = router.clone();
            tokio::spawn(async move { send(&router, "192.0.2.1", slowly(9, 1)).await })
        })
        .collect();
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    let response = ask(&router, "GET", "/api/long", &[]).await;
    assert_eq!(response.status(), StatusCode::OK);
    for slow in slow {
        assert_eq!(slow.await.unwrap().status(), StatusCode::OK);
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_comes_byte_by_byte_is_given_up_and_a_large_one_is_not() {
    let router = behind_a_proxy(drop_changes);
    let dripping = send(&router, "192.0.2.1", slowly(1000, 1)).await;
    assert_eq!(dripping.headers()[header::CONNECTION], "close");
    let (status, _, document) = problem(dripping).await;
    assert_eq!(status, StatusCode::REQUEST_TIMEOUT);
    assert_eq!(document["reason"], "SLOW_REQUEST");
    let steady = send(&router, "192.0.2.1", slowly(25, 40_000)).await;
    assert_eq!(steady.status(), StatusCode::OK);
    let body = to_bytes(steady.into_body(), usize::MAX).await.unwrap();
    assert_eq!(body.len(), 1_000_000);
}

#[tokio::test(start_paused = true)]
async fn a_client_with_too_many_slow_bodies_loses_its_own_oldest() {
    let two = std::num::NonZeroUsize::new(2).unwrap();
    let router = behind_a_proxy(|config| config.gateway.max_per_client = two);
    let begin = |address: &'static str| {
        let router = router.clone();
        tokio::spawn(async move { send(&router, address, slowly(5, 1)).await.status() })
    };
    let mut sent = Vec::new();
    for address in ["192.0.2.2", "192.0.2.1", "192.0.2.1", "192.0.2.1"] {
        sent.push(begin(address));
        tokio::task::yield_now().await;
    }
    let mut statuses = Vec::new();
    for status in sent {
        statuses.push(status.await.unwrap().as_u16());
    }
    assert_eq!(statuses, [200, 408, 200, 200]);
}

#[tokio::test(start_paused = true)]
async fn bodies_together_take_no_more_memory_than_is_set() {
    let two = std::num::NonZeroU16::new(2).unwrap();
    let router = behind_a_proxy(|config| config.gateway.body_memory_mib = two);
    let slow: Vec<_> = ["192.0.2.1", "192.0.2.2", "192.0.2.3"]
        .into_iter()
        .map(|address| {
            let router = router.clone();
            tokio::spawn(async move { send(&router, address, slowly(10, 100_000)).await })
        })
        .collect();
    let mut statuses = Vec::new();
    for slow in slow {
        statuses.push(slow.await.unwrap().status().as_u16());
    }
    statuses.sort_unstable();
    // Three have no room: the one that began first makes it.
    assert_eq!(statuses, [200, 200, 408]);
}

fn drop_changes(_: &mut Config) {}
