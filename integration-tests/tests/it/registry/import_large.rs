//! A large import with many faults: it says how far it is, stays small, and is
//! finished by a second one after a kill in the middle.

use std::{collections::BTreeMap, fmt::Write as _, path::Path, process::Stdio};

use anyhow::{Context, bail};
use integration_tests::{profiles, stack::Stack};
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStderr},
};

const ROWS: u32 = 30_000;
/// One row in so many has a fault.
const FAULTS: u32 = 10;
/// The most memory that an import takes, whatever the size of its file.
const MEMORY_MIB: u64 = 160;
const HEADER: &str =
    "name,org_number,legal_form,municipality_code,industries,services,description,email\n";

/// A row, and the rule that it breaks, if any.
fn row(number: u32) -> (String, &'static str) {
    let org_number = profiles::org_number(number);
    let name = format!("Nummer {number}");
    let rest = "arbetstraning,Vi lagar mat varje dag och tar emot på plats.,info@mat.example";
    let row = |name: &str, org: &str, place: &str, industry: &str| {
        format!("{name},{org},ekonomisk-forening,{place},{industry},{rest}\n")
    };
    let is_wrong = number % FAULTS == FAULTS - 1;
    match (is_wrong, number / FAULTS % 5) {
        (false, _) => (row(&name, &org_number, "1480", "catering;bageri"), ""),
        (true, 0) => (
            row(&name, "556016-0681", "1480", "bageri"),
            "WRONG_CHECK_DIGIT",
        ),
        (true, 1) => (row(&name, &org_number, "9999", "bageri"), "UNKNOWN_VALUE"),
        (true, 2) => (row("", &org_number, "1480", "bageri"), "REQUIRED"),
        (true, 3) => (row("=1+1", &org_number, "1480", "bageri"), "FORMULA"),
        (true, _) => (
            row(&name, &profiles::org_number(0), "1480", "bageri"),
            "DUPLICATE_ROW",
        ),
    }
}

fn write(path: &Path) -> anyhow::Result<()> {
    let mut file = HEADER.to_owned();
    for number in 0..ROWS {
        file.write_str(&row(number).0)?;
    }
    std::fs::write(path, file)?;
    Ok(())
}

/// An import under way.
struct Import {
    child: Child,
    said: Lines<BufReader<ChildStderr>>,
}

impl Import {
    fn start(stack: &Stack, file: &Path, report: &Path) -> anyhow::Result<Self> {
        let file = file.display().to_string();
        let mut command = stack.command("registry", &["import", &file])?;
        command.stdout(std::fs::File::create(report)?);
        let mut child = command.stderr(Stdio::piped()).kill_on_drop(true).spawn()?;
        let said = child.stderr.take().context("it has no stderr")?;
        Ok(Self {
            child,
            said: BufReader::new(said).lines(),
        })
    }

    /// The next line that says how far it is, and the rows that are done;
    /// nothing at the end.
    async fn progress(&mut self) -> anyhow::Result<Option<(u32, String)>> {
        let of_all = format!(" of {ROWS} rows (");
        while let Some(line) = self.said.next_line().await? {
            if let Some((done, _)) = line.split_once(&of_all) {
                return Ok(Some((done.trim().parse()?, line)));
            }
        }
        Ok(None)
    }

    /// The most memory that it has had so far; nothing once it has ended.
    fn peak_mib(&self) -> Option<u64> {
        let path = format!("/proc/{}/status", self.child.id()?);
        let status = std::fs::read_to_string(path).ok()?;
        let line = status.lines().find(|it| it.starts_with("VmHWM:"))?;
        let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kib / 1024)
    }
}

/// How often each outcome and rule stands in a report.
fn counts(report: &Path) -> anyhow::Result<BTreeMap<(String, String), u32>> {
    let text = std::fs::read_to_string(report)?;
    let mut counts = BTreeMap::new();
    for line in text.lines().skip(1).filter(|it| !it.starts_with('#')) {
        let cells: Vec<_> = line.split(',').collect();
        let [_, outcome, _, _, rule, ..] = cells[..] else {
            bail!("{line} is no row of a report");
        };
        *counts
            .entry((outcome.to_owned(), rule.to_owned()))
            .or_default() += 1;
    }
    Ok(counts)
}

async fn drafts(stack: &Stack) -> anyhow::Result<u64> {
    let drafts = stack.staff("GET", "/api/v1/enterprises:drafts");
    let answer = drafts.send().await?.expect(200)?;
    Ok(answer.body["total_size"].as_u64().unwrap_or(0))
}

#[tokio::test]
async fn an_import_that_was_killed_is_finished_by_the_next_without_doubling() -> anyhow::Result<()>
{
    let stack = Stack::start().await?;
    let folder = tempfile::tempdir()?;
    let (file, report) = (
        folder.path().join("file.csv"),
        folder.path().join("report.csv"),
    );
    write(&file)?;

    let mut import = Import::start(&stack, &file, &report)?;
    let mut line = String::new();
    let mut done = 0;
    while done < ROWS / 3 {
        let said = import.progress().await?;
        (done, line) = said.context("it ended before it was killed")?;
    }
    assert!(done < ROWS, "it has to be killed in the middle");
    assert!(
        line.contains("a second, ") && line.contains("with faults, about "),
        "{line}"
    );
    import.child.kill().await?;
    let half = drafts(&stack).await?;
    assert!((1..u64::from(ROWS)).contains(&half), "{half}");

    let mut import = Import::start(&stack, &file, &report)?;
    let mut peak = 0;
    while import.progress().await?.is_some() {
        peak = peak.max(import.peak_mib().unwrap_or_default());
    }
    let status = import.child.wait().await?;
    assert_eq!(status.code(), Some(1), "not every row went in");
    assert!((1..MEMORY_MIB).contains(&peak), "it took {peak} MiB");

    let right = ROWS - ROWS / FAULTS;
    assert_eq!(drafts(&stack).await?, u64::from(right));
    let counts = counts(&report)?;
    let count = |outcome: &str, rule: &str| {
        let key = (outcome.to_owned(), rule.to_owned());
        counts.get(&key).copied().unwrap_or_default()
    };
    assert_eq!(count("imported", "") + count("already_there", ""), right);
    assert!(u64::from(count("already_there", "")) >= half);
    for rule in [
        "WRONG_CHECK_DIGIT",
        "UNKNOWN_VALUE",
        "REQUIRED",
        "FORMULA",
        "DUPLICATE_ROW",
    ] {
        assert_eq!(count("refused", rule), ROWS / FAULTS / 5, "{rule}");
    }
    Ok(())
}
