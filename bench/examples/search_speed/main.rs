//! How fast the search is, beside tantivy and the full text search of
//! Postgres, over the same listings and texts.
//!
//! `cargo run --release -p bench --example search_speed` prints one table.
//! Every row is measured in a process of its own, so that its memory is its
//! own too. Postgres is the server of `ASF_TEST_DATABASE_URL`, in a database
//! that is made and dropped.

mod listings;
mod measure;
mod ours;
mod postgres;
mod tantivy_index;

use std::{
    env,
    io::{Write, stdout},
    process::Command,
};

use anyhow::{Context, bail, ensure};

use crate::measure::{HEAD, NOTES, Row};

const COUNTS: [usize; 3] = [400, 10_000, 100_000];
const ENGINES: [&str; 3] = ["registry", "tantivy", "postgres"];

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.as_slice() {
        [] => all(),
        [engine, count] => {
            let row = one(engine, count.parse()?)?;
            writeln!(stdout(), "{row}").context("standard output")
        }
        _ => bail!("either no argument, or an engine and a number of listings"),
    }
}

/// Prints the whole table, each row by a process of its own.
fn all() -> anyhow::Result<()> {
    writeln!(stdout(), "{HEAD}")?;
    for count in COUNTS {
        for engine in ENGINES {
            let mut row = Command::new(env::current_exe()?);
            let status = row.args([engine, &count.to_string()]).status()?;
            ensure!(status.success(), "{engine} with {count} listings: {status}");
        }
    }
    writeln!(stdout(), "{NOTES}").context("standard output")
}

fn one(engine: &str, count: usize) -> anyhow::Result<Row> {
    let listings = listings::listings(count)?;
    match engine {
        "registry" => ours::measure(&listings),
        "tantivy" => tantivy_index::measure(&listings),
        "postgres" => postgres::measure(&listings),
        other => bail!("no engine is called {other}"),
    }
}
