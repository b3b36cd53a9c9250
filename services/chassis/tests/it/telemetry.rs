//! Spans and measures on their way to a collector, which here only keeps what
//! it gets.

use std::{
    convert::Infallible,
    sync::{Arc, Mutex},
    time::Duration,
};

use chassis::{
    caller::TokenVerifier,
    client,
    clock::Clock,
    config::{Loader, Shared},
    server::Server,
    telemetry,
    tls::Tls,
};
use http_body_util::{BodyExt as _, Empty};
use hyper::{body::Incoming, server::conn::http2, service::service_fn};
use hyper_util::rt::{TokioExecutor, TokioIo};
use proto::asf::feed::v1::{ReadRequest, feed_service_client::FeedServiceClient};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tonic::{Request, service::Routes};

const TRACE: [u8; 16] = [0xa1; 16];

/// The path and the body of each export.
type Exports = Arc<Mutex<Vec<(String, Vec<u8>)>>>;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_is_exported_as_part_of_its_callers_trace() {
    let (collector, exports) = collector().await;
    let shared = shared(&collector);
    let telemetry = telemetry::start("chassis-test", &shared);
    call_without_a_token(&shared).await;
    let within = tracing::info_span!("work").in_scope(telemetry::traceparent);
    assert!(within.is_some(), "what runs in a span knows its trace");
    telemetry.stop().await;

    let exports = exports.lock().unwrap();
    let exported = |path: &str, what: &[u8]| {
        exports
            .iter()
            .any(|(at, body)| at.contains(path) && holds(body, what))
    };
    assert!(exported("TraceService", b"asf.feed.v1.FeedService/Read"));
    assert!(exported("TraceService", &TRACE));
    assert!(exported("TraceService", b"chassis-test"));
    assert!(exported("MetricsService", b"rpc.server.call.duration"));
    assert!(
        !exported("TraceService", b"TraceService/Export"),
        "the export itself is not traced"
    );
}

fn holds(body: &[u8], what: &[u8]) -> bool {
    body.windows(what.len()).any(|window| window == what)
}

fn shared(collector: &str) -> Shared {
    let mut loader = Loader::from_variables([
        ("ASF_OTLP_ENDPOINT".into(), collector.into()),
        ("ASF_TLS".into(), "off".into()),
    ]);
    let shared = loader.add("ASF_");
    loader.finish(shared).unwrap()
}

/// There is nobody who answers, and that is a call as well.
async fn call_without_a_token(shared: &Shared) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let services = ["asf.feed.v1.FeedService"];
    let server = Server::new(&services, TokenVerifier::new(), Tls::off(), Clock::system());
    let shutdown = CancellationToken::new();
    let serving = tokio::spawn(server.serve(listener, Routes::default(), shutdown.clone()));

    let mut request = Request::new(ReadRequest::default());
    client::outgoing(&mut request, None, Duration::from_secs(20), None);
    let hex: String = TRACE.iter().map(|byte| format!("{byte:02x}")).collect();
    let traceparent = format!("00-{hex}-b7ad6b7169203331-01").parse().unwrap();
    request.metadata_mut().insert("traceparent", traceparent);
    let mut client = FeedServiceClient::new(client::channel(&url, "registry", shared).unwrap());
    assert!(client.read(request).await.is_err());
    shutdown.cancel();
    serving.await.unwrap().unwrap();
}

async fn collector() -> (String, Exports) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let exports = Exports::default();
    let kept = Arc::clone(&exports);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let kept = Arc::clone(&kept);
            let service = service_fn(move |request| keep(Arc::clone(&kept), request));
            let http = http2::Builder::new(TokioExecutor::new());
            tokio::spawn(http.serve_connection(TokioIo::new(stream), service));
        }
    });
    (url, exports)
}

async fn keep(
    exports: Exports,
    request: http::Request<Incoming>,
) -> Result<http::Response<Empty<bytes::Bytes>>, Infallible> {
    let path = request.uri().path().to_owned();
    let body = request
        .into_body()
        .collect()
        .await
        .unwrap()
        .to_bytes()
        .to_vec();
    exports.lock().unwrap().push((path, body));
    let answer = http::Response::builder()
        .header("content-type", "application/grpc")
        .header("grpc-status", "0");
    Ok(answer.body(Empty::new()).unwrap())
}
