//! Tells probes whether the database is there.

use std::time::Duration;

use chassis::server::Health;
use eventlog::availability::Watch;
use sqlx::PgPool;

/// Between two looks.
const PAUSE: Duration = Duration::from_secs(2);

/// Looks for as long as it is polled. A service without its database is not
/// ready, and is again by itself.
pub async fn watch(pool: PgPool, health: Health) {
    let mut watch = Watch::of(&pool);
    let mut is_there = true;
    loop {
        let was_there = is_there;
        is_there = is_it(&mut watch, was_there).await;
        // Only a change is told: the end of the server is not to be taken back.
        match (was_there, is_there) {
            (true, false) => health.not_ready().await,
            (false, true) => health.ready().await,
            (true, true) | (false, false) => {}
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn is_it(watch: &mut Watch, was_there: bool) -> bool {
    match watch.look().await {
        Ok(()) => {
            if !was_there {
                tracing::info!("the database is there again");
            }
            true
        }
        Err(error) => {
            if was_there {
                tracing::error!(%error, "the database is away: the service is not ready");
            }
            false
        }
    }
}
