//! Sessions over the JSON API: seeing and ending them, what a browser keeps,
//! and whom one acts for.

use integration_tests::{
    stack::{Stack, answer::Answer, person::Person},
    until::{until, until_within},
};
use serde_json::{Value, json};

use super::{
    person::assert_refused,
    wire::{Wire, credentials, reason},
};

/// A revocation works within this.
const SOON: std::time::Duration = std::time::Duration::from_secs(5);

async fn sessions(stack: &Stack, person: &Person) -> anyhow::Result<Vec<Value>> {
    let request = stack.by(person, "GET", "/api/v1/sessions");
    let body = request.send().await?.expect(200)?.body;
    Ok(body["sessions"].as_array().cloned().unwrap_or_default())
}

/// The secret of a cookie that an answer sets.
fn cookie(answer: &Answer) -> &str {
    let header = answer.header("set-cookie");
    let value = header.strip_prefix("__Host-session=").unwrap_or_default();
    value.split(';').next().unwrap_or_default()
}

async fn log_in_over(stack: &Stack, person: &Person, before: &str) -> anyhow::Result<Answer> {
    let body = json!({ "email": person.email, "password": person.password });
    let mut request = stack.anonymous("POST", "/api/v1/sessions").json(&body);
    if !before.is_empty() {
        request = request
            .header("cookie", &format!("__Host-session={before}"))
            .header("sec-fetch-site", "same-origin");
    }
    request.send().await?.expect(200)
}

#[tokio::test]
async fn a_person_sees_and_ends_own_sessions() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let here = stack.sample("account").await?;
    let there = stack.log_in(&here.email, &here.password).await?;
    let listed = sessions(&stack, &here).await?;
    let current = listed.iter().filter(|it| it["current"] == true).count();
    assert_eq!((listed.len(), current), (2, 1));

    let other = listed.iter().find(|it| it["current"] == false);
    let id = other.and_then(|it| it["id"].as_str()).unwrap_or_default();
    let path = format!("/api/v1/sessions/{id}");
    stack.by(&here, "DELETE", &path).send().await?.expect(200)?;
    assert!(stack.fresh_token(&there).await.is_err());
    until_within(SOON, "the token is refused", async || {
        let answer = stack
            .by(&there, "GET", "/api/v1/accounts/me")
            .send()
            .await?;
        Ok((answer.status == 401).then_some(()))
    })
    .await?;
    let again = stack.by(&here, "DELETE", &path).send().await?;
    assert_refused(&again, 404, "NOT_FOUND");
    Ok(())
}

#[tokio::test]
async fn sessions_of_others_are_out_of_reach() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (one, other) = (stack.sample("account").await?, stack.sample("buyer").await?);
    let listed = sessions(&stack, &other).await?;
    let id = listed[0]["id"].as_str().unwrap_or_default();
    let path = format!("/api/v1/sessions/{id}");
    let answer = stack.by(&one, "DELETE", &path).send().await?;
    assert_refused(&answer, 404, "NOT_FOUND");
    stack.fresh_token(&other).await?;
    Ok(())
}

#[tokio::test]
async fn all_other_sessions_end_at_once() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let here = stack.sample("account").await?;
    for _ in 0..2 {
        stack.log_in(&here.email, &here.password).await?;
    }
    let path = "/api/v1/sessions:endOthers";
    let answer = stack
        .by(&here, "POST", path)
        .json(&json!({}))
        .send()
        .await?;
    assert_eq!(answer.expect(200)?.body["ended"], 2);
    assert_eq!(sessions(&stack, &here).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn after_logging_out_neither_cookie_nor_token_work() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let person = stack.sample("account").await?;
    let path = "/api/v1/sessions/current";
    let out = stack.in_browser(&person, "DELETE", path).send().await?;
    let removed = out.expect(200)?;
    let header = removed.header("set-cookie");
    assert!(header.starts_with("__Host-session=;"), "{header}");
    assert!(header.contains("Max-Age=0"), "{header}");
    assert!(stack.fresh_token(&person).await.is_err());
    until_within(SOON, "cookie and token are refused", async || {
        let path = "/api/v1/accounts/me";
        let by_cookie = stack.in_browser(&person, "GET", path).send().await?;
        let by_token = stack.by(&person, "GET", path).send().await?;
        Ok((by_cookie.status == 401 && by_token.status == 401).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_login_begins_a_new_session_and_ends_the_one_before() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let victim = stack.sample("account").await?;
    let attacker = stack.sample("buyer").await?;
    // The attacker's cookie was put into the victim's browser.
    let answer = log_in_over(&stack, &victim, &attacker.session).await?;
    assert_ne!(cookie(&answer), attacker.session);
    assert!(stack.fresh_token(&attacker).await.is_err());

    // A cookie that identity never gave is not taken over.
    let invented = "A".repeat(43);
    let answer = log_in_over(&stack, &victim, &invented).await?;
    assert_ne!(cookie(&answer), invented);
    let wire = Wire::to(&stack)?;
    let again = wire.log_in(credentials(&victim), "", &invented).await;
    assert!(again.is_ok_and(|it| it.session != invented));
    Ok(())
}

#[tokio::test]
async fn a_person_chooses_the_organisation_to_act_for() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let owner = stack.sample("owner").await?;
    let me = stack
        .by(&owner, "GET", "/api/v1/accounts/me")
        .send()
        .await?;
    let own = me.expect(200)?.text("/organisation_id")?;
    let switch = async |token: &str, id: &str| {
        let request = stack.anonymous("POST", "/api/v1/sessions:switchOrganisation");
        let request = request.bearer(token);
        request.json(&json!({ "organisation_id": id })).send().await
    };
    let alone = switch(&owner.token, "").await?.expect(200)?;
    let alone = alone.text("/accessToken")?;
    let me = stack.anonymous("GET", "/api/v1/accounts/me").bearer(&alone);
    let me = me.send().await?.expect(200)?.body;
    assert_eq!(me["organisation_id"], "");
    let roles = me["roles"].to_string();
    assert!(!roles.contains("asf_owner"), "{roles}");

    let fresh = stack.fresh_token(&owner).await?;
    let back = switch(&fresh, &own).await?.expect(200)?;
    let me = stack.anonymous("GET", "/api/v1/accounts/me");
    let me = me.bearer(&back.text("/accessToken")?).send().await?;
    assert_eq!(me.expect(200)?.text("/organisation_id")?, own);

    let fresh = stack.fresh_token(&owner).await?;
    let foreign = "018f3c2e-0000-7000-8000-000000000000";
    let other = switch(&fresh, foreign).await?;
    assert_refused(&other, 404, "NOT_FOUND");
    Ok(())
}

#[tokio::test]
async fn a_browser_is_told_how_to_keep_the_cookie() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let person = stack.sample("account").await?;
    let answer = log_in_over(&stack, &person, "").await?;
    let header = answer.header("set-cookie");
    for part in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age="] {
        assert!(header.contains(part), "{part}: {header}");
    }
    let path = "/api/v1/accounts/me";
    let browser = Person {
        session: cookie(&answer).to_owned(),
        ..person
    };
    until("the cookie works", async || {
        let answer = stack.in_browser(&browser, "GET", path).send().await?;
        Ok((answer.status == 200).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_wrong_password_begins_nothing_and_ends_nothing() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let person = stack.sample("account").await?;
    let wire = Wire::to(&stack)?;
    let wrong = (person.email.as_str(), "not the password of it");
    let refused = wire.log_in(wrong, "", &person.session).await;
    assert_eq!(
        refused.map(drop).map_err(|it| reason(&it)),
        Err("INVALID_CREDENTIALS".to_owned())
    );
    stack.fresh_token(&person).await?;
    assert_eq!(sessions(&stack, &person).await?.len(), 1);
    Ok(())
}
