//! Organisations over the JSON API: creating one, who sees it, and who belongs
//! to it.

use integration_tests::{stack::Stack, until::until};
use serde_json::json;

use super::{
    person::assert_refused,
    team::{draft, founds, gets, id, path, posts, renew, sends, subject},
    wire::{count, link},
};

#[tokio::test]
async fn everything_that_is_wrong_with_a_new_one_is_told_at_once() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let person = stack.sample("account").await?;
    let body = json!({
        "kind": "ORGANISATION_KIND_SKOOPI", "name": "\u{7}x",
        "org_number": "811228-9874", "domain": "localhost",
    });
    let refused = posts(&stack, &person, "organisations", &body).await?;
    assert_refused(&refused, 400, "INVALID_FIELDS");
    for rule in [
        "STAFF_ONLY",
        "CONTROL_CHARACTER",
        "PERSONAL_NUMBER",
        "NOT_A_DOMAIN",
    ] {
        assert!(refused.raw.contains(rule), "{rule}: {}", refused.raw);
    }
    Ok(())
}

#[tokio::test]
async fn to_strangers_an_organisation_is_a_name() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let mut owner = stack.person("info@hemlig.example").await?;
    let made = founds(&stack, &mut owner, &draft("ASF", "Hemliga Köket", 1000)).await?;
    let stranger = stack.sample("company").await?;
    let own = path(&made);
    for path in [
        own.clone(),
        format!("{own}/members"),
        format!("{own}/invitations"),
    ] {
        let refused = gets(&stack, &stranger, &path).await?;
        assert_refused(&refused, 404, "NOT_FOUND");
        gets(&stack, &owner, &path).await?.expect(200)?;
    }
    let change = sends(
        &stack,
        &stranger,
        ("PATCH", &own),
        &json!({ "name": "Mitt" }),
    )
    .await?;
    assert_refused(&change, 404, "NOT_FOUND");

    let find = "/api/v1/organisations:find";
    let found = stack.by(&stranger, "GET", find).query(&[("q", "koket")]);
    let found = found.send().await?.expect(200)?.body;
    let found = found["organisations"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let found: Vec<_> = found.iter().filter(|it| it["id"] == made["id"]).collect();
    assert_eq!(found.len(), 1);
    let fields = found[0].as_object().map(|it| it.keys().len());
    assert_eq!(fields, Some(4), "{found:?}");
    Ok(())
}

#[tokio::test]
async fn an_invitation_lets_its_reader_in_once() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let mut owner = stack.person("info@kajen.example").await?;
    let made = founds(&stack, &mut owner, &draft("ASF", "Kajen", 1000)).await?;
    let (own, invited) = (path(&made), "kok@kajen.example");
    let invite = json!({ "email": invited, "role": "MEMBER_ROLE_EDITOR" });
    let invitations = format!("{own}/invitations");
    let sent = posts(&stack, &owner, &invitations, &invite)
        .await?
        .expect_success()?;
    assert_eq!(sent.text("/invitation/email")?, invited);

    let token = link(&stack, invited, "inbjudan", &[]).await?;
    let shown = stack.anonymous("POST", "/api/v1/invitations:read");
    let shown = shown
        .json(&json!({ "token": token }))
        .send()
        .await?
        .expect(200)?;
    assert_eq!(shown.text("/organisation_name")?, "Kajen");
    assert_eq!(shown.text("/role")?, "MEMBER_ROLE_EDITOR");

    // Whoever reads the mail may have an account by another address.
    let mut editor = stack.sample("account").await?;
    let accept = json!({ "token": token });
    let joined = posts(&stack, &editor, "invitations:accept", &accept)
        .await?
        .expect(200)?;
    assert_eq!(joined.text("/organisation/own_role")?, "MEMBER_ROLE_EDITOR");
    renew(&stack, &mut editor).await?;
    let again = posts(&stack, &owner, "invitations:accept", &accept).await?;
    assert_refused(&again, 400, "WRONG_LINK");
    let members = gets(&stack, &editor, &format!("{own}/members"))
        .await?
        .expect(200)?;
    assert_eq!(members.text("/members/0/email")?, owner.email);
    assert_eq!(members.text("/members/1/email")?, editor.email);
    let open = gets(&stack, &owner, &invitations).await?.expect(200)?;
    assert_eq!(open.body["invitations"].as_array().map_or(0, Vec::len), 0);

    let refused = posts(&stack, &editor, &invitations, &invite).await?;
    assert_refused(&refused, 403, "FORBIDDEN");
    Ok(())
}

#[tokio::test]
async fn a_withdrawn_invitation_is_void_and_a_repeated_one_is_one_mail() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let mut owner = stack.person("info@kajen.example").await?;
    let made = founds(&stack, &mut owner, &draft("ASF", "Kajen", 1000)).await?;
    let invite = json!({ "email": "kok@kajen.example", "role": "MEMBER_ROLE_VIEWER" });
    let invitations = format!("{}/invitations", path(&made));
    let mut ids = Vec::new();
    for _ in 0..2 {
        let request = stack.by(&owner, "POST", &format!("/api/v1/{invitations}"));
        let request = request.header("idempotency-key", "one").json(&invite);
        ids.push(
            request
                .send()
                .await?
                .expect_success()?
                .text("/invitation/id")?,
        );
    }
    assert_eq!(ids[0], ids[1]);
    let token = link(&stack, "kok@kajen.example", "inbjudan", &[]).await?;
    let one = format!("/api/v1/{invitations}/{}", ids[0]);
    stack
        .by(&owner, "DELETE", &one)
        .send()
        .await?
        .expect_success()?;
    let gone = stack.by(&owner, "DELETE", &one).send().await?;
    assert_refused(&gone, 404, "NOT_FOUND");
    let read = stack.anonymous("POST", "/api/v1/invitations:read");
    let read = read.json(&json!({ "token": token })).send().await?;
    assert_refused(&read, 400, "WRONG_LINK");
    assert_eq!(count(&stack, "kok@kajen.example")?, 1);
    Ok(())
}

#[tokio::test]
async fn one_who_asks_is_let_in_by_an_owner() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let mut owner = stack.person("info@kajen.example").await?;
    let made = founds(&stack, &mut owner, &draft("ASF", "Kajen", 1000)).await?;
    let mut guest = stack.person("praktik@kajen.example").await?;
    let requests = format!("{}/joinRequests", path(&made));
    let message = json!({ "message": "Jag börjar hos er på måndag." });
    posts(&stack, &guest, &requests, &message)
        .await?
        .expect_success()?;
    let waiting = gets(&stack, &owner, &requests).await?.expect(200)?;
    assert_eq!(
        waiting.text("/join_requests/0/message")?,
        "Jag börjar hos er på måndag."
    );
    assert_eq!(waiting.text("/join_requests/0/email")?, guest.email);

    stack.without_quiet_hours(&guest).await?;
    let guest_id = subject(&stack, &guest).await?;
    let decide = format!("{requests}/{guest_id}:decide");
    posts(&stack, &owner, &decide, &json!({ "approve": true }))
        .await?
        .expect(200)?;
    renew(&stack, &mut guest).await?;
    let mine = gets(&stack, &guest, "organisations:mine")
        .await?
        .expect(200)?;
    assert_eq!(
        mine.text("/organisations/0/own_role")?,
        "MEMBER_ROLE_VIEWER"
    );
    let told = until("the mail about the decision", async || {
        Ok(Some(count(&stack, &guest.email)?).filter(|mails| *mails > 1))
    });
    told.await?;
    let twice = posts(&stack, &owner, &decide, &json!({ "approve": true })).await?;
    assert_refused(&twice, 404, "NOT_FOUND");
    let again = posts(&stack, &guest, &requests, &json!({})).await?;
    assert_refused(&again, 409, "ALREADY_MEMBER");
    Ok(())
}

#[tokio::test]
async fn the_last_owner_stays_and_everybody_else_may_leave() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let owner = stack.sample("owner").await?;
    let mut member = stack.sample("member").await?;
    let mine = gets(&stack, &owner, "organisations:mine")
        .await?
        .expect(200)?;
    let own = path(&mine.body["organisations"][0]);
    let owner_id = subject(&stack, &owner).await?;
    let member_id = subject(&stack, &member).await?;

    let change = format!("{own}/members/{owner_id}:changeRole");
    let viewer = json!({ "role": "MEMBER_ROLE_VIEWER" });
    let refused = posts(&stack, &owner, &change, &viewer).await?;
    assert_refused(&refused, 409, "LAST_OWNER");
    let leave = |id: &str| format!("/api/v1/{own}/members/{id}");
    let refused = stack.by(&owner, "DELETE", &leave(&owner_id)).send().await?;
    assert_refused(&refused, 409, "LAST_OWNER");
    let refused = stack
        .by(&member, "DELETE", &leave(&owner_id))
        .send()
        .await?;
    assert_refused(&refused, 403, "FORBIDDEN");
    let left = stack
        .by(&member, "DELETE", &leave(&member_id))
        .send()
        .await?;
    left.expect_success()?;
    renew(&stack, &mut member).await?;
    let gone = gets(&stack, &member, &own).await?;
    assert_refused(&gone, 404, "NOT_FOUND");
    Ok(())
}

#[tokio::test]
async fn a_change_names_the_version_that_it_was_made_from() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let mut owner = stack.person("info@kajen.example").await?;
    let made = founds(&stack, &mut owner, &draft("ASF", "Kajen", 1000)).await?;
    let etag = made["etag"].as_str().unwrap_or_default();
    let patch = |name: &str, etag: &str| {
        let request = stack.by(&owner, "PATCH", &format!("/api/v1/{}", path(&made)));
        request
            .header("if-match", etag)
            .json(&json!({ "name": name }))
    };
    let changed = patch("Kajen i hamnen", etag).send().await?.expect(200)?;
    assert_eq!(changed.text("/organisation/name")?, "Kajen i hamnen");
    let stale = patch("Kajen på land", etag).send().await?;
    assert_refused(&stale, 412, "STALE_ETAG");

    // A domain that the owner's address does not have is staff's to verify.
    let moved = json!({ "domain": "hamnen.example" });
    let moved = sends(&stack, &owner, ("PATCH", &path(&made)), &moved).await?;
    let moved = moved.expect(200)?;
    assert_eq!(
        moved.text("/organisation/state")?,
        "ORGANISATION_STATE_UNVERIFIED"
    );
    assert_eq!(id(&moved.body["organisation"]), id(&made));
    Ok(())
}
