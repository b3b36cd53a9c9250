use std::{io, net::SocketAddr};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use super::*;

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

fn client(issuer: &str) -> HttpClient {
    HttpClient::new(super::client().unwrap(), &issuer.parse().unwrap())
}

async fn ask(client: &HttpClient, url: &str) -> Result<HttpResponse, OutboundError> {
    let request = Request::get(url).body(Vec::new()).unwrap();
    client.call(request).await
}

#[tokio::test]
async fn the_issuer_is_asked_wherever_it_is() {
    let answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
    let address = server(answer.to_owned()).await.unwrap();
    let issuer = format!("http://{address}");
    let answer = ask(&client(&issuer), &format!("{issuer}/a?b=c")).await;
    assert_eq!(answer.unwrap().body(), b"{}");
}

#[tokio::test]
async fn nobody_is_sent_on() {
    let answer = "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1/\r\ncontent-length: 0\r\n\r\n";
    let address = server(answer.to_owned()).await.unwrap();
    let issuer = format!("http://{address}");
    let answer = ask(&client(&issuer), &issuer).await.unwrap();
    assert_eq!(answer.status(), 302);
}

#[tokio::test]
async fn a_service_cannot_send_us_into_our_own_house() {
    let plain = client("http://login.city.example");
    let sealed = client("https://login.city.example");
    for (client, url) in [
        (&plain, "http://127.0.0.1:7004/"),
        (&plain, "http://169.254.169.254/latest"),
        (&plain, "http://localhost:5432/"),
        (&sealed, "https://[::1]/"),
        (&sealed, "http://login.city.example/"),
        (&sealed, "https://a:b@login.city.example/"),
        (&sealed, "gopher://login.city.example/"),
    ] {
        let refused = ask(client, url).await.unwrap_err();
        assert!(
            matches!(refused, OutboundError::NotAllowed(_)),
            "{url}: {refused}"
        );
    }
}

#[tokio::test]
async fn an_endless_answer_is_cut_off() {
    let body = "a".repeat(LIMITS.body + 1);
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
    let address = server(head + &body).await.unwrap();
    let issuer = format!("http://{address}");
    let refused = ask(&client(&issuer), &issuer).await.unwrap_err();
    assert!(matches!(refused, OutboundError::NoBody(_)), "{refused}");
}

#[tokio::test]
async fn a_server_without_tls_is_not_believed() {
    let address = server("no TLS at all".to_owned()).await.unwrap();
    let issuer = format!("https://{address}");
    let refused = ask(&client(&issuer), &issuer).await.unwrap_err();
    assert!(matches!(refused, OutboundError::Io(_)), "{refused}");
}
