//! Deadlines and the end of a server.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Instant,
};

use bytes::{BufMut as _, Bytes, BytesMut};
use http::header::AUTHORIZATION;
use prost::Message as _;
use tokio::net::TcpStream;
use tonic::{Code, body::Body};
use tower::ServiceExt as _;

use super::{peer::Peer, stub::LATER, *};
use crate::{caller::TokenVerifier, status};

fn impatient() -> Server {
    server().with_limits(Limits {
        deadline: LATER / 4,
        ..Limits::default()
    })
}

fn draining(drain: Duration) -> Server {
    server().with_limits(Limits {
        drain,
        ..Limits::default()
    })
}

/// The request without the deadline that our client sets.
fn without_timeout(what: Do) -> Request<ReadRequest> {
    let mut request = request(what, Some(&staff()));
    request.metadata_mut().remove("grpc-timeout");
    request
}

#[tokio::test]
async fn a_call_without_a_deadline_has_that_of_the_server() {
    let running = running(impatient()).await;
    let refusal = running
        .call_with(without_timeout(Do::Wait))
        .await
        .unwrap_err();
    assert_eq!(refusal.code(), Code::DeadlineExceeded);
    assert_eq!(status::reason(&refusal).as_deref(), Some("TIMEOUT"));
}

#[tokio::test]
async fn a_callers_deadline_goes_before_that_of_the_server() {
    let running = running(impatient()).await;
    let call = running.begin(Do::Wait);
    running.stub.begun.acquire().await.unwrap().forget();
    let refused = running
        .call_with(without_timeout(Do::Wait))
        .await
        .unwrap_err();
    assert_eq!(refused.code(), Code::DeadlineExceeded);
    // The first call began before the second, and is still there.
    running.stub.go_on.add_permits(1);
    assert!(call.await.unwrap().is_ok());
}

/// Without the network, since our own client gives up at the same time.
#[tokio::test]
async fn a_short_deadline_of_a_caller_is_kept() {
    let message = ReadRequest {
        after_position: Do::Wait as u64,
        ..ReadRequest::default()
    };
    let mut frame = BytesMut::new();
    frame.put_u8(0);
    frame.put_u32(u32::try_from(message.encoded_len()).unwrap());
    message.encode(&mut frame).unwrap();
    let request = http::Request::post(format!("/{FEED}/Read"))
        .header("content-type", "application/grpc")
        .header("grpc-timeout", "20m")
        .header(AUTHORIZATION, format!("Bearer {}", staff()))
        .body(Body::new(OneFrame(Some(frame.freeze()))))
        .unwrap();
    let routes = Routes::new(FeedServiceServer::new(Stub::default()));
    let response = gate(routes).oneshot(request).await.unwrap();
    let refusal = Status::from_header_map(response.headers()).unwrap();
    assert_eq!(refusal.code(), Code::DeadlineExceeded);
}

fn gate(routes: Routes) -> Gate<Routes> {
    let server = server();
    let (access, verifier): (_, TokenVerifier) = (server.access.unwrap(), server.verifier);
    let rules = gate::Rules::new(access, verifier, server.clock, &server.limits);
    Gate::new(routes, Arc::new(rules)).to(Peer::Anybody)
}

struct OneFrame(Option<Bytes>);

impl hyper::body::Body for OneFrame {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<hyper::body::Frame<Bytes>, Status>>> {
        std::task::Poll::Ready(self.0.take().map(hyper::body::Frame::data).map(Ok))
    }
}

#[tokio::test]
async fn a_stream_that_has_begun_is_not_cut_by_the_deadline() {
    let running = running(impatient()).await;
    let request = without_timeout(Do::TwoEvents);
    let mut stream = running
        .client
        .clone()
        .read(request)
        .await
        .unwrap()
        .into_inner();
    assert!(stream.message().await.unwrap().is_some());
    assert!(stream.message().await.unwrap().is_some());
    assert!(stream.message().await.unwrap().is_none());
}

#[tokio::test]
async fn a_call_may_end_after_the_shutdown() {
    let running = running(draining(10 * PATIENCE)).await;
    let call = running.begin(Do::Wait);
    running.stub.begun.acquire().await.unwrap().forget();
    running.shutdown.cancel();
    let refused = async { while TcpStream::connect(running.addr).await.is_ok() {} };
    tokio::time::timeout(PATIENCE, refused)
        .await
        .expect("nobody new is let in");
    assert!(!running.server.is_finished());
    running.stub.go_on.add_permits(1);
    assert!(call.await.unwrap().is_ok());
    assert!(running.ended().await.is_ok());
}

#[tokio::test]
async fn an_idle_connection_does_not_hold_up_the_shutdown() {
    let running = running(draining(10 * PATIENCE)).await;
    assert!(running.call(Do::Answer).await.is_ok());
    running.shutdown.cancel();
    assert!(running.ended().await.is_ok());
}

#[tokio::test]
async fn a_stream_without_end_is_cut_off_at_the_drain_limit() {
    let limit = Duration::from_millis(100);
    let running = running(draining(limit)).await;
    let request = request(Do::Follow, Some(&staff()));
    let mut stream = running
        .client
        .clone()
        .read(request)
        .await
        .unwrap()
        .into_inner();
    assert!(stream.message().await.unwrap().is_some());
    let (open, began) = (Arc::clone(&running.stub.open), Instant::now());
    running.shutdown.cancel();
    assert!(running.ended().await.is_ok());
    assert!(began.elapsed() >= limit);
    let cut_off = tokio::time::timeout(PATIENCE, stream.message()).await;
    assert!(cut_off.expect("the client is told").is_err());
    let dropped = async {
        while open.load(Ordering::SeqCst) > 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, dropped)
        .await
        .expect("the handler is dropped");
}
