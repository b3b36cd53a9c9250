//! Who decides on whose enterprise: process leaders in their county, an ASF for
//! itself, and nobody on the own. Over the JSON API, and as a browser does.

use integration_tests::{
    profiles,
    stack::{Stack, answer::Answer, person::Person},
    until::until,
};
use serde_json::{Value, json};

use super::{
    person::assert_refused,
    team::{believed, draft, gets, id, path, posts, sends},
};

/// The owner of an ASF that staff believe in.
async fn owner_of(
    stack: &Stack,
    name: &str,
    domain: &str,
    number: u32,
) -> anyhow::Result<(Person, Value)> {
    let mut owner = stack.person(&format!("info@{domain}")).await?;
    let made = believed(stack, &mut owner, &draft("ASF", name, number)).await?;
    Ok((owner, made))
}

fn profile_in(municipality: &str, name: &str, number: u32) -> Value {
    let mut profile = profiles::complete(name, number);
    profile["municipality_code"] = json!(municipality);
    profile
}

async fn claim(
    stack: &Stack,
    owner: &Person,
    made: &Value,
    enterprise: &str,
) -> anyhow::Result<()> {
    let body = json!({ "enterpriseId": enterprise });
    let asked = posts(stack, owner, &format!("{}:claim", path(made)), &body).await?;
    asked.expect(200)?;
    Ok(())
}

/// The ids of the enterprises with claims that this person sees, once there
/// are so many.
async fn claimed(stack: &Stack, by: &Person, many: usize) -> anyhow::Result<Vec<Value>> {
    until(&format!("{many} claims"), async || {
        let answer = gets(stack, by, "enterprises:claims").await?.expect(200)?;
        let claims = answer.body["claims"].as_array().cloned();
        let claims = claims.unwrap_or_default();
        let is_all = claims.len() == many;
        Ok(is_all.then(|| {
            claims
                .iter()
                .map(|it| it["enterprise_id"].clone())
                .collect()
        }))
    })
    .await
}

async fn approve(
    stack: &Stack,
    by: &Person,
    enterprise: &str,
    made: &Value,
) -> anyhow::Result<Answer> {
    let body = json!({ "organisationId": id(made) });
    posts(
        stack,
        by,
        &format!("enterprises/{enterprise}:approveClaim"),
        &body,
    )
    .await
}

async fn until_tied(stack: &Stack, made: &Value, enterprise: &str) -> anyhow::Result<()> {
    until("identity knows of the tie", async || {
        let request = stack.staff("GET", &format!("/api/v1/{}", path(made)));
        let seen = request.send().await?.expect(200)?.body;
        Ok((seen["enterprise_id"] == enterprise).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_process_leader_decides_in_the_own_county_alone() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let leader = stack.sample("process-leader").await?;
    let staff = stack.sample("staff").await?;
    let here = stack.listed(&profile_in("1480", "Här", 2000)).await?;
    let there = stack.listed(&profile_in("0180", "Där", 2001)).await?;
    let (first, one) = owner_of(&stack, "Ett", "ett.example", 2002).await?;
    let (second, two) = owner_of(&stack, "Två", "tva.example", 2003).await?;
    let (third, three) = owner_of(&stack, "Tre", "tre.example", 2004).await?;
    claim(&stack, &first, &one, &here).await?;
    claim(&stack, &second, &two, &here).await?;
    claim(&stack, &third, &three, &there).await?;

    claimed(&stack, &staff, 3).await?;
    let seen = claimed(&stack, &leader, 2).await?;
    assert_eq!(seen, [json!(here), json!(here)]);
    let refused = approve(&stack, &leader, &there, &three).await?;
    assert_refused(&refused, 403, "FORBIDDEN");

    approve(&stack, &leader, &here, &one).await?.expect(200)?;
    until_tied(&stack, &one, &here).await?;
    until("the other one is told", async || {
        let seen = gets(&stack, &second, &path(&two)).await?.expect(200)?;
        let reason = seen.body["claim"]["reason"].as_str();
        Ok((reason == Some("GIVEN_TO_ANOTHER")).then_some(()))
    })
    .await?;
    claimed(&stack, &leader, 0).await?;
    let again = approve(&stack, &staff, &here, &two).await?;
    assert_refused(&again, 409, "NO_SUCH_CLAIM");
    Ok(())
}

#[tokio::test]
async fn a_leader_is_not_told_of_drafts_elsewhere() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let leader = stack.sample("process-leader").await?;
    let drafts = "enterprises";
    let elsewhere = profile_in("0180", "Där", 2010);
    let refused = posts(&stack, &leader, drafts, &elsewhere).await?;
    assert_refused(&refused, 403, "FORBIDDEN");
    let made = stack.staff("POST", "/api/v1/enterprises").json(&elsewhere);
    let made = made.send().await?.expect_success()?;
    let unseen = format!("enterprises/{}", made.text("/enterprise/id")?);
    let answer = gets(&stack, &leader, &unseen).await?;
    assert_refused(&answer, 404, "NOT_FOUND");
    let change = sends(&stack, &leader, ("PATCH", &unseen), &json!({"name": "X"})).await?;
    assert_refused(&change, 404, "NOT_FOUND");

    let here = profile_in("1480", "Här", 2011);
    let made = posts(&stack, &leader, drafts, &here)
        .await?
        .expect_success()?;
    let seen = gets(&stack, &leader, "enterprises:drafts")
        .await?
        .expect(200)?;
    assert_eq!(seen.body["total_size"], 1);
    assert_eq!(
        seen.text("/enterprises/0/id")?,
        made.text("/enterprise/id")?
    );
    Ok(())
}

#[tokio::test]
async fn an_asf_registers_itself_and_somebody_else_lists_it() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (owner, made) = owner_of(&stack, "Kajen", "kajen.example", 2020).await?;
    let profile = profiles::complete("Kajen", 2020);
    let registered = posts(&stack, &owner, "enterprises", &profile).await?;
    let registered = registered.expect_success()?;
    assert_eq!(registered.text("/enterprise/organisation_id")?, id(&made));
    let enterprise = registered.text("/enterprise/id")?;
    until_tied(&stack, &made, &enterprise).await?;

    let own = gets(&stack, &owner, "enterprises:own").await?.expect(200)?;
    assert_eq!(own.text("/id")?, enterprise);
    let again = profiles::complete("Kajen igen", 2021);
    let again = posts(&stack, &owner, "enterprises", &again).await?;
    assert_refused(&again, 409, "ALREADY_LINKED");

    let step = |verb: &str| format!("enterprises/{enterprise}:{verb}");
    let without = posts(&stack, &owner, &step("submit"), &json!({})).await?;
    assert_refused(&without, 422, "NOT_COMPLETE");
    for (verb, body) in [("attest", profiles::grounds()), ("submit", json!({}))] {
        posts(&stack, &owner, &step(verb), &body)
            .await?
            .expect(200)?;
    }
    let own_listing = posts(&stack, &owner, &step("list"), &json!({})).await?;
    assert_refused(&own_listing, 403, "FORBIDDEN");
    let leader = stack.sample("process-leader").await?;
    posts(&stack, &leader, &step("list"), &json!({}))
        .await?
        .expect(200)?;
    let public = format!("/api/v1/enterprises/{enterprise}");
    let seen = stack.anonymous("GET", &public).send().await?.expect(200)?;
    assert_eq!(
        seen.body["organisation_id"].as_str().unwrap_or_default(),
        ""
    );

    let (stranger, _) = owner_of(&stack, "Köket", "koket.example", 2022).await?;
    let target = format!("enterprises/{enterprise}");
    let change = json!({"description": "Vi odlar också."});
    let refused = sends(&stack, &stranger, ("PATCH", &target), &change).await?;
    assert_refused(&refused, 403, "FORBIDDEN");
    sends(&stack, &owner, ("PATCH", &target), &change)
        .await?
        .expect(200)?;
    posts(&stack, &owner, &step("unlist"), &json!({}))
        .await?
        .expect(200)?;
    let hidden = gets(&stack, &stranger, &target).await?;
    assert_refused(&hidden, 404, "NOT_FOUND");
    Ok(())
}

#[tokio::test]
async fn an_organisation_that_closes_lets_go_of_all_it_had() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let staff = stack.sample("staff").await?;
    let (owner, made) = owner_of(&stack, "Kajen", "kajen.example", 2030).await?;
    let (other, waiting) = owner_of(&stack, "Köket", "koket.example", 2031).await?;
    let tied = stack.listed(&profiles::complete("Kajen", 2030)).await?;
    let wanted = stack.listed(&profiles::complete("Köket", 2031)).await?;
    claim(&stack, &owner, &made, &tied).await?;
    claim(&stack, &other, &waiting, &wanted).await?;
    claimed(&stack, &staff, 2).await?;
    approve(&stack, &staff, &tied, &made).await?.expect(200)?;
    until_tied(&stack, &made, &tied).await?;

    let reason = json!({"reason": "Finns inte längre."});
    for closed in [&made, &waiting] {
        let close = format!("{}:close", path(closed));
        posts(&stack, &staff, &close, &reason).await?.expect(200)?;
    }
    claimed(&stack, &staff, 0).await?;
    until("the registry lets go", async || {
        let seen = gets(&stack, &staff, &format!("enterprises/{tied}")).await?;
        let organisation = seen.expect(200)?.body["organisation_id"].clone();
        Ok(organisation
            .as_str()
            .unwrap_or_default()
            .is_empty()
            .then_some(()))
    })
    .await?;
    for projection in ["directory", "claims"] {
        let said = stack
            .run_registry(&["rebuild", projection, "--verify"])
            .await?;
        assert!(said.contains("equal"), "{said}");
    }
    Ok(())
}

/// Sends a form as a browser does.
async fn sends_form(stack: &Stack, by: &Person, path: &str, body: &str) -> anyhow::Result<u16> {
    let answer = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()?
        .post(format!("{}{path}", stack.url(0)))
        .header("cookie", format!("__Host-session={}", by.session))
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body.to_owned())
        .send()
        .await?;
    Ok(answer.status().as_u16())
}

async fn page(stack: &Stack, by: &Person, path: &str) -> anyhow::Result<String> {
    let answer = stack.in_browser(by, "GET", path).send().await?;
    Ok(answer.expect(200)?.raw)
}

#[tokio::test]
async fn an_owner_claims_and_a_leader_approves_in_the_browser() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (owner, made) = owner_of(&stack, "Kajen", "kajen.example", 2040).await?;
    let enterprise = stack.listed(&profiles::complete("Kajen", 2040)).await?;
    let profile = page(&stack, &owner, "/asf/kajen").await?;
    assert!(
        profile.contains("/konto/foretag/ansprak/kajen"),
        "{profile}"
    );
    let status = sends_form(&stack, &owner, "/konto/foretag/ansprak/kajen", "").await?;
    assert_eq!(status, 303);

    let leader = stack.sample("process-leader").await?;
    claimed(&stack, &leader, 1).await?;
    let list = page(&stack, &leader, "/personal/ansprak").await?;
    let decision = format!("/personal/ansprak/{enterprise}/{}", id(&made));
    assert!(list.contains(&decision), "{list}");
    let status = sends_form(&stack, &leader, &decision, "answer=approve").await?;
    assert_eq!(status, 303);
    until("the owner sees the enterprise", async || {
        let own = page(&stack, &owner, "/konto/foretag").await?;
        Ok(own
            .contains("/konto/foretag/profil/uppgifter")
            .then_some(()))
    })
    .await?;
    let step = "/konto/foretag/profil/uppgifter";
    let form = page(&stack, &owner, step).await?;
    let base = form.split("name=\"base\" value=\"").nth(1);
    let base = base.and_then(|it| it.split('"').next()).unwrap_or_default();
    let number = profiles::org_number(2040);
    let body = format!(
        "base={base}&name=Kajen&description=Vi+lagar+och+odlar.&municipality_code=G%C3%B6teborg\
         &legal_form=ekonomisk-forening&org_number={number}"
    );
    let status = sends_form(&stack, &owner, step, &body).await?;
    assert_eq!(status, 303);
    let public = page(&stack, &owner, "/asf/kajen").await?;
    assert!(public.contains("Vi lagar och odlar."), "{public}");
    assert!(!public.contains("/konto/foretag/ansprak"), "it has one now");
    Ok(())
}
