//! The server over real sockets.

use std::time::Instant;

use axum::Extension;
use axum::routing::get;
use rstest::rstest;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::JoinHandle;

use super::*;

struct Running {
    address: std::net::SocketAddr,
    shutdown: CancellationToken,
    task: JoinHandle<()>,
}

const LIMITS: Limits = Limits {
    connections: 8,
    of_a_client: 8,
    headers: Duration::from_secs(60),
};

async fn start(router: Router, limits: Limits) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let shutdown = CancellationToken::new();
    let stop = shutdown.clone();
    let task = tokio::spawn(async move { serve(listener, router, limits, &stop).await });
    Running {
        address,
        shutdown,
        task,
    }
}

fn hello() -> Router {
    Router::new().route("/", get(async || "hello"))
}

const HELD: &[u8] = b"GET /held HTTP/1.1\r\nHost: a\r\n\r\n";

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
    let server = start(hello(), LIMITS).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    for _ in 0..2 {
        assert!(ask(&mut stream).await.ends_with("hello"));
    }
}

#[tokio::test]
async fn an_idle_connection_does_not_delay_the_end() {
    let server = start(hello(), LIMITS).await;
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
    let server = start(Router::new().route("/", slow), LIMITS).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let answer = tokio::spawn(async move { ask(&mut stream).await });
    begun.notified().await;
    server.shutdown.cancel();
    go_on.notify_one();
    assert!(answer.await.unwrap().ends_with("done"));
    server.task.await.unwrap();
}

/// A handler that tells when it has begun and goes on when it is let.
fn held() -> (Router, Arc<tokio::sync::Notify>, Arc<tokio::sync::Notify>) {
    let begun = Arc::new(tokio::sync::Notify::new());
    let go_on = Arc::new(tokio::sync::Notify::new());
    let (tell, wait) = (Arc::clone(&begun), Arc::clone(&go_on));
    let held = get(async move |Extension(place): Extension<Arc<Place>>| {
        place.works();
        tell.notify_one();
        wait.notified().await;
        "done"
    });
    let router = hello().route("/held", held);
    (router, begun, go_on)
}

async fn is_ended(stream: &mut TcpStream) -> bool {
    !matches!(stream.read(&mut [0; 8]).await, Ok(1..))
}

#[tokio::test]
async fn a_connection_too_many_ends_the_one_that_has_waited_longest() {
    let limits = Limits {
        connections: 2,
        ..LIMITS
    };
    let server = start(hello(), limits).await;
    let mut first = TcpStream::connect(server.address).await.unwrap();
    ask(&mut first).await;
    let mut second = TcpStream::connect(server.address).await.unwrap();
    ask(&mut second).await;
    let mut third = TcpStream::connect(server.address).await.unwrap();
    assert!(ask(&mut third).await.ends_with("hello"));
    assert!(is_ended(&mut first).await);
    assert!(ask(&mut second).await.ends_with("hello"));
}

#[tokio::test]
async fn a_connection_waits_while_all_others_are_at_work() {
    let (router, begun, go_on) = held();
    let limits = Limits {
        connections: 1,
        ..LIMITS
    };
    let server = start(router, limits).await;
    let mut first = TcpStream::connect(server.address).await.unwrap();
    first.write_all(HELD).await.unwrap();
    begun.notified().await;
    let mut second = TcpStream::connect(server.address).await.unwrap();
    let waiting = tokio::spawn(async move { ask(&mut second).await });
    go_on.notify_one();
    assert!(waiting.await.unwrap().ends_with("hello"));
}

#[tokio::test]
async fn a_client_with_too_many_at_work_is_told_to_wait() {
    let (router, begun, _go_on) = held();
    let limits = Limits {
        of_a_client: 1,
        ..LIMITS
    };
    let server = start(router, limits).await;
    let mut first = TcpStream::connect(server.address).await.unwrap();
    first.write_all(HELD).await.unwrap();
    begun.notified().await;
    let mut second = TcpStream::connect(server.address).await.unwrap();
    let mut answer = String::new();
    second.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 429 "), "{answer}");
    assert!(answer.contains("\r\nRetry-After: 1\r\n"), "{answer}");
}

#[tokio::test]
async fn a_client_that_is_slow_with_its_headers_is_given_up() {
    let limits = Limits {
        headers: Duration::from_millis(50),
        ..LIMITS
    };
    let server = start(hello(), limits).await;
    let mut slow = TcpStream::connect(server.address).await.unwrap();
    slow.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n")
        .await
        .unwrap();
    assert!(is_ended(&mut slow).await);
}

#[rstest]
#[case::line_feed_alone("GET / HTTP/1.1\nHost: a\r\n\r\n")]
#[case::folded("GET / HTTP/1.1\r\nHost: a\r\nA: b\r\n c\r\n\r\n")]
#[case::space_before_the_colon("GET / HTTP/1.1\r\nHost : a\r\n\r\n")]
#[case::two_lengths(
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"
)]
#[case::the_same_length_twice(
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na"
)]
#[case::length_and_chunks(
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
)]
#[case::chunks_and_length(
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"
)]
#[case::another_coding("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n")]
#[case::a_sign_before_the_length("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na")]
#[tokio::test]
async fn a_head_that_can_be_read_in_two_ways_is_refused(#[case] request: &str) {
    let server = start(hello(), LIMITS).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    // Ends, since nothing may follow on the connection.
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
}

#[tokio::test]
async fn too_many_headers_are_refused() {
    let server = start(hello(), LIMITS).await;
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    let many = "A: b\r\n".repeat(500);
    let request = format!("GET / HTTP/1.1\r\nHost: a\r\n{many}\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 431");
}
