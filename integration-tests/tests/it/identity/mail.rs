//! Mails: what people get, and that nobody gets the same one twice.

use std::{collections::BTreeMap, net::SocketAddr, path::Path, time::Duration};

use all_in_one::mailbox::{self, Mail, Mailbox};
use integration_tests::{
    profiles,
    stack::{Stack, Wanted, person::Person, process::free_address},
    until::until,
};
use proto::asf::identity::v1::{SignUpRequest, account_service_client::AccountServiceClient};
use rand::Rng;
use serde_json::json;
use sqlx::{Connection, PgConnection};
use tokio_util::sync::CancellationToken;

use super::team::{gets, posts, sends};

const LETTERS: usize = 100;
/// How often identity is killed meanwhile.
const KILLS: usize = 12;

/// The mails to an address, once there are as many.
async fn mails_to(stack: &Stack, address: &str, count: usize) -> anyhow::Result<Vec<Mail>> {
    until("the mail comes", async || {
        let mut mails = stack.ground.mails()?;
        mails.retain(|mail| mail.to == [address]);
        Ok((mails.len() >= count).then_some(mails))
    })
    .await
}

async fn sign_up(stack: &Stack, address: &str, language: &str) -> anyhow::Result<()> {
    let body = json!({
        "email": address, "password": "a password for this test", "name": "Exempel",
        "language": language,
    });
    let request = stack.anonymous("POST", "/api/v1/accounts").json(&body);
    request.send().await?.expect_success()?;
    Ok(())
}

#[tokio::test]
async fn a_mail_is_in_the_language_that_its_reader_chose() -> anyhow::Result<()> {
    let stack = Stack::with(Wanted {
        nobody: true,
        ..Wanted::default()
    })
    .await?;
    for (language, subject, root) in [
        ("LANGUAGE_SV", "Bekräfta din e-postadress", ""),
        ("LANGUAGE_EN", "Confirm your e-mail address", "/en"),
    ] {
        let address = format!("{}@kommun.example", language.to_ascii_lowercase());
        sign_up(&stack, &address, language).await?;
        let mails = mails_to(&stack, &address, 1).await?;
        assert_eq!(mails[0].subject, subject);
        let page = format!("{}{root}/konto/lank/bekrafta-epost/", stack.public_url());
        assert!(mails[0].links[0].starts_with(&page), "{:?}", mails[0].links);
        assert!(mails[0].html.contains(&mails[0].links[0]));
    }
    Ok(())
}

#[tokio::test]
async fn whoever_signs_up_twice_is_told_to_log_in() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    sign_up(&stack, "account@asf.example", "LANGUAGE_SV").await?;
    let mails = mails_to(&stack, "account@asf.example", 1).await?;
    assert_eq!(mails[0].subject, "Du har redan ett konto");
    assert_eq!(
        mails[0].links,
        [format!("{}/konto/logga-in", stack.public_url())]
    );
    Ok(())
}

/// What is told by mail; without quiet hours, in which nothing would come.
async fn wants(stack: &Stack, person: &Person, enterprise: bool) -> anyhow::Result<()> {
    let mail = json!({ "organisation": true, "enterprise": enterprise, "quiet_hours": false });
    let body = json!({ "mail": mail });
    sends(stack, person, ("PATCH", "accounts/me"), &body)
        .await?
        .expect(200)?;
    Ok(())
}

#[tokio::test]
async fn what_happens_on_the_list_is_told_once_to_those_who_want_it() -> anyhow::Result<()> {
    let mut stack = Stack::start().await?;
    let (owner, editor) = (stack.sample("owner").await?, stack.sample("editor").await?);
    wants(&stack, &owner, true).await?;
    wants(&stack, &editor, false).await?;
    let enterprise = stack.listed(&profiles::complete("Kajen", 4000)).await?;
    let own = gets(&stack, &owner, "organisations:mine")
        .await?
        .expect(200)?;
    let own = own.text("/organisations/0/id")?;
    let claim = json!({ "enterprise_id": enterprise });
    posts(
        &stack,
        &owner,
        &format!("organisations/{own}:claim"),
        &claim,
    )
    .await?
    .expect(200)?;
    let staff = stack.sample("staff").await?;
    until("the claim reaches the registry", async || {
        let path = format!("enterprises/{enterprise}:approveClaim");
        let body = json!({ "organisation_id": own });
        let answer = posts(&stack, &staff, &path, &body).await?;
        Ok((answer.status == 200).then_some(()))
    })
    .await?;

    let told = mails_to(&stack, &owner.email, 1).await?;
    assert_eq!(told[0].subject, "Ni sköter nu sidan för Kajen");
    let mut database = PgConnection::connect(stack.ground.database.url()).await?;
    assert_eq!(told_of_claim(&mut database).await?, ["sent", "unwanted"]);
    assert!(
        stack
            .ground
            .mails()?
            .iter()
            .all(|mail| mail.to != [editor.email.as_str()])
    );

    // The same events once more.
    let read = "SELECT position FROM identity.checkpoint WHERE projection = 'notices'";
    let position: i64 = sqlx::query_scalar(read).fetch_one(&mut database).await?;
    stack.identities[0].kill();
    let forget = "DELETE FROM identity.checkpoint WHERE projection = 'notices'";
    sqlx::query(forget).execute(&mut database).await?;
    stack.identities[0].restart().await?;
    until("the events are read again", async || {
        let now: Option<i64> = sqlx::query_scalar(read)
            .fetch_optional(&mut database)
            .await?;
        Ok((now >= Some(position)).then_some(()))
    })
    .await?;
    assert_eq!(told_of_claim(&mut database).await?, ["sent", "unwanted"]);
    Ok(())
}

/// What became of the letters about the claim, once each is finished.
async fn told_of_claim(database: &mut PgConnection) -> anyhow::Result<Vec<String>> {
    until("the letters are finished", async || {
        let sql =
            "SELECT state FROM identity.outbox WHERE template = 'claim-approved' ORDER BY state";
        let states: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut *database).await?;
        let is_open = states.iter().any(|it| it == "waiting" || it == "sending");
        Ok((!states.is_empty() && !is_open).then_some(states))
    })
    .await
}

#[tokio::test]
async fn a_mail_goes_out_at_most_once_however_often_identity_is_killed() -> anyhow::Result<()> {
    let smtp = free_address();
    let url = format!("smtp://{smtp}");
    let mut stack = Stack::with(Wanted {
        identity: &[("ASF_IDENTITY_SMTP_URL", &url)],
        nobody: true,
        ..Wanted::default()
    })
    .await?;
    let mut database = PgConnection::connect(stack.ground.database.url()).await?;
    many_sign_up(&stack).await?;
    until("the letters are in the outbox", async || {
        let count: i64 = count(&mut database, "waiting").await?;
        Ok((count == i64::try_from(LETTERS)?).then_some(()))
    })
    .await?;

    let folder = stack.ground.folder().join("late");
    let stop = CancellationToken::new();
    let any = SocketAddr::from(([127, 0, 0, 1], 0));
    Mailbox::start(folder.clone(), smtp, any, stop.clone()).await?;
    for _ in 0..KILLS {
        due_now(&mut database).await?;
        let some_letters = rand::rng().random_range(0..80);
        tokio::time::sleep(Duration::from_millis(some_letters)).await;
        stack.identities[0].kill();
        stack.identities[0].restart().await?;
    }
    due_now(&mut database).await?;
    until("the rest goes out", async || {
        Ok((count(&mut database, "waiting").await? == 0).then_some(()))
    })
    .await?;
    // It finishes what is under way, so that no letter changes any more.
    stack.identities[0].terminate().await?;
    at_most_one_each(&mut database, &folder).await?;
    stop.cancel();
    Ok(())
}

/// Each from another place, since one that asks for many mails is slowed down.
async fn many_sign_up(stack: &Stack) -> anyhow::Result<()> {
    let identity = stack.identities[0].address();
    let channel = stack.ground.channel("gateway", "identity", identity)?;
    let mut accounts = AccountServiceClient::new(channel);
    for number in 0..LETTERS {
        let request = SignUpRequest {
            email: format!("person-{number}@kommun.example"),
            password: "a password for this test".to_owned(),
            name: "Exempel".to_owned(),
            client_address: format!("2001:db8:{number}::1"),
            ..SignUpRequest::default()
        };
        accounts.sign_up(request).await?;
    }
    Ok(())
}

/// Every letter that is sent is one mail, and no other letter is more than one.
async fn at_most_one_each(database: &mut PgConnection, folder: &Path) -> anyhow::Result<()> {
    let mut times = BTreeMap::<String, usize>::new();
    for mail in mailbox::read(folder)? {
        *times.entry(mail.message_id).or_default() += 1;
    }
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT id::TEXT, state FROM identity.outbox ORDER BY id")
            .fetch_all(database)
            .await?;
    assert_eq!(rows.len(), LETTERS);
    let sent = rows.iter().filter(|(_, state)| state == "sent").count();
    // A kill leaves two letters at most, one for each connection, of which
    // only the server knows whether it has them.
    assert!(sent >= LETTERS - 2 * KILLS, "{sent} are sent");
    for (id, state) in rows {
        let times = times.get(&format!("{id}@asf.example")).copied();
        match state.as_str() {
            "sent" => assert_eq!(times, Some(1), "{id}"),
            "sending" => assert!(times.is_none_or(|it| it == 1), "{id}"),
            other => panic!("{id} is {other}"),
        }
    }
    Ok(())
}

async fn count(database: &mut PgConnection, state: &str) -> anyhow::Result<i64> {
    let sql = "SELECT count(*) FROM identity.outbox WHERE state = $1";
    Ok(sqlx::query_scalar(sql)
        .bind(state)
        .fetch_one(database)
        .await?)
}

/// Waits neither for a pause nor for what a dead process had taken on.
async fn due_now(database: &mut PgConnection) -> anyhow::Result<()> {
    let sql = "UPDATE identity.outbox SET due_at = now() WHERE state = 'waiting'";
    sqlx::query(sql).execute(database).await?;
    Ok(())
}
