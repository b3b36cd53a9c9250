//! Webhooks, with servers of others on loopback, which a setting allows.

mod faults;
mod receiver;
mod secrets;

use integration_tests::{
    profiles,
    stack::{Stack, Wanted, answer::Answer, person::Person},
    until::until,
};
use serde_json::{Value, json};

use receiver::{Receiver, Taken};

/// A stack whose registry may send to loopback.
async fn stack() -> anyhow::Result<Stack> {
    Stack::with(Wanted {
        registry: &[("ASF_REGISTRY_WEBHOOK_ALLOW", "127.0.0.1")],
        ..Wanted::default()
    })
    .await
}

/// A webhook as it was made, with its secret.
struct Hook {
    path: String,
    secret: String,
}

async fn create(stack: &Stack, by: &Person, wish: Value) -> anyhow::Result<Hook> {
    let request = stack.by(by, "POST", "/api/v1/webhooks").json(&wish);
    let made = request.send().await?.expect(201)?;
    Ok(Hook {
        path: format!("/api/v1/webhooks/{}", made.text("/webhook/id")?),
        secret: made.text("/secret")?,
    })
}

/// What the API answers to a command that says nothing more.
async fn command(stack: &Stack, by: &Person, path: &str) -> anyhow::Result<Answer> {
    stack.by(by, "POST", path).json(&json!({})).send().await
}

async fn read(stack: &Stack, by: &Person, path: &str) -> anyhow::Result<Value> {
    Ok(stack.by(by, "GET", path).send().await?.expect(200)?.body)
}

/// The log of a webhook, once it looks like this.
async fn log(
    stack: &Stack,
    by: &Person,
    hook: &Hook,
    mut wanted: impl FnMut(&[Value]) -> bool,
) -> anyhow::Result<Vec<Value>> {
    until("the log is as it should be", async || {
        let body = read(stack, by, &format!("{}/deliveries", hook.path)).await?;
        let all = body["deliveries"].as_array().cloned().unwrap_or_default();
        Ok(wanted(&all).then_some(all))
    })
    .await
}

fn has_state(delivery: &Value, state: &str) -> bool {
    delivery["state"] == format!("DELIVERY_STATE_{state}")
}

#[tokio::test]
async fn a_new_asf_is_told_at_once_signed_and_as_in_the_stream() -> anyhow::Result<()> {
    let stack = stack().await?;
    let (buyer, receiver) = (stack.sample("buyer").await?, Receiver::start().await?);
    let hook = create(&stack, &buyer, json!({"url": receiver.url()})).await?;
    stack.listed(&profiles::complete("Köket", 7100)).await?;
    let taken = receiver.taken(1).await?.remove(0);
    taken.is_signed_by(&hook.secret)?;
    assert_eq!(taken.header("webhook-id"), taken.body["id"]);
    let head = taken.body["sequence"].as_str().unwrap_or_default();
    let before = head.parse::<u64>()?.saturating_sub(1);
    let path = format!("/api/v1/events:pull?after={before}&limit=1");
    let pulled = stack.anonymous("GET", &path).send().await?.expect(200)?;
    let mut expected = pulled.body["events"][0].clone();
    // The API writes what there is none of, too.
    if expected["traceparent"] == ""
        && let Some(fields) = expected.as_object_mut()
    {
        fields.remove("traceparent");
    }
    assert_eq!(taken.body, expected);
    // What the platform tells itself, such as that a mail is wanted, is not
    // among it.
    let all = log(&stack, &buyer, &hook, |all| {
        all.iter().all(|it| has_state(it, "DELIVERED")) && !all.is_empty()
    });
    let types: Vec<Value> = all
        .await?
        .iter()
        .map(|it| it["event_type"].clone())
        .collect();
    assert_eq!(types, ["asf.registry.v1.EnterpriseListed"]);
    Ok(())
}

#[tokio::test]
async fn a_webhook_gets_what_it_asked_for_from_where_it_asked() -> anyhow::Result<()> {
    let stack = stack().await?;
    let buyer = stack.sample("buyer").await?;
    let id = stack.listed(&profiles::complete("Köket", 7110)).await?;
    let (west, north) = (Receiver::start().await?, Receiver::start().await?);
    let left = Receiver::start().await?;
    let past = json!({"url": west.url(), "counties": ["14"], "after": "0"});
    create(&stack, &buyer, past).await?;
    let elsewhere = json!({"url": north.url(), "counties": ["25"], "after": "0"});
    let elsewhere = create(&stack, &buyer, elsewhere).await?;
    let kind = "asf.registry.v1.EnterpriseUnlisted";
    create(
        &stack,
        &buyer,
        json!({"url": left.url(), "event_types": [kind]}),
    )
    .await?;
    let unlist = format!("/api/v1/enterprises/{id}:unlist");
    let unlist = stack.staff("POST", &unlist).json(&json!({}));
    unlist.send().await?.expect(200)?;
    assert_eq!(left.taken(1).await?[0].body["type"], kind);
    let mine = |it: &&Taken| it.body["subject"] == format!("enterprises/{id}");
    until("the past and its end are told", async || {
        let taken = west.so_far();
        Ok((taken.iter().filter(mine).count() >= 2).then_some(()))
    })
    .await?;
    assert!(!north.so_far().iter().any(|it| mine(&it)));
    let all = read(&stack, &buyer, &format!("{}/deliveries", elsewhere.path)).await?;
    assert_eq!(all["deliveries"], json!([]));
    Ok(())
}

#[tokio::test]
async fn webhooks_of_others_are_not_found() -> anyhow::Result<()> {
    let stack = stack().await?;
    let (buyer, other) = (stack.sample("buyer").await?, stack.sample("company").await?);
    let receiver = Receiver::start().await?;
    let hook = create(&stack, &buyer, json!({"url": receiver.url()})).await?;
    for (method, path) in [
        ("GET", hook.path.clone()),
        ("GET", format!("{}/deliveries", hook.path)),
        ("POST", format!("{}:test", hook.path)),
        ("POST", format!("{}:rotateSecret", hook.path)),
        ("POST", format!("{}:enable", hook.path)),
        ("DELETE", hook.path.clone()),
    ] {
        let request = stack.by(&other, method, &path);
        let request = if method == "POST" {
            request.json(&json!({}))
        } else {
            request
        };
        request.send().await?.expect(404)?;
    }
    assert_eq!(
        read(&stack, &other, "/api/v1/webhooks").await?["webhooks"],
        json!([])
    );
    let alone = stack.sample("account").await?;
    let refused = stack.by(&alone, "GET", "/api/v1/webhooks").send().await?;
    assert_eq!(refused.expect(403)?.body["reason"], "FORBIDDEN");
    stack
        .by(&buyer, "DELETE", &hook.path)
        .send()
        .await?
        .expect(200)?;
    assert_eq!(
        read(&stack, &buyer, "/api/v1/webhooks").await?["webhooks"],
        json!([])
    );
    for number in 0..10 {
        let wish = json!({"url": format!("{}{number}", receiver.url())});
        create(&stack, &buyer, wish).await?;
    }
    let wish = json!({"url": receiver.url()});
    let more = stack.by(&buyer, "POST", "/api/v1/webhooks").json(&wish);
    assert_eq!(
        more.send().await?.expect(409)?.body["reason"],
        "TOO_MANY_WEBHOOKS"
    );
    Ok(())
}

#[tokio::test]
async fn asked_for_twice_under_one_key_a_webhook_is_made_once() -> anyhow::Result<()> {
    let stack = stack().await?;
    let (buyer, receiver) = (stack.sample("buyer").await?, Receiver::start().await?);
    let ask = async |body: &Value| {
        let request = stack.by(&buyer, "POST", "/api/v1/webhooks");
        let request = request.header("Idempotency-Key", "once").json(body);
        request.send().await
    };
    let wish = json!({"url": receiver.url()});
    let first = ask(&wish).await?.expect_success()?;
    let again = ask(&wish).await?.expect_success()?;
    assert_eq!(again.text("/secret")?, first.text("/secret")?);
    let all = read(&stack, &buyer, "/api/v1/webhooks").await?;
    assert_eq!(all["webhooks"].as_array().map(Vec::len), Some(1), "{all}");
    let other = json!({"url": receiver.url(), "counties": ["14"]});
    assert_eq!(ask(&other).await?.expect(422)?.body["reason"], "KEY_REUSED");
    Ok(())
}
