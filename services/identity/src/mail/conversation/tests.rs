use secrecy::SecretString;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};

use super::*;

/// A server that gives these answers to what comes, and then goes away.
async fn server(answers: &'static [&'static str]) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = BufReader::new(stream);
        for answer in answers {
            let answer = format!("{answer}\r\n");
            stream.write_all(answer.as_bytes()).await.unwrap();
            let mut line = String::new();
            // After 354 the content comes, up to a dot alone.
            while stream.read_line(&mut line).await.unwrap() > 0
                && answer.starts_with("354")
                && line != ".\r\n"
            {
                line.clear();
            }
        }
    });
    Server::parse(&SecretString::from(format!("smtp://127.0.0.1:{port}"))).unwrap()
}

fn envelope() -> Envelope {
    let address = |text: &str| text.parse().unwrap();
    let to = vec![address("owner@asf.example")];
    Envelope::new(Some(address("no-reply@asf.example")), to).unwrap()
}

async fn delivery(answers: &'static [&'static str]) -> Delivery {
    let mut conversation = Conversation::open(&server(answers).await).await.unwrap();
    conversation.address(&envelope()).await.unwrap();
    conversation.deliver(b"Subject: x\r\n\r\nx\r\n.y").await
}

async fn addressed(answers: &'static [&'static str]) -> Trouble {
    let mut conversation = Conversation::open(&server(answers).await).await.unwrap();
    conversation.address(&envelope()).await.unwrap_err()
}

#[tokio::test]
async fn a_server_takes_the_content() {
    let answers = &["220 x", "250 x", "250 x", "250 x", "354 x", "250 x"];
    assert_eq!(delivery(answers).await, Delivery::Taken);
}

#[tokio::test]
async fn a_server_that_dies_over_the_content_leaves_it_unknown() {
    let answers = &["220 x", "250 x", "250 x", "250 x", "354 x"];
    assert_eq!(delivery(answers).await, Delivery::Unknown);
}

#[tokio::test]
async fn a_server_that_answers_the_content_has_not_taken_it() {
    let later = &["220 x", "250 x", "250 x", "250 x", "354 x", "452 full"];
    let told = "the server answered 452".to_owned();
    assert_eq!(delivery(later).await, Delivery::Later(told));
    let never = &["220 x", "250 x", "250 x", "250 x", "354 x", "554 spam"];
    assert_eq!(delivery(never).await, Delivery::Refused(554));
    // Before the content a silent end is no riddle.
    let gone = &["220 x", "250 x", "250 x", "250 x"];
    assert!(matches!(delivery(gone).await, Delivery::Later(_)));
}

#[tokio::test]
async fn a_refused_recipient_is_told_without_the_address() {
    let never = addressed(&["220 x", "250 x", "250 x", "550 no owner@asf.example"]).await;
    assert!(matches!(never, Trouble::Refused(550)));
    assert_eq!(never.to_string(), "refused with 550");
    let later = addressed(&["220 x", "250 x", "250 x", "450 owner@asf.example is busy"]).await;
    assert_eq!(later.to_string(), "the server answered 450");
}

#[tokio::test]
async fn a_server_that_wants_no_connection_is_tried_later() {
    let opened = Conversation::open(&server(&["554 go away"]).await).await;
    assert!(matches!(opened.err(), Some(Trouble::Later(_))));
}
