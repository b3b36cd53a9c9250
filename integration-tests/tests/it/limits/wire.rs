//! Clients that send slowly, or what is no HTTP, over real connections.

use std::net::{Ipv4Addr, SocketAddr};

use integration_tests::stack::Stack;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
};

/// Another client than the one that asks for pages.
const SLOW: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 2);
const SLOW_BODY: &str = "POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\n\
    Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{";
const SLOW_HEAD: &str = "GET /asf-listan HTTP/1.1\r\nHost: a\r\n";

/// Of few places; a slow client is not given up for its slowness alone.
const FEW: [(&str, &str); 3] = [
    ("ASF_GATEWAY_MAX_IN_FLIGHT", "4"),
    ("ASF_GATEWAY_MAX_PER_CLIENT", "16"),
    ("ASF_GATEWAY_PATIENCE_SECONDS", "600"),
];

#[tokio::test]
async fn slow_clients_cost_themselves() -> anyhow::Result<()> {
    let stack = Stack::with_gateway(&FEW).await?;
    let address = stack.gateways[0].address();
    for begun in [SLOW_BODY, SLOW_HEAD] {
        let mut slow = Vec::new();
        for _ in 0..40 {
            slow.push(send_from(SLOW, address, begun).await?);
        }
        for _ in 0..20 {
            let page = stack.anonymous("GET", "/asf-listan").send().await?;
            assert_eq!(page.status, 200, "{}", page.raw);
        }
        // The oldest was given up for the newest; nothing else would end it. Its
        // connection was, or the request first, which is told.
        let mut answer = Vec::new();
        if slow[0].read_to_end(&mut answer).await.is_ok() && !answer.is_empty() {
            assert!(answer.starts_with(b"HTTP/1.1 408 "), "{answer:?}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn what_http_forbids_is_refused() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let address = stack.gateways[0].address();
    for request in [
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
        "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n",
        "CONNECT b:443 HTTP/1.1\r\nHost: b:443\r\n\r\n",
        "GET / HTTP/1.1\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\nAccept: */*\r\n\r\n",
        "POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
    ] {
        let mut stream = send(address, request).await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        assert!(answer.starts_with("HTTP/1.1 400 "), "{request:?}: {answer}");
    }
    let mut whole = send(address, "GET http://a/healthz HTTP/1.1\r\nHost: a\r\n\r\n").await?;
    let mut answer = [0; 12];
    whole.read_exact(&mut answer).await?;
    assert_eq!(&answer, b"HTTP/1.1 200");
    Ok(())
}

async fn send(address: SocketAddr, text: &str) -> anyhow::Result<TcpStream> {
    send_from(Ipv4Addr::LOCALHOST, address, text).await
}

async fn send_from(from: Ipv4Addr, to: SocketAddr, text: &str) -> anyhow::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((from, 0).into())?;
    let mut stream = socket.connect(to).await?;
    stream.write_all(text.as_bytes()).await?;
    Ok(stream)
}
