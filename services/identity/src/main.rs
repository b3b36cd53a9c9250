//! The identity service as a program of its own.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    identity::cli::run().await
}
