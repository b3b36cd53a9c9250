//! The tie between an organisation and its enterprise, over both services.

use integration_tests::{
    profiles,
    stack::{Stack, person::Person},
    until::until,
};
use serde_json::{Value, json};

use super::{
    person::assert_refused,
    team::{believed, draft, founds, gets, id, path, posts, renew},
};

/// An ASF that staff believe in, and an enterprise on the list.
async fn ground(stack: &Stack) -> anyhow::Result<(Person, Value, String)> {
    let mut owner = stack.person("info@kajen.example").await?;
    let made = believed(stack, &mut owner, &draft("ASF", "Kajen", 1000)).await?;
    let enterprise = stack.listed(&profiles::complete("Kajen", 1000)).await?;
    Ok((owner, made, enterprise))
}

async fn claims(
    stack: &Stack,
    owner: &Person,
    made: &Value,
    enterprise: &str,
) -> anyhow::Result<()> {
    let claim = format!("{}:claim", path(made));
    let body = json!({ "enterprise_id": enterprise });
    let asked = posts(stack, owner, &claim, &body).await?.expect(200)?;
    let state = asked.text("/organisation/claim/state")?;
    assert_eq!(state, "CLAIM_STATE_REQUESTED");
    Ok(())
}

/// Waits until the registry has as many claims that wait.
async fn waiting(stack: &Stack, many: usize) -> anyhow::Result<()> {
    let what = format!("{many} claims at the registry");
    until(&what, async || {
        let answer = stack
            .staff("GET", "/api/v1/enterprises:claims")
            .send()
            .await?;
        let claims = answer.expect(200)?.body;
        let there = claims["claims"].as_array().map_or(0, Vec::len);
        Ok((there == many).then_some(()))
    })
    .await
}

async fn decide(stack: &Stack, enterprise: &str, verb: &str, body: &Value) -> anyhow::Result<()> {
    let path = format!("/api/v1/enterprises/{enterprise}:{verb}");
    let request = stack.staff("POST", &path).json(body);
    request.send().await?.expect_success()?;
    Ok(())
}

#[tokio::test]
async fn an_approved_claim_ties_both_sides_until_it_is_released() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (owner, made, enterprise) = ground(&stack).await?;
    claims(&stack, &owner, &made, &enterprise).await?;
    waiting(&stack, 1).await?;
    let organisation = json!({ "organisation_id": id(&made) });
    decide(&stack, &enterprise, "approveClaim", &organisation).await?;
    until("the enterprise is the organisation's", async || {
        let seen = gets(&stack, &owner, &path(&made)).await?.expect(200)?;
        let tied = seen.body["enterprise_id"] == enterprise.as_str();
        Ok((tied && seen.body["claim"].is_null()).then_some(()))
    })
    .await?;

    let release = format!("{}:release", path(&made));
    posts(&stack, &owner, &release, &json!({}))
        .await?
        .expect(200)?;
    let again = posts(&stack, &owner, &release, &json!({})).await?;
    assert_refused(&again, 409, "NOT_LINKED");
    until("the registry lets go", async || {
        let path = format!("/api/v1/enterprises/{enterprise}");
        let seen = stack.staff("GET", &path).send().await?.expect(200)?.body;
        let tied = seen["organisation_id"].as_str().unwrap_or_default();
        Ok(tied.is_empty().then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_rejection_comes_back_with_its_reason() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (owner, made, enterprise) = ground(&stack).await?;
    claims(&stack, &owner, &made, &enterprise).await?;
    waiting(&stack, 1).await?;
    let reason = "Namnet stämmer inte.";
    let rejected = json!({ "organisation_id": id(&made), "reason": reason });
    decide(&stack, &enterprise, "rejectClaim", &rejected).await?;
    until("the owner reads why", async || {
        let seen = gets(&stack, &owner, &path(&made)).await?.expect(200)?;
        let claim = &seen.body["claim"];
        let is_rejected = claim["state"] == "CLAIM_STATE_REJECTED";
        Ok((is_rejected && claim["reason"] == reason).then_some(()))
    })
    .await?;
    let withdraw = format!("{}:withdrawClaim", path(&made));
    let nothing = posts(&stack, &owner, &withdraw, &json!({})).await?;
    assert_refused(&nothing, 409, "NO_CLAIM");
    claims(&stack, &owner, &made, &enterprise).await
}

#[tokio::test]
async fn a_claim_that_is_taken_back_waits_no_longer() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (owner, made, enterprise) = ground(&stack).await?;
    claims(&stack, &owner, &made, &enterprise).await?;
    waiting(&stack, 1).await?;
    let withdraw = format!("{}:withdrawClaim", path(&made));
    posts(&stack, &owner, &withdraw, &json!({}))
        .await?
        .expect(200)?;
    waiting(&stack, 0).await
}

#[tokio::test]
async fn an_enterprise_that_is_not_there_is_claimed_in_vain() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (owner, made, _) = ground(&stack).await?;
    let nothing = "00000000-0000-4000-8000-000000000000";
    claims(&stack, &owner, &made, nothing).await?;
    until("the registry says no", async || {
        let seen = gets(&stack, &owner, &path(&made)).await?.expect(200)?;
        let state = &seen.body["claim"]["state"];
        Ok((state == "CLAIM_STATE_REJECTED").then_some(()))
    })
    .await
}

#[tokio::test]
async fn an_asf_claims_before_it_is_verified_but_not_once_it_is_refused() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (_, _, enterprise) = ground(&stack).await?;
    let mut person = stack.person("info@bolaget.example").await?;
    let body = json!({ "enterprise_id": enterprise });
    let company = founds(&stack, &mut person, &draft("COMPANY", "Bolaget", 1001)).await?;
    let claim = format!("{}:claim", path(&company));
    let refused = posts(&stack, &person, &claim, &body).await?;
    assert_refused(&refused, 409, "NOT_AN_ASF");

    let unverified = founds(&stack, &mut person, &draft("ASF", "Köket", 1002)).await?;
    claims(&stack, &person, &unverified, &enterprise).await?;
    waiting(&stack, 1).await?;
    let staff = stack.sample("staff").await?;
    let reason = json!({ "reason": "Numret hör till en annan." });
    let refuse = format!("{}:refuse", path(&unverified));
    posts(&stack, &staff, &refuse, &reason).await?.expect(200)?;
    waiting(&stack, 0).await?;
    renew(&stack, &mut person).await?;
    let claim = format!("{}:claim", path(&unverified));
    let refused = posts(&stack, &person, &claim, &body).await?;
    assert_refused(&refused, 409, "ORGANISATION_REJECTED");
    Ok(())
}
