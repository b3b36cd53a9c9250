//! Being forgotten, and taking one's data along before.

use integration_tests::{
    stack::{Stack, answer::Answer, person::Person},
    until::{until, until_within},
};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection, PgConnection};

use super::person::assert_refused;

/// A revocation works within this.
const SOON: std::time::Duration = std::time::Duration::from_secs(5);

async fn erase(stack: &Stack, person: &Person, password: &str) -> anyhow::Result<Answer> {
    let request = stack.by(person, "POST", "/api/v1/accounts/me:erase");
    request.json(&json!({ "password": password })).send().await
}

async fn log_in(stack: &Stack, person: &Person) -> anyhow::Result<Answer> {
    let body = json!({ "email": person.email, "password": person.password });
    let request = stack.anonymous("POST", "/api/v1/sessions").json(&body);
    request.send().await
}

async fn account(stack: &Stack, person: &Person) -> anyhow::Result<Value> {
    let request = stack.by(person, "GET", "/api/v1/accounts/me");
    Ok(request.send().await?.expect(200)?.body)
}

/// How many keys there are of the person: one, or none.
async fn keys(stack: &Stack, subject: &Value) -> anyhow::Result<i64> {
    let mut database = PgConnection::connect(stack.ground.database.url()).await?;
    let sql = "SELECT count(*) FROM identity.subject_keys WHERE subject_id = $1::UUID";
    let query = sqlx::query_scalar(sql).bind(subject.as_str());
    Ok(query.fetch_one(&mut database).await?)
}

#[tokio::test]
async fn an_erased_person_is_gone_and_the_address_is_free() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let person = stack.sample("account").await?;
    let subject = account(&stack, &person).await?["id"].clone();
    assert_eq!(keys(&stack, &subject).await?, 1);

    let erased = erase(&stack, &person, &person.password)
        .await?
        .expect(200)?;
    assert!(
        erased.header("set-cookie").contains("Max-Age=0"),
        "{erased:?}"
    );
    assert_eq!(keys(&stack, &subject).await?, 0);
    assert!(stack.fresh_token(&person).await.is_err());
    until_within(SOON, "the token is refused", async || {
        let request = stack.by(&person, "GET", "/api/v1/accounts/me");
        Ok((request.send().await?.status == 401).then_some(()))
    })
    .await?;
    let refused = log_in(&stack, &person).await?;
    let unknown = Person {
        email: "nobody@kommun.example".to_owned(),
        ..person.clone()
    };
    let unknown = log_in(&stack, &unknown).await?;
    assert_eq!(refused.status, 401);
    assert_eq!(
        (unknown.status, &unknown.body["reason"]),
        (401, &refused.body["reason"])
    );

    let again = stack.person(&person.email).await?;
    assert_ne!(account(&stack, &again).await?["id"], subject);
    Ok(())
}

#[tokio::test]
async fn everybody_hears_who_is_erased_and_nothing_else_of_the_person() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let person = stack.sample("account").await?;
    let subject = account(&stack, &person).await?["id"].clone();
    erase(&stack, &person, &person.password)
        .await?
        .expect(200)?;
    let mut database = PgConnection::connect(stack.ground.database.url()).await?;
    let (data, resource): (Value, String) = sqlx::query_as(
        "SELECT data, resource FROM identity.feed
         WHERE type = 'asf.identity.v1.SubjectErased' ORDER BY position DESC LIMIT 1",
    )
    .fetch_one(&mut database)
    .await?;
    assert_eq!(data["subjectId"], subject);
    assert_eq!(
        data.as_object().map(serde_json::Map::len),
        Some(2),
        "{data}"
    );
    assert_eq!(
        Some(resource.as_str()),
        subject
            .as_str()
            .map(|id| format!("subjects/{id}"))
            .as_deref()
    );
    Ok(())
}

#[tokio::test]
async fn nobody_is_erased_by_somebody_who_finds_the_computer_open() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let person = stack.sample("account").await?;
    let refused = erase(&stack, &person, "not the password of anybody").await?;
    assert!((400..500).contains(&refused.status), "{refused:?}");
    log_in(&stack, &person).await?.expect(200)?;
    Ok(())
}

#[tokio::test]
async fn the_last_owner_hands_over_first() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let owner = stack.sample("owner").await?;
    let refused = erase(&stack, &owner, &owner.password).await?;
    assert_refused(&refused, 409, "LAST_OWNER");
    let name = account(&stack, &owner).await?["memberships"][0]["organisation_name"].clone();
    let name = name.as_str().unwrap_or_default();
    assert!(
        !name.is_empty() && refused.raw.contains(name),
        "{}",
        refused.raw
    );
    log_in(&stack, &owner).await?.expect(200)?;
    Ok(())
}

#[tokio::test]
async fn somebody_stays_staff() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let staff = stack.sample("staff").await?;
    let refused = erase(&stack, &staff, &staff.password).await?;
    assert_refused(&refused, 409, "LAST_STAFF");
    let subject = account(&stack, &staff).await?["id"].clone();
    assert_eq!(keys(&stack, &subject).await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_person_takes_along_what_is_kept() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let person = stack.sample("owner").await?;
    let request = stack.by(&person, "GET", "/api/v1/accounts/me:export");
    let answer = request.send().await?.expect(200)?;
    assert_eq!(answer.header("content-type"), "application/json");
    let document = answer.body;
    assert_eq!(document["personal"]["email"], person.email);
    assert_eq!(document["memberships"][0]["role"], "owner");
    assert!(
        document["sessions"]
            .as_array()
            .is_some_and(|it| !it.is_empty())
    );
    assert!(
        document["history"]["done_to"]
            .as_array()
            .is_some_and(|it| !it.is_empty())
    );
    assert!(
        document["mails"]
            .as_array()
            .is_some_and(|it| !it.is_empty())
    );
    for other in ["buyer@", "staff@", "editor@"] {
        assert!(!answer.raw.contains(other), "{other}");
    }
    Ok(())
}

/// A backup is older than an erasure: the ledger erases again, before anybody
/// is served.
#[tokio::test]
async fn a_restored_backup_forgets_again() -> anyhow::Result<()> {
    let mut stack = Stack::start().await?;
    let person = stack.sample("account").await?;
    let subject = account(&stack, &person).await?["id"].clone();
    stop(&mut stack);
    let name = database_name(&stack)?;
    let backup = format!("{name}_backup");
    admin(format!("CREATE DATABASE {backup} TEMPLATE {name}")).await?;
    stack.identities[0].restart().await?;
    until("the gateway finds identity again", async || {
        let erased = erase(&stack, &person, &person.password).await?;
        Ok((erased.status == 200).then_some(()))
    })
    .await?;
    assert_eq!(keys(&stack, &subject).await?, 0);

    stop(&mut stack);
    admin(format!("DROP DATABASE {name} WITH (FORCE)")).await?;
    admin(format!("ALTER DATABASE {backup} RENAME TO {name}")).await?;
    assert_eq!(keys(&stack, &subject).await?, 1);
    stack.identities[0].restart().await?;
    assert_eq!(keys(&stack, &subject).await?, 0);
    assert!(stack.log_in(&person.email, &person.password).await.is_err());
    // The next start finds nothing left to do.
    stack.identities[0].restart().await?;
    let said = stack.identities[0].log_text();
    assert_eq!(
        said.matches("erased again from the ledger").count(),
        1,
        "{said}"
    );
    Ok(())
}

/// Nobody may use a database that is copied or renamed.
fn stop(stack: &mut Stack) {
    for process in stack.identities.iter_mut().chain(&mut stack.registries) {
        process.kill();
    }
}

fn database_name(stack: &Stack) -> anyhow::Result<String> {
    let url: reqwest::Url = stack.ground.database.url().parse()?;
    Ok(url.path().trim_start_matches('/').to_owned())
}

/// As soon as nobody is connected any more.
async fn admin(sql: String) -> anyhow::Result<()> {
    let url = integration_tests::setting("ASF_TEST_DATABASE_URL")?;
    let mut connection = PgConnection::connect(&url).await?;
    until("the database is free", async || {
        let done = sqlx::raw_sql(AssertSqlSafe(sql.clone()));
        match done.execute(&mut connection).await {
            Ok(_) => Ok(Some(())),
            Err(error) if error.to_string().contains("being accessed") => Ok(None),
            Err(error) => Err(error.into()),
        }
    })
    .await
}
