//! The review: the queue, a case with its differences and doubles, deciding
//! by one of two, certification, and a process leader's work list.

use integration_tests::{
    profiles,
    stack::{Stack, answer::Answer, person::Person},
    until::until,
};
use serde_json::{Value, json};

async fn post(stack: &Stack, by: &Person, path: &str, body: &Value) -> anyhow::Result<Answer> {
    let request = stack.by(by, "POST", &format!("/api/v1/{path}"));
    request.json(body).send().await
}

async fn get(stack: &Stack, by: &Person, path: &str) -> anyhow::Result<Answer> {
    let request = stack.by(by, "GET", &format!("/api/v1/{path}"));
    request.send().await
}

/// An enterprise that its owner registered, and applied for the list with.
async fn applied(stack: &Stack, owner: &Person, profile: &Value) -> anyhow::Result<String> {
    let made = post(stack, owner, "enterprises", profile).await?;
    let id = made.expect_success()?.text("/enterprise/id")?;
    for (step, body) in [("attest", profiles::grounds()), ("submit", json!({}))] {
        let path = format!("enterprises/{id}:{step}");
        post(stack, owner, &path, &body).await?.expect_success()?;
    }
    Ok(id)
}

/// Sends a form as a browser does: the status and the page.
async fn sends_form(
    stack: &Stack,
    by: &Person,
    path: &str,
    body: String,
) -> anyhow::Result<(u16, String)> {
    let answer = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()?
        .post(format!("{}{path}", stack.url(0)))
        .header("cookie", format!("__Host-session={}", by.session))
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body)
        .send()
        .await?;
    Ok((answer.status().as_u16(), answer.text().await?))
}

async fn etag(stack: &Stack, by: &Person, id: &str) -> anyhow::Result<String> {
    let seen = get(stack, by, &format!("enterprises/{id}")).await?;
    seen.expect(200)?.text("/etag")
}

/// What a case says that a field would be.
fn after(case: &Value, field: &str) -> Value {
    let changes = case["changes"].as_array();
    let mut changes = changes.into_iter().flatten();
    let change = changes.find(|it| it["field"] == field);
    change.map(|it| it["after"].clone()).unwrap_or_default()
}

#[tokio::test]
async fn an_application_is_returned_put_right_and_listed() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (owner, staff) = (stack.sample("owner").await?, stack.sample("staff").await?);
    let leader = stack.sample("process-leader").await?;
    // Registered earlier, in the same place under nearly the same name, with
    // Cyrillic letters that nobody can tell from ours.
    let earlier = profiles::complete("K\u{43e}ket Kaj\u{435}n AB", 4000);
    let earlier = post(&stack, &staff, "enterprises", &earlier).await?;
    let earlier = earlier.expect_success()?.text("/enterprise/id")?;
    let id = applied(&stack, &owner, &profiles::complete("Köket Kajen", 4001)).await?;

    let queue = get(&stack, &leader, "reviews").await?.expect(200)?.body;
    assert_eq!(queue["total_size"], 1, "{queue}");
    let row = &queue["reviews"][0];
    assert_eq!(row["enterprise_id"], id.as_str());
    assert_eq!(row["kind"], "REVIEW_KIND_APPLICATION");
    assert_eq!(row["has_duplicates"], true);

    let case = get(&stack, &leader, &format!("reviews/{id}")).await?;
    let case = case.expect(200)?.body;
    let double = &case["duplicates"][0];
    assert_eq!(double["enterprise_id"], earlier.as_str());
    assert_eq!(double["same"], json!(["name", "municipality_code"]));
    assert_eq!(after(&case, "municipality_code"), "Göteborg");
    let ground = after(&case, "attestations[integration]");
    assert_eq!(ground, "Så gör vi: integration.");

    let reasons = json!({"reasons": [
        {"field": "attestations[participation]", "reason": "Hur märks det?"},
    ]});
    let returned = post(
        &stack,
        &leader,
        &format!("enterprises/{id}:return"),
        &reasons,
    )
    .await?;
    returned.expect_success()?;
    let again = get(&stack, &leader, &format!("reviews/{id}")).await?;
    assert_eq!(again.expect(409)?.text("/reason")?, "NOT_WAITING");
    let seen = get(&stack, &owner, "enterprises:own").await?.expect(200)?;
    assert_eq!(seen.text("/return_reasons/0/reason")?, "Hur märks det?");

    post(
        &stack,
        &owner,
        &format!("enterprises/{id}:submit"),
        &json!({}),
    )
    .await?
    .expect_success()?;
    let listed = post(
        &stack,
        &leader,
        &format!("enterprises/{id}:list"),
        &json!({}),
    )
    .await?;
    assert_eq!(
        listed.expect_success()?.text("/enterprise/state")?,
        "STATE_LISTED"
    );
    let queue = get(&stack, &leader, "reviews").await?.expect(200)?.body;
    assert_eq!(queue["reviews"], json!([]));
    Ok(())
}

#[tokio::test]
async fn changes_of_a_listed_one_are_compared_with_what_was_approved() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (owner, staff) = (stack.sample("owner").await?, stack.sample("staff").await?);
    let id = applied(&stack, &owner, &profiles::complete("Köket Kajen", 4100)).await?;
    post(
        &stack,
        &staff,
        &format!("enterprises/{id}:list"),
        &json!({}),
    )
    .await?
    .expect_success()?;
    // Nobody sells by this name yet, but somebody has the number.
    stack
        .listed(&profiles::complete("Snickeriet", 4101))
        .await?;
    let change = json!({"name": "Köket Hamnen", "phone": "031-12 34 56"});
    stack
        .by(&owner, "PATCH", &format!("/api/v1/enterprises/{id}"))
        .json(&change)
        .send()
        .await?
        .expect_success()?;

    let public = stack.anonymous("GET", &format!("/api/v1/enterprises/{id}"));
    let public = public.send().await?.expect(200)?;
    assert_eq!(public.text("/profile/name")?, "Köket Kajen");
    assert_eq!(public.text("/profile/phone")?, "031-12 34 56");
    let case = get(&stack, &staff, &format!("reviews/{id}")).await?;
    let case = case.expect(200)?.body;
    assert_eq!(case["summary"]["kind"], "REVIEW_KIND_CHANGES");
    let change = json!([{"field": "name", "before": "Köket Kajen", "after": "Köket Hamnen"}]);
    assert_eq!(case["changes"], change);

    post(
        &stack,
        &staff,
        &format!("enterprises/{id}:approveChanges"),
        &json!({}),
    )
    .await?
    .expect_success()?;
    let public = stack.anonymous("GET", &format!("/api/v1/enterprises/{id}"));
    let public = public.send().await?.expect(200)?;
    assert_eq!(public.text("/profile/name")?, "Köket Hamnen");
    Ok(())
}

#[tokio::test]
async fn of_two_reviewers_one_wins_and_the_other_sees_what_happened() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (owner, staff) = (stack.sample("owner").await?, stack.sample("staff").await?);
    let leader = stack.sample("process-leader").await?;
    let id = applied(&stack, &owner, &profiles::complete("Köket Kajen", 4200)).await?;
    // Both have the same version before them.
    let tag = etag(&stack, &staff, &id).await?;
    let page = format!("/personal/granskning/{id}");
    let seen = stack.in_browser(&leader, "GET", &page).send().await?;
    assert!(seen.expect(200)?.raw.contains("Så gör vi: integration."));

    let (list, reject) = tokio::join!(
        stack
            .by(&staff, "POST", &format!("/api/v1/enterprises/{id}:list"))
            .header("if-match", &tag)
            .json(&json!({}))
            .send(),
        stack
            .by(&leader, "POST", &format!("/api/v1/enterprises/{id}:reject"))
            .header("if-match", &tag)
            .json(&json!({"reason": "Ni är en del av kommunen."}))
            .send(),
    );
    let statuses = [list?.status, reject?.status];
    let won = statuses.iter().filter(|it| **it == 200).count();
    assert_eq!(won, 1, "{statuses:?}");
    assert!(statuses.contains(&412), "{statuses:?}");

    let form = format!(
        "answer=return&reason=Skriv+mer.&etag={}",
        tag.replace('"', "%22")
    );
    let (status, late) = sends_form(&stack, &leader, &page, form).await?;
    assert_eq!(status, 409, "{late}");
    assert!(
        late.contains("Någon hann före dig med Köket Kajen"),
        "{late}"
    );
    assert!(late.contains("href=\"/personal/granskning\""), "{late}");
    Ok(())
}

#[tokio::test]
async fn a_leader_reviews_the_own_county_alone() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let leader = stack.sample("process-leader").await?;
    let owner = stack.sample("owner").await?;
    let mut elsewhere = profiles::complete("Fjällköket", 4300);
    elsewhere["municipality_code"] = json!("2480");
    let id = applied(&stack, &owner, &elsewhere).await?;
    let queue = get(&stack, &leader, "reviews").await?.expect(200)?.body;
    assert_eq!(queue["reviews"], json!([]));
    get(&stack, &leader, &format!("reviews/{id}"))
        .await?
        .expect(404)?;
    let other = get(&stack, &leader, "reviews:workList?county=24").await?;
    assert_eq!(other.expect(403)?.text("/reason")?, "FORBIDDEN");
    get(&stack, &owner, "reviews").await?.expect(403)?;
    Ok(())
}

#[tokio::test]
async fn a_certification_is_issued_for_two_years_and_revoked() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (staff, leader) = (
        stack.sample("staff").await?,
        stack.sample("process-leader").await?,
    );
    let id = stack
        .listed(&profiles::complete("Köket Kajen", 4400))
        .await?;
    let certify = format!("enterprises/{id}:certify");
    post(&stack, &leader, &certify, &json!({}))
        .await?
        .expect(403)?;
    let made = post(&stack, &staff, &certify, &json!({}))
        .await?
        .expect_success()?;
    let days = &made.body["enterprise"]["certification"];
    let year = |at: &str| days[at].as_str().and_then(|it| it[..4].parse::<u32>().ok());
    assert_eq!(
        year("expires_on"),
        year("issued_on").map(|it| it + 2),
        "{days}"
    );
    let early = post(&stack, &staff, &certify, &json!({})).await?;
    assert_eq!(early.expect(409)?.text("/reason")?, "NOT_RENEWABLE");
    let list = get(&stack, &leader, "reviews:workList")
        .await?
        .expect(200)?
        .body;
    assert_eq!(list["certified_total"], 1, "{list}");

    let revoke = format!("enterprises/{id}:revokeCertification");
    let body = json!({"reason": "Ni har slutat med arbetsträning."});
    let made = post(&stack, &staff, &revoke, &body)
        .await?
        .expect_success()?;
    assert_eq!(made.body["enterprise"].get("certification"), None);
    let again = post(&stack, &staff, &revoke, &body).await?;
    assert_eq!(again.expect(409)?.text("/reason")?, "NOT_CERTIFIED");
    Ok(())
}

#[tokio::test]
async fn a_work_list_tells_what_nobody_found_and_nothing_of_persons() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let leader = stack.sample("process-leader").await?;
    stack
        .listed(&profiles::complete("Köket Kajen", 4500))
        .await?;
    for _ in 0..2 {
        for query in [
            [("q", "Hunddagis"), ("county", "14")],
            [("q", "Cykelverkstad"), ("county", "24")],
            [("q", "kim.exempelqvist@asf.example"), ("county", "14")],
            [("q", "qwzx 0701-23 45 67"), ("county", "14")],
            [("q", "storgatan 5 kanarieby"), ("county", "14")],
            [("q", "kanariesson"), ("county", "14")],
            [("q", "diabetes kanariesjuk"), ("county", "14")],
        ] {
            let found = stack.search(&query).await?;
            assert_eq!(found["enterprises"], json!([]), "{query:?}");
        }
    }
    stack
        .search(&[("q", "enstaka zzqqxx"), ("county", "14")])
        .await?;
    let list = until("the misses are counted", async || {
        let list = get(&stack, &leader, "reviews:workList")
            .await?
            .expect(200)?
            .body;
        let misses = list["misses"].as_array().map_or(0, Vec::len);
        Ok((misses > 0).then_some(list))
    })
    .await?;
    assert_eq!(list["misses"][0]["text"], "hunddagis");
    assert_eq!(list["misses"][0]["count"], 2);
    assert_eq!(list["misses"].as_array().map(Vec::len), Some(1), "{list}");
    assert_eq!(list["unclaimed_total"], 1);
    assert_eq!(list["unclaimed"][0]["name"], "Köket Kajen");
    assert_eq!(
        (&list["listed_total"], &list["stale"]),
        (&json!(1), &json!([]))
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn reviewing_works_in_a_browser() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let mut cases = json!({});
    for (width, local, number) in [("phone", "owner", 4600), ("desk", "nonmember", 4601)] {
        let owner = stack.sample(local).await?;
        let name = format!("Köket {width}");
        stack
            .listed(&profiles::complete(&name, number + 10))
            .await?;
        let id = applied(&stack, &owner, &profiles::complete(&name, number)).await?;
        cases[width] = json!({"id": id, "name": name, "owner": local});
    }
    stack
        .passes("review.test.js", &[("CASES", cases.to_string())])
        .await
}
