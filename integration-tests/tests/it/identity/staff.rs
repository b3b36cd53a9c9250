//! What staff decide, over the JSON API: organisations, memberships, roles,
//! and the audit of it all.

use std::time::Duration;

use integration_tests::{
    stack::{Stack, person::Person},
    until::{until, until_within},
};
use serde_json::{Value, json};

use super::{
    person::assert_refused,
    team::{draft, founds, gets, id, path, posts, renew, sends, subject},
    wire::{count, link},
};

/// Tokens follow a change of roles so soon.
const FOLLOWS: Duration = Duration::from_secs(5);

async fn unverified(stack: &Stack, owner: &mut Person) -> anyhow::Result<Value> {
    let mut wanted = draft("ASF", "Kajen", 1000);
    wanted["domain"] = json!("hamnen.example");
    founds(stack, owner, &wanted).await
}

#[tokio::test]
async fn what_waits_for_staff_comes_first_and_is_decided() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let mut owner = stack.person("info@kajen.example").await?;
    stack.without_quiet_hours(&owner).await?;
    let made = unverified(&stack, &mut owner).await?;
    let staff = stack.sample("staff").await?;
    let listed = stack.by(&staff, "GET", "/api/v1/organisations");
    let listed = listed
        .query(&[("page_size", "1")])
        .send()
        .await?
        .expect(200)?;
    assert_eq!(listed.text("/organisations/0/id")?, id(&made));
    let token = listed.text("/next_page_token")?;
    let next = stack.by(&staff, "GET", "/api/v1/organisations");
    let next = next.query(&[("page_size", "1"), ("page_token", &token)]);
    assert_ne!(
        next.send()
            .await?
            .expect(200)?
            .text("/organisations/0/id")?,
        id(&made)
    );

    let refuse = format!("{}:refuse", path(&made));
    let reason = json!({ "reason": "Domänen är inte er." });
    posts(&stack, &staff, &refuse, &reason).await?.expect(200)?;
    renew(&stack, &mut owner).await?;
    let seen = gets(&stack, &owner, &path(&made)).await?.expect(200)?;
    assert_eq!(seen.text("/reason")?, "Domänen är inte er.");
    let change = json!({ "domain": "kajen.example" });
    let changed = sends(&stack, &owner, ("PATCH", &path(&made)), &change).await?;
    let changed = changed.expect(200)?.text("/organisation/state")?;
    assert_eq!(changed, "ORGANISATION_STATE_UNVERIFIED");
    let verify = format!("{}:verify", path(&made));
    let verified = posts(&stack, &staff, &verify, &json!({}))
        .await?
        .expect(200)?;
    assert_eq!(
        verified.text("/organisation/verified_by")?,
        "VERIFIED_BY_STAFF"
    );
    until("a mail for each decision", async || {
        Ok(Some(count(&stack, &owner.email)?).filter(|mails| *mails >= 3))
    })
    .await?;
    Ok(())
}

#[tokio::test]
async fn staff_register_an_organisation_and_its_owner_is_invited() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let staff = stack.sample("staff").await?;
    let mut wanted = draft("PUBLIC_BODY", "Exempelkommun", 1000);
    wanted["owner_email"] = json!("upphandling@kommun.example");
    let made = posts(&stack, &staff, "organisations:register", &wanted).await?;
    let made = made.expect_success()?.body["organisation"].clone();
    assert_eq!(made["state"], "ORGANISATION_STATE_VERIFIED");
    assert!(made["member_count"].as_u64().unwrap_or_default() == 0);
    let token = link(&stack, "upphandling@kommun.example", "inbjudan", &[]).await?;
    let owner = stack.person("upphandling@kommun.example").await?;
    let accept = json!({ "token": token });
    let joined = posts(&stack, &owner, "invitations:accept", &accept)
        .await?
        .expect(200)?;
    assert_eq!(joined.text("/organisation/own_role")?, "MEMBER_ROLE_OWNER");
    Ok(())
}

#[tokio::test]
async fn a_skoopi_membership_is_set_and_ends_at_once() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let staff = stack.sample("staff").await?;
    let mut owner = stack.person("info@kajen.example").await?;
    let made = founds(&stack, &mut owner, &draft("ASF", "Kajen", 1000)).await?;
    let set = format!("{}:setSkoopiMembership", path(&made));
    let backwards = json!({ "membership": { "from": "2026-02-01", "to": "2026-01-01" } });
    let refused = posts(&stack, &staff, &set, &backwards).await?;
    assert_refused(&refused, 400, "INVALID_FIELDS");
    assert!(
        refused.raw.contains("ENDS_BEFORE_IT_BEGINS"),
        "{}",
        refused.raw
    );

    let year = json!({ "membership": { "from": "2026-01-01", "to": "" } });
    let answer = posts(&stack, &staff, &set, &year).await?.expect(200)?;
    assert_eq!(
        answer.body["organisation"]["skoopi_membership"]["valid"],
        true
    );
    let ended = posts(&stack, &staff, &set, &json!({})).await?.expect(200)?;
    assert_eq!(ended.body["organisation"]["skoopi_membership"], Value::Null);
    Ok(())
}

#[tokio::test]
async fn a_role_is_given_and_taken_within_seconds() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let staff = stack.sample("staff").await?;
    let person = stack.sample("account").await?;
    let find = json!({ "email": person.email.to_uppercase() });
    let found = posts(&stack, &staff, "accounts:find", &find)
        .await?
        .expect(200)?;
    let subject_id = found.text("/person/subject_id")?;
    let role = json!({ "subject_id": subject_id, "role": "staff" });
    posts(&stack, &staff, "roles:grant", &role)
        .await?
        .expect(200)?;
    let mut colleague = person.clone();
    colleague.token = stack.fresh_token(&person).await?;
    gets(&stack, &colleague, "roles").await?.expect(200)?;

    posts(&stack, &staff, "roles:revoke", &role)
        .await?
        .expect(200)?;
    until_within(FOLLOWS, "the token of before is refused", async || {
        let answer = gets(&stack, &colleague, "roles").await?;
        Ok((answer.status == 401).then_some(()))
    })
    .await?;
    colleague.token = stack.fresh_token(&person).await?;
    assert_refused(&gets(&stack, &colleague, "roles").await?, 403, "FORBIDDEN");
    Ok(())
}

#[tokio::test]
async fn somebody_has_to_be_staff() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let staff = stack.sample("staff").await?;
    let own = subject(&stack, &staff).await?;
    let role = json!({ "subject_id": own, "role": "staff" });
    let refused = posts(&stack, &staff, "roles:revoke", &role).await?;
    assert_refused(&refused, 409, "LAST_STAFF");
    let unknown = json!({ "email": "ingen@asf.example" });
    let unknown = posts(&stack, &staff, "accounts:find", &unknown).await?;
    assert_refused(&unknown, 404, "NOT_FOUND");
    let nowhere = json!({ "subject_id": own, "role": "process_leader" });
    let refused = posts(&stack, &staff, "roles:grant", &nowhere).await?;
    assert_refused(&refused, 400, "INVALID_FIELDS");
    let holders = gets(&stack, &staff, "roles").await?.expect(200)?;
    assert_eq!(holders.text("/persons/0/subject_id")?, own);
    assert_eq!(holders.text("/persons/1/county_codes/0")?, "14");
    Ok(())
}

#[tokio::test]
async fn the_audit_tells_who_did_what_page_by_page() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let staff = stack.sample("staff").await?;
    let mut owner = stack.person("info@kajen.example").await?;
    let made = unverified(&stack, &mut owner).await?;
    let verify = format!("{}:verify", path(&made));
    posts(&stack, &staff, &verify, &json!({}))
        .await?
        .expect(200)?;

    let mut told = Vec::new();
    let mut token = String::new();
    loop {
        let page = stack.by(&staff, "GET", "/api/v1/audit");
        let query = [
            ("target_id", &*id(&made)),
            ("page_size", "2"),
            ("page_token", &token),
        ];
        let page = page.query(&query).send().await?.expect(200)?.body;
        told.extend(page["entries"].as_array().cloned().unwrap_or_default());
        token = page["next_page_token"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        if token.is_empty() {
            break;
        }
    }
    let actions: Vec<_> = told.iter().filter_map(|it| it["action"].as_str()).collect();
    assert_eq!(actions, ["Verified", "MemberAdded", "Created"]);
    assert_eq!(told[0]["actor_id"], subject(&stack, &staff).await?);
    assert_eq!(told[0]["details"]["by"], "staff");
    assert_eq!(told[1]["actor_name"], "Exempel");
    assert_eq!(told[2]["target_name"], "Kajen");

    let another = stack
        .by(&staff, "GET", "/api/v1/audit")
        .query(&[("page_token", "x")]);
    assert_refused(&another.send().await?, 400, "WRONG_PAGE_TOKEN");
    renew(&stack, &mut owner).await?;
    assert_refused(&gets(&stack, &owner, "audit").await?, 403, "FORBIDDEN");
    Ok(())
}

#[tokio::test]
async fn the_read_models_follow_from_the_events() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let staff = stack.sample("staff").await?;
    let mut owner = stack.person("info@kajen.example").await?;
    let made = unverified(&stack, &mut owner).await?;
    for projection in ["accounts", "organisations", "members"] {
        for arguments in [&["--verify"][..], &[], &["--verify"]] {
            let arguments = [&["rebuild", projection], arguments].concat();
            let (code, said) = stack.try_program("identity", &arguments).await?;
            assert_eq!(code, 0, "{arguments:?}: {said}");
        }
    }
    let verify = format!("{}:verify", path(&made));
    posts(&stack, &staff, &verify, &json!({}))
        .await?
        .expect(200)?;
    renew(&stack, &mut owner).await?;
    let members = gets(&stack, &owner, &format!("{}/members", path(&made))).await?;
    assert_eq!(members.expect(200)?.text("/members/0/email")?, owner.email);
    Ok(())
}
