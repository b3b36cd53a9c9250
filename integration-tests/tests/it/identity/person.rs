//! Somebody with a sample account, as a program that uses the JSON API.

use all_in_one::people::samples::{email, password};
use integration_tests::stack::{
    Stack,
    answer::{Answer, Request},
};
use serde_json::{Value, json};

/// Somebody with a token.
pub(super) struct Person<'a> {
    stack: &'a Stack,
    token: String,
}

impl<'a> Person<'a> {
    pub(super) fn with_token(stack: &'a Stack, token: String) -> Self {
        Self { stack, token }
    }

    /// Logs in with the password alone.
    pub(super) async fn log_in(stack: &'a Stack, local: &str) -> anyhow::Result<Self> {
        let answer = try_password(stack, local).await?.expect(200)?;
        Ok(Self::with_token(stack, answer.text("/accessToken")?))
    }

    pub(super) fn token(&self) -> &str {
        &self.token
    }

    pub(super) fn asks(&self, method: &str, path: &str) -> Request {
        let request = self.stack.anonymous(method, &format!("/api/v1/{path}"));
        request.header("authorization", &format!("Bearer {}", self.token))
    }

    pub(super) async fn posts(&self, path: &str, body: &Value) -> anyhow::Result<Answer> {
        self.asks("POST", path).json(body).send().await
    }

    /// The account as its owner sees it.
    pub(super) async fn account(&self) -> anyhow::Result<Value> {
        let answer = self.asks("GET", "accounts/me").send().await?;
        Ok(answer.expect(200)?.body)
    }
}

/// What becomes of a login with the right password.
pub(super) async fn try_password(stack: &Stack, local: &str) -> anyhow::Result<Answer> {
    let body = json!({ "email": email(local), "password": password(local) });
    let request = stack.anonymous("POST", "/api/v1/sessions").json(&body);
    request.send().await
}

/// It is refused for this reason.
#[track_caller]
pub(super) fn assert_refused(answer: &Answer, status: u16, reason: &str) {
    let shown = format!("{} {}", answer.status, answer.raw);
    assert_eq!(answer.status, status, "{shown}");
    assert_eq!(answer.body["reason"], reason, "{shown}");
}
