//! Shortlists: shared inside an organisation, unknown outside of it, and gone
//! with it.

use integration_tests::{
    profiles::{self, org_number},
    stack::{Stack, answer::Answer, person::Person},
    until::until,
};
use serde_json::{Value, json};

const LISTS: &str = "shortlists";

async fn sends(
    stack: &Stack,
    by: &Person,
    (method, path): (&str, &str),
    body: &Value,
) -> anyhow::Result<Answer> {
    let request = stack.by(by, method, &format!("/api/v1/{path}"));
    request.json(body).send().await
}

async fn asks(stack: &Stack, by: &Person, (method, path): (&str, &str)) -> anyhow::Result<Answer> {
    let request = stack.by(by, method, &format!("/api/v1/{path}"));
    request.send().await
}

/// The path of a new shortlist.
async fn made(stack: &Stack, by: &Person, name: &str) -> anyhow::Result<String> {
    let made = sends(stack, by, ("POST", LISTS), &json!({ "name": name })).await?;
    let id = made.expect_success()?.text("/shortlist/id")?;
    Ok(format!("{LISTS}/{id}"))
}

async fn put(
    stack: &Stack,
    by: &Person,
    list: &str,
    enterprise: &str,
    body: &Value,
) -> anyhow::Result<Answer> {
    let path = format!("{list}/enterprises/{enterprise}");
    sends(stack, by, ("PUT", &path), body).await
}

fn assert_refused(answer: &Answer, status: u16, reason: &str) {
    assert_eq!(answer.status, status, "{:?}", answer.body);
    assert_eq!(answer.body["reason"], reason, "{:?}", answer.body);
}

fn names(answer: &Answer) -> Vec<&str> {
    let items = answer.body["shortlist"]["items"].as_array();
    let items = items.or(answer.body["items"].as_array());
    items
        .into_iter()
        .flatten()
        .filter_map(|it| it["name"].as_str())
        .collect()
}

#[tokio::test]
async fn an_organisation_keeps_enterprises_with_notes() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let buyer = stack.sample("buyer").await?;
    let first = stack.listed(&profiles::complete("Köket", 4000)).await?;
    let second = stack
        .listed(&profiles::complete("Trädgården", 4001))
        .await?;
    let list = made(&stack, &buyer, "Höstens möten").await?;
    let note = json!({ "note": "Bra soppa.\nRing i maj." });
    put(&stack, &buyer, &list, &first, &note)
        .await?
        .expect(200)?;
    let both = put(&stack, &buyer, &list, &second, &json!({})).await?;
    assert_eq!(names(&both.expect(200)?), ["Köket", "Trädgården"]);

    // Saving it once more leaves the note alone; an empty one removes it.
    put(&stack, &buyer, &list, &first, &json!({}))
        .await?
        .expect(200)?;
    let read = asks(&stack, &buyer, ("GET", &list)).await?.expect(200)?;
    assert_eq!(read.text("/items/0/note")?, "Bra soppa.\nRing i maj.");
    assert_eq!(read.text("/items/0/enterprise/name")?, "Köket");

    let one = format!("{list}/enterprises/{first}");
    let without = asks(&stack, &buyer, ("DELETE", &one)).await?.expect(200)?;
    assert_eq!(names(&without), ["Trädgården"]);
    let back = put(&stack, &buyer, &list, &first, &json!({})).await?;
    let back = back.expect(200)?;
    assert_eq!(names(&back), ["Köket", "Trädgården"]);
    assert_eq!(
        back.text("/shortlist/items/0/note")?,
        "Bra soppa.\nRing i maj."
    );
    let gone = put(&stack, &buyer, &list, &first, &json!({ "note": "" })).await?;
    assert!(gone.expect(200)?.body["shortlist"]["items"][0]["note"] != "Bra soppa.\nRing i maj.");

    let path = format!("{LISTS}?enterprise_id={first}");
    let all = asks(&stack, &buyer, ("GET", &path)).await?.expect(200)?;
    assert_eq!(all.body["shortlists"][0]["item_count"], 2);
    assert_eq!(all.text("/shortlists/0/items/0/enterprise_id")?, first);
    Ok(())
}

#[tokio::test]
async fn shortlists_of_others_are_not_found() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let buyer = stack.sample("buyer").await?;
    let company = stack.sample("company").await?;
    let enterprise = stack.listed(&profiles::complete("Köket", 4010)).await?;
    let list = made(&stack, &buyer, "Luncher").await?;

    let item = format!("{list}/enterprises/{enterprise}");
    let rename = (format!("{list}:rename"), json!({ "name": "Vår" }));
    let refused = [
        asks(&stack, &company, ("GET", &list)).await?,
        sends(&stack, &company, ("POST", &rename.0), &rename.1).await?,
        asks(&stack, &company, ("DELETE", &list)).await?,
        put(&stack, &company, &list, &enterprise, &json!({})).await?,
        asks(&stack, &company, ("DELETE", &item)).await?,
    ];
    for answer in &refused {
        assert_refused(answer, 404, "NOT_FOUND");
    }
    // A key opens no door either.
    let path = format!("/api/v1/{list}");
    let keyed = stack.by(&company, "DELETE", &path);
    let keyed = keyed.header("idempotency-key", "k-1").send().await?;
    assert_refused(&keyed, 404, "NOT_FOUND");
    // The name is free for others.
    made(&stack, &company, "Luncher").await?;
    let theirs = asks(&stack, &company, ("GET", LISTS)).await?.expect(200)?;
    assert_eq!(theirs.body["shortlists"].as_array().map(Vec::len), Some(1));
    asks(&stack, &buyer, ("GET", &list)).await?.expect(200)?;
    Ok(())
}

#[tokio::test]
async fn only_who_works_for_an_organisation_writes() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let nobody = stack.anonymous("GET", "/api/v1/shortlists").send().await?;
    assert_refused(&nobody, 401, "LOGIN_NEEDED");
    let alone = stack.person("kim@alone.example").await?;
    let refused = asks(&stack, &alone, ("GET", LISTS)).await?;
    assert_refused(&refused, 403, "FORBIDDEN");

    // Nobody has verified the organisation: its owner reads an empty shelf.
    let mut owner = stack.person("kim@new.example").await?;
    let founded = json!({
        "kind": "ORGANISATION_KIND_COMPANY",
        "name": "Nybolaget",
        "org_number": org_number(4020),
        "domain": "elsewhere.example",
    });
    let founded = sends(&stack, &owner, ("POST", "organisations"), &founded).await?;
    founded.expect_success()?;
    owner.token = stack.fresh_token(&owner).await?;
    let read = asks(&stack, &owner, ("GET", LISTS)).await?.expect(200)?;
    assert!(read.body["shortlists"].as_array().is_none_or(Vec::is_empty));
    let new = json!({ "name": "Luncher" });
    let refused = sends(&stack, &owner, ("POST", LISTS), &new).await?;
    assert_refused(&refused, 403, "FORBIDDEN");
    Ok(())
}

#[tokio::test]
async fn a_name_is_given_once_and_what_is_wrong_is_named() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let buyer = stack.sample("buyer").await?;
    let list = made(&stack, &buyer, "Luncher").await?;
    let again = sends(
        &stack,
        &buyer,
        ("POST", LISTS),
        &json!({ "name": "LUNCHER" }),
    )
    .await?;
    assert_refused(&again, 409, "NAME_TAKEN");
    assert_eq!(again.body["errors"][0]["field"], "name");
    let other = made(&stack, &buyer, "Fika").await?;
    let rename = format!("{other}:rename");
    let taken = sends(
        &stack,
        &buyer,
        ("POST", &rename),
        &json!({ "name": "Luncher" }),
    )
    .await?;
    assert_refused(&taken, 409, "NAME_TAKEN");
    let long = "å".repeat(101);
    for name in ["", long.as_str(), "a\u{7}b"] {
        let wrong = sends(&stack, &buyer, ("POST", LISTS), &json!({ "name": name })).await?;
        assert_refused(&wrong, 400, "INVALID_FIELDS");
        assert_eq!(wrong.body["errors"][0]["field"], "name", "{name:?}");
    }
    let unlisted = "019363f5-0000-7000-8000-00000000abcd";
    let refused = put(&stack, &buyer, &list, unlisted, &json!({})).await?;
    assert_refused(&refused, 409, "NOT_LISTED");
    let enterprise = stack.listed(&profiles::complete("Köket", 4030)).await?;
    let note = json!({ "note": "å".repeat(1001) });
    let refused = put(&stack, &buyer, &list, &enterprise, &note).await?;
    assert_refused(&refused, 400, "INVALID_FIELDS");

    let stale = stack.by(&buyer, "POST", &format!("/api/v1/{rename}"));
    let stale = stale.header("if-match", "\"7\"");
    let stale = stale.json(&json!({ "name": "Kaffe" })).send().await?;
    assert_refused(&stale, 412, "STALE_ETAG");
    asks(&stack, &buyer, ("DELETE", &list))
        .await?
        .expect_success()?;
    asks(&stack, &buyer, ("DELETE", &list))
        .await?
        .expect_success()?;
    let freed = sends(
        &stack,
        &buyer,
        ("POST", &rename),
        &json!({ "name": "Luncher" }),
    )
    .await?;
    freed.expect(200)?;
    Ok(())
}

#[tokio::test]
async fn who_has_left_the_list_stays_with_name_and_note() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let buyer = stack.sample("buyer").await?;
    let enterprise = stack.listed(&profiles::complete("Köket", 4040)).await?;
    let list = made(&stack, &buyer, "Luncher").await?;
    let note = json!({ "note": "Hemlig lapp" });
    put(&stack, &buyer, &list, &enterprise, &note)
        .await?
        .expect(200)?;
    let leave = format!("/api/v1/enterprises/{enterprise}:unlist");
    let left = stack.staff("POST", &leave).json(&json!({})).send().await?;
    left.expect(200)?;
    let read = asks(&stack, &buyer, ("GET", &list)).await?.expect(200)?;
    assert!(read.body["items"][0]["enterprise"].is_null());
    assert_eq!(read.text("/items/0/name")?, "Köket");
    assert_eq!(read.text("/items/0/note")?, "Hemlig lapp");

    // Nothing of it is for others: not in the feed either.
    let pool = sqlx::PgPool::connect(stack.ground.database.url()).await?;
    let told: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM registry.feed WHERE data::TEXT LIKE '%Hemlig lapp%'
             OR type LIKE '%hortlist%'",
    )
    .fetch_one(&pool)
    .await?;
    assert_eq!(told, 0);
    Ok(())
}

#[tokio::test]
async fn a_closed_organisation_leaves_no_shortlists() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let company = stack.sample("company").await?;
    made(&stack, &company, "Luncher").await?;
    made(&stack, &company, "Fika").await?;
    let buyer = stack.sample("buyer").await?;
    made(&stack, &buyer, "Luncher").await?;
    let mine = asks(&stack, &company, ("GET", "organisations:mine")).await?;
    let organisation = mine.expect(200)?.text("/organisations/0/id")?;
    let close = format!("/api/v1/organisations/{organisation}:close");
    let reason = json!({ "reason": "Upphörd." });
    let closed = stack.staff("POST", &close).json(&reason).send().await?;
    closed.expect(200)?;
    let pool = sqlx::PgPool::connect(stack.ground.database.url()).await?;
    until("the shortlists are deleted", async || {
        let left: i64 = sqlx::query_scalar("SELECT count(*) FROM registry.shortlists")
            .fetch_one(&pool)
            .await?;
        Ok((left == 1).then_some(()))
    })
    .await?;
    asks(&stack, &buyer, ("GET", LISTS)).await?.expect(200)?;
    Ok(())
}

#[tokio::test]
async fn rebuilt_shortlists_are_the_live_ones() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let buyer = stack.sample("buyer").await?;
    let enterprise = stack.listed(&profiles::complete("Köket", 4050)).await?;
    for name in ["Ett", "Två", "Tre"] {
        let list = made(&stack, &buyer, name).await?;
        put(&stack, &buyer, &list, &enterprise, &json!({ "note": name }))
            .await?
            .expect(200)?;
        if name == "Två" {
            asks(&stack, &buyer, ("DELETE", &list))
                .await?
                .expect_success()?;
        }
    }
    let verify = ["rebuild", "shortlists", "--verify"];
    stack.run_registry(&verify).await?;
    let before = asks(&stack, &buyer, ("GET", LISTS)).await?.expect(200)?;
    stack.run_registry(&["rebuild", "shortlists"]).await?;
    stack.run_registry(&verify).await?;
    let after = asks(&stack, &buyer, ("GET", LISTS)).await?.expect(200)?;
    assert_eq!(before.body, after.body);
    assert_eq!(before.body["shortlists"].as_array().map(Vec::len), Some(2));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_and_comparing_work_in_a_browser() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let mut ids = Vec::new();
    for (number, name) in (4060..).zip(["Köket", "Trädgården", "Cykelboden", "Bageriet", "Tvätten"])
    {
        ids.push(stack.listed(&profiles::complete(name, number)).await?);
    }
    stack
        .passes("shortlists.test.js", &[("IDS", json!(ids).to_string())])
        .await
}
