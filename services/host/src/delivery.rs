//! Whether the feed reaches NATS, as probes ask for it.

use chassis::server::Health;
use eventlog::relay::{Alarm, RelayState};
use tokio::sync::watch;

/// Works while all that is in the feed reaches the service's stream.
const RELAY: &str = "relay";
/// Works while NATS takes what it is sent; a server that does not is healed by
/// a new start of it.
pub const BROKER: &str = "broker";

/// Tells the probes of each change, for as long as there is a relay.
pub(crate) async fn tell(mut relay: watch::Receiver<RelayState>, health: Health) {
    loop {
        let (carries, takes) = works(&relay.borrow_and_update());
        health.part(RELAY, carries).await;
        health.part(BROKER, takes).await;
        if relay.changed().await.is_err() {
            return;
        }
    }
}

fn works(state: &RelayState) -> (bool, bool) {
    let carries = state.connected && state.alarm.is_none();
    let takes = !matches!(state.alarm, Some(Alarm::TakesNothing { .. }));
    (carries, takes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broker_that_takes_nothing_is_told_apart_from_a_stream_that_is_ahead() {
        let state = |connected, alarm| RelayState {
            position: 7,
            connected,
            alarm,
        };
        assert_eq!(works(&state(true, None)), (true, true));
        assert_eq!(works(&state(false, None)), (false, true));
        let ahead = Alarm::StreamAhead { stream: 9, feed: 7 };
        assert_eq!(works(&state(true, Some(ahead))), (false, true));
        let stalled = Alarm::TakesNothing { position: 7 };
        assert_eq!(works(&state(true, Some(stalled))), (false, false));
    }
}
