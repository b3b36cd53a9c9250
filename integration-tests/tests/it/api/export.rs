//! The list as a file.

use integration_tests::{profiles, stack::Stack};

use super::{assert_names, assert_problem};

const EXPORT: &str = "/api/v1/enterprises:export";

#[tokio::test]
async fn the_file_holds_what_the_search_finds() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    for (number, (name, industry)) in [
        ("Å och Ä", "catering"),
        ("=1+1", "catering"),
        ("Tredje", "bageri"),
    ]
    .into_iter()
    .enumerate()
    {
        let mut profile = profiles::complete(name, u32::try_from(number)?);
        profile["activities"][0]["industry"] = industry.into();
        stack.listed(&profile).await?;
    }
    let request = stack.anonymous("GET", EXPORT);
    let request = request.query(&[("format", "csv"), ("industry", "catering")]);
    let answer = request.send().await?.expect(200)?;
    assert!(
        answer.header("content-type").starts_with("text/csv"),
        "{:?}",
        answer.headers
    );
    assert_eq!(answer.raw.lines().count(), 3, "{}", answer.raw);
    assert!(
        answer.raw.contains("Å och Ä") && !answer.raw.contains("Tredje"),
        "{}",
        answer.raw
    );
    let begins_as_formula = |cell: &str| cell.trim_matches('"').starts_with('=');
    assert!(
        !answer.raw.split([',', ';', '\n']).any(begins_as_formula),
        "{}",
        answer.raw
    );
    Ok(())
}

#[tokio::test]
async fn another_format_is_refused() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let answer = stack
        .anonymous("GET", EXPORT)
        .query(&[("format", "xml")])
        .send()
        .await?;
    assert_problem(&answer, 400, "INVALID_FIELDS");
    assert_names(&answer, "format");
    Ok(())
}
