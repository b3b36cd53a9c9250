//! The server over real sockets.

use std::time::Instant;

use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::JoinHandle;

use super::*;

struct Running {
    address: std::net::SocketAddr,
    shutdown: CancellationToken,
    task: JoinHandle<()>,
}

async fn start(router: Router, max_connections: usize) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let shutdown = CancellationToken::new();
    let stop = shutdown.clone();
    let task = tokio::spawn(async move { serve(listener, router, max_connections, &stop).await });
    Running {
        address,
        shutdown,
        task,
    }
}

fn hello() -> Router {
    Router::new().route("/", get(async || "hello"))
}

async fn ask(stream: &mut TcpStream) -> String {
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        .await
        .unwrap();
    let mut answer = [0; 1024];
    let length = stream.read(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer[..length]).into_owned()
}

#[tokio::test]
async fn a_connection_answers_several_requests() {
    let server = start(hello(), 8).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    for _ in 0..2 {
        assert!(ask(&mut stream).await.ends_with("hello"));
    }
}

#[tokio::test]
async fn an_idle_connection_does_not_delay_the_end() {
    let server = start(hello(), 8).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    ask(&mut stream).await;
    let began = Instant::now();
    server.shutdown.cancel();
    server.task.await.unwrap();
    assert!(began.elapsed() < DRAIN_LIMIT / 2);
    assert_eq!(stream.read(&mut [0; 8]).await.unwrap(), 0);
}

#[tokio::test]
async fn a_request_that_was_begun_is_answered_before_the_end() {
    let begun = Arc::new(tokio::sync::Notify::new());
    let go_on = Arc::new(tokio::sync::Notify::new());
    let (tell, wait) = (Arc::clone(&begun), Arc::clone(&go_on));
    let slow = get(async move || {
        tell.notify_one();
        wait.notified().await;
        "done"
    });
    let server = start(Router::new().route("/", slow), 8).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let answer = tokio::spawn(async move { ask(&mut stream).await });
    begun.notified().await;
    server.shutdown.cancel();
    go_on.notify_one();
    assert!(answer.await.unwrap().ends_with("done"));
    server.task.await.unwrap();
}

#[tokio::test]
async fn a_connection_too_many_waits_for_a_place() {
    let server = start(hello(), 1).await;
    let mut first = TcpStream::connect(server.address).await.unwrap();
    ask(&mut first).await;
    let mut second = TcpStream::connect(server.address).await.unwrap();
    let waiting = tokio::spawn(async move { ask(&mut second).await });
    drop(first);
    assert!(waiting.await.unwrap().ends_with("hello"));
}
