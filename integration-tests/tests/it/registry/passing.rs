//! What time and memberships do to enterprises: certifications end, also while
//! nobody ran; members come and go; and what waits is in nobody's sight. The
//! read model that is made again is the one that stands there.

use integration_tests::{
    profiles,
    stack::{Stack, person::Person},
    until::until,
};
use serde_json::{Value, json};

async fn staff(stack: &Stack, path: &str, body: Value) -> anyhow::Result<Value> {
    let request = stack.staff("POST", &format!("/api/v1/{path}")).json(&body);
    Ok(request.send().await?.expect_success()?.body)
}

async fn seen(stack: &Stack, id: &str) -> anyhow::Result<Value> {
    let request = stack.anonymous("GET", &format!("/api/v1/enterprises/{id}"));
    Ok(request.send().await?.expect(200)?.body)
}

/// Ties the person's organisation to the enterprise, and gives its id.
async fn tie(stack: &Stack, person: &Person, enterprise: &str) -> anyhow::Result<String> {
    let own = stack.by(person, "GET", "/api/v1/organisations:mine");
    let id = own.send().await?.expect(200)?.text("/organisations/0/id")?;
    let path = format!("/api/v1/organisations/{id}:claim");
    let claim = json!({"enterprise_id": enterprise});
    let request = stack.by(person, "POST", &path).json(&claim);
    request.send().await?.expect_success()?;
    let path = format!("/api/v1/enterprises/{enterprise}:approveClaim");
    let approval = json!({"organisation_id": id});
    until("the claim has arrived", async || {
        let request = stack.staff("POST", &path).json(&approval);
        Ok((request.send().await?.status == 200).then_some(()))
    })
    .await?;
    Ok(id)
}

/// How many events of this type the feed has of the enterprise.
async fn told(pool: &sqlx::PgPool, event: &str, id: &str) -> anyhow::Result<i64> {
    let count = sqlx::query_scalar(
        "SELECT count(*) FROM registry.feed WHERE type = $1 AND resource = 'enterprises/' || $2",
    );
    let count = count.bind(format!("asf.registry.v1.{event}")).bind(id);
    Ok(count.fetch_one(pool).await?)
}

/// Lets the certification of the enterprise have ended long ago.
async fn age(pool: &sqlx::PgPool, id: &str) -> anyhow::Result<()> {
    sqlx::query(
        "UPDATE registry.events
         SET data = jsonb_set(jsonb_set(data, '{issued_on}', '\"2023-05-04\"'),
                              '{expires_on}', '\"2025-05-04\"')
         WHERE type = 'Certified' AND stream_id = 'enterprise/' || $1",
    )
    .bind(id)
    .execute(pool)
    .await?;
    Ok(())
}

#[tokio::test]
async fn a_certification_that_ended_while_nobody_ran_lapses_once() -> anyhow::Result<()> {
    let mut stack = Stack::of(2).await?;
    let pool = sqlx::PgPool::connect(stack.ground.database.url()).await?;
    let id = stack
        .listed(&profiles::complete("Köket Tiden", 501))
        .await?;
    let other = stack.listed(&profiles::complete("Köket Nu", 502)).await?;
    for id in [&id, &other] {
        staff(&stack, &format!("enterprises/{id}:certify"), json!({})).await?;
        assert_eq!(seen(&stack, id).await?["certified"], true);
    }
    for registry in &mut stack.registries {
        registry.terminate().await?;
    }
    age(&pool, &id).await?;
    stack.run_registry(&["rebuild", "directory"]).await?;
    for registry in &mut stack.registries {
        registry.restart().await?;
    }
    until("the certification has lapsed", async || {
        Ok((told(&pool, "CertificationLapsed", &id).await? > 0).then_some(()))
    })
    .await?;
    until("the list says so", async || {
        let request = stack.anonymous("GET", &format!("/api/v1/enterprises/{id}"));
        let answer = request.send().await?;
        let lapsed = answer.status == 200 && answer.body.get("certification").is_none();
        Ok(lapsed.then_some(()))
    })
    .await?;
    assert_eq!(told(&pool, "CertificationLapsed", &id).await?, 1);
    assert_eq!(told(&pool, "CertificationLapsed", &other).await?, 0);
    assert_eq!(seen(&stack, &other).await?["certified"], true);
    stack
        .run_registry(&["rebuild", "directory", "--verify"])
        .await?;
    Ok(())
}

#[tokio::test]
async fn a_membership_follows_its_organisation() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let owner = stack.sample("owner").await?;
    let id = stack.listed(&profiles::complete("Köket Med", 503)).await?;
    let organisation = tie(&stack, &owner, &id).await?;
    let members = async || {
        let found = stack.search(&[("member", "true")]).await?;
        Ok::<_, anyhow::Error>(found["total_size"].as_u64().unwrap_or_default())
    };
    until("the enterprise is a member", async || {
        Ok((members().await? == 1).then_some(()))
    })
    .await?;
    assert_eq!(seen(&stack, &id).await?["member"], true);
    let path = format!("organisations/{organisation}:setSkoopiMembership");
    let ended = json!({"membership": {"from": "2024-01-01", "to": "2024-12-31"}});
    staff(&stack, &path, ended).await?;
    until("the membership has ended", async || {
        Ok((members().await? == 0).then_some(()))
    })
    .await?;
    let again = json!({"membership": {"from": "2024-01-01"}});
    staff(&stack, &path, again).await?;
    until("the enterprise is a member again", async || {
        Ok((members().await? == 1).then_some(()))
    })
    .await?;
    Ok(())
}

#[tokio::test]
async fn what_waits_is_seen_by_nobody_else_and_survives_a_rebuild() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let owner = stack.sample("owner").await?;
    let taken = profiles::complete("Köket Annan", 505);
    stack.listed(&taken).await?;
    let id = stack
        .listed(&profiles::complete("Köket Väntan", 504))
        .await?;
    tie(&stack, &owner, &id).await?;
    let path = format!("/api/v1/enterprises/{id}");
    let patch = async |body: Value| {
        let request = stack.by(&owner, "PATCH", &path).json(&body);
        request.send().await
    };
    let number = taken["org_number"].clone();
    let refused = patch(json!({"org_number": number})).await?.expect(409)?;
    assert_eq!(refused.body["reason"], "ORG_NUMBER_TAKEN");
    let changed = patch(json!({"name": "Köket Nytt", "phone": "08-12 34 56"})).await?;
    let changed = changed.expect(200)?.body["enterprise"].clone();
    assert_eq!(changed["profile"]["name"], "Köket Väntan");
    assert_eq!(changed["pending"]["profile"]["name"], "Köket Nytt");
    assert_eq!(changed["pending"]["fields"], json!(["name"]));
    let public = seen(&stack, &id).await?;
    assert_eq!(public["profile"]["name"], "Köket Väntan");
    assert_eq!(public["profile"]["phone"], "08-12 34 56");
    assert!(public.get("pending").is_none(), "{public}");
    assert_eq!(public["organisation_id"], "");
    assert_eq!(public["attestations"], json!([]));
    let found = stack.search(&[("q", "Köket Nytt")]).await?;
    assert!(!found.to_string().contains("Köket Nytt"), "{found}");
    stack
        .run_registry(&["rebuild", "directory", "--verify"])
        .await?;
    staff(
        &stack,
        &format!("enterprises/{id}:approveChanges"),
        json!({}),
    )
    .await?;
    let late = stack.staff("POST", &format!("{path}:approveChanges"));
    let late = late.json(&json!({})).send().await?.expect(409)?;
    assert_eq!(late.body["reason"], "NO_CHANGES");
    assert_eq!(seen(&stack, &id).await?["profile"]["name"], "Köket Nytt");
    stack
        .run_registry(&["rebuild", "directory", "--verify"])
        .await?;
    Ok(())
}
