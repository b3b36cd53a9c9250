//! The open feed read from its beginning: in pages, as a stream, by county,
//! and the file that it makes.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use futures::StreamExt;
use reqwest::{Client, Response};
use serde::Deserialize;

use crate::{
    cli, fill,
    platform::Platform,
    rebuild::median,
    report::{Table, number, whole},
};

const HEADS: &[&str] = &["What", "Events", "Seconds, median", "Events/s"];
/// The largest page that there is.
const PAGE: &str = "1000";

/// A page as a client reads it that wants to know how far it is.
#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    events: Vec<serde::de::IgnoredAny>,
    #[serde(default)]
    position: String,
    #[serde(default)]
    more: bool,
}

struct Reader {
    client: Client,
    base: String,
    events: u64,
}

/// # Errors
/// A server is missing, or events are.
pub(crate) async fn measure(wanted: &cli::Feed) -> anyhow::Result<()> {
    let platform = Platform::start().await?;
    fill::fill(&platform, 0..wanted.events).await?;
    let reader = Reader {
        client: Client::new(),
        base: format!("http://{}", platform.gateway_address),
        events: u64::from(wanted.events),
    };
    let mut table = Table::new("Reading the open feed", HEADS);
    let mut pages = Vec::new();
    let mut county = Vec::new();
    let mut stream = Vec::new();
    let mut file = Vec::new();
    let mut of_county = 0;
    for _ in 0..wanted.rounds.max(1) {
        pages.push(timed(reader.pages(&[])).await?.0);
        let (time, found) = timed(reader.pages(&[("county", "14")])).await?;
        county.push(time);
        of_county = found;
        stream.push(timed(reader.stream()).await?.0);
        file.push(timed(reader.file()).await?.0);
    }
    for (name, events, times) in [
        (
            "GET /api/v1/events:pull, pages of 1,000",
            reader.events,
            pages,
        ),
        ("the same, one county", of_county, county),
        ("GET /api/v1/events, a stream", reader.events, stream),
        ("GET /data/asf.json, the file", reader.events, file),
    ] {
        table.row(row(name, events, reader.events, times)?);
    }
    table.print()
}

/// `looked_at` events were read for those that were sent.
fn row(
    name: &str,
    events: u64,
    looked_at: u64,
    mut times: Vec<Duration>,
) -> anyhow::Result<Vec<String>> {
    let seconds = median(&mut times).context("a round")?.as_secs_f64();
    Ok(vec![
        name.to_owned(),
        whole(number(events)),
        format!("{seconds:.2}"),
        whole(number(looked_at) / seconds),
    ])
}

async fn timed<T>(read: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<(Duration, T)> {
    let began = Instant::now();
    let read = read.await?;
    Ok((began.elapsed(), read))
}

impl Reader {
    async fn get(&self, path: &str, query: &[(&str, &str)]) -> anyhow::Result<Response> {
        let request = self.client.get(format!("{}{path}", self.base));
        Ok(request.query(query).send().await?.error_for_status()?)
    }

    /// All pages, one after the other; how many events they had.
    async fn pages(&self, filter: &[(&str, &str)]) -> anyhow::Result<u64> {
        let (mut after, mut events) = ("0".to_owned(), 0);
        loop {
            let mut query = vec![("after", after.as_str()), ("limit", PAGE)];
            query.extend_from_slice(filter);
            let body = self
                .get("/api/v1/events:pull", &query)
                .await?
                .bytes()
                .await?;
            let page: Page = serde_json::from_slice(&body)?;
            events += page.events.len() as u64;
            after = page.position;
            if !page.more {
                break;
            }
        }
        ensure!(
            !filter.is_empty() || events == self.events,
            "{events} events"
        );
        Ok(events)
    }

    /// Until the last event has come.
    async fn stream(&self) -> anyhow::Result<()> {
        let mut bytes = self.get("/api/v1/events", &[]).await?.bytes_stream();
        // The opening is a block too.
        let (mut events, mut last) = (0, 0);
        while events <= self.events {
            let chunk = bytes.next().await.context("the stream ended")??;
            for byte in chunk {
                // Each block ends with an empty line.
                events += u64::from(byte == b'\n' && last == b'\n');
                last = byte;
            }
        }
        Ok(())
    }

    async fn file(&self) -> anyhow::Result<()> {
        let file = self.get("/data/asf.json", &[]).await?.bytes().await?;
        ensure!(file.ends_with(b"]}"), "the file is cut off");
        Ok(())
    }
}
