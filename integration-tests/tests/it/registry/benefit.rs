//! Social benefit as its people meet it: an owner tells, everybody sees what
//! leads to nobody, and nobody else tells anything.

use integration_tests::{
    profiles,
    stack::{Stack, answer::Answer, person::Person},
};
use serde_json::{Value, json};

/// The years that the owner tells of.
const YEARS: [u32; 2] = [2024, 2025];

async fn post(stack: &Stack, by: &Person, path: &str, body: &Value) -> anyhow::Result<Answer> {
    let request = stack.by(by, "POST", &format!("/api/v1/{path}"));
    request.json(body).send().await
}

async fn get(stack: &Stack, path: &str) -> anyhow::Result<Value> {
    let answer = stack.anonymous("GET", &format!("/api/v1/{path}"));
    Ok(answer.send().await?.expect(200)?.body)
}

/// An enterprise on the list that this owner registered.
async fn listed(stack: &Stack, owner: &Person, profile: &Value) -> anyhow::Result<String> {
    let made = post(stack, owner, "enterprises", profile).await?;
    let id = made.expect_success()?.text("/enterprise/id")?;
    for (step, body) in [("attest", profiles::grounds()), ("submit", json!({}))] {
        let path = format!("enterprises/{id}:{step}");
        post(stack, owner, &path, &body).await?.expect_success()?;
    }
    let list = stack.staff("POST", &format!("/api/v1/enterprises/{id}:list"));
    list.json(&json!({})).send().await?.expect_success()?;
    Ok(id)
}

fn report(year: u32) -> Value {
    json!({
        "year": year,
        "employed": 20,
        "employed_target_group": 17,
        "participants": 37,
        "hours": 4120,
        "moved_to_work": 3,
        "moved_to_studies": 6,
        "method": "Ur lönelistan och närvarolistan.",
        "source": "Årsredovisningen",
        "social_return": {
            "investment": "200000",
            "outcomes": [{
                "outcome": "Månader utan försörjningsstöd",
                "quantity": "36",
                "value": "12000.50",
                "source": "Kommunens riksnorm",
            }],
        },
    })
}

fn telling(report: &Value) -> Value {
    json!({ "report": report })
}

#[tokio::test]
async fn everybody_sees_what_an_owner_tells_and_nobody_behind_it() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let owner = stack.sample("owner").await?;
    let id = listed(&stack, &owner, &profiles::complete("Köket Kajen", 5000)).await?;
    let public = format!("enterprises/{id}/benefits");

    look_only(&stack, &owner, &id).await?;
    assert_eq!(get(&stack, &public).await?["reports"], json!([]));

    let path = format!("enterprises/{id}:reportBenefit");
    for year in YEARS {
        let told = post(&stack, &owner, &path, &telling(&report(year))).await?;
        assert_eq!(told.expect(200)?.body["report"]["moved_to_work"], 3);
    }
    shows_the_latest(&get(&stack, &public).await?);
    sums_up(&stack).await?;
    withdraw_the_latest(&stack, &owner, &id).await?;

    let before = get(&stack, &public).await?;
    assert_eq!(before["reports"].as_array().map(Vec::len), Some(1));
    for step in [
        &["rebuild", "benefits", "--verify"][..],
        &["rebuild", "benefits"],
    ] {
        stack.run_registry(step).await?;
    }
    assert_eq!(get(&stack, &public).await?, before);

    let feed = get(&stack, "events:pull?after=0").await?.to_string();
    for event in ["SocialBenefitReported", "SocialBenefitWithdrawn"] {
        assert!(feed.contains(event), "{feed}");
    }
    assert!(
        !feed.contains("movedToWork") && !feed.contains("moved_to_work"),
        "{feed}"
    );
    Ok(())
}

/// A look at what everybody would see is answered, and tells nobody.
async fn look_only(stack: &Stack, owner: &Person, id: &str) -> anyhow::Result<()> {
    let mut looking = telling(&report(2025));
    looking["validate_only"] = json!(true);
    let path = format!("enterprises/{id}:reportBenefit");
    let looked = post(stack, owner, &path, &looking).await?.expect(200)?;
    assert_eq!(
        looked.body["public_report"]["moved_to_work"]["shown"],
        "SHOWN_FEWER_THAN_FIVE"
    );
    Ok(())
}

fn shows_the_latest(seen: &Value) {
    let latest = &seen["reports"][0];
    assert_eq!(latest["year"], 2025, "{seen}");
    assert_eq!(
        latest["employed"],
        json!({ "exact": 20, "shown": "SHOWN_EXACT" })
    );
    assert_eq!(latest["employed_target_group"]["shown"], "SHOWN_WITHHELD");
    assert!(latest["moved_to_work"].get("exact").is_none(), "{seen}");
    assert_eq!(latest["moved_to_studies"]["exact"], 6);
    assert_eq!(latest["reserved_share"], "RESERVED_SHARE_REACHED");
    assert_eq!(latest["social_return"]["total"], "432018");
    assert_eq!(latest["social_return"]["ratio"], "2.16");
}

async fn sums_up(stack: &Stack) -> anyhow::Result<()> {
    let sums = get(stack, "benefits:sum?county=14").await?;
    assert_eq!(sums["year"], 2025, "{sums}");
    assert_eq!(sums["years"], json!([2025, 2024]));
    assert_eq!(
        sums["all"]["employed_target_group"],
        json!({ "at_least": "16", "at_most": "20" })
    );
    assert_eq!(
        sums["all"]["moved_to_work"],
        json!({ "at_least": "0", "at_most": "4" })
    );
    assert_eq!(sums["by_industry"][0]["group"], "catering");
    let elsewhere = get(stack, "benefits:sum?county=01").await?;
    assert_eq!(elsewhere["listed"], 0, "{elsewhere}");
    Ok(())
}

async fn withdraw_the_latest(stack: &Stack, owner: &Person, id: &str) -> anyhow::Result<()> {
    let withdraw = format!("enterprises/{id}:withdrawBenefit");
    let year = json!({ "year": 2025 });
    post(stack, owner, &withdraw, &year).await?.expect(200)?;
    assert_eq!(get(stack, "benefits:sum").await?["years"], json!([2024]));
    let again = post(stack, owner, &withdraw, &year).await?;
    assert_eq!(
        (again.status, &again.body["reason"]),
        (404, &json!("NO_SUCH_REPORT"))
    );
    Ok(())
}

#[tokio::test]
async fn only_its_own_editors_and_staff_tell_and_read_what_was_told() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let owner = stack.sample("owner").await?;
    let id = listed(&stack, &owner, &profiles::complete("Köket Kajen", 5001)).await?;
    let path = format!("enterprises/{id}:reportBenefit");
    let told = telling(&report(2025));
    for stranger in ["buyer", "nonmember", "process-leader"] {
        let stranger = stack.sample(stranger).await?;
        let answer = post(&stack, &stranger, &path, &told).await?;
        assert_eq!(
            (answer.status, &answer.body["reason"]),
            (403, &json!("FORBIDDEN"))
        );
        let own = format!("/api/v1/enterprises/{id}/reports");
        let answer = stack.by(&stranger, "GET", &own).send().await?;
        assert_eq!(answer.status, 403, "{}", answer.raw);
    }
    let nobody = stack
        .anonymous("POST", &format!("/api/v1/{path}"))
        .json(&told);
    assert_eq!(nobody.send().await?.status, 401);

    let staff = stack.sample("staff").await?;
    post(&stack, &staff, &path, &told).await?.expect(200)?;
    let own = format!("/api/v1/enterprises/{id}/reports");
    let own = stack.by(&owner, "GET", &own).send().await?.expect(200)?;
    assert_eq!(own.body["reports"][0]["moved_to_work"], 3, "{}", own.raw);
    // The same again tells nothing new, and a draft's reports are its own.
    post(&stack, &staff, &path, &told).await?.expect(200)?;
    let unlisted = stack.staff("POST", &format!("/api/v1/enterprises/{id}:unlist"));
    unlisted.json(&json!({})).send().await?.expect(200)?;
    let public = format!("/api/v1/enterprises/{id}/benefits");
    assert_eq!(stack.anonymous("GET", &public).send().await?.status, 404);
    assert_eq!(stack.by(&owner, "GET", &public).send().await?.status, 200);
    assert_eq!(get(&stack, "benefits:sum").await?["years"], json!([]));
    Ok(())
}

#[tokio::test]
async fn bad_input_names_every_field_and_its_rule() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let owner = stack.sample("owner").await?;
    let made = post(
        &stack,
        &owner,
        "enterprises",
        &profiles::complete("Köket", 5002),
    )
    .await?;
    let id = made.expect_success()?.text("/enterprise/id")?;
    let path = format!("enterprises/{id}:reportBenefit");
    let mut wrong = report(2025);
    wrong["employed_target_group"] = json!(21);
    wrong["moved_to_work"] = json!(38);
    wrong["period_from"] = json!("2024-12-31");
    wrong["method"] = json!(" ");
    wrong["social_return"]["investment"] = json!("0");
    wrong["social_return"]["outcomes"][0]["quantity"] = json!("4");
    wrong["social_return"]["outcomes"][0]["value"] = json!("1.005");
    assert_eq!(
        faults(&stack, &owner, &path, &wrong).await?,
        [
            "report.employed_target_group MORE_THAN_TOTAL",
            "report.method REQUIRED",
            "report.moved_to_work MORE_THAN_TOTAL",
            "report.period_from OUTSIDE_YEAR",
            "report.period_to REQUIRED",
            "report.social_return.investment NOT_POSITIVE",
            "report.social_return.outcomes[0].quantity TOO_FEW",
            "report.social_return.outcomes[0].value TOO_MANY_DECIMALS",
        ]
    );
    for (year, rule) in [(0, "TOO_EARLY"), (2199, "IN_FUTURE")] {
        let faults = faults(&stack, &owner, &path, &report(year)).await?;
        assert_eq!(faults, [format!("report.year {rule}")]);
    }
    let nowhere = stack
        .anonymous("GET", "/api/v1/benefits:sum?county=99")
        .send()
        .await?;
    assert_eq!(nowhere.status, 400, "{}", nowhere.raw);
    Ok(())
}

/// The fields that are refused, with their rules, in order.
async fn faults(
    stack: &Stack,
    by: &Person,
    path: &str,
    report: &Value,
) -> anyhow::Result<Vec<String>> {
    let answer = post(stack, by, path, &telling(report)).await?;
    assert_eq!(answer.status, 400, "{}", answer.raw);
    let errors = answer.body["errors"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let told = |it: &Value| {
        let text = |name: &str| it[name].as_str().unwrap_or_default().to_owned();
        format!("{} {}", text("field"), text("reason"))
    };
    let mut faults: Vec<_> = errors.iter().map(told).collect();
    faults.sort();
    Ok(faults)
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_and_sums_work_in_a_browser() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    for (local, name, number) in [
        ("owner", "Köket Kajen", 5003),
        ("nonmember", "Köket Höjden", 5004),
    ] {
        let owner = stack.sample(local).await?;
        listed(&stack, &owner, &profiles::complete(name, number)).await?;
    }
    stack.passes("benefit.test.js", &[]).await
}
