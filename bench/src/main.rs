//! Measures the platform against the aims of its design, each figure beside a
//! reference that runs on the same machine in the same run.

mod bare;
mod cli;
mod commands;
mod copy;
mod enterprises;
mod feed;
mod fill;
mod http;
mod identity;
mod lag;
mod latencies;
mod load;
mod machine;
mod platform;
mod process;
mod quality;
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
