//! Following the feed: from any point, by county and industry, and without
//! what is between the platform's own services.

use anyhow::Context;
use integration_tests::{
    profiles,
    stack::{Stack, sse::Events},
};
use serde_json::{Value, json};

const PULL: &str = "/api/v1/events:pull";
const STREAM: &str = "/api/v1/events";

async fn by_staff(stack: &Stack, method: &str, path: &str, body: Value) -> anyhow::Result<()> {
    stack
        .staff(method, path)
        .json(&body)
        .send()
        .await?
        .expect(200)?;
    Ok(())
}

/// The kinds and positions of all events that a query pulls, page by page.
async fn pulled(stack: &Stack, query: &[(&str, &str)]) -> anyhow::Result<Vec<(String, String)>> {
    let (mut events, mut after) = (Vec::new(), "0".to_owned());
    loop {
        let request = stack.anonymous("GET", PULL).query(query);
        let page = request
            .query(&[("after", &after)])
            .send()
            .await?
            .expect(200)?;
        let found = page.body["events"].as_array().context("events")?;
        events.extend(found.iter().map(named));
        after = page.text("/position")?;
        if page.body["more"] != true {
            return Ok(events);
        }
    }
}

fn named(event: &Value) -> (String, String) {
    let text = |name: &str| event[name].as_str().unwrap_or_default().to_owned();
    let kind = text("type")
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_owned();
    (kind, text("sequence"))
}

fn kinds(events: &[(String, String)]) -> Vec<&str> {
    events.iter().map(|(kind, _)| kind.as_str()).collect()
}

#[tokio::test]
async fn a_filtered_copy_learns_of_those_that_leave_it() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let here = stack.listed(&profiles::complete("Här", 1)).await?;
    let there = stack.listed(&profiles::complete("Där", 2)).await?;
    let path = format!("/api/v1/enterprises/{here}");
    let moved = json!({"municipality_code": "0180"});
    by_staff(&stack, "PATCH", &path, moved).await?;
    by_staff(&stack, "PATCH", &path, json!({"name": "Långt borta"})).await?;
    by_staff(&stack, "PATCH", &path, json!({"municipality_code": "1480"})).await?;
    by_staff(&stack, "POST", &format!("{path}:unlist"), json!({})).await?;
    let gone = format!("/api/v1/enterprises/{there}:close");
    by_staff(&stack, "POST", &gone, json!({})).await?;

    let of_county = |county| [("county", county), ("limit", "2")];
    let west = pulled(&stack, &of_county("14")).await?;
    let expected = [
        "EnterpriseListed",
        "EnterpriseListed",
        "EnterpriseProfileChanged",
        "EnterpriseProfileChanged",
        "EnterpriseUnlisted",
        "EnterpriseUnlisted",
    ];
    assert_eq!(kinds(&west), expected);
    let stockholm = pulled(&stack, &of_county("01")).await?;
    assert_eq!(kinds(&stockholm), ["EnterpriseProfileChanged"; 3]);
    assert_eq!(pulled(&stack, &[("industry", "tvatt")]).await?, []);
    let both = [("industry", "catering"), ("county", "01")];
    assert_eq!(pulled(&stack, &both).await?, stockholm);

    let request = stack.anonymous("GET", STREAM).query(&of_county("01")[..1]);
    let mut stream = Events::open(request).await?;
    for (kind, position) in &stockholm {
        let event = stream.next().await?;
        assert_eq!(
            (named(&event.data), event.id),
            ((kind.clone(), position.clone()), position.clone())
        );
    }
    let last = stockholm.last().context("events")?.1.clone();
    let request = stack.anonymous("GET", STREAM).query(&[("county", "14")]);
    let mut stream = Events::open(request.header("last-event-id", &last)).await?;
    assert_eq!(named(&stream.next().await?.data).0, "EnterpriseUnlisted");
    Ok(())
}

#[tokio::test]
async fn the_feed_goes_on_from_every_position() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    for number in 0..6 {
        stack
            .listed(&profiles::complete(&format!("Nummer {number}"), number))
            .await?;
    }
    let all = pulled(&stack, &[("limit", "1")]).await?;
    assert_eq!(all.len(), 6);
    for after in 0..=all.len() {
        let request = stack.anonymous("GET", PULL);
        let request = request.query(&[("after", &after.to_string())]);
        let page = request.send().await?.expect(200)?.body;
        let rest: Vec<_> = page["events"]
            .as_array()
            .context("events")?
            .iter()
            .map(named)
            .collect();
        assert_eq!(rest, all[after..]);
        assert_eq!(page["position"], "6");
    }
    let beyond = stack
        .anonymous("GET", &format!("{PULL}?after=1000"))
        .send()
        .await?;
    assert_eq!(beyond.expect(200)?.body["position"], "1000");
    Ok(())
}

#[tokio::test]
async fn what_is_between_the_services_is_in_neither() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let owner = stack.sample("owner").await?;
    let own = profiles::complete("Eget", 1);
    let made = stack.by(&owner, "POST", "/api/v1/enterprises").json(&own);
    made.send().await?.expect_success()?;
    let page = stack.anonymous("GET", PULL).send().await?.expect(200)?.body;
    assert_eq!(
        (&page["events"], &page["position"]),
        (&json!([]), &json!("1"))
    );
    stack.listed(&profiles::complete("Alla ser det", 2)).await?;
    let mut stream = Events::open(stack.anonymous("GET", STREAM)).await?;
    let first = stream.next().await?;
    assert_eq!(first.data["data"]["name"], "Alla ser det");
    Ok(())
}

#[tokio::test]
async fn a_filter_for_what_there_is_not_is_refused_by_name() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    for path in [PULL, STREAM] {
        let request = stack
            .anonymous("GET", path)
            .query(&[("county", "02"), ("industry", "rymd")]);
        let answer = request.send().await?.expect(400)?;
        let fields = answer.body["errors"].as_array().context("errors")?.iter();
        let fields: Vec<_> = fields.map(|it| it["field"].clone()).collect();
        assert_eq!(fields, ["county[0]", "industry[0]"], "{}", answer.raw);
    }
    stack
        .anonymous("GET", &format!("{PULL}?limit=1001"))
        .send()
        .await?
        .expect(400)?;
    Ok(())
}
