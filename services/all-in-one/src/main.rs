//! Starts the whole platform on this machine.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    ExitCode::from(all_in_one::cli::run().await)
}
