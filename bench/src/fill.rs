//! Fills the list through the registry's own commands.

use std::{ops::Range, time::Instant};

use anyhow::Context;
use chassis::clock::Clock;
use futures::{StreamExt, TryStreamExt, stream};

use crate::{enterprises::Enterprises, platform::Platform, registry::Staff, report};

/// Commands under way at once.
const CONCURRENT: usize = 128;
/// 20,000 different texts and places.
const MOST_BATCHES: u64 = 50;

/// Puts the enterprises with these numbers on the list; their ids.
///
/// # Errors
/// One is refused.
pub(crate) async fn fill(platform: &Platform, numbers: Range<u32>) -> anyhow::Result<Vec<String>> {
    let count = numbers.len();
    let batches = u64::from(numbers.end).div_ceil(400).min(MOST_BATCHES);
    let enterprises = Enterprises::of(batches, Clock::system().now().date());
    let staff = Staff::of(platform)?;
    let began = Instant::now();
    let ids = stream::iter(numbers)
        .map(|number| {
            let (profile, mut staff) = (enterprises.profile(number), staff.clone());
            async move {
                let name = profile.name.clone();
                staff.put_on_list(profile).await.context(name)
            }
        })
        .buffer_unordered(CONCURRENT)
        .try_collect()
        .await?;
    let seconds = began.elapsed().as_secs_f64();
    report::progress(&format!("{count} enterprises listed in {seconds:.0} s"));
    Ok(ids)
}
