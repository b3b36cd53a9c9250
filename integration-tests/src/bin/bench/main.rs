//! Measures the platform against the aims of its design, each figure beside a
//! reference that runs on the same machine in the same run.

mod bare;
mod cli;
mod commands;
mod enterprises;
mod fill;
mod http;
mod identity;
mod lag;
mod latencies;
mod load;
mod machine;
mod platform;
mod process;
mod rebuild;
mod registry;
mod report;
mod search;
mod start;

use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report::progress(&format!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}
