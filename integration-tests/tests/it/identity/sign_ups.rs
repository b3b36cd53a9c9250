//! Several sign-ups with one address: whoever reads its mails gets the account,
//! and no stranger's password stays on it. And one address or password, however
//! a keyboard writes it.

use integration_tests::{
    stack::{Stack, answer::Answer},
    until::until,
};
use serde_json::{Value, json};

use super::{person::assert_refused, wire::link};

const EMAIL: &str = "agare@kooperativ.example";
const OWN: &str = "three green chairs in a row";
const STRANGERS: &str = "the password of a stranger";

async fn post(stack: &Stack, path: &str, body: &Value) -> anyhow::Result<Answer> {
    let request = stack.anonymous("POST", &format!("/api/v1/{path}"));
    request.json(body).send().await
}

/// Signs up, and answers the token of the mail.
async fn signs_up(
    stack: &Stack,
    (name, password): (&str, &str),
    before: &[&str],
) -> anyhow::Result<String> {
    let body = json!({ "email": EMAIL, "password": password, "name": name });
    post(stack, "accounts", &body).await?.expect(200)?;
    link(stack, EMAIL, "bekrafta-epost", before).await
}

async fn verify(stack: &Stack, token: &str) -> anyhow::Result<Answer> {
    post(stack, "accounts:verifyEmail", &json!({ "token": token })).await
}

async fn read(stack: &Stack, token: &str) -> anyhow::Result<Answer> {
    post(stack, "accounts:readEmailLink", &json!({ "token": token })).await
}

async fn log_in(stack: &Stack, password: &str) -> anyhow::Result<Answer> {
    let body = json!({ "email": EMAIL, "password": password });
    post(stack, "sessions", &body).await
}

#[tokio::test]
async fn a_newer_sign_up_ends_the_links_of_an_older_one() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let strangers = signs_up(&stack, ("Främling", STRANGERS), &[]).await?;
    let own = signs_up(&stack, ("Ägare", OWN), &[&strangers]).await?;
    assert_refused(&verify(&stack, &strangers).await?, 400, "WRONG_LINK");
    assert_refused(&read(&stack, &strangers).await?, 400, "WRONG_LINK");

    verify(&stack, &own).await?.expect(200)?;
    log_in(&stack, OWN).await?.expect(200)?;
    let stranger = log_in(&stack, STRANGERS).await?;
    assert_refused(&stranger, 401, "INVALID_CREDENTIALS");
    Ok(())
}

#[tokio::test]
async fn a_stranger_who_signs_up_later_is_seen_and_not_let_in() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let own = signs_up(&stack, ("Ägare", OWN), &[]).await?;
    let alone = read(&stack, &own).await?.expect(200)?;
    assert_eq!(alone.body["name"], "Ägare");
    assert_eq!(alone.body["asks_for_password"], false);
    assert!(alone.text("/asked_at")?.starts_with("20"));

    let strangers = signs_up(&stack, ("Främling", STRANGERS), &[&own]).await?;
    let mails = stack.ground.mails()?;
    let newest = mails
        .iter()
        .rev()
        .find(|mail| mail.to.contains(&EMAIL.to_owned()));
    let html = newest.map(|mail| mail.html.clone()).unwrap_or_default();
    assert!(html.contains("under namnet ”Främling”"), "{html}");
    // Sent again, it is still the stranger's: whoever opens it sees that, and
    // cannot say its password.
    post(
        &stack,
        "accounts:resendVerification",
        &json!({ "email": EMAIL }),
    )
    .await?
    .expect(200)?;
    let again = link(&stack, EMAIL, "bekrafta-epost", &[&own, &strangers]).await?;
    let seen = read(&stack, &again).await?.expect(200)?;
    assert_eq!(seen.body["name"], "Främling");
    assert_eq!(seen.body["asks_for_password"], true);
    let body = json!({ "token": again, "password": OWN });
    let refused = post(&stack, "accounts:verifyEmail", &body).await?;
    assert_refused(&refused, 400, "INVALID_FIELDS");
    assert_eq!(refused.body["errors"][0]["reason"], "WRONG_PASSWORD");

    // So the owner signs up once more.
    let mine = signs_up(&stack, ("Ägare", OWN), &[&own, &strangers, &again]).await?;
    let body = json!({ "token": mine, "password": OWN });
    post(&stack, "accounts:verifyEmail", &body)
        .await?
        .expect(200)?;
    for old in [&own, &strangers, &again] {
        assert_refused(&verify(&stack, old).await?, 400, "WRONG_LINK");
    }
    log_in(&stack, OWN).await?.expect(200)?;
    let stranger = log_in(&stack, STRANGERS).await?;
    assert_refused(&stranger, 401, "INVALID_CREDENTIALS");
    Ok(())
}

#[tokio::test]
async fn whoever_is_asked_to_confirm_an_address_sees_for_whom() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let person = stack.sample("account").await?;
    let body = json!({ "new_email": EMAIL, "password": person.password });
    let path = "/api/v1/accounts/me:changeEmail";
    stack
        .by(&person, "POST", path)
        .json(&body)
        .send()
        .await?
        .expect(200)?;
    let token = link(&stack, EMAIL, "ny-epost", &[]).await?;
    let account = stack
        .by(&person, "GET", "/api/v1/accounts/me")
        .send()
        .await?;
    let seen = read(&stack, &token).await?.expect(200)?;
    assert_eq!(seen.body["name"], account.expect(200)?.body["name"]);
    Ok(())
}

#[tokio::test]
async fn one_mailbox_and_one_password_have_many_spellings() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (unicode, ascii) = ("info@räksmörgås.example", "info@xn--rksmrgs-5wao1o.example");
    let (composed, decomposed) = (
        "ett bra lösenord på Åland",
        "ett bra lo\u{308}senord pa\u{30a} A\u{30a}land",
    );
    let body = json!({ "email": unicode, "password": composed, "name": "Exempel" });
    post(&stack, "accounts", &body).await?.expect(200)?;
    // Mail goes to the domain that every mail server knows.
    let token = link(&stack, ascii, "bekrafta-epost", &[]).await?;
    verify(&stack, &token).await?.expect(200)?;
    for email in [
        unicode,
        ascii,
        "INFO@ra\u{308}ksmo\u{308}rga\u{30a}s.example",
    ] {
        for password in [composed, decomposed] {
            let body = json!({ "email": email, "password": password });
            let answer = post(&stack, "sessions", &body).await?;
            assert_eq!(answer.status, 200, "{email}: {}", answer.raw);
        }
    }
    // The same mailbox opens no second account.
    let body = json!({ "email": ascii, "password": OWN, "name": "Exempel" });
    post(&stack, "accounts", &body).await?.expect(200)?;
    until("its owner is told", async || {
        let mails = stack.ground.mails()?;
        let told = mails
            .iter()
            .any(|mail| mail.subject == "Du har redan ett konto");
        Ok(told.then_some(()))
    })
    .await
}
