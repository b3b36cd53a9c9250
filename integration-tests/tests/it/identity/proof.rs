//! What makes a verified organisation, and whom a number belongs to: what was
//! typed proves nothing, and holds nothing back.

use integration_tests::{profiles, stack::Stack, until::until};
use serde_json::{Value, json};

use super::{
    person::assert_refused,
    team::{believed, draft, founds, gets, path, posts, renew, sends},
    wire::count,
};

const VERIFIED: &str = "ORGANISATION_STATE_VERIFIED";
const UNVERIFIED: &str = "ORGANISATION_STATE_UNVERIFIED";

/// A profile whose website and address are of this domain.
pub(super) fn profile_at(domain: &str, name: &str, number: u32) -> Value {
    let mut profile = profiles::complete(name, number);
    profile["website"] = json!(format!("https://www.{domain}/om-oss"));
    profile["email"] = json!(format!("info@{domain}"));
    profile
}

#[tokio::test]
async fn the_own_domain_of_the_enterprise_with_the_number_verifies() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let listed = profile_at("larkstugan.example", "Lärkstugan", 1000);
    stack.listed(&listed).await?;
    let mut owner = stack.person("registrator@larkstugan.example").await?;
    let mut wanted = draft("ASF", "Storkommunen", 1000);
    wanted["org_number"] = json!(profiles::org_number(1000).replace('-', " "));
    let made = founds(&stack, &mut owner, &wanted).await?;
    assert_eq!(made["state"], VERIFIED);
    assert_eq!(made["verified_by"], "VERIFIED_BY_DOMAIN");
    // The name that was typed is not the one that was proven.
    assert_eq!(made["name"], "Lärkstugan");

    let renamed = json!({ "name": "Storkommunen" });
    let renamed = sends(&stack, &owner, ("PATCH", &path(&made)), &renamed).await?;
    let renamed = renamed.expect(200)?;
    assert_eq!(renamed.text("/organisation/state")?, UNVERIFIED);
    Ok(())
}

#[tokio::test]
async fn a_number_and_a_name_that_were_typed_verify_nothing() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    for (domain, name, number) in [
        ("larkstugan.example", "Lärkstugan", 1000),
        ("gemensam.example", "Första", 1001),
        ("gemensam.example", "Andra", 1002),
        ("gmail.com", "Postlådan", 1003),
    ] {
        stack.listed(&profile_at(domain, name, number)).await?;
    }
    for (email, kind, number) in [
        // The domain of an address says nothing of a number that is not listed,
        // of another's number, or of what is no ASF.
        ("x@egen.example", "PUBLIC_BODY", 1010),
        ("y@egen.example", "ASF", 1000),
        ("z@larkstugan.example", "PUBLIC_BODY", 1000),
        ("d@larkstugan.example", "ASF", 1001),
        // Nor does one that several name, or where everybody gets an address.
        ("e@gemensam.example", "ASF", 1001),
        ("f@gmail.com", "ASF", 1003),
        ("a@mail.larkstugan.example", "ASF", 1000),
    ] {
        let mut person = stack.person(email).await?;
        let made = founds(&stack, &mut person, &draft(kind, "Storkommunen", number)).await?;
        assert_eq!(made["state"], UNVERIFIED, "{email}");
    }
    Ok(())
}

/// Nobody has to wait before the application is written: whoever lists it has
/// looked at its number.
#[tokio::test]
async fn an_asf_applies_at_once_and_is_verified_when_it_is_listed() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let staff = stack.sample("staff").await?;
    let mut owner = stack.person("kim@post.example").await?;
    let made = founds(&stack, &mut owner, &draft("ASF", "Lärkstugan", 1000)).await?;
    assert_eq!(made["state"], UNVERIFIED);
    let profile = profiles::complete("Lärkstugan", 1000);
    let begun = posts(&stack, &owner, "enterprises", &profile).await?;
    let enterprise = begun.expect_success()?.text("/enterprise/id")?;
    for (by, step, body) in [
        (&owner, "attest", profiles::grounds()),
        (&owner, "submit", json!({})),
        (&staff, "list", json!({})),
    ] {
        let step = format!("enterprises/{enterprise}:{step}");
        posts(&stack, by, &step, &body).await?.expect_success()?;
    }
    until("the organisation is verified", async || {
        let seen = gets(&stack, &staff, &path(&made)).await?.expect(200)?;
        Ok((seen.body["verified_by"] == "VERIFIED_BY_STAFF").then_some(()))
    })
    .await
}

#[tokio::test]
async fn an_organisation_that_was_refused_applies_for_nothing() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let staff = stack.sample("staff").await?;
    let mut owner = stack.person("kim@post.example").await?;
    let made = founds(&stack, &mut owner, &draft("ASF", "Lärkstugan", 1000)).await?;
    let reason = json!({ "reason": "Numret är inte ert." });
    let refuse = format!("{}:refuse", path(&made));
    posts(&stack, &staff, &refuse, &reason).await?.expect(200)?;
    renew(&stack, &mut owner).await?;
    let profile = profiles::complete("Lärkstugan", 1000);
    let begun = posts(&stack, &owner, "enterprises", &profile).await?;
    assert_eq!(begun.status, 403, "{}", begun.raw);
    Ok(())
}

#[tokio::test]
async fn of_those_that_come_at_once_a_domain_verifies_one() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let listed = profile_at("hamnen.example", "Hamnen", 1000);
    stack.listed(&listed).await?;
    let mut people = Vec::new();
    for number in 0..4 {
        let email = format!("kontor{number}@hamnen.example");
        people.push(stack.person(&email).await?);
    }
    let made = people.iter().map(async |person| {
        let draft = draft("ASF", "Hamnen", 1000);
        let answer = posts(&stack, person, "organisations", &draft).await?;
        anyhow::Ok(answer.body["organisation"]["state"].clone())
    });
    let states = futures::future::try_join_all(made).await?;
    let verified = states.iter().filter(|state| **state == VERIFIED);
    assert_eq!(verified.count(), 1, "{states:?}");
    Ok(())
}

#[tokio::test]
async fn a_number_that_nobody_proved_keeps_nobody_out() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let staff = stack.sample("staff").await?;
    let mut squatter = stack.person("x@egen.example").await?;
    let squatted = draft("PUBLIC_BODY", "Storkommunen", 1000);
    let squatted = founds(&stack, &mut squatter, &squatted).await?;

    // Whose it is comes later, and comes in; once, however often it is sent.
    let mut real = stack.person("registrator@kommunen.example").await?;
    let wanted = draft("PUBLIC_BODY", "Kommunen", 1000);
    let mut ids = Vec::new();
    for _ in 0..2 {
        let request = stack.by(&real, "POST", "/api/v1/organisations");
        let request = request.header("idempotency-key", "one").json(&wanted);
        let made = request.send().await?.expect_success()?;
        ids.push(made.text("/organisation/id")?);
    }
    assert_eq!(ids[0], ids[1]);
    renew(&stack, &mut real).await?;
    stack.without_quiet_hours(&real).await?;
    let again = posts(&stack, &real, "organisations", &wanted).await?;
    assert_refused(&again, 409, "ORG_NUMBER_TAKEN");
    let own = format!("organisations/{}", ids[0]);
    let seen = gets(&stack, &staff, &own).await?.expect(200)?;
    assert_eq!(seen.body["number_shared"], true);

    // Of both, staff believe one, and from then on the number is taken.
    let verify = |path: &str| format!("{path}:verify");
    posts(&stack, &staff, &verify(&own), &json!({}))
        .await?
        .expect(200)?;
    let second = posts(&stack, &staff, &verify(&path(&squatted)), &json!({})).await?;
    assert_refused(&second, 409, "ORG_NUMBER_TAKEN");
    let mut late = stack.person("y@egen.example").await?;
    let refused = posts(&stack, &late, "organisations", &wanted).await?;
    assert_refused(&refused, 409, "ORG_NUMBER_TAKEN");

    // One that is closed holds its number back no longer.
    let reason = json!({ "reason": "Dubbelt upplagd." });
    posts(&stack, &staff, &format!("{own}:close"), &reason)
        .await?
        .expect(200)?;
    believed(&stack, &mut late, &wanted).await?;
    until("the mail about the closing", async || {
        Ok(Some(count(&stack, &real.email)?).filter(|mails| *mails > 2))
    })
    .await?;
    Ok(())
}
