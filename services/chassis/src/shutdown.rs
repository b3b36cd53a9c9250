//! Turns the signals that ask a process to end into one token that everything
//! in the process waits on.

use std::io;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// How a shell names a process that Ctrl-C ended.
const ENDED_BY_INTERRUPT: i32 = 130;

/// A token that SIGINT or SIGTERM cancels; has to be called in a tokio
/// runtime. A second signal ends the process at once, for whoever does not
/// want to wait for the drain.
pub fn on_signals() -> CancellationToken {
    let token = CancellationToken::new();
    match Signals::listen() {
        Ok(signals) => drop(tokio::spawn(signals.cancel(token.clone()))),
        // The process then ends as the system does it: at once, without drain.
        Err(error) => tracing::error!(%error, "signals cannot be listened to"),
    }
    token
}

struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

impl Signals {
    fn listen() -> io::Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn cancel(mut self, token: CancellationToken) {
        self.next().await;
        tracing::info!("shutting down");
        token.cancel();
        self.next().await;
        tracing::warn!("second signal: ending without drain");
        std::process::exit(ENDED_BY_INTERRUPT);
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
