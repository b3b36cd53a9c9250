//! What the program says: tables in Markdown on standard output, and how far
//! it has come on standard error.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
    time::Duration,
};

/// A table under a heading.
pub(crate) struct Table {
    title: String,
    heads: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(title: impl Into<String>, heads: &[&'static str]) -> Self {
        Self {
            title: title.into(),
            heads: heads.to_vec(),
            rows: Vec::new(),
        }
    }

    pub(crate) fn row(&mut self, cells: Vec<String>) {
        progress(&format!("  {}", cells.join(" · ")));
        self.rows.push(cells);
    }

    /// # Errors
    /// Standard output is closed.
    pub(crate) fn print(&self) -> anyhow::Result<()> {
        let mut text = format!("\n### {}\n\n| {} |\n|", self.title, self.heads.join(" | "));
        for column in 0..self.heads.len() {
            text.push_str(if column == 0 { " --- |" } else { " ---: |" });
        }
        text.push('\n');
        for row in &self.rows {
            writeln!(text, "| {} |", row.join(" | "))?;
        }
        print(&text)
    }
}

/// # Errors
/// Standard output is closed.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{text}")?;
    Ok(out.flush()?)
}

/// When standard error is gone, nobody is there to be told.
pub(crate) fn progress(line: &str) {
    let _gone = writeln!(io::stderr(), "{line}");
}

/// Milliseconds, with as many digits as can be trusted.
pub(crate) fn ms(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1000.0;
    match ms {
        ..10.0 => format!("{ms:.2}"),
        10.0..100.0 => format!("{ms:.1}"),
        _ => format!("{ms:.0}"),
    }
}

/// A whole number with spaces between the thousands.
pub(crate) fn whole(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A count as a number to calculate with; exact below 2^53.
pub(crate) fn number(count: u64) -> f64 {
    // Both halves fit without rounding.
    let high = u32::try_from(count >> 32).unwrap_or(u32::MAX);
    let low = u32::try_from(count & u64::from(u32::MAX)).unwrap_or(u32::MAX);
    f64::from(high) * 4_294_967_296.0 + f64::from(low)
}
