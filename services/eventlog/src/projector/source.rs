//! The stream of the producer, read by an ordered consumer.

use std::{sync::atomic::Ordering, time::Duration};

use async_nats::{
    Client,
    connection::State,
    jetstream::{
        Context, ContextBuilder,
        consumer::{
            DeliverPolicy,
            pull::{Ordered, OrderedConfig},
        },
    },
};
use futures::{StreamExt, stream::ReadyChunks};
use tokio::time::Instant;

use crate::{
    feed::FeedRow,
    projector::{CHUNK, Ended, Producer},
    relay::envelope,
};

/// For one answer of the broker.
const ANSWER_LIMIT: Duration = Duration::from_secs(2);
/// How often a waiting reader looks whether the connection broke.
const LOOK_EVERY: Duration = Duration::from_millis(250);

pub(super) struct Source {
    client: Client,
    context: Context,
    producer: Producer,
}

/// What the stream gave.
pub(super) enum Batch {
    Rows(Vec<FeedRow>),
    /// A message that is no event of the feed.
    Hole,
    Ended(Ended),
}

/// The messages after a checkpoint.
pub(super) struct Messages {
    messages: ReadyChunks<Ordered>,
    /// The stream's name.
    stream: String,
    client: Client,
    /// Another connection has another consumer.
    connects: u64,
    recheck: Duration,
}

impl Source {
    pub(super) fn new(client: Client, producer: Producer) -> Self {
        let context = ContextBuilder::new()
            .timeout(ANSWER_LIMIT)
            .build(client.clone());
        Self {
            client,
            context,
            producer,
        }
    }

    /// # Errors
    /// NATS is away, or the stream does not exist.
    pub(super) async fn open(&self, after: u64) -> Result<Messages, String> {
        if self.client.connection_state() != State::Connected {
            return Err("no connection to NATS".to_owned());
        }
        let connects = connects(&self.client);
        let config = OrderedConfig {
            deliver_policy: DeliverPolicy::ByStartSequence {
                start_sequence: after + 1,
            },
            ..OrderedConfig::default()
        };
        let created = self
            .context
            .create_consumer_on_stream(config, &self.producer.stream)
            .await
            .map_err(|error| error.to_string())?;
        let messages = created.messages().await.map_err(|it| it.to_string())?;
        Ok(Messages {
            messages: messages.ready_chunks(CHUNK),
            stream: self.producer.stream.clone(),
            client: self.client.clone(),
            connects,
            recheck: self.producer.recheck,
        })
    }
}

impl Messages {
    pub(super) async fn next(&mut self) -> Batch {
        let quiet_at = Instant::now() + self.recheck;
        while Instant::now() < quiet_at {
            match tokio::time::timeout(LOOK_EVERY, self.messages.next()).await {
                Ok(Some(messages)) => return rows(&self.stream, messages),
                Ok(None) => return lost("the consumer ended"),
                Err(_) if self.client.connection_state() != State::Connected => {
                    return lost("no connection to NATS");
                }
                Err(_) if connects(&self.client) != self.connects => {
                    return lost("another connection to NATS");
                }
                Err(_) => {}
            }
        }
        Batch::Ended(Ended::Quiet)
    }
}

fn lost(reason: &str) -> Batch {
    Batch::Ended(Ended::Lost(reason.to_owned()))
}

fn connects(client: &Client) -> u64 {
    client.statistics().connects.load(Ordering::Relaxed)
}

/// The readable messages before the first fault. A message that is none of
/// ours leaves a gap, which the owner's feed fills.
fn rows<E: std::fmt::Display>(
    stream: &str,
    messages: Vec<Result<async_nats::jetstream::Message, E>>,
) -> Batch {
    let mut rows = Vec::with_capacity(messages.len());
    for message in messages {
        let message = match message {
            Ok(message) => message,
            Err(error) if rows.is_empty() => return lost(&error.to_string()),
            Err(_) => break,
        };
        let Ok(sequence) = message.info().map(|info| info.stream_sequence) else {
            continue;
        };
        match envelope::feed_row(sequence, stream, &message.message) {
            Some(row) => rows.push(row),
            None if rows.is_empty() => return Batch::Hole,
            None => break,
        }
    }
    Batch::Rows(rows)
}
