//! The list as a file, and the states that it is narrowed by: certified,
//! member, fresh, and as of a day.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use anyhow::{Context, bail};
use integration_tests::{
    profiles,
    stack::{Stack, answer::Answer},
    tools,
};
use regex::Regex;
use serde_json::{Value, json};

const EXPORT: &str = "/api/v1/enterprises:export";
/// Reads a workbook without our help.
const SHEET: &str = include_str!("export/sheet.py");

async fn exported(stack: &Stack, query: &[(&str, &str)]) -> anyhow::Result<Answer> {
    stack.anonymous("GET", EXPORT).query(query).send().await
}

/// The lines of a CSV file, without the mark of its encoding.
async fn lines(stack: &Stack, query: &[(&str, &str)]) -> anyhow::Result<Vec<String>> {
    let file = exported(stack, query).await?.expect(200)?;
    let text = file.raw.trim_start_matches('\u{feff}');
    Ok(text.lines().map(str::to_owned).collect())
}

async fn workbook(stack: &Stack, query: &[(&str, &str)]) -> anyhow::Result<Value> {
    let request = stack.anonymous("GET", EXPORT).query(query);
    let response = request.open().await?;
    let header = |name: &str| {
        let value = response.headers().get(name);
        value
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned)
    };
    let (kind, name) = (header("content-type"), header("content-disposition"));
    assert!(kind.is_some_and(|kind| kind.contains("spreadsheetml")));
    assert!(name.is_some_and(|name| name.contains("enterprises.xlsx")));
    let file = response.bytes().await?;
    let python = tools::python()?.join("python");
    let mut reader = Command::new(python)
        .args(["-c", SHEET])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut stdin = reader.stdin.take().context("its input")?;
    stdin.write_all(&file)?;
    drop(stdin);
    let output = reader.wait_with_output()?;
    if !output.status.success() {
        bail!("the workbook cannot be read");
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

fn named(name: &str, number: u32, description: &str) -> Value {
    let mut profile = profiles::complete(name, number);
    profile["description"] = json!(description);
    profile
}

#[tokio::test]
async fn chosen_columns_of_chosen_enterprises_are_in_both_files() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let formula = "=HYPERLINK(\"https://x.example\")";
    let one = stack.listed(&named("Köket", 5000, formula)).await?;
    stack.listed(&named("Trädgården", 5001, "Grönt.")).await?;
    let query = [
        ("column", "county"),
        ("column", "name"),
        ("column", "description"),
        ("id", one.as_str()),
    ];
    let csv = lines(&stack, &query).await?;
    let harmless = "\"'=HYPERLINK(\"\"https://x.example\"\")\"";
    let row = format!("Västra Götalands län,Köket,{harmless}");
    assert_eq!(csv, ["county,name,description", &row]);

    let query = [&query[..], &[("format", "xlsx")]].concat();
    let sheet = workbook(&stack, &query).await?;
    assert_eq!(sheet["formulas"], 0);
    let rows = json!([
        { "A": "county", "B": "name", "C": "description" },
        { "A": "Västra Götalands län", "B": "Köket", "C": formula },
    ]);
    assert_eq!(sheet["rows"], rows);
    Ok(())
}

#[tokio::test]
async fn what_no_file_can_have_is_named() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    for (query, field, rule) in [
        (
            vec![("column", "name"), ("column", "salary")],
            "column[1]",
            "UNKNOWN_VALUE",
        ),
        (vec![("id", "7")], "id[0]", "NOT_A_UUID"),
        (vec![("as_of", "2999-01-01")], "as_of", "IN_FUTURE"),
        (vec![("as_of", "igår")], "as_of", "NOT_A_DATE"),
    ] {
        let answer = exported(&stack, &query).await?.expect(400)?;
        assert_eq!(answer.text("/reason")?, "INVALID_FIELDS");
        assert_eq!(answer.text("/errors/0/field")?, field);
        assert_eq!(answer.text("/errors/0/reason")?, rule, "{field}");
    }
    let answer = exported(&stack, &[("format", "pdf")]).await?.expect(400)?;
    assert_eq!(answer.text("/errors/0/field")?, "format");
    Ok(())
}

#[tokio::test]
async fn every_column_that_the_page_offers_is_one_of_the_file() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    stack.listed(&named("Köket", 5010, "Mat.")).await?;
    let page = stack
        .anonymous("GET", "/asf-listan?county=14")
        .send()
        .await?;
    let page = page.expect(200)?.raw;
    let form = page.split("export-form").nth(1).context("the form")?;
    assert!(form.contains("<input type=\"hidden\" name=\"county\" value=\"14\">"));
    let column = Regex::new("name=\"column\" value=\"([a-z_]+)\"")?;
    let offered: Vec<&str> = column
        .captures_iter(form)
        .filter_map(|found| found.get(1).map(|name| name.as_str()))
        .collect();
    let query: Vec<(&str, &str)> = offered.iter().map(|name| ("column", *name)).collect();
    let chosen = lines(&stack, &query).await?;
    assert_eq!(chosen[0], offered.join(","));
    let all = lines(&stack, &[]).await?;
    assert_eq!(all[0].split(',').count(), offered.len());
    Ok(())
}

#[tokio::test]
async fn the_list_is_narrowed_to_those_certified_and_fresh_today() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let mut stated = named("Köket", 5020, "Mat.");
    stated["activities"][0]["capacity"] = json!({ "people": 4 });
    let certified = stack.listed(&stated).await?;
    stack.listed(&named("Trädgården", 5021, "Grönt.")).await?;
    let path = format!("/api/v1/enterprises/{certified}:certify");
    let done = stack.staff("POST", &path).json(&json!({})).send().await?;
    done.expect(200)?;

    for filter in ["certified", "fresh"] {
        let found = stack.search(&[(filter, "true")]).await?;
        assert_eq!(found["total_size"], 1, "{filter}");
        assert_eq!(found["enterprises"][0]["name"], "Köket");
    }
    let found = stack.search(&[]).await?;
    let facet = |name: &str| {
        let facets = found["facets"].as_array().into_iter().flatten();
        let mut named = facets.filter(|facet| facet["name"] == name);
        named
            .next()
            .map(|facet| facet["values"][0]["count"].clone())
    };
    assert_eq!(facet("certified"), Some(json!(1)));
    assert_eq!(facet("fresh"), Some(json!(1)));
    assert_eq!(facet("member"), Some(json!(0)));

    let none = stack.search(&[("member", "true"), ("q", "köket")]).await?;
    assert_eq!(none["total_size"], 0);
    assert_eq!(none["repairs"][0]["without"], "member");

    let file = lines(&stack, &[("certified", "true"), ("column", "name")]).await?;
    assert_eq!(file, ["name", "Köket"]);
    Ok(())
}
