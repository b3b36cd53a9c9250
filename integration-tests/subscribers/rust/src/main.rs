//! Prints one line per new ASF, from a durable consumer on the stream
//! `ASF_REGISTRY`. Copy it as the beginning of a subscriber of your own.

use std::{
    collections::VecDeque,
    io::{self, Write},
    time::Duration,
};

use anyhow::Context as _;
use async_nats::jetstream::{
    self, AckKind, Context, Message,
    consumer::{AckPolicy, DeliverPolicy, PullConsumer, pull},
};
use futures::StreamExt;
use serde_json::Value;

const STREAM: &str = "ASF_REGISTRY";
/// Only new ASFs; `asf.registry.v1.enterprise.*.*` is everything about ASFs.
const SUBJECT: &str = "asf.registry.v1.enterprise.listed.*";
/// Redelivered events are recognised among so many.
const REMEMBERED: usize = 1000;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let url = setting("NATS_URL", "nats://127.0.0.1:4222");
    // A login may name its consumers after itself, and with _1 to _9 behind it.
    let own = setting("NATS_USER", "asf-example-rust");
    let durable = setting("CONSUMER", &own);
    let client = login().retry_on_initial_connect().connect(&url).await?;
    let context = jetstream::new(client);
    let mut seen = Seen::default();
    // A pass ends when NATS was away or lost its files. The registry fills the
    // stream again with the same sequences, so that we go on where we were.
    loop {
        if let Err(error) = pass(&context, &durable, &mut seen).await {
            writeln!(io::stderr(), "waiting for {STREAM}: {error:#}")?;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

/// A server that lets in only those whom it knows sends the answers to one's
/// own inbox.
fn login() -> async_nats::ConnectOptions {
    match setting("NATS_USER", "").as_str() {
        "" => async_nats::ConnectOptions::new(),
        user => {
            let password = setting("NATS_PASSWORD", "");
            let options = async_nats::ConnectOptions::with_user_and_password(user.into(), password);
            options.custom_inbox_prefix(format!("_INBOX_{user}"))
        }
    }
}

/// Reads until something breaks.
async fn pass(context: &Context, durable: &str, seen: &mut Seen) -> anyhow::Result<()> {
    let consumer = consumer(context, durable, seen.sequence).await?;
    let mut messages = consumer
        .stream()
        .heartbeat(Duration::from_secs(1))
        .expires(Duration::from_secs(10))
        .messages()
        .await?;
    while let Some(message) = messages.next().await {
        handle(&message?, seen).await?;
    }
    Ok(())
}

/// The consumer of this name, made if it is not there. NATS remembers in it
/// what was acknowledged, so that a restart loses nothing.
async fn consumer(context: &Context, durable: &str, after: u64) -> anyhow::Result<PullConsumer> {
    if let Ok(found) = context.get_consumer_from_stream(durable, STREAM).await {
        return Ok(found);
    }
    let config = pull::Config {
        durable_name: Some(durable.to_owned()),
        filter_subject: SUBJECT.to_owned(),
        ack_policy: AckPolicy::Explicit,
        ack_wait: Duration::from_secs(30),
        deliver_policy: match after {
            0 => DeliverPolicy::All,
            after => DeliverPolicy::ByStartSequence {
                start_sequence: after + 1,
            },
        },
        ..pull::Config::default()
    };
    Ok(context.create_consumer_on_stream(config, STREAM).await?)
}

/// Prints, then acknowledges: what breaks in between comes again, which is why
/// events are recognised by their `ce-id`.
async fn handle(message: &Message, seen: &mut Seen) -> anyhow::Result<()> {
    let id = header(message, "ce-id");
    if !seen.ids.contains(&id) {
        match serde_json::from_slice(&message.payload) {
            Ok(event) => print(&event)?,
            Err(error) => {
                // It would be as unreadable the next time: do not ask for it.
                writeln!(io::stderr(), "event {id} is no JSON: {error}")?;
                return ack(message, AckKind::Term).await;
            }
        }
    }
    ack(message, AckKind::Ack).await?;
    seen.note(id, header(message, "ce-sequence").parse().unwrap_or(0));
    Ok(())
}

/// Waits until NATS has noted it.
async fn ack(message: &Message, kind: AckKind) -> anyhow::Result<()> {
    let noted = message.double_ack_with(kind).await;
    noted
        .map_err(anyhow::Error::from_boxed)
        .context("not acknowledged")
}

/// Name, org number, municipality code and page, tab-separated.
fn print(event: &Value) -> io::Result<()> {
    let fields = ["name", "orgNumber", "municipalityCode", "pageUrl"];
    let line = fields
        .map(|field| event[field].as_str().unwrap_or_default())
        .join("\t");
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

fn header(message: &Message, name: &str) -> String {
    let headers = message.headers.as_ref();
    let value = headers.and_then(|it| it.get(name));
    value.map(ToString::to_string).unwrap_or_default()
}

fn setting(name: &str, default: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| default.to_owned())
}

/// What was handled in this run.
#[derive(Default)]
struct Seen {
    ids: VecDeque<String>,
    /// The feed position of the newest event, which is its stream sequence.
    sequence: u64,
}

impl Seen {
    fn note(&mut self, id: String, sequence: u64) {
        if self.ids.len() == REMEMBERED {
            self.ids.pop_front();
        }
        self.ids.push_back(id);
        self.sequence = self.sequence.max(sequence);
    }
}
