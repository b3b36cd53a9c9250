//! NATS: two subscribers, and what one may do to the consumer of the other.

use std::time::Duration;

use async_nats::{
    Client, ConnectOptions,
    jetstream::{self, consumer, stream},
};
use eventlog::permissions;
use futures::StreamExt;
use integration_tests::{broker::Broker, ground::PASSWORD, limit::Deadline, tools, until::until};

const STREAM: &str = "ASF_REGISTRY";
const SUBJECT: &str = "asf.registry.v1.enterprise.listed.x";
/// Of the requests that the server never answers, since it drops them.
const NO_ANSWER: Duration = Duration::from_millis(500);

async fn broker() -> anyhow::Result<(Broker, jetstream::Context)> {
    let users = ["alpha", "beta"].map(|it| (it, PASSWORD, permissions::of_subscriber(it)));
    let broker = Broker::guarded(&users).await?;
    let admin = jetstream::new(broker.client().await?);
    admin
        .create_stream(stream::Config {
            name: STREAM.into(),
            subjects: vec!["asf.registry.v1.*.*.*".into()],
            ..stream::Config::default()
        })
        .await?;
    Ok((broker, admin))
}

async fn connect(broker: &Broker, name: &str) -> anyhow::Result<Client> {
    let options = ConnectOptions::with_user_and_password(name.into(), PASSWORD.into());
    let options = options.custom_inbox_prefix(permissions::inbox(name));
    Ok(options.connect(broker.url()).await?)
}

#[tokio::test]
async fn a_subscriber_cannot_take_acknowledge_change_or_delete_anothers() -> anyhow::Result<()> {
    let _deadline = Deadline::of_this_test();
    let (broker, admin) = broker().await?;
    for _ in 0..3 {
        admin.publish(SUBJECT, "{}".into()).await?.await?;
    }
    let alpha = jetstream::new(connect(&broker, "alpha").await?);
    let durable = consumer::pull::Config {
        durable_name: Some("alpha".into()),
        ..consumer::pull::Config::default()
    };
    let own = alpha
        .create_consumer_on_stream(durable.clone(), STREAM)
        .await?;
    let mut messages = own.fetch().max_messages(1).messages().await?;
    let first = messages.next().await;
    let first = first.expect("one").map_err(anyhow::Error::from_boxed)?;
    let reply = first.reply.clone().expect("where to acknowledge");

    let beta = connect(&broker, "beta").await?;
    let named = format!(
        "{{\"stream_name\":{STREAM:?},\"config\":{{\"durable_name\":\"alpha\",\
        \"name\":\"alpha\",\"filter_subject\":\"asf.registry.v1.a.b.c\",\
        \"ack_policy\":\"explicit\"}}}}"
    );
    for (subject, body) in [
        (format!("$JS.API.CONSUMER.MSG.NEXT.{STREAM}.alpha"), "1"),
        (format!("$JS.API.CONSUMER.DELETE.{STREAM}.alpha"), ""),
        (format!("$JS.API.CONSUMER.CREATE.{STREAM}.alpha"), &*named),
        (
            format!("$JS.API.CONSUMER.DURABLE.CREATE.{STREAM}.alpha"),
            &*named,
        ),
        (format!("$JS.API.CONSUMER.INFO.{STREAM}.alpha"), ""),
        (format!("$JS.API.CONSUMER.NAMES.{STREAM}"), ""),
        (reply.to_string(), "+ACK"),
    ] {
        let answer = beta.request(subject.clone(), body.to_owned().into());
        let answer = tokio::time::timeout(NO_ANSWER, answer).await;
        assert!(!matches!(answer, Ok(Ok(_))), "{subject}: {answer:?}");
    }

    let info = own.get_info().await?;
    assert_eq!((info.num_ack_pending, info.num_pending), (1, 2));
    assert_eq!(info.config.filter_subject, "");
    // What it may: the same under its own name.
    let beta = jetstream::new(beta);
    let durable = consumer::pull::Config {
        durable_name: Some("beta_1".into()),
        ..durable
    };
    let other = beta.create_consumer_on_stream(durable, STREAM).await?;
    let messages = other.fetch().max_messages(3).messages().await?;
    assert_eq!(messages.count().await, 3);
    Ok(())
}

/// The server that pushes waits for an answer every two megabytes or so.
#[tokio::test]
async fn an_ordered_push_consumer_of_python_gets_more_than_the_server_sends_at_once()
-> anyhow::Result<()> {
    const MESSAGES: usize = 6000;
    let _deadline = Deadline::of_this_test();
    let (broker, admin) = broker().await?;
    let body = "x".repeat(1000);
    for _ in 0..MESSAGES {
        admin.publish(SUBJECT, body.clone().into()).await?;
    }
    until("the stream has all", async || {
        let stream = admin.get_stream(STREAM).await?;
        Ok((stream.cached_info().state.messages == MESSAGES as u64).then_some(()))
    })
    .await?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("out");
    let mut reading = std::process::Command::new(tools::python()?.join("python"))
        .arg(tools::folder("subscribers/python/every_event.py"))
        .env("NATS_URL", broker.url())
        .env("NATS_USER", "alpha")
        .env("NATS_PASSWORD", PASSWORD)
        .stdout(std::fs::File::create(&path)?)
        .spawn()?;
    let read = until("all are printed", async || {
        let lines = std::fs::read_to_string(&path)?.lines().count();
        Ok((lines == MESSAGES).then_some(()))
    })
    .await;
    reading.kill()?;
    reading.wait()?;
    read
}
