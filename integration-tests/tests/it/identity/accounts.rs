//! Accounts over the JSON API: joining, passwords, addresses, details.

use integration_tests::{
    ground::VAULT_KEY,
    stack::{Stack, answer::Answer, person::Person},
    until::until,
};
use serde_json::{Value, json};

use super::{
    person::assert_refused,
    wire::{count, link},
};

const PASSWORD: &str = "three green chairs in a row";
const OTHER: &str = "four yellow tables outside";

async fn post(stack: &Stack, path: &str, body: &Value) -> anyhow::Result<Answer> {
    let request = stack.anonymous("POST", &format!("/api/v1/{path}"));
    request.json(body).send().await
}

async fn sign_up(stack: &Stack, email: &str, password: &str) -> anyhow::Result<Answer> {
    let body = json!({ "email": email, "password": password, "name": "Exempel" });
    post(stack, "accounts", &body).await
}

async fn verify(stack: &Stack, token: &str) -> anyhow::Result<Answer> {
    post(stack, "accounts:verifyEmail", &json!({ "token": token })).await
}

async fn log_in(stack: &Stack, email: &str, password: &str) -> anyhow::Result<Answer> {
    let body = json!({ "email": email, "password": password });
    post(stack, "sessions", &body).await
}

async fn account(stack: &Stack, person: &Person) -> anyhow::Result<Value> {
    let answer = stack
        .by(person, "GET", "/api/v1/accounts/me")
        .send()
        .await?;
    Ok(answer.expect(200)?.body)
}

#[tokio::test]
async fn a_person_joins_by_proving_the_address() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let email = "ny@asf.example";
    sign_up(&stack, email, PASSWORD).await?.expect(200)?;
    let early = log_in(&stack, email, PASSWORD).await?;
    assert_refused(&early, 401, "INVALID_CREDENTIALS");

    let token = link(&stack, email, "bekrafta-epost", &[]).await?;
    verify(&stack, &token).await?.expect(200)?;
    let answer = log_in(&stack, email, PASSWORD).await?.expect(200)?;
    assert!(answer.header("set-cookie").starts_with("__Host-session="));
    assert!(answer.body.get("session").is_none(), "{}", answer.raw);

    let again = verify(&stack, &token).await?;
    assert_refused(&again, 400, "WRONG_LINK");
    Ok(())
}

#[tokio::test]
async fn a_sign_up_that_is_not_proven_holds_no_address() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let email = "agare@kooperativ.example";
    sign_up(&stack, email, "the password of an intruder")
        .await?
        .expect(200)?;
    let intruders = link(&stack, email, "bekrafta-epost", &[]).await?;
    sign_up(&stack, email, PASSWORD).await?.expect(200)?;
    let own = link(&stack, email, "bekrafta-epost", &[&intruders]).await?;
    verify(&stack, &own).await?.expect(200)?;

    log_in(&stack, email, PASSWORD).await?.expect(200)?;
    let intruder = log_in(&stack, email, "the password of an intruder").await?;
    assert_refused(&intruder, 401, "INVALID_CREDENTIALS");
    let late = verify(&stack, &intruders).await?;
    assert_refused(&late, 400, "WRONG_LINK");
    Ok(())
}

#[tokio::test]
async fn the_mail_of_a_sign_up_is_sent_again_on_wish() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let email = "igen@asf.example";
    sign_up(&stack, email, PASSWORD).await?.expect(200)?;
    let first = link(&stack, email, "bekrafta-epost", &[]).await?;
    let body = json!({ "email": email });
    post(&stack, "accounts:resendVerification", &body)
        .await?
        .expect(200)?;
    let second = link(&stack, email, "bekrafta-epost", &[&first]).await?;
    verify(&stack, &second).await?.expect(200)?;
    log_in(&stack, email, PASSWORD).await?.expect(200)?;
    Ok(())
}

#[tokio::test]
async fn an_owner_is_told_when_somebody_signs_up_with_the_address() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let owner = stack.sample("account").await?;
    let before = count(&stack, &owner.email)?;
    sign_up(&stack, &owner.email, PASSWORD).await?.expect(200)?;
    until("the owner is told", async || {
        Ok((count(&stack, &owner.email)? > before).then_some(()))
    })
    .await?;
    let stranger = log_in(&stack, &owner.email, PASSWORD).await?;
    assert_refused(&stranger, 401, "INVALID_CREDENTIALS");
    log_in(&stack, &owner.email, &owner.password)
        .await?
        .expect(200)?;
    Ok(())
}

#[tokio::test]
async fn a_password_that_everybody_tries_is_refused_by_its_field() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    for (password, rule) in [("lösenord2026", "TOO_COMMON"), ("short", "TOO_SHORT")] {
        let answer = sign_up(&stack, "ny@asf.example", password).await?;
        assert_refused(&answer, 400, "INVALID_FIELDS");
        let error = &answer.body["errors"][0];
        assert_eq!(
            (&error["field"], &error["reason"]),
            (&json!("password"), &json!(rule))
        );
    }
    let answer = sign_up(&stack, "no address", PASSWORD).await?;
    assert_eq!(answer.body["errors"][0]["reason"], "NOT_AN_EMAIL");
    Ok(())
}

#[tokio::test]
async fn whoever_forgot_the_password_chooses_another_and_all_sessions_end() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let person = stack.sample("account").await?;
    let body = json!({ "email": person.email });
    post(&stack, "accounts:requestPasswordReset", &body)
        .await?
        .expect(200)?;
    let token = link(&stack, &person.email, "aterstall", &[]).await?;

    let weak = json!({ "token": token, "password": "password2026" });
    let weak = post(&stack, "accounts:resetPassword", &weak).await?;
    assert_eq!(weak.body["errors"][0]["reason"], "TOO_COMMON");
    let body = json!({ "token": token, "password": OTHER });
    post(&stack, "accounts:resetPassword", &body)
        .await?
        .expect(200)?;
    let again = post(&stack, "accounts:resetPassword", &body).await?;
    assert_refused(&again, 400, "WRONG_LINK");

    let old = log_in(&stack, &person.email, &person.password).await?;
    assert_refused(&old, 401, "INVALID_CREDENTIALS");
    log_in(&stack, &person.email, OTHER).await?.expect(200)?;
    assert!(stack.fresh_token(&person).await.is_err());
    until("the token is refused", async || {
        let request = stack.by(&person, "GET", "/api/v1/accounts/me");
        Ok((request.send().await?.status == 401).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions_only() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let here = stack.sample("account").await?;
    let there = stack.log_in(&here.email, &here.password).await?;
    let change = async |current: &str| {
        let body = json!({ "current_password": current, "new_password": OTHER });
        let path = "/api/v1/accounts/me:changePassword";
        stack.by(&here, "POST", path).json(&body).send().await
    };
    let wrong = change("not the password of it").await?;
    assert_refused(&wrong, 400, "INVALID_FIELDS");
    let error = &wrong.body["errors"][0];
    assert_eq!(error["field"], "current_password");
    assert_eq!(error["reason"], "WRONG_PASSWORD");

    change(&here.password).await?.expect(200)?;
    stack.fresh_token(&here).await?;
    assert!(stack.fresh_token(&there).await.is_err());
    let old = log_in(&stack, &here.email, &here.password).await?;
    assert_refused(&old, 401, "INVALID_CREDENTIALS");
    log_in(&stack, &here.email, OTHER).await?.expect(200)?;
    Ok(())
}

#[tokio::test]
async fn another_address_is_taken_into_use_by_its_own_mail() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let person = stack.sample("account").await?;
    let ask = async |email: &str| {
        let body = json!({ "new_email": email, "password": person.password });
        let path = "/api/v1/accounts/me:changeEmail";
        stack.by(&person, "POST", path).json(&body).send().await
    };
    let same = ask("ACCOUNT@asf.example").await?;
    assert_eq!(same.body["errors"][0]["reason"], "SAME_EMAIL");

    let new = "ny.adress@asf.example";
    ask(new).await?.expect(200)?;
    let token = link(&stack, new, "ny-epost", &[]).await?;
    assert_eq!(account(&stack, &person).await?["email"], person.email);
    let before = count(&stack, &person.email)?;
    let body = json!({ "token": token });
    post(&stack, "accounts:confirmEmail", &body)
        .await?
        .expect(200)?;
    assert_eq!(account(&stack, &person).await?["email"], new);
    log_in(&stack, new, &person.password).await?.expect(200)?;
    let old = log_in(&stack, &person.email, &person.password).await?;
    assert_refused(&old, 401, "INVALID_CREDENTIALS");
    until("the old address is told", async || {
        Ok((count(&stack, &person.email)? > before).then_some(()))
    })
    .await
}

#[tokio::test]
async fn an_address_of_somebody_else_is_not_taken_over() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (person, owner) = (stack.sample("account").await?, stack.sample("owner").await?);
    let before = count(&stack, &owner.email)?;
    let body = json!({ "new_email": owner.email, "password": person.password });
    let path = "/api/v1/accounts/me:changeEmail";
    let answer = stack.by(&person, "POST", path).json(&body).send().await?;
    answer.expect(200)?;
    until("its owner is told", async || {
        Ok((count(&stack, &owner.email)? > before).then_some(()))
    })
    .await?;
    assert_eq!(account(&stack, &person).await?["email"], person.email);
    Ok(())
}

#[tokio::test]
async fn a_person_changes_what_the_request_names_and_nothing_else() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let person = stack.sample("account").await?;
    let before = account(&stack, &person).await?;
    let change = async |body: &Value| {
        let request = stack.by(&person, "PATCH", "/api/v1/accounts/me");
        request.json(body).send().await
    };
    let news =
        json!({ "phone": "070-123 45 67", "language": "LANGUAGE_EN", "mail": { "news": true } });
    let after = change(&news).await?.expect(200)?.body["account"].take();
    assert_eq!(after["phone"], "070-123 45 67");
    assert_eq!(after["language"], "LANGUAGE_EN");
    assert_eq!(after["mail"]["news"], true);
    assert_eq!(after["mail"]["quiet_hours"], before["mail"]["quiet_hours"]);
    assert_eq!(after["name"], before["name"]);

    let gone = change(&json!({ "phone": null })).await?.expect(200)?.body;
    assert_eq!(gone["account"]["phone"], "");
    for (body, rule) in [
        (json!({ "name": " " }), "REQUIRED"),
        (json!({ "phone": "ring mig" }), "NOT_A_PHONE"),
        (json!({ "email": "annan@asf.example" }), "UNKNOWN_VALUE"),
    ] {
        let answer = change(&body).await?;
        assert_eq!(answer.body["errors"][0]["reason"], rule, "{}", answer.raw);
    }
    Ok(())
}

#[tokio::test]
async fn an_account_says_who_one_is_and_whom_one_acts_for() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let owner = account(&stack, &stack.sample("owner").await?).await?;
    assert_eq!(owner["email"], "owner@asf.example");
    assert_eq!(owner["email_verified"], true);
    assert_eq!(owner["has_password"], true);
    assert_eq!(
        owner["organisation_id"],
        owner["memberships"][0]["organisation_id"]
    );
    let roles = owner["roles"].as_array().cloned().unwrap_or_default();
    for role in ["account", "asf_editor", "asf_owner", "member"] {
        assert!(roles.contains(&json!(role)), "{role}: {roles:?}");
    }
    let nobody = stack.anonymous("GET", "/api/v1/accounts/me").send().await?;
    assert_refused(&nobody, 401, "LOGIN_NEEDED");
    Ok(())
}

/// The vault keys that wrap what there is, by their names.
async fn vault_keys(stack: &Stack) -> anyhow::Result<Vec<Vec<u8>>> {
    let sql = "SELECT substring(wrapped FROM 1 FOR 8) AS key FROM identity.subject_keys
               UNION SELECT key_id FROM identity.addresses
               UNION SELECT substring(sealed FROM 1 FOR 8) FROM identity.signing_keys";
    let pool = sqlx::PgPool::connect(stack.ground.database.url()).await?;
    let keys = sqlx::query_scalar(sql).fetch_all(&pool).await?;
    pool.close().await;
    Ok(keys)
}

#[tokio::test]
async fn the_vault_key_can_be_replaced_while_people_log_in() -> anyhow::Result<()> {
    let before = vault_keys(&Stack::start().await?).await?;
    let new = "YW5vdGhlci1rZXktdGhhdC1pcy0zMi1ieXRlcy1sbmc=";
    let both = format!("{new},{VAULT_KEY}");
    let stack = Stack::with_identity(&[("ASF_IDENTITY_VAULT_KEY", &both)]).await?;
    let person = stack.sample("account").await?;
    log_in(&stack, &person.email, &person.password)
        .await?
        .expect(200)?;
    until("everything is wrapped by the new key", async || {
        let keys = vault_keys(&stack).await?;
        Ok((keys.len() == 1 && keys != before).then_some(()))
    })
    .await?;
    log_in(&stack, &person.email, &person.password)
        .await?
        .expect(200)?;
    assert_eq!(account(&stack, &person).await?["email"], person.email);
    Ok(())
}
