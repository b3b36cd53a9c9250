//! The connection to NATS, as every service makes it.

use async_nats::{Client, ConnectOptions, Event};

use crate::permissions;

/// Comes back at once and connects when NATS is there; it never gives up.
///
/// `name` is the service's, and with a password the NATS user's too. Answers
/// come to an inbox of the service's own, so that nobody else's user has to be
/// allowed to listen there. Several addresses are separated by commas.
///
/// # Errors
/// The address is none.
pub async fn connect(
    name: &str,
    url: &str,
    password: Option<&str>,
) -> Result<Client, async_nats::ConnectError> {
    let options = match password {
        Some(password) => {
            ConnectOptions::with_user_and_password(name.to_owned(), password.to_owned())
        }
        None => ConnectOptions::new(),
    };
    options
        .name(name)
        .custom_inbox_prefix(permissions::inbox(name))
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
        Event::Disconnected => tracing::warn!("NATS is away; what needs it waits"),
        Event::ServerError(error) => tracing::error!(%error, "NATS refuses"),
        Event::ClientError(error) => tracing::warn!(%error, "trouble with NATS"),
        other => tracing::debug!(event = %other, "NATS"),
    }
}
