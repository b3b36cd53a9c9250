//! The registry as a program of its own.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    registry::cli::run().await
}
