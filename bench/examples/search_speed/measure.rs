//! Times, memory, and a row of the table.

use std::{fmt, fs, time::Instant};

use anyhow::Context;

/// Texts that are searched for in turn.
pub(crate) const TEXTS: [&str; 20] = [
    "catering Göteborg",
    "städning",
    "grönyteskötsel",
    "möbler reparation",
    "hunddagis",
    "cykelverkstad Malmö",
    "café Uppsala",
    "snickeri trä",
    "arbetsträning",
    "legoarbete packning",
    "second hand kläder",
    "tvätt arbetskläder",
    "målning tapetsering",
    "flytthjälp",
    "bilvård",
    "skanning arkiv",
    "lunch Norrköping",
    "vedklyvning",
    "insamling elektronik",
    "konferens Umeå",
];

/// How many hits a page has.
pub(crate) const PAGE: usize = 20;

/// Each text once.
const WARMING_UP: usize = TEXTS.len();

/// The head of the table; times of searches and changes are means.
pub(crate) const HEAD: &str = "\
| engine | listings | build ms | first page µs | industry near a place µs | text µs | hits of a text | one change µs | memory MB |
|---|--:|--:|--:|--:|--:|--:|--:|--:|";

/// What the numbers do not say.
pub(crate) const NOTES: &str = "
Times are means of one thread. A search answers 20 hits, the total and the counts of its facets: \
for registry all six (355 values, each without its own filter), for the others four (county, industry, \
service, benefit) of the hits. A registry text is read as places and industries too and finds compounds, \
hence more hits; its counts of \
the unfiltered first page are kept until the list changes; the others search for all words in stemmed form. The build of registry makes the list \
in one change. Memory is what the process grew by: registry holds whole profiles, tantivy the index and ids; \
for postgres it is the size of the table with its indexes.";

/// What one engine needs for one number of listings.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(crate) engine: &'static str,
    pub(crate) listings: usize,
    pub(crate) build_ms: f64,
    /// All listings by name; every search counts its facets as well.
    pub(crate) first_page: Option<Mean>,
    pub(crate) near: Option<Mean>,
    pub(crate) text: Mean,
    pub(crate) change: Mean,
    pub(crate) memory_mb: f64,
}

/// The mean of many runs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Mean {
    pub(crate) micros: f64,
    pub(crate) hits: f64,
}

impl Mean {
    /// Runs something so many times with rising numbers, after some runs for
    /// warming up; it tells how much it found.
    pub(crate) fn of(
        times: usize,
        mut run: impl FnMut(usize) -> anyhow::Result<usize>,
    ) -> anyhow::Result<Self> {
        for number in 0..WARMING_UP {
            run(number)?;
        }
        let start = Instant::now();
        let mut hits = 0;
        for number in 0..times {
            hits += run(WARMING_UP + number)?;
        }
        Ok(Self {
            micros: start.elapsed().as_secs_f64() * 1e6 / times as f64,
            hits: hits as f64 / times as f64,
        })
    }
}

/// The result of something and the ms that it took.
pub(crate) fn timed<T>(run: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<(T, f64)> {
    let start = Instant::now();
    let result = run()?;
    Ok((result, start.elapsed().as_secs_f64() * 1e3))
}

/// The memory that this process has, in MB.
pub(crate) fn resident_mb() -> anyhow::Result<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().next());
    let kib: f64 = kib.context("no VmRSS in /proc/self/status")?.parse()?;
    Ok(kib * 1024.0 / 1e6)
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let micros = |mean: Option<Mean>| match mean {
            Some(mean) => format!("{:.0}", mean.micros),
            None => "–".to_owned(),
        };
        write!(
            f,
            "| {} | {} | {:.0} | {} | {} | {:.0} | {:.0} | {:.0} | {:.1} |",
            self.engine,
            self.listings,
            self.build_ms,
            micros(self.first_page),
            micros(self.near),
            self.text.micros,
            self.text.hits,
            self.change.micros,
            self.memory_mb,
        )
    }
}
