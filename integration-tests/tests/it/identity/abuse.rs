//! Guessing and flooding: what a stranger learns, and what it costs others.

use std::{collections::BTreeSet, time::Duration};

use futures::future::join_all;
use integration_tests::stack::{Stack, answer::Answer, person::Person};
use rand::{Rng, SeedableRng, rngs::StdRng};
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection};
use tokio::time::Instant;
use tonic::{Code, Status};

use super::{
    person::assert_refused,
    team,
    wire::{Wire, credentials, reason},
};

/// Pairs of a known and an unknown address: enough for a difference that is
/// plain to see. `scripts/bench timing` asks for more, to see a smaller one.
fn pairs() -> anyhow::Result<usize> {
    match std::env::var("ASF_TEST_TIMING_PAIRS") {
        Ok(pairs) => Ok(pairs.parse()?),
        Err(_) => Ok(250),
    }
}

/// Two samples of one distribution, of so many each, differ more than this in
/// one of ten thousand runs (Kolmogorov and Smirnov, alpha = 0.0001).
fn most_apart(pairs: usize) -> f64 {
    2.225 * (2.0 / pairs as f64).sqrt()
}

/// An address of its own for every try.
fn client(number: usize) -> String {
    format!(
        "198.{}.{}.{}",
        18 + (number >> 16),
        (number >> 8) & 255,
        number & 255
    )
}

/// How far apart two distributions are at most.
fn apart(mut one: Vec<Duration>, mut other: Vec<Duration>) -> f64 {
    one.sort_unstable();
    other.sort_unstable();
    let below = |all: &[Duration], at: &Duration| {
        all.partition_point(|it| it <= at) as f64 / all.len() as f64
    };
    let points = one.iter().chain(&other);
    let gaps = points.map(|at| (below(&one, at) - below(&other, at)).abs());
    gaps.fold(0.0, f64::max)
}

/// Measures pairs in a random order each, and compares them as distributions.
async fn compare(mut ask: impl AsyncFnMut(&str, &str) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let mut order = StdRng::seed_from_u64(20_260_301);
    let pairs = pairs()?;
    let mut times = [Vec::new(), Vec::new()];
    let mut number = 0;
    for _ in 0..pairs {
        let first = order.random::<bool>();
        for known in [first, !first] {
            // One address each: what counts how often an address was asked
            // for counts alike.
            let email = if known {
                "account@asf.example"
            } else {
                "nobody@asf.example"
            };
            number += 1;
            let began = Instant::now();
            ask(email, &client(number)).await?;
            times[usize::from(known)].push(began.elapsed());
        }
    }
    let [unknown, known] = times;
    let apart = apart(unknown, known);
    anyhow::ensure!(apart < most_apart(pairs), "{apart} apart");
    Ok(())
}

#[test]
fn distributions_that_differ_are_told_apart() {
    let times = |from: u64| -> Vec<_> { (from..from + 1000).map(Duration::from_micros).collect() };
    assert!(apart(times(0), times(0)) < 0.01);
    assert!((apart(times(0), times(250)) - 0.25).abs() < 0.01);
    assert!((apart(times(0), times(5000)) - 1.0).abs() < 0.01);
}

#[tokio::test]
async fn a_login_takes_as_long_for_an_unknown_address() -> anyhow::Result<()> {
    let endless = [("ASF_IDENTITY_FAILED_LOGINS_A_MINUTE", "4000000000")];
    let stack = Stack::with_identity(&endless).await?;
    let wire = Wire::to(&stack)?;
    compare(async |email, address| {
        let guess = (email, "not the password of it");
        let refused = wire.log_in(guess, address, "").await;
        let refused = refused.map(drop).map_err(|it| reason(&it));
        anyhow::ensure!(
            refused == Err("INVALID_CREDENTIALS".to_owned()),
            "{refused:?}"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_reset_takes_as_long_for_an_unknown_address() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let wire = Wire::to(&stack)?;
    compare(async |email, address| Ok(wire.request_reset(email, address).await?)).await
}

#[tokio::test]
async fn a_sign_up_takes_as_long_for_an_unknown_address() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let wire = Wire::to(&stack)?;
    compare(async |email, address| Ok(wire.sign_up(email, address).await?)).await
}

/// Where somebody invites to the own organisation, below `/api/v1/`.
async fn invitations(stack: &Stack, host: &Person) -> anyhow::Result<String> {
    let own = team::gets(stack, host, "organisations:mine").await?;
    let id = own.expect(200)?.text("/organisations/0/id")?;
    Ok(format!("organisations/{id}/invitations"))
}

async fn invite(stack: &Stack, host: &Person, path: &str, email: &str) -> anyhow::Result<Answer> {
    let body = json!({ "email": email, "role": "MEMBER_ROLE_VIEWER" });
    team::posts(stack, host, path, &body).await?.expect(200)
}

#[tokio::test]
async fn an_invitation_takes_as_long_for_an_unknown_address() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let mut host = stack.sample("company").await?;
    let path = invitations(&stack, &host).await?;
    let mut database = PgConnection::connect(stack.ground.database.url()).await?;
    let mut asked = 0;
    compare(async |email, _| {
        if asked % 50 == 0 {
            // A token lasts two minutes, and an hour's mails are soon sent.
            team::renew(&stack, &mut host).await?;
            sqlx::query("DELETE FROM identity.tries")
                .execute(&mut database)
                .await?;
        }
        asked += 1;
        // Few may be open at once, so each is taken back.
        let id = invite(&stack, &host, &path, email).await?;
        let end = format!("/api/v1/{path}/{}", id.text("/invitation/id")?);
        stack.by(&host, "DELETE", &end).send().await?.expect(200)?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_host_may_send_only_so_many_invitations_an_hour() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let host = stack.sample("company").await?;
    let path = invitations(&stack, &host).await?;
    let mut sent = 0;
    let refused = loop {
        let body =
            json!({ "email": format!("nobody{sent}@asf.example"), "role": "MEMBER_ROLE_VIEWER" });
        let answer = team::posts(&stack, &host, &path, &body).await?;
        if answer.status != 200 {
            break answer;
        }
        let end = format!("/api/v1/{path}/{}", answer.text("/invitation/id")?);
        stack.by(&host, "DELETE", &end).send().await?.expect(200)?;
        sent += 1;
    };
    assert_refused(&refused, 429, "TOO_MANY_REQUESTS");
    // One more for each minute that a slow machine takes.
    assert!((60..70).contains(&sent), "{sent}");
    Ok(())
}

#[tokio::test]
async fn an_invitation_shows_nothing_of_whether_the_address_has_an_account() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let host = stack.sample("company").await?;
    let path = invitations(&stack, &host).await?;
    let mut answers = Vec::new();
    for email in ["owner@asf.example", "nobody@asf.example"] {
        let mut answer = invite(&stack, &host, &path, email).await?;
        let invitation = answer.body["invitation"].as_object_mut();
        for (name, value) in invitation.into_iter().flatten() {
            // Of each invitation its own; that they are there is compared.
            if ["id", "email", "sent_at", "expires_at"].contains(&name.as_str()) {
                *value = Value::Null;
            }
        }
        answers.push(seen(&answer));
    }
    assert_eq!(answers[0], answers[1]);
    Ok(())
}

async fn post(stack: &Stack, path: &str, body: &Value) -> anyhow::Result<Answer> {
    let request = stack.anonymous("POST", &format!("/api/v1/{path}"));
    request.json(body).send().await
}

/// A request's body of an address and a password.
type Body = fn(&str, &str) -> Value;

/// What a client sees, but for what is of the single request.
fn seen(answer: &Answer) -> (u16, BTreeSet<String>, Value) {
    let names = answer.headers.keys().map(|it| it.as_str().to_owned());
    let mut body = answer.body.clone();
    if let Some(fields) = body.as_object_mut() {
        fields.remove("instance");
    }
    (answer.status, names.collect(), body)
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_answer() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (known, unknown) = ("owner@asf.example", "nobody@asf.example");
    let password = "not the password of it";
    let requests: [(&str, Body); 4] = [
        (
            "sessions",
            |email, password| json!({ "email": email, "password": password }),
        ),
        (
            "accounts",
            |email, password| json!({ "email": email, "password": password, "name": "Exempel" }),
        ),
        (
            "accounts:requestPasswordReset",
            |email, _| json!({ "email": email }),
        ),
        (
            "accounts:resendVerification",
            |email, _| json!({ "email": email }),
        ),
    ];
    for (path, body) in requests {
        let of_known = post(&stack, path, &body(known, password)).await?;
        let of_unknown = post(&stack, path, &body(unknown, password)).await?;
        assert_eq!(seen(&of_known), seen(&of_unknown), "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn a_guesser_waits_longer_and_longer() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let wire = Wire::to(&stack)?;
    let guess = ("account@asf.example", "not the password of it");
    let mut waits = Vec::new();
    while waits.is_empty() {
        match wire.log_in(guess, "192.0.2.1", "").await {
            Err(status) if reason(&status) == "INVALID_CREDENTIALS" => {}
            Err(status) => waits.push(status),
            Ok(_) => anyhow::bail!("a wrong password"),
        }
    }
    let status = &waits[0];
    assert_eq!(
        (status.code(), reason(status).as_str()),
        (Code::ResourceExhausted, "TOO_MANY_REQUESTS")
    );
    assert!(chassis::status::retry_after(status) >= Some(Duration::from_secs(1)));
    Ok(())
}

#[tokio::test]
async fn guesses_at_the_same_time_do_not_slip_through() -> anyhow::Result<()> {
    let stack = Stack::with_identity(&[("ASF_IDENTITY_PASSWORD_HASHES", "64")]).await?;
    let wire = Wire::to(&stack)?;
    // Nobody has tried the second address before, nor from there.
    for (email, address) in [
        ("account@asf.example", "192.0.2.1"),
        ("new@asf.example", "192.0.2.2"),
    ] {
        let guess = (email, "not the password of it");
        let all = (0..40).map(|_| wire.log_in(guess, address, ""));
        let refusals = join_all(all).await.into_iter().filter_map(Result::err);
        let reasons: Vec<_> = refusals.map(|status| reason(&status)).collect();
        let made = reasons
            .iter()
            .filter(|it| *it == "INVALID_CREDENTIALS")
            .count();
        assert_eq!(reasons.len(), 40);
        assert!((1..=6).contains(&made), "{made} guesses at {email}");
    }
    Ok(())
}

/// Guesses from many places until the first ones have to wait.
async fn besiege(wire: &Wire, email: &str) -> anyhow::Result<()> {
    for number in 0..60 {
        let address = client(number % 12);
        let guessed = wire
            .log_in((email, "not the password of it"), &address, "")
            .await;
        anyhow::ensure!(guessed.is_err(), "a wrong password");
    }
    Ok(())
}

#[tokio::test]
async fn the_owner_gets_in_while_others_guess() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let owner = stack.sample("account").await?;
    let wire = Wire::to(&stack)?;
    // Logged in once from home, and with a browser that is known.
    wire.log_in(credentials(&owner), "203.0.113.7", "").await?;
    besiege(&wire, &owner.email).await?;
    let guesser = wire
        .log_in((&owner.email, "another guess of it"), &client(0), "")
        .await;
    assert_eq!(
        guesser.map(drop).map_err(|it| it.code()),
        Err(Code::ResourceExhausted)
    );

    wire.log_in(credentials(&owner), "203.0.113.7", "").await?;
    wire.log_in(credentials(&owner), "203.0.113.99", "").await?;
    // Even from the address of a guesser, by the cookie of an own session.
    wire.log_in(credentials(&owner), &client(0), &owner.session)
        .await?;
    Ok(())
}

#[tokio::test]
async fn when_everybody_guesses_known_clients_and_those_with_a_new_password_get_in()
-> anyhow::Result<()> {
    let few = [("ASF_IDENTITY_FAILED_LOGINS_A_MINUTE", "1")];
    let stack = Stack::with_identity(&few).await?;
    let owner = stack.sample("account").await?;
    let wire = Wire::to(&stack)?;
    wire.log_in(credentials(&owner), "203.0.113.7", "").await?;
    let nobody = ("nobody@asf.example", "not the password of it");
    let mut number = 0;
    let refused = loop {
        number += 1;
        let refused = wire.log_in(nobody, &client(number), "").await;
        match refused.map(drop).map_err(|it| it.code()) {
            Err(Code::Unauthenticated) => {}
            other => break other,
        }
    };
    assert_eq!(refused, Err(Code::ResourceExhausted));
    wire.log_in(credentials(&owner), "203.0.113.7", "").await?;

    let body = json!({ "email": owner.email });
    post(&stack, "accounts:requestPasswordReset", &body)
        .await?
        .expect(200)?;
    let token = super::wire::link(&stack, &owner.email, "aterstall", &[]).await?;
    let password = "four yellow tables outside";
    let body = json!({ "token": token, "password": password });
    post(&stack, "accounts:resetPassword", &body)
        .await?
        .expect(200)?;
    wire.log_in((&owner.email, password), "203.0.113.200", "")
        .await?;
    Ok(())
}

#[tokio::test]
async fn four_passwords_are_hashed_at_once_and_more_are_turned_away_quickly() -> anyhow::Result<()>
{
    let endless = [("ASF_IDENTITY_FAILED_LOGINS_A_MINUTE", "4000000000")];
    let stack = Stack::with_identity(&endless).await?;
    let wire = Wire::to(&stack)?;
    let tries = (0..64).map(|number| {
        let wire = wire.clone();
        async move {
            let email = format!("nobody{number}@asf.example");
            let guess = (email.as_str(), "not the password of it");
            let began = Instant::now();
            let answer = wire.log_in(guess, &client(number), "").await;
            (answer.map(drop), began.elapsed())
        }
    });
    let answers = join_all(tries).await;
    let of = |code: Code| {
        let mine = answers.iter().filter(move |(answer, _)| is(answer, code));
        mine.map(|(_, took)| *took)
    };
    let turned_away = of(Code::Unavailable).count();
    let hashed = of(Code::Unauthenticated).count();
    assert_eq!(turned_away + hashed, 64);
    assert!(turned_away > 0 && hashed >= 4, "{turned_away} and {hashed}");
    let busy = answers
        .iter()
        .find(|(answer, _)| is(answer, Code::Unavailable));
    if let Some((Err(status), _)) = busy {
        assert_eq!(reason(status), "BUSY");
        assert_eq!(
            chassis::status::retry_after(status),
            Some(Duration::from_secs(1))
        );
    }
    assert!(of(Code::Unavailable).min() < of(Code::Unauthenticated).max());
    Ok(())
}

fn is(answer: &Result<(), Status>, code: Code) -> bool {
    answer.as_ref().is_err_and(|status| status.code() == code)
}

#[tokio::test]
async fn an_address_gets_few_mails_however_often_somebody_asks() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let email = "account@asf.example";
    let before = super::wire::count(&stack, email)?;
    for _ in 0..20 {
        let body = json!({ "email": email });
        post(&stack, "accounts:requestPasswordReset", &body)
            .await?
            .expect(200)?;
    }
    // Another person's mail, asked for last, shows that the others had time.
    let body = json!({ "email": "buyer@asf.example" });
    post(&stack, "accounts:requestPasswordReset", &body)
        .await?
        .expect(200)?;
    super::wire::link(&stack, "buyer@asf.example", "aterstall", &[]).await?;
    assert!(super::wire::count(&stack, email)? - before <= 5);
    let refused = post(
        &stack,
        "sessions",
        &json!({ "email": email, "password": "wrong" }),
    )
    .await?;
    assert_refused(&refused, 401, "INVALID_CREDENTIALS");
    Ok(())
}
