//! Asks the gateway whether it is ready, without an HTTP library.

use std::net::SocketAddr;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Whether a GET of the path is answered with 200.
pub(crate) async fn answers_ok(address: SocketAddr, path: &str) -> bool {
    status_line(address, path)
        .await
        .is_ok_and(|line| line.contains(" 200"))
}

async fn status_line(address: SocketAddr, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let text = String::from_utf8_lossy(&answer);
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    #[rstest::rstest]
    #[case("HTTP/1.1 200 OK\r\n\r\nok", true)]
    #[case("HTTP/1.1 503 Service Unavailable\r\n\r\n", false)]
    #[tokio::test]
    async fn only_200_counts_as_ready(#[case] answer: &'static str, #[case] ready: bool) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let serve = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = [0; 1024];
            assert!(stream.read(&mut request).await.unwrap() > 0);
            stream.write_all(answer.as_bytes()).await.unwrap();
        };
        let (_, got) = tokio::join!(serve, answers_ok(address, "/readyz"));
        assert_eq!(got, ready);
    }
}
