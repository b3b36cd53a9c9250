//! What the launcher tells the person at the terminal.

use std::{
    io::Write,
    time::{Duration, Instant},
};

use anyhow::Result;

/// Writes a line to standard output; a closed output is no reason to stop.
pub(crate) fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Does a step and tells how long it took: `Starting Postgres … 0.8 s`.
///
/// # Errors
/// Those of the step.
pub(crate) async fn step<T>(what: &str, work: impl Future<Output = Result<T>>) -> Result<T> {
    let begun = Instant::now();
    begin(what);
    let outcome = work.await;
    match &outcome {
        Ok(_) => say(&seconds(begun.elapsed())),
        Err(_) => say("failed"),
    }
    outcome
}

/// Tells within a step how far it is: `Listing … 100 200 0.8 s`.
pub(crate) fn tick(so_far: &str) {
    let mut out = std::io::stdout().lock();
    let _ = write!(out, "{so_far} ").and_then(|()| out.flush());
}

fn begin(what: &str) {
    tick(&format!("{what} …"));
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_one_decimal() {
        assert_eq!(seconds(Duration::from_millis(849)), "0.8 s");
    }
}
