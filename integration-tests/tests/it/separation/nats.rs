//! NATS: what each user may publish, keep and hear.

use std::time::Duration;

use async_nats::{
    Client, ConnectOptions, Event, HeaderMap, ServerError, header,
    jetstream::{self, Context, ContextBuilder, consumer, message::StreamMessage, stream},
};
use eventlog::{broker, permissions};
use integration_tests::{
    accounts,
    ground::{Ground, PASSWORD, SUBSCRIBER},
    until::until,
};
use tokio::sync::mpsc::{self, UnboundedReceiver};

/// Of the requests that the server never answers, since it drops them.
const NO_ANSWER: Duration = Duration::from_millis(500);

struct User {
    client: Client,
    context: Context,
    /// What the server refused.
    refused: UnboundedReceiver<String>,
}

impl User {
    /// Connects as a service does, and writes down what is refused.
    async fn connect(ground: &Ground, name: &str) -> anyhow::Result<Self> {
        let (tell, refused) = mpsc::unbounded_channel();
        let client = ConnectOptions::with_user_and_password(name.into(), PASSWORD.into())
            .custom_inbox_prefix(permissions::inbox(name))
            .event_callback(move |event| {
                let tell = tell.clone();
                async move {
                    if let Event::ServerError(ServerError::Other(words)) = event {
                        // The test may be over.
                        let _gone = tell.send(words);
                    }
                }
            })
            .connect(ground.broker.url())
            .await?;
        let context = ContextBuilder::new()
            .timeout(NO_ANSWER)
            .ack_timeout(NO_ANSWER)
            .build(client.clone());
        Ok(Self {
            client,
            context,
            refused,
        })
    }

    async fn publish(&self, subject: &str) -> Result<u64, String> {
        self.publish_with(subject, HeaderMap::new()).await
    }

    /// Publishes what is for this stream alone.
    async fn publish_naming(&self, subject: &str, stream: &str) -> Result<u64, String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::NATS_EXPECTED_STREAM, stream);
        self.publish_with(subject, headers).await
    }

    async fn publish_with(&self, subject: &str, headers: HeaderMap) -> Result<u64, String> {
        let subject = subject.to_owned();
        let sent = self
            .context
            .publish_with_headers(subject, headers, "{}".into());
        let acknowledged = sent.await.map_err(|it| it.to_string())?;
        let answer = acknowledged.await.map_err(|it| it.to_string())?;
        Ok(answer.sequence)
    }

    /// The server names the subject that it refused.
    async fn is_refused(&mut self, subject: &str) -> anyhow::Result<()> {
        until(&format!("{subject} is refused"), async || {
            while let Ok(words) = self.refused.try_recv() {
                let words = words.to_lowercase();
                if words.contains("permissions violation")
                    && words.contains(&subject.to_lowercase())
                {
                    return Ok(Some(()));
                }
            }
            Ok(None)
        })
        .await
    }
}

/// The streams as the services' relays make them.
async fn ground() -> anyhow::Result<(Ground, Context)> {
    let ground = Ground::on(accounts::empty_database().await?).await?;
    let admin = jetstream::new(ground.broker.client().await?);
    for service in ["registry", "identity"] {
        let user = User::connect(&ground, service).await?;
        user.context
            .create_stream(stream::Config {
                name: format!("ASF_{}", service.to_uppercase()),
                subjects: vec![format!("asf.{service}.v1.*.*.*")],
                ..stream::Config::default()
            })
            .await?;
    }
    Ok((ground, admin))
}

async fn last_of(admin: &Context, stream: &str) -> anyhow::Result<u64> {
    let stream = admin.get_stream(stream).await?;
    Ok(stream.cached_info().state.last_sequence)
}

#[tokio::test]
async fn a_service_publishes_its_own_events_and_no_others() -> anyhow::Result<()> {
    let (ground, admin) = ground().await?;
    let mut registry = User::connect(&ground, "registry").await?;
    let own = registry
        .publish("asf.registry.v1.enterprise.listed.x")
        .await;
    assert_eq!(own, Ok(1));
    for foreign in [
        "asf.identity.v1.account.erased.x",
        "asf.registry.v2.enterprise.listed.x",
        "asf.any",
        "_INBOX_identity.x",
    ] {
        assert!(registry.publish(foreign).await.is_err(), "{foreign}");
        registry.is_refused(foreign).await?;
    }
    assert_eq!(last_of(&admin, "ASF_IDENTITY").await?, 0);
    Ok(())
}

#[tokio::test]
async fn a_service_keeps_its_own_stream_and_no_other() -> anyhow::Result<()> {
    let (ground, admin) = ground().await?;
    let mut registry = User::connect(&ground, "registry").await?;
    let foreign = stream::Config {
        name: "ASF_IDENTITY".into(),
        subjects: vec!["asf.elsewhere".into()],
        ..stream::Config::default()
    };
    assert!(registry.context.update_stream(&foreign).await.is_err());
    registry.is_refused("STREAM.UPDATE.ASF_IDENTITY").await?;
    assert!(
        registry
            .context
            .delete_stream("ASF_IDENTITY")
            .await
            .is_err()
    );
    registry.is_refused("STREAM.DELETE.ASF_IDENTITY").await?;
    // Nor may it take its own one away, or empty it.
    assert!(
        registry
            .context
            .delete_stream("ASF_REGISTRY")
            .await
            .is_err()
    );
    registry.is_refused("STREAM.DELETE.ASF_REGISTRY").await?;
    let own = registry.context.get_stream("ASF_REGISTRY").await?;
    assert!(own.purge().await.is_err());
    assert_eq!(last_of(&admin, "ASF_IDENTITY").await?, 0);
    Ok(())
}

#[tokio::test]
async fn nobody_hears_the_answers_of_another() -> anyhow::Result<()> {
    let (ground, _admin) = ground().await?;
    for name in ["registry", SUBSCRIBER] {
        let mut user = User::connect(&ground, name).await?;
        for subject in ["_INBOX_identity.>", "_INBOX.>", ">", "$JS.API.>"] {
            let _heard = user.client.subscribe(subject).await?;
            user.client.flush().await?;
            user.is_refused(subject).await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_subscriber_reads_every_stream_and_publishes_nothing() -> anyhow::Result<()> {
    let (ground, admin) = ground().await?;
    let identity = User::connect(&ground, "identity").await?;
    assert_eq!(
        identity.publish("asf.identity.v1.account.erased.x").await,
        Ok(1)
    );
    let mut subscriber = User::connect(&ground, SUBSCRIBER).await?;
    let stream = subscriber.context.get_stream("ASF_IDENTITY").await?;
    let durable = consumer::pull::Config {
        durable_name: Some(SUBSCRIBER.into()),
        ..consumer::pull::Config::default()
    };
    let consumer = stream.create_consumer(durable).await?;
    let mut messages = consumer.fetch().max_messages(1).messages().await?;
    let message = futures::StreamExt::next(&mut messages).await;
    let message = message
        .expect("a message")
        .map_err(anyhow::Error::from_boxed)?;
    message
        .double_ack()
        .await
        .map_err(anyhow::Error::from_boxed)?;

    let forged = "asf.identity.v1.account.erased.y";
    assert!(subscriber.publish(forged).await.is_err());
    subscriber.is_refused(forged).await?;
    assert_eq!(last_of(&admin, "ASF_IDENTITY").await?, 1);
    Ok(())
}

/// The stream that a message of `ASF_IDENTITY` names, once it is there.
async fn named(admin: &Context, sequence: u64) -> anyhow::Result<Option<String>> {
    let message: StreamMessage = until(&format!("message {sequence}"), async || {
        let stream = admin.get_stream("ASF_IDENTITY").await?;
        Ok(stream.get_raw_message(sequence).await.ok())
    })
    .await?;
    let name = message.headers.get(header::NATS_EXPECTED_STREAM);
    Ok(name.map(ToString::to_string))
}

/// A stream's keeper may have the server bring its messages into the streams
/// of others, whatever the keeper itself may publish. Our readers take what
/// names the stream that it is in, and read the owner for the rest.
#[tokio::test]
async fn what_is_brought_into_the_stream_of_another_does_not_name_it() -> anyhow::Result<()> {
    const OWN: &str = "asf.registry.v1.enterprise.listed.x";
    const FOREIGN: &str = "asf.identity.v1.account.erased.x";
    let (ground, admin) = ground().await?;
    let registry = User::connect(&ground, "registry").await?;
    assert!(registry.publish_naming(OWN, "ASF_IDENTITY").await.is_err());
    assert_eq!(registry.publish(OWN).await, Ok(1));
    let listener = User::connect(&ground, SUBSCRIBER).await?;
    let _interest = listener.client.subscribe(FOREIGN).await?;
    listener.client.flush().await?;
    let stream = registry.context.get_stream("ASF_REGISTRY").await?;
    let pushing = consumer::push::Config {
        deliver_subject: FOREIGN.to_owned(),
        ack_policy: consumer::AckPolicy::None,
        ..consumer::push::Config::default()
    };
    stream.create_consumer(pushing).await?;
    assert_eq!(named(&admin, 1).await?, None);

    let carrying = stream::Config {
        name: "ASF_REGISTRY".into(),
        subjects: vec!["asf.registry.v1.*.*.*".into()],
        republish: Some(stream::Republish {
            source: OWN.into(),
            destination: FOREIGN.into(),
            headers_only: false,
        }),
        ..stream::Config::default()
    };
    registry.context.update_stream(&carrying).await?;
    assert_eq!(registry.publish(OWN).await, Ok(2));
    for sequence in [2, 3] {
        assert_eq!(named(&admin, sequence).await?, None);
    }

    let identity = User::connect(&ground, "identity").await?;
    let own = identity.publish_naming(FOREIGN, "ASF_IDENTITY").await;
    assert_eq!(own, Ok(4));
    assert_eq!(named(&admin, 4).await?.as_deref(), Some("ASF_IDENTITY"));
    Ok(())
}

#[tokio::test]
async fn nobody_connects_without_a_login() -> anyhow::Result<()> {
    let (ground, _admin) = ground().await?;
    assert!(async_nats::connect(ground.broker.url()).await.is_err());
    let wrong = ConnectOptions::with_user_and_password("registry".into(), "guess".into());
    assert!(wrong.connect(ground.broker.url()).await.is_err());
    let right = broker::connect("registry", &ground.broker.url(), Some(PASSWORD)).await?;
    until("the registry connects", async || {
        let state = right.connection_state();
        Ok((state == async_nats::connection::State::Connected).then_some(()))
    })
    .await
}
