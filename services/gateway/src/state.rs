//! What every handler can reach: clients, settings, the clock, and who a
//! token belongs to.

use std::sync::Arc;

use anyhow::Context;
use chassis::access::Access;
use chassis::caller::TokenVerifier;
use chassis::clock::Clock;
use tokio_util::sync::CancellationToken;

use crate::clients::Clients;
use crate::config::Config;
use crate::live::Live;
use crate::transcode::Api;

/// The state that axum hands to handlers; a cheap clone.
pub(crate) type AppState = Arc<State>;

pub(crate) struct State {
    pub(crate) clients: Clients,
    pub(crate) config: Config,
    pub(crate) clock: Clock,
    pub(crate) verifier: TokenVerifier,
    /// Who may call which RPC.
    pub(crate) access: Access,
    /// The JSON API, compiled from the descriptors.
    pub(crate) api: Api,
    /// The event streams that are open.
    pub(crate) live: Live,
    /// Cancelled when the process is asked to stop: endless answers end then.
    pub(crate) shutdown: CancellationToken,
}

impl State {
    /// Fails when the descriptors or the settings make no sense.
    pub(crate) fn new(
        config: Config,
        clock: Clock,
        shutdown: CancellationToken,
    ) -> anyhow::Result<AppState> {
        let api = Api::compile(&proto::DESCRIPTORS).context("the HTTP options make no sense")?;
        let verifier = match &config.shared.token_public_key {
            Some(pem) => TokenVerifier::from_pem(pem)?,
            None => TokenVerifier::none(),
        };
        Ok(Arc::new(Self {
            clients: Clients::connect(&config)?,
            access: Access::of(&api.services())?,
            live: Live::new(config.gateway.max_streams),
            config,
            clock,
            verifier,
            api,
            shutdown,
        }))
    }
}
