//! The connection to NATS.

use async_nats::{Client, ConnectOptions, Event};

/// Comes back at once and connects when NATS is there; it never gives up.
///
/// # Errors
/// The address is none.
pub(crate) async fn connect(url: &str) -> Result<Client, async_nats::ConnectError> {
    ConnectOptions::new()
        .name("registry")
        .retry_on_initial_connect()
        .max_reconnects(None)
        .event_callback(async |event| log(&event))
        .connect(url.split(',').map(str::trim).collect::<Vec<_>>())
        .await
}

/// A refused permission shows nowhere else.
fn log(event: &Event) {
    match event {
        Event::Connected => tracing::info!("connected to NATS"),
        Event::Disconnected => tracing::warn!("NATS is away; the relay waits for it"),
        Event::ServerError(error) => tracing::error!(%error, "NATS refuses"),
        Event::ClientError(error) => tracing::warn!(%error, "trouble with NATS"),
        other => tracing::debug!(event = %other, "NATS"),
    }
}
