//! The documents that the platform gives to others are right by their own
//! specifications, and what it sends is as they say.

use std::fs;

use async_nats::{HeaderMap, jetstream};
use futures::StreamExt;
use integration_tests::{limit, profiles, stack::Stack, tools, until::until};
use serde_json::{Map, Value, json};
use tokio::process::Command;

/// Everything that the public events can say happens once.
async fn make_every_event(stack: &Stack) -> anyhow::Result<u64> {
    let id = stack.listed(&profiles::complete("Kafé Ängen", 1)).await?;
    let path = format!("/api/v1/enterprises/{id}");
    let change =
        json!({"description": "Nu med bageri.", "social_benefit_areas": ["miljo", "unga"]});
    stack
        .staff("PATCH", &path)
        .json(&change)
        .send()
        .await?
        .expect(200)?;
    for step in ["unlist", "list", "close"] {
        let request = stack.staff("POST", &format!("{path}:{step}"));
        request.json(&json!({})).send().await?.expect(200)?;
    }
    Ok(5)
}

fn text(headers: &HeaderMap) -> Map<String, Value> {
    let pairs = headers.iter().filter_map(|(name, values)| {
        Some((name.to_string(), Value::from(values.first()?.to_string())))
    });
    pairs.collect()
}

/// What lies in the stream, one JSON object a line.
async fn events(stack: &Stack, length: u64) -> anyhow::Result<String> {
    let context = jetstream::new(stack.ground.broker.client().await?);
    let stream = until("the stream is filled", async || {
        let Ok(mut stream) = context.get_stream("ASF_REGISTRY").await else {
            return Ok(None);
        };
        let last = stream.info().await?.state.last_sequence;
        Ok((last == length).then_some(stream))
    })
    .await?;
    let lines = futures::stream::iter(1..=length).then(async |sequence| {
        let message = stream.get_raw_message(sequence).await?;
        let data: Value = serde_json::from_slice(&message.payload)?;
        let subject = message.subject.to_string();
        let event = json!({"subject": subject, "headers": text(&message.headers), "data": data});
        anyhow::Ok(event.to_string())
    });
    let lines: Vec<anyhow::Result<String>> = lines.collect().await;
    Ok(lines
        .into_iter()
        .collect::<anyhow::Result<Vec<_>>>()?
        .join("\n"))
}

#[tokio::test]
async fn the_asyncapi_document_is_right_and_describes_what_is_sent() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let length = make_every_event(&stack).await?;
    let document = stack
        .anonymous("GET", "/asyncapi.json")
        .send()
        .await?
        .expect(200)?;
    let folder = tempfile::tempdir()?;
    let (document_path, events_path) = (folder.path().join("doc"), folder.path().join("events"));
    fs::write(&document_path, &document.raw)?;
    fs::write(&events_path, events(&stack, length).await?)?;
    let check = async || {
        let script = tools::node("asyncapi")?.join("check.js");
        let mut check = Command::new("node");
        limit::run(check.arg(script).arg(&document_path).arg(&events_path)).await
    };
    let ended = check().await?;
    assert!(ended.status.success(), "{}", ended.stderr);
    assert_eq!(ended.stdout.trim(), length.to_string());

    // The check can fail: with one wrong type it does.
    let wrong = document
        .raw
        .replace("asf.registry.v1.EnterpriseUnlisted\"}", "x\"}");
    assert_ne!(wrong, document.raw);
    fs::write(&document_path, wrong)?;
    assert!(!check().await?.status.success());
    Ok(())
}

#[tokio::test]
async fn every_public_event_has_a_channel() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let document = stack
        .anonymous("GET", "/asyncapi.json")
        .send()
        .await?
        .expect(200)?;
    for event in [
        "EnterpriseListed",
        "EnterpriseProfileChanged",
        "EnterpriseUnlisted",
    ] {
        let address = document.text(&format!("/channels/{event}/address"))?;
        assert!(
            address.starts_with("asf.registry.v1.enterprise."),
            "{address}"
        );
    }
    Ok(())
}

/// The names that the events of an aggregate of identity are stored under.
fn types(source: &str) -> Vec<&str> {
    let lines = source.lines().map(str::trim);
    let named = lines.filter_map(|line| line.strip_prefix("Self::")?.split_once(" => \""));
    named
        .filter_map(|(_, name)| name.strip_suffix("\","))
        .collect()
}

/// The services meet in the wire, where an event's type is a text: nothing but
/// this knows both ends.
#[test]
fn every_event_that_staff_read_in_the_log_has_a_sentence() -> anyhow::Result<()> {
    let services = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../services");
    let sentences = "site/src/staff/log/sentence.rs";
    let sentences = fs::read_to_string(services.join(sentences))?;
    for (aggregate, least) in [("account", 17), ("organisation", 20)] {
        let source = format!("identity/src/domain/{aggregate}/event.rs");
        let source = fs::read_to_string(services.join(source))?;
        let types = types(&source);
        assert!(types.len() >= least, "{aggregate}: {types:?}");
        for name in types {
            assert!(sentences.contains(&format!("\"{name}\"")), "{name}");
        }
    }
    Ok(())
}
