//! Logging in by a sign-in service that is a real one, and what must not work.

mod browser;
pub(super) mod provider;

use all_in_one::people::samples::{email, password};
use integration_tests::stack::{
    Stack,
    answer::{Answer, Request},
};
use serde_json::{Value, json};

use self::{
    browser::{Browser, Return},
    provider::SignInService,
};
use super::{
    person::{Person, assert_refused},
    totp,
};

/// The service under two names, as if it were two.
const IDS: [&str; 2] = ["city", "region"];

/// A stack with the sign-in service beside it.
struct World {
    stack: Stack,
    service: SignInService,
}

impl World {
    async fn start() -> anyhow::Result<Self> {
        let people = json!({
            "new": {
                "email": "new@asf.example", "email_verified": true, "name": "Inköp Nord",
            },
            "unsure": { "email": "unsure@asf.example", "email_verified": false },
            "account": { "email": email("account"), "email_verified": true },
            "loose": {
                "email": "loose@asf.example", "email_verified": "true", "name": "Kim",
                "updated_at": "2026-05-01T10:00:00.000Z", "address": "Storgatan 1",
                "amr": "pwd", "phone_number_verified": "false", "auth_time": "1790000000",
                "locale": 7, "birthdate": {}, "picture": ["x"],
            },
            "denied": { "email": "denied@asf.example", "email_verified": "false" },
            // Entra ID never says whether an address is verified.
            "silent": { "email": "silent@asf.example", "name": "Tyst" },
        });
        let service = SignInService::start(&people, &IDS).await?;
        let stack = with_providers(&service.setting(&IDS)).await?;
        Ok(Self { stack, service })
    }

    fn anonymous(&self, path: &str) -> Request {
        self.stack.anonymous("POST", &format!("/api/v1/{path}"))
    }

    /// Goes to the service as this person, and comes back.
    async fn goes(&self, begin: Request, person: &str) -> anyhow::Result<Trip> {
        self.goes_as("account", begin, person).await
    }

    /// The same by whoever is logged in with the password of this account.
    async fn goes_as(&self, local: &str, begin: Request, person: &str) -> anyhow::Result<Trip> {
        let body = json!({ "return_to": "/konto", "password": password(local) });
        let begun = begin.json(&body).send().await?;
        let begun = begun.expect(200)?;
        let url = begun.text("/url")?;
        assert!(url.starts_with(&self.service.issuer), "{url}");
        Ok(Trip {
            back: Browser::new()?.log_in(&url, person).await?,
            binding: begun.text("/binding")?,
        })
    }

    /// The whole of a login by the service.
    async fn log_in(&self, person: &str) -> anyhow::Result<Answer> {
        let trip = self
            .goes(self.anonymous("providers/city:start"), person)
            .await?;
        trip.finish(self.anonymous("providers/city:finish")).await
    }

    /// Somebody who is logged in links the service's person with the account.
    async fn link(&self, (me, local): (&Person<'_>, &str), person: &str) -> anyhow::Result<Answer> {
        let begin = me.asks("POST", "providers/city:start");
        let trip = self.goes_as(local, begin, person).await?;
        trip.finish(me.asks("POST", "providers/city:finish")).await
    }

    async fn person(&self, answer: Answer) -> anyhow::Result<Person<'_>> {
        let token = answer.expect(200)?.text("/accessToken")?;
        Ok(Person::with_token(&self.stack, token))
    }
}

/// A browser that is back from the service.
#[derive(Clone)]
struct Trip {
    back: Return,
    binding: String,
}

impl Trip {
    async fn finish(&self, request: Request) -> anyhow::Result<Answer> {
        let Return { state, code } = &self.back;
        let body = json!({ "state": state, "code": code, "binding": self.binding });
        request.json(&body).send().await
    }
}

#[tokio::test]
async fn somebody_new_gets_an_account_and_comes_back_to_it() -> anyhow::Result<()> {
    let world = World::start().await?;
    let listed = world
        .stack
        .anonymous("GET", "/api/v1/providers")
        .send()
        .await?;
    let names = json!([
        { "id": "city", "name": "The service city" },
        { "id": "region", "name": "The service region" },
    ]);
    assert_eq!(listed.expect(200)?.body["providers"], names);

    let answer = world.log_in("new").await?.expect(200)?;
    assert!(answer.header("set-cookie").starts_with("__Host-session="));
    assert_eq!(answer.body["return_to"], "/konto");
    let me = world.person(answer).await?;
    let account = me.account().await?;
    assert_eq!(account["email"], "new@asf.example");
    assert_eq!(account["email_verified"], true);
    assert_eq!(account["name"], "Inköp Nord");
    assert_eq!(account["providers"], json!(["city"]));

    let again = world.person(world.log_in("new").await?).await?;
    assert_eq!(again.account().await?["id"], account["id"]);

    // Without a password there would be no way in.
    let unlink = me
        .asks("DELETE", "accounts/me/providers/city")
        .send()
        .await?;
    assert_refused(&unlink, 409, "LAST_LOGIN_METHOD");
    Ok(())
}

#[tokio::test]
async fn claims_that_are_not_used_keep_nobody_out() -> anyhow::Result<()> {
    let world = World::start().await?;
    let me = world.person(world.log_in("loose").await?).await?;
    let account = me.account().await?;
    assert_eq!(account["email"], "loose@asf.example");
    assert_eq!(account["name"], "Kim");
    for person in ["denied", "silent", "unsure"] {
        assert_refused(&world.log_in(person).await?, 409, "ADDRESS_NOT_VERIFIED");
    }
    Ok(())
}

#[tokio::test]
async fn a_service_that_is_trusted_with_a_domain_need_not_say_it() -> anyhow::Result<()> {
    let people = json!({
        "silent": { "email": "silent@Kommun.example", "name": "Tyst" },
        "denied": { "email": "denied@kommun.example", "email_verified": false },
        "other": { "email": "other@asf.example" },
        "account": { "email": email("account") },
    });
    let service = SignInService::start(&people, &IDS).await?;
    let mut setting: Value = serde_json::from_str(&service.setting(&IDS))?;
    setting[0]["email_domains"] = json!(["kommun.example"]);
    let stack = with_providers(&setting.to_string()).await?;
    let world = World { stack, service };
    let me = world.person(world.log_in("silent").await?).await?;
    assert_eq!(me.account().await?["email"], "silent@Kommun.example");
    for person in ["denied", "other", "account"] {
        assert_refused(&world.log_in(person).await?, 409, "ADDRESS_NOT_VERIFIED");
    }
    Ok(())
}

#[tokio::test]
async fn an_account_is_not_taken_over_but_linked_by_its_owner() -> anyhow::Result<()> {
    let world = World::start().await?;
    assert_refused(&world.log_in("account").await?, 409, "ADDRESS_TAKEN");
    assert_refused(&world.log_in("unsure").await?, 409, "ADDRESS_NOT_VERIFIED");

    let me = Person::log_in(&world.stack, "account").await?;
    // The address of the service's person does not matter for this.
    let linked = world.link((&me, "account"), "unsure").await?.expect(200)?;
    assert_eq!(linked.body["linked"], true, "{}", linked.raw);
    assert_eq!(linked.header("set-cookie"), "");
    let account = me.account().await?;
    assert_eq!(account["providers"], json!(["city"]));
    let entered = world.person(world.log_in("unsure").await?).await?;
    assert_eq!(entered.account().await?["id"], account["id"]);

    // The same again changes nothing; another person needs a free place.
    world.link((&me, "account"), "unsure").await?.expect(200)?;
    assert_refused(
        &world.link((&me, "account"), "new").await?,
        409,
        "PROVIDER_ALREADY_LINKED",
    );
    let other = Person::log_in(&world.stack, "member").await?;
    assert_refused(
        &world.link((&other, "member"), "unsure").await?,
        409,
        "PROVIDER_TAKEN",
    );

    let unlink = me.asks("DELETE", "accounts/me/providers/city");
    unlink.send().await?.expect(200)?;
    let unlink = me
        .asks("DELETE", "accounts/me/providers/city")
        .send()
        .await?;
    assert_refused(&unlink, 409, "PROVIDER_NOT_LINKED");
    assert_refused(&world.log_in("unsure").await?, 409, "ADDRESS_NOT_VERIFIED");
    world
        .link((&other, "member"), "unsure")
        .await?
        .expect(200)?;
    Ok(())
}

#[tokio::test]
async fn a_service_is_not_linked_without_the_password() -> anyhow::Result<()> {
    let world = World::start().await?;
    let me = Person::log_in(&world.stack, "account").await?;
    for body in [json!({}), json!({ "password": "something else entirely" })] {
        let refused = me.posts("providers/city:start", &body).await?;
        assert_refused(&refused, 400, "INVALID_FIELDS");
        assert_eq!(refused.body["errors"][0]["reason"], "WRONG_PASSWORD");
    }
    // Without a password, a login of just now will do, and an old one will not.
    let me = world.person(world.log_in("new").await?).await?;
    let first = me.posts("accounts/me/totp:start", &json!({})).await?;
    first.expect(200)?.text("/secret")?;
    let pool = sqlx::PgPool::connect(world.stack.ground.database.url()).await?;
    let sql = "UPDATE identity.sessions SET created_at = created_at - INTERVAL '11 minutes'";
    sqlx::query(sql).execute(&pool).await?;
    pool.close().await;
    let change = json!({ "new_password": "four yellow tables outside" });
    for (path, body) in [
        ("accounts/me/totp:start", json!({})),
        ("providers/region:start", json!({})),
        ("accounts/me:changePassword", change),
    ] {
        let refused = me.posts(path, &body).await?;
        assert_refused(&refused, 409, "LOGIN_NOT_RECENT");
    }
    Ok(())
}

#[tokio::test]
async fn a_second_factor_is_asked_for_here_too() -> anyhow::Result<()> {
    let world = World::start().await?;
    let me = Person::log_in(&world.stack, "account").await?;
    world.link((&me, "account"), "unsure").await?.expect(200)?;
    let (_, codes) = totp::set_up(&me, totp::this_step()).await?;
    let asked = world.log_in("unsure").await?.expect(200)?;
    assert_eq!(asked.body["accessToken"].as_str().unwrap_or(""), "");
    assert_eq!(asked.header("set-cookie"), "");
    let challenge = asked.text("/challenge")?;
    let entered = totp::answer(&world.stack, &challenge, &codes[0]).await?;
    entered.expect(200)?.text("/accessToken")?;
    Ok(())
}

#[tokio::test]
async fn only_the_browser_that_began_comes_in_and_only_once() -> anyhow::Result<()> {
    let world = World::start().await?;
    let start = || world.anonymous("providers/city:start");
    let finish = || world.anonymous("providers/city:finish");
    let refused = |answer: &Answer| assert_refused(answer, 400, "PROVIDER_REFUSED");

    let mine = world.goes(start(), "new").await?;
    let theirs = world.goes(start(), "new").await?;
    let mixed = Trip {
        binding: theirs.binding.clone(),
        ..mine.clone()
    };
    refused(&mixed.finish(finish()).await?);
    // That used it up.
    refused(&mine.finish(finish()).await?);
    theirs.finish(finish()).await?.expect(200)?;
    refused(&theirs.finish(finish()).await?);

    // A code belongs to the login that it was given in: its nonce and its
    // verifier are others.
    let (one, other) = (
        world.goes(start(), "new").await?,
        world.goes(start(), "new").await?,
    );
    let stolen = Trip {
        back: Return {
            code: other.back.code,
            ..one.back
        },
        ..one
    };
    refused(&stolen.finish(finish()).await?);

    // An answer of one service is none of another.
    let trip = world.goes(start(), "new").await?;
    refused(
        &trip
            .finish(world.anonymous("providers/region:finish"))
            .await?,
    );

    // What somebody began who is logged in, nobody else finishes.
    let me = Person::log_in(&world.stack, "account").await?;
    let begun = || me.asks("POST", "providers/city:start");
    refused(
        &world
            .goes(begun(), "unsure")
            .await?
            .finish(finish())
            .await?,
    );
    let other = Person::log_in(&world.stack, "member").await?;
    let trip = world.goes(begun(), "unsure").await?;
    refused(
        &trip
            .finish(other.asks("POST", "providers/city:finish"))
            .await?,
    );
    assert_eq!(me.account().await?["providers"], json!([]));
    Ok(())
}

#[tokio::test]
async fn a_service_that_is_away_or_unknown_says_so() -> anyhow::Result<()> {
    let away = json!([{
        "id": "away",
        "name": "The service that is away",
        "issuer": "http://127.0.0.1:9",
        "client_id": "asf",
        "client_secret": "secret",
    }]);
    let stack = with_providers(&away.to_string()).await?;
    let start = |id: &str, return_to: &str| {
        let path = format!("/api/v1/providers/{id}:start");
        let request = stack.anonymous("POST", &path);
        request.json(&json!({ "return_to": return_to })).send()
    };
    assert_refused(&start("away", "/konto").await?, 503, "PROVIDER_UNAVAILABLE");
    assert_refused(&start("nobody", "/konto").await?, 404, "PROVIDER_UNKNOWN");
    let elsewhere = start("away", "//asf.example").await?;
    assert_refused(&elsewhere, 400, "INVALID_FIELDS");
    assert_eq!(elsewhere.body["errors"][0]["field"], "return_to");
    Ok(())
}

async fn with_providers(list: &str) -> anyhow::Result<Stack> {
    Stack::with_identity(&[("ASF_IDENTITY_PROVIDERS", list)]).await
}
