//! The relay's side of JetStream: the stream, its tail, and publishing.

use std::time::Duration;

use async_nats::{
    Client,
    connection::State,
    jetstream::{
        self, Context, ErrorCode,
        context::{
            ContextBuilder, CreateStreamErrorKind, GetStreamErrorKind, PublishError,
            PublishErrorKind,
        },
        stream::{Config, DiscardPolicy, Stream},
    },
};
use futures::future;

use crate::{
    feed::FeedRow,
    relay::{Alarm, StreamSettings, envelope},
};

/// For one answer of the broker.
const ANSWER_LIMIT: Duration = Duration::from_secs(2);
/// How often a waiting publisher looks whether the connection broke.
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// The largest message of a stream, with its headers.
const MAX_MESSAGE_SIZE: i32 = 256 * 1024;
/// 2.9 drops `filter_subjects` without an error, and expectations are sure
/// under load only in newer ones.
const OLDEST_SERVER: (u32, u32) = (2, 12);

/// Why a round of the relay ended early.
pub(super) enum Trouble {
    /// The stream is not where it was expected; ask it again.
    Moved,
    /// Only an operator can help.
    Alarm(Alarm),
    /// The broker is connected, and gives no answer or one that is no use.
    Silent(String),
    /// The broker or the database does not answer.
    Away(String),
}

impl From<sqlx::Error> for Trouble {
    fn from(error: sqlx::Error) -> Self {
        Self::Away(error.to_string())
    }
}

/// Where a stream ends.
pub(super) struct Tail {
    pub(super) sequence: u64,
    /// `ce-id` of the last message, when there is one.
    pub(super) event_id: Option<String>,
}

pub(super) struct Broker {
    client: Client,
    context: Context,
    settings: StreamSettings,
}

impl Broker {
    pub(super) fn new(client: Client, settings: StreamSettings) -> Self {
        let context = ContextBuilder::new()
            .timeout(ANSWER_LIMIT)
            .ack_timeout(ANSWER_LIMIT)
            .build(client.clone());
        Self {
            client,
            context,
            settings,
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.settings.name
    }

    pub(super) fn is_connected(&self) -> bool {
        self.client.connection_state() == State::Connected
    }

    /// Where the stream ends; a stream that does not exist is created.
    pub(super) async fn tail(&self) -> Result<Tail, Trouble> {
        if !self.is_connected() {
            return Err(Trouble::Away("no connection to NATS".to_owned()));
        }
        check_version(&self.client.server_info().version)?;
        let stream = self.stream().await?;
        let sequence = stream.cached_info().state.last_sequence;
        let event_id = match sequence {
            0 => None,
            _ => event_id_at(&stream, sequence).await?,
        };
        Ok(Tail { sequence, event_id })
    }

    async fn stream(&self) -> Result<Stream, Trouble> {
        match self.context.get_stream(&self.settings.name).await {
            Ok(stream) => {
                self.adjust(&stream).await?;
                Ok(stream)
            }
            Err(error) => match error.kind() {
                GetStreamErrorKind::JetStream(fault)
                    if fault.error_code() == ErrorCode::STREAM_NOT_FOUND =>
                {
                    self.create().await
                }
                _ => Err(silent(&error)),
            },
        }
    }

    async fn create(&self) -> Result<Stream, Trouble> {
        tracing::info!(stream = self.name(), "creating the stream");
        let created = self.context.create_stream(self.config(Config::default()));
        created.await.map_err(|error| match error.kind() {
            CreateStreamErrorKind::JetStream(fault) => silent(&fault),
            _ => silent(&error),
        })
    }

    /// Brings a stream of older settings to today's.
    async fn adjust(&self, stream: &Stream) -> Result<(), Trouble> {
        let found = &stream.cached_info().config;
        let wanted = self.config(found.clone());
        if *found == wanted {
            return Ok(());
        }
        tracing::info!(stream = self.name(), "changing the stream's settings");
        match self.context.update_stream(wanted).await {
            Ok(_) => Ok(()),
            Err(error) => Err(silent(&error)),
        }
    }

    /// What the contract says of a stream, on top of what is there.
    fn config(&self, base: Config) -> Config {
        Config {
            name: self.settings.name.clone(),
            subjects: vec![self.settings.subjects.clone()],
            max_bytes: self.settings.max_bytes,
            max_message_size: MAX_MESSAGE_SIZE,
            discard: DiscardPolicy::New,
            storage: jetstream::stream::StorageType::File,
            num_replicas: self.settings.replicas,
            deny_purge: true,
            ..base
        }
    }

    /// Sends the rows and waits until all are acknowledged; answers the last
    /// sequence.
    pub(super) async fn publish(&self, rows: &[FeedRow]) -> Result<u64, Trouble> {
        tokio::select! {
            published = self.send(rows) => published,
            // Acknowledgements of a broken connection never come.
            () = self.connection_breaks() => Err(Trouble::Away("NATS went away".to_owned())),
        }
    }

    async fn send(&self, rows: &[FeedRow]) -> Result<u64, Trouble> {
        let mut sent = Vec::with_capacity(rows.len());
        for row in rows {
            let headers = envelope::headers(row, &self.settings.source, &self.settings.name);
            let payload = row.data.clone().into();
            let publish = self
                .context
                .publish_with_headers(row.subject.clone(), headers, payload);
            let acknowledged = publish.await.map_err(|error| refused(row, &error))?;
            sent.push(acknowledged.into_future());
        }
        let answers = future::join_all(sent).await;
        let mut last = 0;
        for (row, answer) in rows.iter().zip(answers) {
            last = answer.map_err(|error| refused(row, &error))?.sequence;
            if last != row.position {
                return Err(Trouble::Moved);
            }
        }
        Ok(last)
    }

    async fn connection_breaks(&self) {
        let connects = || {
            let statistics = self.client.statistics();
            statistics
                .connects
                .load(std::sync::atomic::Ordering::Relaxed)
        };
        let before = connects();
        while self.is_connected() && connects() == before {
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }
}

/// The last message's `ce-id`; nothing when the message was deleted.
async fn event_id_at(stream: &Stream, sequence: u64) -> Result<Option<String>, Trouble> {
    match stream.get_raw_message(sequence).await {
        // A message without one is not ours, and equal to no event's id.
        Ok(message) => Ok(Some(
            message
                .headers
                .get("ce-id")
                .map(ToString::to_string)
                .unwrap_or_default(),
        )),
        Err(error) => match error.kind() {
            jetstream::stream::RawMessageErrorKind::NoMessageFound => Ok(None),
            _ => Err(silent(&error)),
        },
    }
}

fn check_version(found: &str) -> Result<(), Trouble> {
    let mut numbers = found.split('.').map(|part| part.parse::<u32>().ok());
    let version = (numbers.next().flatten(), numbers.next().flatten());
    match version {
        (Some(major), Some(minor)) if (major, minor) >= OLDEST_SERVER => Ok(()),
        // Before the first INFO of the server.
        _ if found.is_empty() => Err(Trouble::Away("no connection to NATS".to_owned())),
        _ => Err(Trouble::Alarm(Alarm::ServerTooOld {
            found: found.to_owned(),
        })),
    }
}

/// What a publish that failed says of the stream.
fn refused(row: &FeedRow, error: &PublishError) -> Trouble {
    let for_good = |reason: String| {
        Trouble::Alarm(Alarm::Refused {
            position: row.position,
            reason,
        })
    };
    match error.kind() {
        PublishErrorKind::WrongLastSequence | PublishErrorKind::StreamNotFound => Trouble::Moved,
        PublishErrorKind::MaxPayloadExceeded => for_good(error.to_string()),
        _ => {
            let source = std::error::Error::source(error);
            match source.and_then(|it| it.downcast_ref::<jetstream::Error>()) {
                Some(fault) if is_for_good(fault.error_code()) => for_good(fault.to_string()),
                _ => silent(error),
            }
        }
    }
}

/// Sending it again would be refused again.
fn is_for_good(code: ErrorCode) -> bool {
    [
        ErrorCode::STREAM_STORE_FAILED,
        ErrorCode::STREAM_MESSAGE_EXCEEDS_MAXIMUM,
    ]
    .contains(&code)
}

fn silent(error: &impl ToString) -> Trouble {
    Trouble::Silent(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_before_2_12_are_refused() {
        for good in ["2.12.0", "2.15.1", "3.0.0-beta.1"] {
            assert!(check_version(good).is_ok(), "{good}");
        }
        for old in ["2.9.25", "2.11.9", "1.4.1", "unknown"] {
            let refused = check_version(old);
            assert!(
                matches!(refused, Err(Trouble::Alarm(Alarm::ServerTooOld { .. }))),
                "{old}"
            );
        }
    }
}
