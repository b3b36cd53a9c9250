//! What it costs to know who asks: checking a token, exchanging a session for
//! one, logging in beside the bare password hash, and reading as somebody
//! beside reading as nobody.

mod checks;
mod logins;
mod reads;

use crate::{cli, fill, platform::Platform};

/// # Errors
/// A server is missing, or something is refused.
pub(crate) async fn measure(wanted: &cli::Identity) -> anyhow::Result<()> {
    let platform = Platform::start().await?;
    fill::fill(&platform, 0..wanted.enterprises).await?;
    checks::measure(&platform).await?;
    logins::measure(&platform, wanted).await?;
    reads::measure(&platform, wanted).await
}
