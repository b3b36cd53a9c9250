//! A word that is in the world once is put into every field that says
//! something of a person. It must be found nowhere but in the mails that went
//! out: not in what a backup takes along, not in the files of the database or
//! of the broker, not in what any process says, before and after the person is
//! erased.

mod authenticator;
mod search;

use all_in_one::people::samples;
use integration_tests::{
    stack::{Stack, answer::Request, person::Person},
    until::until,
};
use serde_json::{Value, json};

use self::search::Places;
use super::{
    team::{gets, posts, sends},
    wire::link,
};

/// The canary, words that hold it, and one of figures alone.
struct Words {
    tag: String,
    phone: String,
}

impl Words {
    fn new() -> Self {
        let tag = format!("kanarie{:016x}", rand::random::<u64>());
        let phone = format!(
            "07{:018}",
            rand::random::<u64>() % 1_000_000_000_000_000_000
        );
        Self { tag, phone }
    }

    fn all(&self) -> [&str; 2] {
        [&self.tag, &self.phone]
    }

    fn of(&self, field: &str) -> String {
        format!("{}{field}", self.tag)
    }

    fn email(&self, field: &str) -> String {
        format!("{}@kommun.example", self.of(field))
    }
}

#[tokio::test]
async fn what_is_personal_is_written_nowhere_and_ends_with_the_person() -> anyhow::Result<()> {
    let (stack, words) = (Stack::start().await?, Words::new());
    let person = signed_up(&stack, &words).await?;
    let person = details(&stack, &words, person).await?;
    let owner = stack.sample(samples::OWNER).await?;
    let organisation = gets(&stack, &owner, "organisations:mine").await?;
    let organisation = organisation.expect(200)?.text("/organisations/0/id")?;
    asks_to_join(&stack, &words, (&person, &owner), &organisation).await?;
    invites(&stack, &words, &owner, &organisation).await?;
    tries(&stack, &words).await?;
    let name = words.of("passkey");
    authenticator::add_passkey(&stack, &person, &name).await?;

    let exported = gets(&stack, &person, "accounts/me:export")
        .await?
        .expect(200)?;
    let fields = ["name", "new", "browser", "joins", "passkey"];
    let planted = fields.map(|field| words.of(field));
    for word in planted.iter().chain([&words.phone]) {
        assert!(exported.raw.contains(word), "{word}: {}", exported.raw);
    }
    let places = Places::of(&stack).await?;
    assert!(
        places.mails_with(&words.tag)? > 0,
        "the search finds no mail"
    );
    // What is nobody's secret is found, so that the search can find something.
    let public = places.with(&organisation).await?;
    for place in ["table identity.events", "/base/", "/pg_wal/", "/store/"] {
        let is_found = public.iter().any(|found| found.contains(place));
        assert!(is_found, "{place}: {public:?}");
    }
    for word in words.all() {
        assert_eq!(places.with(word).await?, Vec::<String>::new());
    }

    let subject = gets(&stack, &person, "accounts/me").await?.expect(200)?;
    let subject = subject.text("/id")?;
    let password = json!({ "password": person.password });
    posts(&stack, &person, "accounts/me:erase", &password)
        .await?
        .expect(200)?;
    for word in words.all() {
        assert_eq!(places.with(word).await?, Vec::<String>::new());
    }
    assert_eq!(
        places.tables_with_rows_of(&subject).await?,
        Vec::<String>::new()
    );
    Ok(())
}

/// Somebody with a name and an address, and a browser that says who it is.
async fn signed_up(stack: &Stack, words: &Words) -> anyhow::Result<Person> {
    let (email, password) = (words.email("old"), words.of("-password"));
    let body = json!({ "email": email, "password": password, "name": words.of("name") });
    post(stack, words, "accounts")
        .json(&body)
        .send()
        .await?
        .expect_success()?;
    let token = link(stack, &email, "bekrafta-epost", &[]).await?;
    let body = json!({ "token": token });
    post(stack, words, "accounts:verifyEmail")
        .json(&body)
        .send()
        .await?
        .expect_success()?;
    logged_in(stack, words, &email, &password).await
}

async fn logged_in(
    stack: &Stack,
    words: &Words,
    email: &str,
    password: &str,
) -> anyhow::Result<Person> {
    let body = json!({ "email": email, "password": password });
    let answer = post(stack, words, "sessions")
        .json(&body)
        .send()
        .await?
        .expect(200)?;
    let cookie = answer
        .header("set-cookie")
        .split(';')
        .next()
        .unwrap_or_default();
    let session = cookie.strip_prefix("__Host-session=").unwrap_or_default();
    Ok(Person {
        email: email.to_owned(),
        password: password.to_owned(),
        session: session.to_owned(),
        token: answer.text("/accessToken")?,
    })
}

fn post(stack: &Stack, words: &Words, path: &str) -> Request {
    let request = stack.anonymous("POST", &format!("/api/v1/{path}"));
    request.header("user-agent", &words.of("browser"))
}

/// A telephone number, and another address in place of the first one.
async fn details(stack: &Stack, words: &Words, person: Person) -> anyhow::Result<Person> {
    let phone = json!({ "phone": words.phone });
    sends(stack, &person, ("PATCH", "accounts/me"), &phone)
        .await?
        .expect(200)?;
    let new = words.email("new");
    let body = json!({ "new_email": new, "password": person.password });
    posts(stack, &person, "accounts/me:changeEmail", &body)
        .await?
        .expect(200)?;
    let token = link(stack, &new, "ny-epost", &[]).await?;
    let body = json!({ "token": token });
    post(stack, words, "accounts:confirmEmail")
        .json(&body)
        .send()
        .await?
        .expect_success()?;
    logged_in(stack, words, &new, &person.password).await
}

async fn asks_to_join(
    stack: &Stack,
    words: &Words,
    (person, owner): (&Person, &Person),
    organisation: &str,
) -> anyhow::Result<()> {
    let body = json!({ "message": words.of("joins") });
    let path = format!("organisations/{organisation}/joinRequests");
    posts(stack, person, &path, &body).await?.expect_success()?;
    until("the owner reads it", async || {
        let asked = gets(stack, owner, &path).await?.expect(200)?;
        Ok(asked.raw.contains(&words.of("joins")).then_some(()))
    })
    .await
}

async fn invites(
    stack: &Stack,
    words: &Words,
    owner: &Person,
    organisation: &str,
) -> anyhow::Result<()> {
    let body = json!({ "email": words.email("guest"), "role": "MEMBER_ROLE_VIEWER" });
    let path = format!("organisations/{organisation}/invitations");
    posts(stack, owner, &path, &body).await?.expect_success()?;
    link(stack, &words.email("guest"), "inbjudan", &[]).await?;
    Ok(())
}

/// What somebody types who has no account, or not this password.
async fn tries(stack: &Stack, words: &Words) -> anyhow::Result<()> {
    for (email, password) in [
        (words.email("unknown"), words.of("guess")),
        (words.email("new"), words.of("guess")),
    ] {
        let body = json!({ "email": email, "password": password });
        post(stack, words, "sessions")
            .json(&body)
            .send()
            .await?
            .expect(401)?;
        let body = json!({ "email": email });
        let path = "accounts:requestPasswordReset";
        post(stack, words, path)
            .json(&body)
            .send()
            .await?
            .expect_success()?;
    }
    let never_proven: Value = json!({
        "email": words.email("never"), "password": words.of("-password"), "name": words.of("never"),
    });
    post(stack, words, "accounts")
        .json(&never_proven)
        .send()
        .await?
        .expect_success()?;
    link(stack, &words.email("never"), "bekrafta-epost", &[]).await?;
    Ok(())
}
