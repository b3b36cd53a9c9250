//! The client's side of a call between services: a channel that notices a dead
//! peer, and the metadata that every call carries.

use std::time::Duration;

use tonic::{
    Request,
    metadata::{Ascii, MetadataMap, MetadataValue},
    transport::{Channel, Endpoint},
};

use crate::{
    config::{Faults, Shared},
    telemetry,
    tls::Tls,
};

/// The key under which a command is executed once, however often it is sent.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";

const CONNECT_LIMIT: Duration = Duration::from_secs(3);
const PING_INTERVAL: Duration = Duration::from_secs(20);
const PING_LIMIT: Duration = Duration::from_secs(5);
const STREAM_WINDOW: u32 = 1024 * 1024;
const CONNECTION_WINDOW: u32 = 4 * 1024 * 1024;

/// No channel can be made.
#[derive(Debug, thiserror::Error)]
pub enum NoChannel {
    #[error("{url} is not the URL of a gRPC server")]
    WrongUrl {
        url: String,
        #[source]
        source: tonic::transport::Error,
    },
    #[error("{0}")]
    Tls(#[from] Faults),
}

/// A channel that connects when it is first used, and again after a failure.
/// With TLS on, the server has to have a certificate of the platform with the
/// name `server`, whatever scheme and host the URL has.
///
/// Has to be called in a tokio runtime.
///
/// # Errors
/// The URL or the settings for TLS cannot be used.
pub fn channel(url: &str, server: &str, shared: &Shared) -> Result<Channel, NoChannel> {
    let endpoint = match Tls::of(shared)?.client(server) {
        None => Endpoint::from_shared(url.to_owned()),
        Some(tls) => Endpoint::from_shared(with_https(url)).and_then(|it| it.tls_config(tls)),
    };
    let endpoint = endpoint.map_err(|source| NoChannel::WrongUrl {
        url: url.to_owned(),
        source,
    })?;
    Ok(endpoint
        .connect_timeout(CONNECT_LIMIT)
        .tcp_nodelay(true)
        .http2_keep_alive_interval(PING_INTERVAL)
        .keep_alive_timeout(PING_LIMIT)
        .keep_alive_while_idle(true)
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW)
        .connect_lazy())
}

fn with_https(url: &str) -> String {
    match url.strip_prefix("http://") {
        Some(rest) => format!("https://{rest}"),
        None => url.to_owned(),
    }
}

/// Gives a request what every call between services carries: the caller's
/// token, the time that is left for it, the idempotency key and the trace.
///
/// The deadline holds until the answer begins, also for a stream: its body may
/// follow without end.
pub fn outgoing<T>(
    request: &mut Request<T>,
    token: Option<&str>,
    deadline: Duration,
    idempotency_key: Option<&str>,
) {
    request.set_timeout(deadline);
    let metadata = request.metadata_mut();
    // What cannot stand in a header is no token: the call is then anonymous,
    // and is refused where that is not enough.
    if let Some(token) = token {
        set(metadata, "authorization", &format!("Bearer {token}"));
    }
    // Escaped rather than left out: without its key a command that is sent
    // twice would be executed twice.
    if let Some(key) = idempotency_key {
        set(metadata, IDEMPOTENCY_KEY, &key.escape_default().to_string());
    }
    if let Some(traceparent) = telemetry::traceparent() {
        set(metadata, "traceparent", &traceparent);
    }
}

fn set(metadata: &mut MetadataMap, name: &'static str, value: &str) {
    if let Ok(value) = MetadataValue::<Ascii>::try_from(value) {
        metadata.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tonic_health::pb::{HealthCheckRequest, health_client::HealthClient};

    use super::*;
    use crate::test_certs::plain;

    fn text<'a>(request: &'a Request<()>, name: &str) -> Option<&'a str> {
        request
            .metadata()
            .get(name)
            .map(|value| value.to_str().unwrap())
    }

    #[test]
    fn a_call_carries_token_deadline_and_key() {
        let mut request = Request::new(());
        outgoing(
            &mut request,
            Some("a.b.c"),
            Duration::from_secs(2),
            Some("k-1"),
        );
        assert_eq!(text(&request, "authorization"), Some("Bearer a.b.c"));
        assert_eq!(text(&request, "grpc-timeout"), Some("2000000u"));
        assert_eq!(text(&request, "idempotency-key"), Some("k-1"));
    }

    #[test]
    fn a_key_outside_ascii_is_carried_all_the_same() {
        let mut request = Request::new(());
        outgoing(&mut request, None, Duration::from_secs(2), Some("nyckel-å"));
        assert_eq!(text(&request, "idempotency-key"), Some("nyckel-\\u{e5}"));
        assert_eq!(text(&request, "authorization"), None);
    }

    #[test]
    fn a_token_that_cannot_stand_in_a_header_is_left_out() {
        let mut request = Request::new(());
        outgoing(&mut request, Some("a\nb"), Duration::from_secs(2), None);
        assert_eq!(text(&request, "authorization"), None);
    }

    async fn call(to: std::net::SocketAddr, limit: Duration) -> tonic::Status {
        let channel = channel(&format!("http://{to}"), "feed", &plain()).unwrap();
        let mut request = Request::new(HealthCheckRequest::default());
        outgoing(&mut request, None, limit, None);
        let answer = HealthClient::new(channel).check(request).await;
        answer.unwrap_err()
    }

    #[tokio::test]
    async fn a_server_that_dies_before_it_answers_is_lost_and_not_late() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let to = listener.local_addr().unwrap();
        let die = async {
            let (mut peer, _) = listener.accept().await.unwrap();
            let empty_settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
            peer.write_all(&empty_settings).await.unwrap();
            // The request follows the preface in a frame of type 1, HEADERS.
            let mut seen = Vec::new();
            while !seen.windows(4).any(|bytes| bytes == [1, 4, 0, 0]) {
                peer.read_buf(&mut seen).await.unwrap();
            }
        };
        let (status, ()) = tokio::join!(call(to, Duration::from_secs(5)), die);
        assert!(crate::status::is_lost(&status), "{status:?}");
    }

    #[tokio::test]
    async fn a_server_that_is_silent_is_late_and_not_lost() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let to = listener.local_addr().unwrap();
        let status = call(to, Duration::from_millis(50)).await;
        assert!(!crate::status::is_lost(&status), "{status:?}");
    }

    #[tokio::test]
    async fn a_wrong_url_is_named() {
        assert!(channel("http://127.0.0.1:7001", "registry", &plain()).is_ok());
        let fault = channel("not a url", "registry", &plain()).unwrap_err();
        assert!(fault.to_string().contains("not a url"));
    }
}
