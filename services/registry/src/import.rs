//! `registry import FILE.csv`: rows become drafts, and with `--list`
//! enterprises on the list. Every row is reported, and the same file may be
//! imported again, also after a crash: what is there is left alone, and what
//! was half done is finished.

mod encoding;
mod enter;
mod missing;
mod progress;
mod report;
mod row;
mod table;

use kernel::fault::{ErrorReason, Fault};
use std::{
    collections::HashMap,
    io::{self, Write},
    path::PathBuf,
};

use anyhow::Context;
use chassis::clock::Clock;
use futures::{StreamExt, TryStreamExt, stream};
use uuid::Uuid;

use crate::{
    SERVICE,
    config::Config,
    import::{
        encoding::Encoding,
        enter::{Entered, Entrance},
        progress::Progress,
        report::{Outcome, Report},
        row::Row,
        table::{FileFault, Record, Table},
    },
    projection::directory::Directory,
    publish::Site,
    store::Store,
};

pub use report::Summary;

/// Rows on their way at the same time: the log commits them in groups.
const AT_ONCE: usize = 256;

/// What is imported and how.
#[derive(Clone, Debug)]
pub struct Options {
    pub file: PathBuf,
    /// Submit and list each complete row.
    pub list: bool,
    /// Write nothing; report what would be done.
    pub dry_run: bool,
}

/// Imports a file, beside a running service or without one. The report goes
/// to `out`, progress to `progress`. Memory does not grow with the file but
/// for some bytes a row.
///
/// # Errors
/// The file is refused as a whole, or the database fails on the way; then the
/// same file may be imported again.
pub async fn run(
    config: &Config,
    clock: &Clock,
    options: &Options,
    out: &mut (dyn Write + Send),
    progress: &mut (dyn Write + Send),
) -> anyhow::Result<Summary> {
    let table = Table::open(&options.file)
        .with_context(|| format!("{} is refused", options.file.display()))?;
    let pool = SERVICE
        .connect(&config.shared, config.own.database_connections)
        .await?;
    let site = Site::new(&config.shared.public_url);
    let entrance = Entrance {
        store: Store::start(pool.clone(), SERVICE.schema()?, site),
        directory: Directory::new(pool),
        clock: clock.clone(),
        columns: table.columns().to_vec(),
        list: options.list,
        dry_run: options.dry_run,
    };
    let mut report = Report::begin(out)?;
    say_how_it_is_read(&table, &mut report)?;
    let mut so_far = Progress::new(Table::count(&options.file)?, clock.now());
    let mut seen = Seen::default();
    let rows = stream::iter(table).map(|record| record.map(|record| seen.take(&record)));
    let mut entered = rows
        .map(|taken| enter(&entrance, taken))
        .buffered(AT_ONCE)
        .boxed();
    while let Some(entered) = entered.try_next().await? {
        report.add(&entered)?;
        if let Some(line) = so_far.line(&report.summary, clock.now()) {
            writeln!(progress, "{line}")?;
        }
    }
    let line = so_far.in_words(&report.summary, clock.now());
    writeln!(progress, "{line}")?;
    Ok(report.end(options.dry_run)?)
}

/// A row that may go in, or one that is refused already.
type Taken = Result<Row, Entered>;

async fn enter(entrance: &Entrance, taken: Result<Taken, FileFault>) -> anyhow::Result<Entered> {
    match taken? {
        Ok(row) => {
            let number = row.number;
            let entered = entrance.enter(row).await;
            entered
                .with_context(|| format!("the import ended at row {number}; import the file again"))
        }
        Err(refused) => Ok(refused),
    }
}

fn say_how_it_is_read(table: &Table, report: &mut Report<'_>) -> io::Result<()> {
    match table.encoding() {
        Encoding::Windows1252 => report.remark(
            "the file is no UTF-8 and was read as Windows-1252; check that å, ä and ö are right",
        )?,
        Encoding::BrokenUtf8 => report
            .remark("some bytes of the file are no UTF-8; the rows that have them are refused")?,
        Encoding::Utf8 | Encoding::Utf16 => {}
    }
    let columns = table.columns().iter().map(String::as_str);
    let notes: Vec<&str> = columns.filter(|column| row::is_note(column)).collect();
    if notes.is_empty() {
        return Ok(());
    }
    report.remark(&format!(
        "kept as notes, which are not public: {}",
        notes.join(", ")
    ))
}

/// The enterprises of the file so far, with their rows.
#[derive(Default)]
struct Seen(HashMap<Uuid, u64>);

impl Seen {
    fn take(&mut self, record: &Record) -> Taken {
        let refused = |id, faults| Entered {
            row: record.row,
            outcome: Outcome::Refused,
            id,
            faults,
        };
        let row = Row::parse(record).map_err(|faults| refused(None, faults))?;
        if let Some(first) = self.0.get(&row.id) {
            let message = format!("row {first} is about the same enterprise");
            let fault = Fault {
                field: String::new(),
                rule: ErrorReason::DuplicateRow,
                message,
            };
            return Err(refused(Some(row.id), vec![fault]));
        }
        self.0.insert(row.id, row.number);
        Ok(row)
    }
}
