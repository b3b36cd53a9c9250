//! The list, and a profile, as they were on another day.

use std::collections::BTreeSet;

use anyhow::Context;
use integration_tests::{profiles, stack::Stack};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, PgPool};

/// Days that every run can ask for, since they have ended.
const DAYS: [&str; 3] = ["2026-03-02", "2026-03-05", "2026-03-29"];

/// Lets everything that happened since the last day have happened on this one,
/// and makes the read models of it. A running clock cannot be asked to go back;
/// what lies in the log can.
async fn on_day(stack: &mut Stack, day: &str) -> anyhow::Result<()> {
    let pool = PgPool::connect(stack.ground.database.url()).await?;
    let today = "(metadata->>'at')::TIMESTAMPTZ > now() - INTERVAL '1 day'";
    let certified = format!(
        "UPDATE registry.events
         SET data = data || jsonb_build_object(
             'issued_on', $1::TEXT, 'expires_on', ($1::DATE + INTERVAL '2 years')::DATE::TEXT)
         WHERE type = 'Certified' AND {today}"
    );
    let happened = format!(
        "UPDATE registry.events
         SET metadata = jsonb_set(metadata, '{{at}}', to_jsonb(to_char(
             ($1::TEXT || ' 09:00:00')::TIMESTAMP + sequence * INTERVAL '1 millisecond',
             'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')))
         WHERE {today}"
    );
    for statement in [certified, happened] {
        let statement = sqlx::query(AssertSqlSafe(statement)).bind(day);
        statement.execute(&pool).await?;
    }
    pool.close().await;
    for table in ["directory", "revisions"] {
        stack.run_registry(&["rebuild", table]).await?;
    }
    stack.registries[0].restart().await?;
    stack.ready(0).await
}

async fn by_staff(stack: &Stack, method: &str, path: &str, body: Value) -> anyhow::Result<()> {
    let request = stack.staff(method, path).json(&body);
    request.send().await?.expect(200)?;
    Ok(())
}

/// What a visitor sees of the whole list.
async fn whole(stack: &Stack, as_of: Option<&str>) -> anyhow::Result<Value> {
    let mut query = vec![("page_size", "100")];
    query.extend(as_of.map(|day| ("as_of", day)));
    let found = stack.search(&query).await?;
    Ok(json!([
        found["enterprises"],
        found["facets"],
        found["total_size"]
    ]))
}

/// The same as a file, without what only a file has.
async fn export(stack: &Stack, as_of: Option<&str>) -> anyhow::Result<String> {
    let query: Vec<_> = as_of.map(|day| ("as_of", day)).into_iter().collect();
    let request = stack.anonymous("GET", "/api/v1/enterprises:export");
    Ok(request.query(&query).send().await?.expect(200)?.raw)
}

/// A public profile, without the version of what stands behind it.
async fn profile(stack: &Stack, id: &str, as_of: Option<&str>) -> anyhow::Result<Value> {
    let query: Vec<_> = as_of.map(|day| ("as_of", day)).into_iter().collect();
    let request = stack.anonymous("GET", &format!("/api/v1/enterprises/{id}"));
    let mut body = request.query(&query).send().await?.expect(200)?.body;
    let fields = body.as_object_mut().context("an enterprise")?;
    fields.remove("etag");
    fields.remove("updated_at");
    Ok(body)
}

/// Who is on the list, by the open file.
async fn in_file(stack: &Stack) -> anyhow::Result<BTreeSet<String>> {
    let request = stack.anonymous("GET", "/api/v1/enterprises:snapshot");
    let body = request.send().await?.expect(200)?.body;
    let rows = body["enterprises"].as_array().context("rows")?.iter();
    Ok(rows.map(row).collect())
}

/// What the list and the file both say of an enterprise, the one under the
/// names of the JSON API, the other under those of the events.
fn row(row: &Value) -> String {
    let named = |names: [&str; 2]| names.iter().find_map(|it| row.get(*it)).cloned();
    let fields = [
        ["id", "enterpriseId"],
        ["name", "name"],
        ["org_number", "orgNumber"],
        ["county_code", "countyCode"],
        ["municipality_code", "municipalityCode"],
        ["industries", "industries"],
        ["services", "services"],
        ["social_benefit_areas", "socialBenefitAreas"],
        ["member", "member"],
    ];
    json!(fields.map(named)).to_string()
}

#[tokio::test]
async fn the_list_as_of_a_day_is_the_snapshot_of_that_day() -> anyhow::Result<()> {
    let mut stack = Stack::start().await?;
    let mut ids = Vec::new();
    for number in 0..6 {
        let name = format!("Nummer {number}");
        ids.push(stack.listed(&profiles::complete(&name, number)).await?);
    }
    let path = |nth: usize| format!("/api/v1/enterprises/{}", ids[nth]);
    let mut snapshots = Vec::new();
    for (nth, day) in DAYS.into_iter().enumerate() {
        let moved = json!({"municipality_code": "0180", "name": format!("Flyttad {nth}")});
        by_staff(&stack, "PATCH", &path(nth), moved).await?;
        let left = format!("{}:unlist", path(nth + 3));
        by_staff(&stack, "POST", &left, json!({})).await?;
        by_staff(&stack, "POST", &format!("{}:certify", path(nth)), json!({})).await?;
        if nth == 2 {
            let back = format!("{}:list", path(3));
            by_staff(&stack, "POST", &back, json!({})).await?;
            by_staff(&stack, "POST", &format!("{}:close", path(0)), json!({})).await?;
        }
        on_day(&mut stack, day).await?;
        snapshots.push((
            day,
            whole(&stack, None).await?,
            export(&stack, None).await?,
            profile(&stack, &ids[1], None).await?,
            in_file(&stack).await?,
        ));
    }
    by_staff(&stack, "PATCH", &path(1), json!({"name": "I dag"})).await?;
    for (day, list, file, one, open) in snapshots {
        assert_eq!(whole(&stack, Some(day)).await?, list, "{day}");
        assert_eq!(export(&stack, Some(day)).await?, file, "{day}");
        assert_eq!(profile(&stack, &ids[1], Some(day)).await?, one, "{day}");
        let rows = list[0].as_array().context("rows")?.iter();
        assert_eq!(rows.map(row).collect::<BTreeSet<_>>(), open, "{day}");
        assert_ne!(whole(&stack, None).await?, list, "{day}");
    }
    let before = whole(&stack, Some("2026-03-01")).await?;
    assert_eq!(before[2], 0, "{before}");
    stack
        .run_registry(&["rebuild", "revisions", "--verify"])
        .await?;
    Ok(())
}

#[tokio::test]
async fn a_day_that_cannot_be_is_refused_by_name() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let id = stack.listed(&profiles::complete("Kök", 1)).await?;
    for path in [
        "/api/v1/enterprises".to_owned(),
        "/api/v1/enterprises:export".to_owned(),
        format!("/api/v1/enterprises/{id}"),
    ] {
        for (day, rule) in [("2999-01-01", "IN_FUTURE"), ("2026-02-30", "NOT_A_DATE")] {
            let request = stack.anonymous("GET", &path).query(&[("as_of", day)]);
            let answer = request.send().await?.expect(400)?;
            let fault = &answer.body["errors"][0];
            assert_eq!(fault["field"], "as_of", "{}", answer.raw);
            assert!(answer.raw.contains(rule), "{}", answer.raw);
        }
    }
    let answer = stack.anonymous("GET", &format!("/api/v1/enterprises/{id}"));
    answer
        .query(&[("as_of", DAYS[0])])
        .send()
        .await?
        .expect(404)?;
    let page = stack
        .anonymous("GET", "/asf/kok?as_of=2999-01-01")
        .send()
        .await?;
    let page = page.expect(200)?.raw;
    assert!(page.contains("Den dagen går inte att visa"), "{page}");
    let page = stack
        .anonymous("GET", "/asf/kok?as_of=2026-03-02")
        .send()
        .await?;
    let page = page.expect(404)?.raw;
    assert!(
        page.contains("fanns inte på ASF-listan den 2 mars 2026"),
        "{page}"
    );
    Ok(())
}

/// An enterprise that was changed, left the list and came back; its path.
async fn with_a_past(stack: &Stack) -> anyhow::Result<String> {
    let id = stack.listed(&profiles::complete("Kök", 1)).await?;
    let path = format!("/api/v1/enterprises/{id}");
    let words = json!({"description": "Vi lagar lunch."});
    by_staff(stack, "PATCH", &path, words).await?;
    let reason = json!({"reason": "På egen begäran."});
    by_staff(stack, "POST", &format!("{path}:unlist"), reason).await?;
    by_staff(stack, "POST", &format!("{path}:list"), json!({})).await?;
    Ok(path)
}

#[tokio::test]
async fn everybody_reads_what_changed() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let path = format!("{}/revisions", with_a_past(&stack).await?);
    let first = stack.anonymous("GET", &path).query(&[("page_size", "3")]);
    let first = first.send().await?.expect(200)?;
    let kinds = first.body["revisions"].as_array().context("revisions")?;
    let kinds: Vec<_> = kinds.iter().map(|it| it["kind"].clone()).collect();
    let expected = ["LISTED", "UNLISTED", "CHANGED"].map(|it| format!("REVISION_KIND_{it}"));
    assert_eq!(kinds, expected);
    let change = &first.body["revisions"][2]["changes"][0];
    assert_eq!(change["field"], "description");
    assert_eq!(change["after"], "Vi lagar lunch.");
    assert!(
        !first.raw.contains("egen begäran"),
        "a reason is not public"
    );
    let next = first.text("/next_page_token")?;
    let rest = stack.anonymous("GET", &path);
    let rest = rest.query(&[("page_size", "3"), ("page_token", &next)]);
    let rest = rest.send().await?.expect(200)?.body;
    assert_eq!(rest["revisions"][0]["kind"], "REVISION_KIND_LISTED");

    let page = stack.anonymous("GET", "/asf/kok/historik").send().await?;
    let page = page.expect(200)?.raw;
    for words in ["Profilen ändrades", "Vi lagar lunch.", "Lämnade ASF-listan"] {
        assert!(page.contains(words), "{words} is not in {page}");
    }
    Ok(())
}

#[tokio::test]
async fn staff_reads_everything_that_happened_and_nobody_else_does() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let path = format!("{}/history", with_a_past(&stack).await?);
    stack.anonymous("GET", &path).send().await?.expect(401)?;
    let buyer = stack.sample("buyer").await?;
    stack.by(&buyer, "GET", &path).send().await?.expect(403)?;
    let log = stack.staff("GET", &path).send().await?.expect(200)?;
    let entries = log.body["entries"].as_array().context("entries")?;
    let entry = |event: &str| entries.iter().find(|it| it["event"] == event);
    let left = entry("Unlisted").context("it left the list")?;
    assert_eq!(left["reason"], "På egen begäran.");
    assert!(!left["actor"].as_str().unwrap_or_default().is_empty());
    let changed = entry("ProfileChanged").context("it was changed")?;
    assert_eq!(changed["changes"][0]["after"], "Vi lagar lunch.");
    assert!(entry("Registered").is_some(), "{}", log.raw);
    Ok(())
}
