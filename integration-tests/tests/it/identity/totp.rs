//! Codes of an authenticator app and of paper, as a program that reads the
//! secret makes them.

use std::collections::BTreeSet;

use all_in_one::people::samples::{email, password};
use chassis::clock::Clock;
use integration_tests::{
    stack::{Stack, answer::Answer},
    until::until,
};
use serde_json::{Value, json};
use totp_rs::{Builder, Secret, Totp};

use super::{
    person::{Person, assert_refused, try_password},
    wire::link,
};

const WHO: &str = "account";

/// An app that has read the secret.
pub(super) struct App(Totp);

impl App {
    fn of(secret: &str) -> anyhow::Result<Self> {
        let secret = Secret::try_from_base32(secret)?;
        Ok(Self(Builder::new().with_secret(secret).build()?))
    }

    /// The code of a step of 30 seconds.
    fn code(&self, step: i64) -> String {
        let seconds = step.unsigned_abs() * 30;
        self.0.generate(seconds).to_string()
    }
}

pub(super) fn this_step() -> i64 {
    Clock::system().now().unix_timestamp() / 30
}

fn own_password() -> Value {
    json!({ "password": password(WHO) })
}

/// A login by password, which has to ask for more.
async fn challenge(stack: &Stack) -> anyhow::Result<String> {
    let answer = try_password(stack, WHO).await?.expect(200)?;
    assert_eq!(answer.body["accessToken"].as_str().unwrap_or(""), "");
    assert_eq!(answer.header("set-cookie"), "");
    answer.text("/challenge")
}

pub(super) async fn answer(stack: &Stack, challenge: &str, code: &str) -> anyhow::Result<Answer> {
    let body = json!({ "challenge": challenge, "code": code });
    let request = stack.anonymous("POST", "/api/v1/sessions:answerChallenge");
    request.json(&body).send().await
}

/// Sets the app up with the code of this step; the app and the paper codes.
pub(super) async fn set_up(me: &Person<'_>, step: i64) -> anyhow::Result<(App, Vec<String>)> {
    let started = me.posts("accounts/me/totp:start", &own_password()).await?;
    let started = started.expect(200)?;
    let app = App::of(&started.text("/secret")?)?;
    let uri = started.text("/uri")?;
    assert!(
        uri.starts_with("otpauth://totp/ASF%20Lyfter:account%40asf.example?"),
        "{uri}"
    );
    assert!(started.text("/qr_svg")?.contains("<svg"));
    let code = json!({ "code": app.code(step) });
    let confirmed = me.posts("accounts/me/totp:confirm", &code).await?;
    let codes = confirmed.expect(200)?.body["recovery_codes"].clone();
    Ok((app, serde_json::from_value(codes)?))
}

#[tokio::test]
async fn an_app_is_set_up_and_its_codes_work_once() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let me = Person::log_in(&stack, WHO).await?;
    let none = me
        .posts("accounts/me/totp:confirm", &json!({ "code": "123456" }))
        .await?;
    assert_refused(&none, 409, "TOTP_NOT_STARTED");
    let wrong = json!({ "password": "not the password" });
    let refused = me.posts("accounts/me/totp:start", &wrong).await?;
    assert_refused(&refused, 400, "INVALID_FIELDS");
    assert_eq!(refused.body["errors"][0]["reason"], "WRONG_PASSWORD");

    let step = this_step();
    let (app, codes) = set_up(&me, step).await?;
    assert_eq!(codes.len(), 10);
    let account = me.account().await?;
    assert_eq!(account["has_totp"], true);
    assert_eq!(account["recovery_codes_left"], 10);
    let again = me.posts("accounts/me/totp:start", &own_password()).await?;
    assert_refused(&again, 409, "TOTP_ALREADY_ENABLED");

    let first = challenge(&stack).await?;
    // It was shown when the app was set up.
    assert_refused(
        &answer(&stack, &first, &app.code(step)).await?,
        400,
        "WRONG_CODE",
    );
    let entered = answer(&stack, &first, &app.code(step + 1))
        .await?
        .expect(200)?;
    assert!(entered.header("set-cookie").starts_with("__Host-session="));
    let entered = Person::with_token(&stack, entered.text("/accessToken")?);
    assert_eq!(entered.account().await?["id"], account["id"]);
    // A challenge that was answered is over, and so is a code.
    let over = answer(&stack, &first, &app.code(step + 1)).await?;
    assert_refused(&over, 401, "CHALLENGE_ENDED");
    let second = challenge(&stack).await?;
    assert_refused(
        &answer(&stack, &second, &app.code(step + 1)).await?,
        400,
        "WRONG_CODE",
    );
    Ok(())
}

#[tokio::test]
async fn a_code_is_read_as_the_app_shows_it_and_what_is_none_is_no_try() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let me = Person::log_in(&stack, WHO).await?;
    let started = me.posts("accounts/me/totp:start", &own_password()).await?;
    let app = App::of(&started.expect(200)?.text("/secret")?)?;
    let step = this_step();
    let spaced = |step| {
        let code = app.code(step);
        format!(" {} {}", &code[..3], &code[3..])
    };
    let none = json!({ "code": "12345" });
    let none = me.posts("accounts/me/totp:confirm", &none).await?;
    assert_refused(&none, 400, "INVALID_FIELDS");
    assert_eq!(none.body["errors"][0]["reason"], "NOT_A_CODE");
    let code = json!({ "code": spaced(step) });
    me.posts("accounts/me/totp:confirm", &code)
        .await?
        .expect(200)?;

    let challenge = challenge(&stack).await?;
    // More than the tries that a challenge takes.
    for typed in ["12345", "1234567", "koden", "-", "01ab-cdef", "abc def"] {
        let none = answer(&stack, &challenge, typed).await?;
        assert_eq!(
            none.body["errors"][0]["reason"], "NOT_A_CODE",
            "{}",
            none.raw
        );
    }
    let entered = answer(&stack, &challenge, &spaced(step + 1)).await?;
    entered.expect(200)?.text("/accessToken")?;
    Ok(())
}

/// Sets a password by the link of a mail.
async fn resets(stack: &Stack, password: &str) -> anyhow::Result<()> {
    let posts = async |path: &str, body: Value| {
        let request = stack.anonymous("POST", &format!("/api/v1/accounts:{path}"));
        request.json(&body).send().await?.expect(200)
    };
    posts("requestPasswordReset", json!({ "email": email(WHO) })).await?;
    let token = link(stack, &email(WHO), "aterstall", &[]).await?;
    posts(
        "resetPassword",
        json!({ "token": token, "password": password }),
    )
    .await?;
    Ok(())
}

#[tokio::test]
async fn a_new_password_ends_what_was_half_done_with_the_old_one() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let me = Person::log_in(&stack, WHO).await?;
    let (app, _) = set_up(&me, this_step()).await?;
    let (half, new) = (challenge(&stack).await?, "ny@asf.example");
    let passkey = me
        .posts("accounts/me/passkeys:start", &own_password())
        .await?;
    passkey.expect(200)?;
    let change = json!({ "new_email": new, "password": password(WHO) });
    me.posts("accounts/me:changeEmail", &change)
        .await?
        .expect(200)?;
    let confirm = json!({ "token": link(&stack, new, "ny-epost", &[]).await? });

    resets(&stack, "four yellow tables outside").await?;
    let late = answer(&stack, &half, &app.code(this_step() + 1)).await?;
    assert_refused(&late, 401, "CHALLENGE_ENDED");
    let request = stack.anonymous("POST", "/api/v1/accounts:confirmEmail");
    assert_refused(&request.json(&confirm).send().await?, 400, "WRONG_LINK");
    let pool = sqlx::PgPool::connect(stack.ground.database.url()).await?;
    let sql = "SELECT count(*) FROM identity.ceremonies WHERE subject_id IS NOT NULL";
    let begun: i64 = sqlx::query_scalar(sql).fetch_one(&pool).await?;
    pool.close().await;
    assert_eq!(begun, 0);
    Ok(())
}

#[tokio::test]
async fn a_code_from_paper_works_once_and_until_there_are_new_ones() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let me = Person::log_in(&stack, WHO).await?;
    let early = me
        .posts("accounts/me/recoveryCodes:renew", &own_password())
        .await?;
    assert_refused(&early, 409, "TOTP_NOT_ENABLED");
    let (_, old) = set_up(&me, this_step()).await?;

    // As somebody types it who reads from paper.
    let typed = old[0].replace('-', " ").to_uppercase();
    let entered = answer(&stack, &challenge(&stack).await?, &typed)
        .await?
        .expect(200)?;
    assert_eq!(entered.body["recovery_codes_left"], 9);
    let again = answer(&stack, &challenge(&stack).await?, &old[0]).await?;
    assert_refused(&again, 400, "WRONG_CODE");

    let renewed = me
        .posts("accounts/me/recoveryCodes:renew", &own_password())
        .await?;
    let new = renewed.expect(200)?.body["recovery_codes"].clone();
    let new: Vec<String> = serde_json::from_value(new)?;
    let outdated = answer(&stack, &challenge(&stack).await?, &old[1]).await?;
    assert_refused(&outdated, 400, "WRONG_CODE");
    answer(&stack, &challenge(&stack).await?, &new[0])
        .await?
        .expect(200)?;

    me.posts("accounts/me/totp:remove", &own_password())
        .await?
        .expect(200)?;
    try_password(&stack, WHO)
        .await?
        .expect(200)?
        .text("/accessToken")?;
    let account = me.account().await?;
    assert_eq!(account["has_totp"], false);
    assert_eq!(account["recovery_codes_left"], 0);

    // Set up, used twice, renewed, removed: whoever it was, the owner knows.
    let told = until("the owner is told", async || {
        let mails = stack.ground.mails()?.into_iter();
        let mine = mails.filter(|mail| mail.to.contains(&email(WHO)));
        let subjects: Vec<_> = mine.map(|mail| mail.subject).collect();
        Ok((subjects.len() >= 5).then_some(subjects))
    });
    let told = told.await?;
    let kinds: BTreeSet<_> = told.iter().collect();
    assert_eq!((told.len(), kinds.len()), (5, 4), "{told:?}");
    Ok(())
}
