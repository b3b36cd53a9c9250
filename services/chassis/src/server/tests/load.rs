//! Too much work, and probes meanwhile.

use std::sync::atomic::Ordering;

use tonic::Code;
use tonic_health::pb::{
    HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient,
};
use tonic_reflection::pb::v1::{
    ServerReflectionRequest, server_reflection_client::ServerReflectionClient,
    server_reflection_request::MessageRequest, server_reflection_response::MessageResponse,
};

use super::*;
use crate::status;

fn limited(calls: usize, streams: usize) -> Server {
    server().with_limits(Limits {
        calls,
        streams,
        ..Limits::default()
    })
}

async fn health(running: &Running, service: &str) -> ServingStatus {
    let request = HealthCheckRequest {
        service: service.into(),
    };
    let mut client = HealthClient::new(running.channel.clone());
    client.check(request).await.unwrap().into_inner().status()
}

#[tokio::test]
async fn more_calls_than_there_is_room_for_are_turned_away_at_once() {
    let running = running(limited(1, 10)).await;
    let first = running.begin(Do::Wait);
    running.stub.begun.acquire().await.unwrap().forget();

    let refusal = running.call(Do::Answer).await.unwrap_err();
    assert_eq!(refusal.code(), Code::Unavailable);
    assert_eq!(status::reason(&refusal).as_deref(), Some("BUSY"));
    assert!(status::retry_after(&refusal).is_some());
    assert_eq!(health(&running, FEED).await, ServingStatus::Serving);

    running.stub.go_on.add_permits(1);
    assert!(first.await.unwrap().is_ok());
    assert!(running.call(Do::Answer).await.is_ok());
}

#[tokio::test]
async fn a_stream_has_its_place_until_it_ends() {
    let running = running(limited(10, 1)).await;
    let request = request(Do::Follow, Some(&staff()));
    let mut stream = running
        .client
        .clone()
        .read(request)
        .await
        .unwrap()
        .into_inner();
    assert!(stream.message().await.unwrap().is_some());
    let refusal = running.call(Do::Answer).await.unwrap_err();
    assert_eq!(status::reason(&refusal).as_deref(), Some("BUSY"));

    drop(stream);
    let free = async { while running.call(Do::Answer).await.is_err() {} };
    tokio::time::timeout(PATIENCE, free)
        .await
        .expect("the place is free again");
    assert_eq!(running.stub.open.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn probes_are_answered_without_a_token_as_the_service_says() {
    let running = running(server()).await;
    for name in ["", FEED] {
        assert_eq!(health(&running, name).await, ServingStatus::Serving);
    }
    running.health.not_ready().await;
    for name in ["", FEED] {
        assert_eq!(health(&running, name).await, ServingStatus::NotServing);
    }
    running.health.ready().await;
    assert_eq!(health(&running, FEED).await, ServingStatus::Serving);
}

#[tokio::test]
async fn a_service_that_is_not_ready_before_it_serves_stays_so() {
    let server = server();
    server.health().not_ready().await;
    assert_eq!(
        health(&running(server).await, FEED).await,
        ServingStatus::NotServing
    );
}

#[tokio::test]
async fn tools_can_ask_without_a_token_what_is_served() {
    let running = running(server()).await;
    let request = ServerReflectionRequest {
        message_request: Some(MessageRequest::ListServices(String::new())),
        ..ServerReflectionRequest::default()
    };
    let mut client = ServerReflectionClient::new(running.channel.clone());
    let requests = futures::stream::iter([request]);
    let mut answers = client
        .server_reflection_info(requests)
        .await
        .unwrap()
        .into_inner();
    let answer = answers.message().await.unwrap().unwrap();
    let Some(MessageResponse::ListServicesResponse(list)) = answer.message_response else {
        panic!("{answer:?}");
    };
    let names: Vec<_> = list
        .service
        .iter()
        .map(|service| service.name.as_str())
        .collect();
    assert!(names.contains(&FEED), "{names:?}");
    assert!(
        !names.contains(&"asf.registry.v1.RegistryService"),
        "{names:?}"
    );
}
