//! A subscriber that notes when each event comes.

use anyhow::Context;
use async_nats::jetstream::{
    self,
    consumer::{DeliverPolicy, push::OrderedConfig},
};
use chassis::clock::Clock;
use futures::StreamExt;
use integration_tests::until::LIMIT;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use tokio::{sync::mpsc, task::JoinHandle, time::timeout};

/// An event that came.
pub(super) struct Arrival {
    pub(super) sequence: u64,
    pub(super) event_time: OffsetDateTime,
    pub(super) at: OffsetDateTime,
}

/// Ends with the value.
pub(super) struct Listening {
    arrivals: mpsc::UnboundedReceiver<Arrival>,
    task: JoinHandle<anyhow::Result<()>>,
}

/// Hears what is published to the stream from now on, by an ordered consumer.
pub(super) async fn listen(client: async_nats::Client, stream: &str) -> anyhow::Result<Listening> {
    let deliver_subject = client.new_inbox();
    let stream = jetstream::new(client).get_stream(stream).await?;
    let consumer = stream
        .create_consumer(OrderedConfig {
            deliver_subject,
            deliver_policy: DeliverPolicy::New,
            ..OrderedConfig::default()
        })
        .await?;
    let mut messages = consumer.messages().await?;
    let (sender, arrivals) = mpsc::unbounded_channel();
    let task = tokio::spawn(async move {
        while let Some(message) = messages.next().await {
            let at = Clock::system().now();
            if sender.send(arrival(&message?, at)?).is_err() {
                break;
            }
        }
        Ok(())
    });
    Ok(Listening { arrivals, task })
}

fn arrival(message: &jetstream::Message, at: OffsetDateTime) -> anyhow::Result<Arrival> {
    let headers = message.headers.as_ref().context("an event has headers")?;
    let header = |name: &str| {
        let value = headers.get(name).map(|value| value.as_str());
        value.with_context(|| format!("an event has {name}"))
    };
    Ok(Arrival {
        sequence: header("ce-sequence")?.parse()?,
        event_time: OffsetDateTime::parse(header("ce-time")?, &Rfc3339)?,
        at,
    })
}

impl Listening {
    /// What came, once there are so many.
    pub(super) async fn until(mut self, count: usize) -> anyhow::Result<Vec<Arrival>> {
        let mut arrivals = Vec::with_capacity(count);
        while arrivals.len() < count {
            let next = timeout(LIMIT, self.arrivals.recv()).await;
            let came = arrivals.len();
            let next = next.with_context(|| format!("only {came} of {count} events came"))?;
            arrivals.push(next.context("the subscription ended")?);
        }
        Ok(arrivals)
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.task.abort();
    }
}
