//! Requests to the JSON API and what came back, in the words of the tests.

use anyhow::{Context, bail};
use reqwest::{Client, Method, RequestBuilder, header::HeaderMap};
use serde_json::Value;

/// A request that is being put together.
#[must_use]
pub struct Request(RequestBuilder);

/// An answer that was read to its end.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    /// Null where it is no JSON.
    pub body: Value,
    pub raw: String,
}

impl Request {
    pub(super) fn new(client: &Client, method: &str, url: &str) -> Self {
        let method = method.parse().unwrap_or(Method::GET);
        Self(client.request(method, url))
    }

    pub fn header(self, name: &str, value: &str) -> Self {
        Self(self.0.header(name, value))
    }

    pub fn bearer(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    /// Values are percent-encoded here.
    pub fn query(self, parameters: &[(&str, &str)]) -> Self {
        Self(self.0.query(parameters))
    }

    pub fn json(self, body: &Value) -> Self {
        Self(self.0.json(body))
    }

    /// A body as it is, said to be JSON.
    pub fn raw(self, body: impl Into<Vec<u8>>) -> Self {
        let request = self.0.header("content-type", "application/json");
        Self(request.body(body.into()))
    }

    /// # Errors
    /// No answer came.
    pub async fn send(self) -> anyhow::Result<Answer> {
        let response = self.open().await?;
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let raw = response.text().await?;
        let body = serde_json::from_str(&raw).unwrap_or_default();
        Ok(Answer {
            status,
            headers,
            body,
            raw,
        })
    }

    /// The answer with its body still to come.
    ///
    /// # Errors
    /// No answer came.
    pub async fn open(self) -> anyhow::Result<reqwest::Response> {
        Ok(self.0.send().await?)
    }
}

impl Answer {
    /// The answer, if its status is this one.
    ///
    /// # Errors
    /// It has another one; the error shows the body.
    pub fn expect(self, status: u16) -> anyhow::Result<Self> {
        if self.status != status {
            bail!("{} instead of {status}: {}", self.status, self.raw);
        }
        Ok(self)
    }

    /// The answer, if what was asked for was done.
    ///
    /// # Errors
    /// It was refused; the error shows the body.
    pub fn expect_success(self) -> anyhow::Result<Self> {
        if !(200..300).contains(&self.status) {
            bail!("{}: {}", self.status, self.raw);
        }
        Ok(self)
    }

    /// The text at a JSON pointer.
    ///
    /// # Errors
    /// There is none.
    pub fn text(&self, pointer: &str) -> anyhow::Result<String> {
        let value = self.body.pointer(pointer).and_then(Value::as_str);
        let value = value.with_context(|| format!("{pointer} is missing in {}", self.body))?;
        Ok(value.to_owned())
    }

    /// A header's value, or nothing.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).and_then(|it| it.to_str().ok());
        value.unwrap_or_default()
    }
}
