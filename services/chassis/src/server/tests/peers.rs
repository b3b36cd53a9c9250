//! Which processes may connect and call. The stub is the feed of `registry`.

use tonic::Code;
use tonic_health::pb::{HealthCheckRequest, health_client::HealthClient};

use super::*;
use crate::{
    status,
    test_certs::{Authority, Issued},
};

fn with_tls(ca: &Authority) -> Server {
    let clock = Clock::fixed(test_keys::now());
    Server::new(&[FEED], test_keys::verifier(), ca.tls_of("registry"), clock)
}

async fn answer_to(ca: &Authority, client: &Shared) -> Result<FeedEvent, Status> {
    let running = running_for(with_tls(ca), client).await;
    let answer = running.call_with(request(Do::Answer, None)).await;
    let begun = running.stub.begun.available_permits();
    assert_eq!(begun, usize::from(answer.is_ok()));
    answer
}

/// The handshake was refused: nothing came that a service has said.
fn is_no_connection(answer: &Result<FeedEvent, Status>) -> bool {
    matches!(answer, Err(refusal) if status::reason(refusal).is_none())
}

#[tokio::test]
async fn a_service_on_the_list_calls_without_a_token() {
    let ca = Authority::new();
    let event = answer_to(&ca, &ca.shared_of("subscriber")).await.unwrap();
    assert_eq!(event.data, "", "it calls for itself, not for an account");
}

#[tokio::test]
async fn another_service_may_not_call_even_with_the_token_of_staff() {
    let ca = Authority::new();
    let running = running_for(with_tls(&ca), &ca.shared_of("gateway")).await;
    let refusal = running.call(Do::Answer).await.unwrap_err();
    assert_eq!(refusal.code(), Code::PermissionDenied);
    assert_eq!(
        status::reason(&refusal).as_deref(),
        Some("PEER_NOT_ALLOWED")
    );
    assert_eq!(running.stub.begun.available_permits(), 0);
}

#[tokio::test]
async fn a_name_that_only_looks_like_one_on_the_list_is_another() {
    let ca = Authority::new();
    for name in ["subscriber.example", "subscribe", "*.subscriber"] {
        let refusal = answer_to(&ca, &ca.shared_of(name)).await.unwrap_err();
        assert_eq!(refusal.code(), Code::PermissionDenied, "{name}");
    }
}

#[tokio::test]
async fn health_answers_any_process_of_the_platform() {
    let ca = Authority::new();
    let running = running_for(with_tls(&ca), &ca.shared_of("probe")).await;
    let mut health = HealthClient::new(running.channel.clone());
    assert!(health.check(HealthCheckRequest::default()).await.is_ok());
}

#[tokio::test]
async fn a_certificate_of_another_authority_is_refused() {
    let (ca, other) = (Authority::new(), Authority::new());
    // It believes the server, but the server does not believe it.
    let client = ca.shared(&other.issue("subscriber"));
    assert!(is_no_connection(&answer_to(&ca, &client).await));
}

#[tokio::test]
async fn a_certificate_that_has_expired_is_refused() {
    let ca = Authority::new();
    let client = ca.shared(&ca.issue_expired("subscriber"));
    assert!(is_no_connection(&answer_to(&ca, &client).await));
}

#[tokio::test]
async fn without_a_certificate_nobody_connects() {
    let ca = Authority::new();
    assert!(is_no_connection(&answer_to(&ca, &plain()).await));
    let running = running(with_tls(&ca)).await;
    let tls = tonic::transport::ClientTlsConfig::new()
        .ca_certificate(tonic::transport::Certificate::from_pem(ca.pem()))
        .domain_name("registry");
    let endpoint = tonic::transport::Endpoint::from_shared(format!("https://{}", running.addr));
    let channel = endpoint.unwrap().tls_config(tls).unwrap().connect_lazy();
    let mut health = HealthClient::new(channel);
    assert!(health.check(HealthCheckRequest::default()).await.is_err());
}

#[tokio::test]
async fn a_client_does_not_talk_to_a_server_with_another_name_or_authority() {
    let ca = Authority::new();
    let call_to = async |own: &Issued| {
        let tls = Tls::of(&ca.shared(own)).unwrap();
        let clock = Clock::fixed(test_keys::now());
        let server = Server::new(&[FEED], test_keys::verifier(), tls, clock);
        let running = running_for(server, &ca.shared_of("subscriber")).await;
        running.call_with(request(Do::Answer, None)).await
    };
    assert!(call_to(&ca.issue("registry")).await.is_ok());
    assert!(is_no_connection(&call_to(&ca.issue("identity")).await));
    let stranger = Authority::new().issue("registry");
    assert!(is_no_connection(&call_to(&stranger).await));
    assert!(is_no_connection(
        &call_to(&ca.issue_expired("registry")).await
    ));
}

#[tokio::test]
async fn whoever_says_nothing_does_not_keep_a_server_from_ending() {
    let ca = Authority::new();
    let running = running_for(with_tls(&ca), &ca.shared_of("subscriber")).await;
    let _silent = tokio::net::TcpStream::connect(running.addr).await.unwrap();
    // So the silent one was accepted before it.
    assert!(running.call_with(request(Do::Answer, None)).await.is_ok());
    running.shutdown.cancel();
    assert!(running.ended().await.is_ok());
}
