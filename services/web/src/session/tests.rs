//! Cookies exchanged for tokens.

use proto::asf::identity::v1::RefreshSessionResponse;
use stubs::{Asked, Stub, nowhere, refreshed, token, verifier};

use super::*;

const REFRESH: &str = "asf.identity.v1.SessionService/RefreshSession";

fn over(channel: Channel) -> Sessions {
    Sessions::new(channel, verifier(), Clock::system())
}

async fn answering(answer: Result<RefreshSessionResponse, Status>) -> (Sessions, Asked) {
    let stub = Stub::default().answers::<RefreshSessionRequest, _>(REFRESH, answer);
    let (channel, asked) = stub.start().await;
    (over(channel), asked)
}

#[tokio::test]
async fn a_cookie_is_exchanged_once_for_many_requests() {
    let (sessions, asked) = answering(Ok(refreshed("kim"))).await;
    for _ in 0..5 {
        let visitor = sessions.visitor("secret").await.unwrap().unwrap();
        assert_eq!(visitor.caller.subject, "kim");
    }
    assert_eq!(asked.count(REFRESH), 1);
    assert_eq!(
        asked.last::<RefreshSessionRequest>(REFRESH).session,
        "secret"
    );
    sessions.visitor("another").await.unwrap().unwrap();
    assert_eq!(asked.count(REFRESH), 2);
}

#[tokio::test]
async fn what_changed_is_asked_for_again() {
    let (sessions, asked) = answering(Ok(refreshed("kim"))).await;
    sessions.visitor("secret").await.unwrap();
    sessions.forget("secret");
    sessions.visitor("secret").await.unwrap();
    assert_eq!(asked.count(REFRESH), 2);
}

#[tokio::test]
async fn a_token_near_its_end_is_not_kept() {
    let soon = Clock::system().now().unix_timestamp() + 15;
    let answer = RefreshSessionResponse {
        access_token: token("kim"),
        expires_at: Some(prost_types::Timestamp {
            seconds: soon,
            nanos: 0,
        }),
    };
    let (sessions, asked) = answering(Ok(answer)).await;
    for _ in 0..2 {
        sessions.visitor("secret").await.unwrap().unwrap();
    }
    assert_eq!(asked.count(REFRESH), 2);
}

#[tokio::test]
async fn a_session_that_has_ended_is_nobody() {
    let ended = Status::unauthenticated("ended");
    let (sessions, _) = answering(Err(ended)).await;
    assert!(sessions.visitor("secret").await.unwrap().is_none());
}

#[tokio::test]
async fn without_identity_nobody_can_tell() {
    assert!(over(nowhere()).visitor("secret").await.is_err());
}

#[tokio::test]
async fn a_token_that_does_not_hold_lets_nobody_in() {
    let mut answer = refreshed("kim");
    answer.access_token.push('x');
    let (sessions, _) = answering(Ok(answer)).await;
    assert!(sessions.visitor("secret").await.is_err());
}
