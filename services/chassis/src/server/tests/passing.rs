//! Who is let through, and what a handler knows of the call.

use proto::asf::registry::v1::{ListDraftsRequest, registry_service_client::RegistryServiceClient};
use rstest::rstest;
use serde_json::{Value, json};
use tonic::Code;

use super::*;
use crate::{status, test_protos::bakery};

#[tokio::test]
async fn a_server_with_an_rpc_that_says_nothing_of_access_does_not_start() {
    let mut server = server();
    server.access = Access::of_pool(&bakery(), &["bakery.Counter"]);
    let fault = running(server).await.ended().await.unwrap_err();
    assert!(
        fault.to_string().contains("/bakery.Counter/OpenTill"),
        "{fault}"
    );
}

#[tokio::test]
async fn an_anonymous_caller_is_asked_to_log_in() {
    let services = [FEED, "asf.registry.v1.RegistryService"];
    let clock = Clock::fixed(test_keys::now());
    let server = Server::new(&services, test_keys::verifier(), Tls::off(), clock);
    let running = running(server).await;
    let mut registry = RegistryServiceClient::new(running.channel.clone());
    let drafts = registry.list_drafts(ListDraftsRequest::default());
    let refusal = drafts.await.unwrap_err();
    assert_eq!(refusal.code(), Code::Unauthenticated);
    assert_eq!(status::reason(&refusal).as_deref(), Some("LOGIN_NEEDED"));
    assert_eq!(running.stub.begun.available_permits(), 0);
}

#[tokio::test]
async fn a_caller_with_another_role_is_forbidden() {
    let running = running(server()).await;
    let buyer = test_keys::token(&test_keys::claims(&["buyer"]));
    let refusal = running
        .call_with(request(Do::Answer, Some(&buyer)))
        .await
        .unwrap_err();
    assert_eq!(refusal.code(), Code::PermissionDenied);
    assert_eq!(status::reason(&refusal).as_deref(), Some("FORBIDDEN"));
    assert_eq!(running.stub.begun.available_permits(), 0);
}

#[rstest]
#[case::expired(json!(test_keys::NOW - 60))]
#[case::wrong(Value::Null)]
#[tokio::test]
async fn a_caller_with_a_token_that_is_not_right_is_asked_to_log_in(#[case] expires: Value) {
    let mut claims = test_keys::claims(&["staff"]);
    claims["exp"] = expires;
    let (running, token) = (running(server()).await, test_keys::token(&claims));
    let refusal = running
        .call_with(request(Do::Answer, Some(&token)))
        .await
        .unwrap_err();
    assert_eq!(refusal.code(), Code::Unauthenticated);
    assert_eq!(status::reason(&refusal).as_deref(), Some("LOGIN_NEEDED"));
}

#[tokio::test]
async fn a_caller_is_not_asked_to_log_in_again_while_nobody_knows_the_keys() {
    let clock = Clock::fixed(test_keys::now());
    let server = Server::new(&[FEED], TokenVerifier::new(), Tls::off(), clock);
    let refusal = running(server).await.call(Do::Answer).await.unwrap_err();
    assert_eq!(refusal.code(), Code::Unavailable);
    assert_eq!(
        status::reason(&refusal).as_deref(),
        Some("KEYS_UNAVAILABLE")
    );
    assert!(status::retry_after(&refusal).is_some());
}

#[tokio::test]
async fn another_scheme_than_bearer_is_refused() {
    let running = running(server()).await;
    let mut request = request(Do::Answer, None);
    request
        .metadata_mut()
        .insert("authorization", "Basic YTpi".parse().unwrap());
    let refusal = running.call_with(request).await.unwrap_err();
    assert_eq!(status::reason(&refusal).as_deref(), Some("LOGIN_NEEDED"));
}

#[tokio::test]
async fn a_handler_knows_the_caller_and_the_trace() {
    let running = running(server()).await;
    let traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    let mut request = request(Do::Answer, Some(&staff()));
    request
        .metadata_mut()
        .insert("traceparent", traceparent.parse().unwrap());
    let event = running.call_with(request).await.unwrap();
    assert_eq!(event.data, "account-1");
    assert_eq!(event.traceparent, traceparent);
}

#[tokio::test]
async fn a_service_that_was_not_declared_is_not_served() {
    let clock = Clock::fixed(test_keys::now());
    let running = running(Server::new(&[], test_keys::verifier(), Tls::off(), clock)).await;
    let refusal = running.call(Do::Answer).await.unwrap_err();
    assert_eq!(refusal.code(), Code::Unimplemented);
    assert_eq!(running.stub.begun.available_permits(), 0);
}

#[tokio::test]
async fn a_panic_is_our_failure_without_detail_and_the_server_goes_on() {
    let running = running(server()).await;
    let failure = running.call(Do::Panic).await.unwrap_err();
    assert_eq!(failure.code(), Code::Internal);
    assert_eq!(status::reason(&failure).as_deref(), Some("INTERNAL"));
    assert!(!format!("{failure:?}").contains("swordfish"));
    assert!(running.call(Do::Answer).await.is_ok());
}
