//! Work that comes around: each round is done again after its pause, and a
//! failure waits for the next one.

use std::time::Duration;

use chassis::caller::{TokenState, TokenVerifier};
use futures::future::BoxFuture;
use tokio::time::{MissedTickBehavior, interval};

use crate::{
    grpc::token_state,
    invites,
    joining::{self, Trouble},
    rooms::Rooms,
};

/// A revocation works within five seconds; here it works within this.
const STATE_EVERY: Duration = Duration::from_secs(1);
const KEYS_EVERY: Duration = Duration::from_secs(30);
const CLEAN_EVERY: Duration = Duration::from_secs(300);

type Round = BoxFuture<'static, ()>;

pub(super) fn all(rooms: &Rooms, verifier: &TokenVerifier) -> Vec<Round> {
    let verifier = verifier.clone();
    let state = move |rooms: Rooms| -> BoxFuture<'static, Result<(), Trouble>> {
        let verifier = verifier.clone();
        Box::pin(async move {
            let state = token_state(&rooms).await?;
            verifier.replace(TokenState::read(&state));
            Ok(())
        })
    };
    vec![
        Box::pin(around("token state", STATE_EVERY, rooms.clone(), state)),
        Box::pin(around("signing keys", KEYS_EVERY, rooms.clone(), keys)),
        Box::pin(around("cleaning", CLEAN_EVERY, rooms.clone(), clean)),
        Box::pin(rewrap(rooms.clone())),
    ]
}

/// Says once that it fails, and once that it goes on.
async fn around(
    name: &'static str,
    pause: Duration,
    rooms: Rooms,
    work: impl Fn(Rooms) -> BoxFuture<'static, Result<(), Trouble>> + Send,
) {
    let mut ticks = interval(pause);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut failed = false;
    loop {
        ticks.tick().await;
        match (work(rooms.clone()).await, failed) {
            (Ok(()), false) | (Err(_), true) => {}
            (Ok(()), true) => {
                tracing::info!(name, "goes on");
                failed = false;
            }
            (Err(error), false) => {
                tracing::error!(%error, name, "fails; it is tried again");
                failed = true;
            }
        }
    }
}

fn keys(rooms: Rooms) -> BoxFuture<'static, Result<(), Trouble>> {
    Box::pin(async move { Ok(rooms.tokens.renew(rooms.clock.now()).await?) })
}

/// Removes what nothing needs any more; what is personal among it is not kept
/// longer than it serves. What fails in one room leaves the others clean.
fn clean(rooms: Rooms) -> BoxFuture<'static, Result<(), Trouble>> {
    Box::pin(async move {
        let now = rooms.clock.now();
        let cleaned: [Result<(), Trouble>; 8] = [
            joining::clean(&rooms).await,
            invites::sweep(&rooms, now).await.map_err(Into::into),
            rooms.links.clean(now).await.map_err(Into::into),
            rooms.challenges.clean(now).await.map_err(Into::into),
            rooms.sessions.clean().await.map_err(Into::into),
            rooms.throttle.clean(now).await.map_err(Into::into),
            rooms.kept_forms.clean(now).await.map_err(Into::into),
            rooms.revocations.sweep(now).await.map_err(Into::into),
        ];
        cleaned.into_iter().collect()
    })
}

/// Once, after a start: the vault key of the settings may be a new one.
async fn rewrap(rooms: Rooms) {
    match rooms.vault.rewrap().await {
        Ok(0) => {}
        Ok(people) => tracing::info!(people, "everything is wrapped by the new vault key"),
        Err(error) => tracing::error!(%error, "not everything is wrapped by the new vault key"),
    }
}
