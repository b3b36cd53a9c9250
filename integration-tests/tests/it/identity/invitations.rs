//! Invitations that nobody answers, and requests that end otherwise: what was
//! personal of them is forgotten.

use integration_tests::{stack::Stack, until::until};
use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;

use super::{
    person::assert_refused,
    team::{draft, founds, gets, path, posts},
    wire::link,
};

/// As if it had been sent more than two weeks ago.
async fn age(pool: &PgPool, invitation: Uuid) -> anyhow::Result<()> {
    let sql = "UPDATE identity.invited SET made_at = made_at - INTERVAL '15 days'
               WHERE subject_id = $1";
    let aged = sqlx::query(sql).bind(invitation).execute(pool).await?;
    anyhow::ensure!(aged.rows_affected() == 1, "there is such an invitation");
    Ok(())
}

#[tokio::test]
async fn an_invitation_that_is_too_old_is_forgotten_with_its_address() -> anyhow::Result<()> {
    let mut stack = Stack::start().await?;
    let mut owner = stack.person("info@kajen.example").await?;
    let made = founds(&stack, &mut owner, &draft("ASF", "Kajen", 1000)).await?;
    let invitations = format!("{}/invitations", path(&made));
    let invite = json!({ "email": "kok@kajen.example", "role": "MEMBER_ROLE_VIEWER" });
    let sent = posts(&stack, &owner, &invitations, &invite).await?;
    let id: Uuid = sent.expect_success()?.text("/invitation/id")?.parse()?;
    let token = link(&stack, "kok@kajen.example", "inbjudan", &[]).await?;

    let pool = PgPool::connect(stack.ground.database.url()).await?;
    age(&pool, id).await?;
    // A service cleans up when it starts, and every few minutes.
    stack.identities[0].restart().await?;
    let sql = "SELECT count(*) FROM identity.subject_keys WHERE subject_id = $1";
    until("the key of the invitation is gone", async || {
        let keys: i64 = sqlx::query_scalar(sql).bind(id).fetch_one(&pool).await?;
        Ok((keys == 0).then_some(()))
    })
    .await?;
    let open = until("identity answers again", async || {
        let answer = gets(&stack, &owner, &invitations).await?;
        Ok((answer.status == 200).then_some(answer))
    });
    let open = open.await?.body["invitations"].clone();
    assert_eq!(open.as_array().map(Vec::len), Some(0), "{open}");
    let read = stack.anonymous("POST", "/api/v1/invitations:read");
    let read = read.json(&json!({ "token": token })).send().await?;
    assert_refused(&read, 400, "WRONG_LINK");
    Ok(())
}

#[tokio::test]
async fn what_somebody_wrote_to_the_owners_goes_with_the_request() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let mut owner = stack.person("info@kajen.example").await?;
    let made = founds(&stack, &mut owner, &draft("ASF", "Kajen", 1000)).await?;
    let guest = stack.person("praktik@kajen.example").await?;
    let requests = format!("{}/joinRequests", path(&made));
    let message = json!({ "message": "Jag börjar hos er på måndag." });
    posts(&stack, &guest, &requests, &message)
        .await?
        .expect_success()?;
    let kept = async || {
        let exported = gets(&stack, &guest, "accounts/me:export").await?;
        let requests = exported.expect(200)?.body["join_requests"].clone();
        anyhow::Ok(requests.as_array().map_or(0, Vec::len))
    };
    assert_eq!(kept().await?, 1);

    let staff = stack.sample("staff").await?;
    let close = format!("{}:close", path(&made));
    let reason = json!({ "reason": "Verksamheten har upphört." });
    posts(&stack, &staff, &close, &reason).await?.expect(200)?;
    assert_eq!(kept().await?, 0);
    Ok(())
}
