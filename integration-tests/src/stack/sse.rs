//! A reader of Server-Sent Events.
//! <https://html.spec.whatwg.org/multipage/server-sent-events.html>

use std::time::Duration;

use anyhow::{Context, bail};
use futures::{StreamExt, stream::BoxStream};
use serde_json::Value;

use crate::{stack::answer::Request, until::LIMIT};

/// One event of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub id: String,
    pub event: String,
    pub data: Value,
}

/// An open stream.
pub struct Events {
    bytes: BoxStream<'static, reqwest::Result<Vec<u8>>>,
    text: Vec<u8>,
}

impl Events {
    /// Opens the stream.
    ///
    /// # Errors
    /// The answer is none.
    pub async fn open(request: Request) -> anyhow::Result<Self> {
        let response = request.open().await?;
        let kind = response.headers().get("content-type").cloned();
        let status = response.status();
        if !status.is_success() || kind.is_none_or(|it| it != "text/event-stream") {
            bail!("no event stream: {status}");
        }
        let bytes = response
            .bytes_stream()
            .map(|chunk| chunk.map(|it| it.to_vec()));
        Ok(Self {
            bytes: bytes.boxed(),
            text: Vec::new(),
        })
    }

    /// The next event.
    ///
    /// # Errors
    /// The stream ended, or none came in time.
    pub async fn next(&mut self) -> anyhow::Result<Event> {
        self.next_within(LIMIT).await
    }

    /// The next event, if it comes this soon.
    ///
    /// # Errors
    /// The stream ended, or none came in time.
    pub async fn next_within(&mut self, limit: Duration) -> anyhow::Result<Event> {
        let next = tokio::time::timeout(limit, self.block());
        next.await.context("no event came in time")?
    }

    async fn block(&mut self) -> anyhow::Result<Event> {
        loop {
            let end = self.text.windows(2).position(|it| it == b"\n\n");
            let Some(end) = end else {
                let chunk = self.bytes.next().await.context("the stream ended")??;
                self.text.extend(chunk);
                continue;
            };
            let block: Vec<u8> = self.text.drain(..end + 2).collect();
            if let Some(event) = parse(&String::from_utf8(block)?)? {
                return Ok(event);
            }
        }
    }
}

/// Nothing for a block of comments, which keep the connection open.
fn parse(block: &str) -> anyhow::Result<Option<Event>> {
    let field = |name: &str| {
        let lines = block
            .lines()
            .filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        let values: Vec<&str> = lines.map(|it| it.strip_prefix(' ').unwrap_or(it)).collect();
        (!values.is_empty()).then(|| values.join("\n"))
    };
    let Some(data) = field("data") else {
        return Ok(None);
    };
    Ok(Some(Event {
        id: field("id").unwrap_or_default(),
        event: field("event").unwrap_or_default(),
        data: serde_json::from_str(&data)?,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_an_event_or_a_comment() {
        let event = parse("id: 7\nevent: Listed\ndata: {\"a\":\ndata: 1}\n\n").expect("it is one");
        let event = event.expect("it has data");
        assert_eq!((event.id.as_str(), event.event.as_str()), ("7", "Listed"));
        assert_eq!(event.data["a"], 1);
        assert_eq!(parse(": still here\n\n").expect("it is one"), None);
    }
}
