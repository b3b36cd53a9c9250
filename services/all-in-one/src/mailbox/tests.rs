use std::net::Ipv4Addr;

use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::*;

const MAIL: &str = "From: ASF Lyfter <no-reply@asf.example>\r\nTo: owner@asf.example\r\n\
    Subject: =?utf-8?q?Bekr=C3=A4fta?=\r\nMessage-ID: <1@asf.example>\r\n\r\n\
    Hej!\r\n..punkt\r\nhttp://127.0.0.1:8080/konto/lank/x/y\r\n";

async fn started() -> (TempDir, Mailbox, CancellationToken) {
    let folder = tempfile::tempdir().unwrap();
    let (free, shutdown) = (
        SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        CancellationToken::new(),
    );
    let path = folder.path().join("mail");
    let mailbox = Mailbox::start(path, free, free, shutdown.clone());
    let mailbox = mailbox.await.unwrap();
    (folder, mailbox, shutdown)
}

/// Sends everything at once, as a pipelining client does, and reads to the end.
async fn talk(address: SocketAddr, text: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

fn sending(mail: &str, times: usize) -> String {
    let one = format!(
        "MAIL FROM:<no-reply@asf.example>\r\nRCPT TO:<owner@asf.example>\r\nDATA\r\n{mail}.\r\n"
    );
    format!("EHLO x\r\n{}QUIT\r\n", one.repeat(times))
}

#[tokio::test]
async fn a_mail_is_kept_as_it_was_sent() {
    let (folder, mailbox, _shutdown) = started().await;
    let answer = talk(mailbox.smtp_addr, &sending(MAIL, 1)).await;
    assert!(
        answer.ends_with(
            "250 yes\r\n250 yes\r\n354 end with a dot alone\r\n250 kept\r\n221 goodbye\r\n"
        ),
        "{answer}"
    );
    let mails = read(&folder.path().join("mail")).unwrap();
    let [mail] = mails.as_slice() else {
        panic!("{mails:?}")
    };
    assert_eq!(mail.to, ["owner@asf.example"]);
    assert_eq!(mail.subject, "Bekräfta");
    assert_eq!(mail.message_id, "1@asf.example");
    assert!(mail.text.contains("\n.punkt"), "{}", mail.text);
    assert_eq!(mail.links, ["http://127.0.0.1:8080/konto/lank/x/y"]);
}

#[tokio::test]
async fn many_connections_send_at_once_and_nothing_is_lost() {
    let (folder, mailbox, _shutdown) = started().await;
    let clients = (0..20)
        .map(|_| tokio::spawn(async move { talk(mailbox.smtp_addr, &sending(MAIL, 5)).await }));
    for client in clients.collect::<Vec<_>>() {
        client.await.unwrap();
    }
    let mails = read(&folder.path().join("mail")).unwrap();
    assert_eq!(mails.len(), 100);
    assert!(mails.is_sorted_by_key(|mail| mail.path.clone()));
}

#[tokio::test]
async fn a_mail_that_breaks_off_is_not_kept() {
    let (folder, mailbox, _shutdown) = started().await;
    let whole = sending(MAIL, 1);
    let half = &whole[..whole.find("Hej").unwrap()];
    let mut stream = TcpStream::connect(mailbox.smtp_addr).await.unwrap();
    stream.write_all(half.as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.contains("354"), "{answer}");
    assert_eq!(read(&folder.path().join("mail")).unwrap(), []);
}

#[tokio::test]
async fn a_shutdown_tells_those_who_wait() {
    let (_folder, mailbox, shutdown) = started().await;
    let mut stream = TcpStream::connect(mailbox.smtp_addr).await.unwrap();
    let mut greeting = [0; 4];
    stream.read_exact(&mut greeting).await.unwrap();
    shutdown.cancel();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.ends_with("421 shutting down\r\n"), "{answer}");
}

async fn get(address: SocketAddr, path: &str) -> String {
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    talk(address, &request).await
}

#[tokio::test]
async fn the_page_shows_mails_with_links_to_click_and_runs_nothing_of_them() {
    let (folder, mailbox, _shutdown) = started().await;
    let mail = MAIL.replace("Hej!", "<script>x</script>");
    talk(mailbox.smtp_addr, &sending(&mail, 1)).await;
    let list = get(mailbox.http_addr, "/").await;
    assert!(
        list.contains("owner@asf.example") && list.contains("Bekräfta"),
        "{list}"
    );
    let mails = read(&folder.path().join("mail")).unwrap();
    let name = mails[0].path.file_name().unwrap().to_str().unwrap();
    let page = get(mailbox.http_addr, &format!("/mails/{name}")).await;
    let link = r#"<a href="http://127.0.0.1:8080/konto/lank/x/y">"#;
    assert!(page.contains(link) && !page.contains("<script>"), "{page}");
    assert!(
        page.contains("content-security-policy: default-src 'none'"),
        "{page}"
    );
}

#[tokio::test]
async fn no_other_file_is_shown() {
    let (folder, mailbox, _shutdown) = started().await;
    std::fs::write(folder.path().join("secret.eml"), MAIL).unwrap();
    for path in ["/mails/..%2Fsecret.eml", "/mails/x.eml", "/secret.eml"] {
        let answer = get(mailbox.http_addr, path).await;
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
    }
}
