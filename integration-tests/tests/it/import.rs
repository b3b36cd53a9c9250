//! `registry import` beside a running stack: each fault is a row of the
//! report that names column and rule, the rest goes in, and a file that is no
//! such table is refused as a whole.

use std::fmt::Write;

use integration_tests::{profiles, stack::Stack, until::until};

const HEADER: &str = "name,org_number,legal_form,municipality_code,county_code,industries,\
    services,description,website,email,source,note";
const MANY: u32 = 20_000;

/// The exit code and what was printed.
async fn import(stack: &Stack, file: &[u8], options: &[&str]) -> anyhow::Result<(i32, String)> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("file.csv");
    std::fs::write(&path, file)?;
    let path = path.display().to_string();
    let arguments = [&["import", path.as_str()], options].concat();
    stack.try_program("registry", &arguments).await
}

fn complete(name: &str, number: u32) -> String {
    let org_number = profiles::org_number(number);
    format!(
        "{name},{org_number},ekonomisk-forening,1480,14,catering;bageri,arbetstraning,\
         Vi lagar mat.,https://mat.example,info@mat.example,https://lista.example,ring först\n"
    )
}

/// The report's line about this row and column.
#[track_caller]
fn assert_row(report: &str, row: u32, outcome: &str, column: &str, rule: &str) {
    let found = report.lines().any(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        matches!(cells[..], [r, o, _, c, u, ..]
            if r == row.to_string() && o == outcome && c == column && u == rule)
    });
    assert!(
        found,
        "{row},{outcome},…,{column},{rule} is not in\n{report}"
    );
}

async fn totals(stack: &Stack) -> anyhow::Result<(u64, u64)> {
    let total = |body: &serde_json::Value| body["total_size"].as_u64().unwrap_or(0);
    let drafts = stack
        .staff("GET", "/api/v1/enterprises:drafts")
        .send()
        .await?
        .expect(200)?;
    let listed = stack.search(&[]).await?;
    Ok((total(&drafts.body), total(&listed)))
}

#[tokio::test]
async fn each_fault_is_a_row_of_the_report() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let mut file = format!("{HEADER}\n{}", complete("Bra", 1)).into_bytes();
    let long = "å".repeat(10_000);
    for row in [
        "Siffra,556016-0681,,,,,,,,,,",
        "Person,811228-9874,,,,,,,,,,",
        "Län,,,,99,,,,,,,",
        "Kommun,,,9999,,,,,,,,",
        "Fel län,,,1480,13,,,,,,,",
        "Bransch,,,,,trolleri,,,,,,",
        "Tjänst,,,,,,trolleri,,,,,",
        "Form,,handelsbolag,,,,,,,,,",
        &format!("{long},,,,,,,,,,,"),
        ",,,,,,,,,,,",
        "=1+1,,,,,,,,,,,",
        "Formel,,,,,,,@SUM(A1),,,,",
        "Kort,,",
        "Sida,,,,,,,,javascript:alert(1),,,",
    ] {
        file.extend_from_slice(row.as_bytes());
        file.push(b'\n');
    }
    let (code, report) = import(&stack, &file, &[]).await?;
    assert_ne!(code, 0, "{report}");
    assert_row(&report, 2, "imported", "", "");
    for (row, column, rule) in [
        (3, "org_number", "WRONG_CHECK_DIGIT"),
        (4, "org_number", "PERSONAL_NUMBER"),
        (5, "county_code", "UNKNOWN_VALUE"),
        (6, "municipality_code", "UNKNOWN_VALUE"),
        (7, "county_code", "DOES_NOT_FIT_MUNICIPALITY"),
        (8, "industries[0]", "UNKNOWN_VALUE"),
        (9, "services[0]", "UNKNOWN_VALUE"),
        (10, "legal_form", "UNKNOWN_VALUE"),
        (11, "name", "TOO_LONG"),
        (12, "name", "REQUIRED"),
        (13, "name", "FORMULA"),
        (14, "description", "FORMULA"),
        (15, "", "WRONG_NUMBER_OF_CELLS"),
    ] {
        assert_row(&report, row, "refused", column, rule);
    }
    assert_eq!(totals(&stack).await?, (1, 0), "nothing is half done");
    Ok(())
}

#[tokio::test]
async fn a_file_that_is_no_table_is_refused_as_a_whole() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let utf16: Vec<u8> = "name\nKafé\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (file, word) in [
        ("namn,org_number\nKafé,\n".as_bytes(), "name"),
        (b"org_number,email\n556016-0680,\n", "name"),
        (b"name,email,name\nA,,B\n", "twice"),
        (b"", "empty"),
        (&utf16, "UTF-16"),
    ] {
        let (code, report) = import(&stack, file, &["--list"]).await?;
        assert_ne!(code, 0, "{report}");
        assert!(report.contains(word), "{word} in {report}");
    }
    assert_eq!(totals(&stack).await?, (0, 0));
    let (code, report) = stack
        .try_program("registry", &["import", "/nowhere/file.csv"])
        .await?;
    assert!(
        code != 0 && report.contains("/nowhere/file.csv"),
        "{report}"
    );
    Ok(())
}

#[tokio::test]
async fn windows_letters_are_read_and_said() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (code, report) = import(&stack, b"name;note\r\nCaf\xe9 \xd6st;\x96\r\n", &[]).await?;
    assert_eq!(code, 0, "{report}");
    assert!(report.contains("Windows-1252"), "{report}");
    let drafts = stack
        .staff("GET", "/api/v1/enterprises:drafts")
        .send()
        .await?
        .expect(200)?;
    assert_eq!(drafts.text("/enterprises/0/profile/name")?, "Café Öst");
    Ok(())
}

#[tokio::test]
async fn names_alone_become_drafts_and_are_not_listed() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let file = "name,municipality_code,municipality,county_code,source_year,note\n\
        Kattugglan,,,,2019,bara ett namn\nTalgoxen,1382,Falkenberg,13,2019,\n";
    let (code, report) = import(&stack, file.as_bytes(), &[]).await?;
    assert_eq!(code, 0, "{report}");
    assert_eq!(totals(&stack).await?, (2, 0));
    let (code, report) = import(&stack, file.as_bytes(), &["--list"]).await?;
    assert_ne!(code, 0, "{report}");
    for row in [2, 3] {
        assert_row(&report, row, "not_listed", "org_number", "REQUIRED");
    }
    assert!(report.contains("add the column org_number"), "{report}");
    assert_eq!(totals(&stack).await?, (2, 0));
    Ok(())
}

#[tokio::test]
async fn a_dry_run_writes_nothing_and_a_repeated_import_nothing_more() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let file = format!("{HEADER}\n{}{}", complete("Ett", 1), complete("Två", 2));
    let (code, report) = import(&stack, file.as_bytes(), &["--list", "--dry-run"]).await?;
    assert_eq!(code, 0, "{report}");
    assert_eq!(totals(&stack).await?, (0, 0));
    let (code, report) = import(&stack, file.as_bytes(), &["--list"]).await?;
    assert_eq!(code, 0, "{report}");
    until("both are found", async || {
        Ok((totals(&stack).await? == (0, 2)).then_some(()))
    })
    .await?;
    let (code, report) = import(&stack, file.as_bytes(), &["--list"]).await?;
    assert_eq!(code, 0, "{report}");
    assert_row(&report, 2, "already_there", "", "");
    assert_eq!(totals(&stack).await?, (0, 2));
    Ok(())
}

#[tokio::test]
async fn a_large_file_goes_in_row_by_row() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let mut file = format!("{HEADER}\n");
    for number in 0..MANY {
        match number % 1000 {
            // One in a thousand is wrong, and stops nobody else.
            999 => writeln!(file, "Fel {number},556016-0681,,,,,,,,,,")?,
            _ => file += &complete(&format!("Nummer {number}"), number),
        }
    }
    let (code, report) = import(&stack, file.as_bytes(), &[]).await?;
    assert_ne!(code, 0);
    let refused = MANY / 1000;
    let last = report
        .lines()
        .find(|it| it.contains(" rows: "))
        .unwrap_or_default();
    let counts = format!("{MANY} rows: {} imported", MANY - refused);
    assert!(
        last.contains(&counts) && last.contains(&format!("{refused} refused")),
        "{last}"
    );
    assert_eq!(totals(&stack).await?, (u64::from(MANY - refused), 0));
    Ok(())
}
