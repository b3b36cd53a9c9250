//! Loads the samples into a registry that has nothing yet.

use std::path::Path;

use anyhow::{Context, Result};
use chassis::{client::channel, clock::Clock};
use time::{Date, macros::format_description};

use crate::{
    home::Home,
    progress::{step, tick},
    samples::{COUNT, SEED, generate, load::Loader},
};

/// How often progress is told.
const EACH: usize = 100;

/// Loads them when the registry is empty, or when an earlier loading was
/// interrupted: until it is done, a file holds the day that it began on, since
/// the samples differ from day to day and a command may only be sent again
/// with the same content.
pub(crate) async fn ensure(
    home: &Home,
    registry_url: &str,
    token: &str,
    clock: &Clock,
) -> Result<()> {
    let marker = home.path("samples.loading");
    let begun = begun(&marker);
    let day = begun.unwrap_or_else(|| clock.now().date());
    let loader = Loader::new(channel(registry_url)?, token.to_owned(), day.to_string());
    if begun.is_none() && !loader.finds_nothing().await? {
        return Ok(());
    }
    std::fs::write(&marker, day.to_string())
        .with_context(|| format!("cannot write {}", marker.display()))?;
    let told = |listed: usize| {
        if listed.is_multiple_of(EACH) {
            tick(&listed.to_string());
        }
    };
    let what = format!("Listing {COUNT} sample enterprises");
    step(&what, loader.load(generate(COUNT, SEED, day), told)).await?;
    std::fs::remove_file(&marker)?;
    Ok(())
}

fn begun(marker: &Path) -> Option<Date> {
    let text = std::fs::read_to_string(marker).ok()?;
    Date::parse(text.trim(), format_description!("[year]-[month]-[day]")).ok()
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn the_day_of_an_interrupted_loading_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let marker = folder.path().join("samples.loading");
        assert_eq!(begun(&marker), None);
        std::fs::write(&marker, date!(2026 - 05 - 04).to_string()).unwrap();
        assert_eq!(begun(&marker), Some(date!(2026 - 05 - 04)));
    }
}
