//! What tests on real servers share: a database and a broker of their own,
//! and waiting with a deadline.

pub mod accounts;
pub mod broker;
pub mod db;
pub mod ground;
pub mod limit;
pub mod profiles;
pub mod search_quality;
pub mod stack;
pub mod tools;
pub mod until;

/// A setting of the test run, which the launcher makes.
///
/// # Errors
/// It is missing; the error says what to run.
pub fn setting(name: &str) -> anyhow::Result<String> {
    std::env::var(name).map_err(|_| {
        anyhow::anyhow!(
            "{name} is not set: run scripts/test, or \
             `cargo run -p all-in-one -- with-servers cargo test`"
        )
    })
}
