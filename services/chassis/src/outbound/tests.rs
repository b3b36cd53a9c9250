use std::io;

use rstest::rstest;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use super::*;

const LIMITS: Limits = Limits {
    time: Duration::from_secs(10),
    body: 1000,
};

/// Answers every connection with these words; where it listens.
async fn server(answer: String) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 1024];
            let _ = stream.read(&mut request).await;
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    Ok(address)
}

fn client() -> Client {
    Client::new(LIMITS).unwrap()
}

fn guard() -> Guard {
    Guard::allowing(["127.0.0.1".parse().unwrap()])
}

fn to(uri: &str) -> Request<Bytes> {
    Request::get(uri).body(Bytes::new()).unwrap()
}

#[tokio::test]
async fn an_answer_comes_back_whole() {
    let answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
    let address = server(answer.to_owned()).await.unwrap();
    let answer = client()
        .send(&guard(), to(&format!("http://{address}/a?b=c")))
        .await;
    assert_eq!(answer.unwrap().body().as_ref(), b"{}");
}

#[tokio::test]
async fn nobody_is_sent_on() {
    let answer = "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1/\r\ncontent-length: 0\r\n\r\n";
    let address = server(answer.to_owned()).await.unwrap();
    let answer = client()
        .send_for_head(&guard(), to(&format!("http://{address}")))
        .await;
    assert_eq!(answer.unwrap().status(), 302);
}

#[tokio::test]
async fn an_endless_body_is_cut_off_where_it_is_read() {
    let body = "a".repeat(LIMITS.body + 1);
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
    let address = server(head + &body).await.unwrap();
    let uri = format!("http://{address}/");
    let refused = client().send(&guard(), to(&uri)).await.unwrap_err();
    assert!(matches!(refused, OutboundError::NoBody(_)), "{refused}");
    let head = client().send_for_head(&guard(), to(&uri)).await.unwrap();
    assert_eq!(head.status(), 200);
}

#[tokio::test]
async fn a_server_without_tls_is_not_believed() {
    let address = server("no TLS at all".to_owned()).await.unwrap();
    let uri = format!("https://{address}/");
    let refused = client().send(&guard(), to(&uri)).await.unwrap_err();
    assert!(matches!(refused, OutboundError::Io(_)), "{refused}");
}

#[tokio::test]
async fn a_server_that_says_nothing_is_left() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let uri = format!("http://{}/", listener.local_addr().unwrap());
    let limits = Limits {
        time: Duration::from_millis(50),
        ..LIMITS
    };
    let client = Client::new(limits).unwrap();
    let late = client.send_for_head(&guard(), to(&uri)).await.unwrap_err();
    assert!(matches!(late, OutboundError::TooSlow(_)), "{late}");
}

/// A server listens there, and hears of nobody.
#[rstest]
#[case("http://127.0.0.1")]
#[case("http://localhost")]
#[case("http://0x7f.1")]
#[case("http://2130706433")]
#[case("http://[::ffff:127.0.0.1]")]
#[tokio::test]
async fn the_guard_refuses_before_a_packet_leaves(#[case] host: &str) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let elsewhere = Guard::allowing(["127.0.0.9".parse().unwrap()]);
    let asked = client()
        .send(&elsewhere, to(&format!("{host}:{port}/")))
        .await;
    let refused = asked.unwrap_err();
    assert!(
        matches!(
            refused,
            OutboundError::NotAllowed(_) | OutboundError::Unknown(_)
        ),
        "{refused}"
    );
    let heard = timeout(Duration::from_millis(20), listener.accept()).await;
    assert!(heard.is_err(), "somebody knocked");
}
