//! What every handler can reach: clients, settings, the clock, and who a
//! token belongs to.

use std::sync::Arc;

use anyhow::Context;
use chassis::access::Access;
use chassis::caller::{Caller, TokenFault, TokenVerifier};
use chassis::clock::Clock;
use chassis::status;
use site::Site;
use tokio_util::sync::CancellationToken;
use web::session::{Sessions, Visitor};

use crate::channels::Channels;
use crate::config::Config;
use crate::error::Problem;
use crate::live::Live;
use crate::transcode::Api;

/// The state that axum hands to handlers; a cheap clone.
pub(crate) type AppState = Arc<State>;

pub(crate) struct State {
    pub(crate) channels: Channels,
    pub(crate) config: Config,
    pub(crate) clock: Clock,
    pub(crate) verifier: TokenVerifier,
    /// Who has which cookie.
    pub(crate) sessions: Sessions,
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
        let channels = Channels::connect(&config)?;
        let verifier = TokenVerifier::follow(channels.identity.clone());
        let sessions = Sessions::new(channels.identity.clone(), verifier.clone(), clock.clone());
        Ok(Arc::new(Self {
            channels,
            sessions,
            access: Access::of(&api.services())?,
            live: Live::new(config.gateway.max_streams),
            config,
            clock,
            verifier,
            api,
            shutdown,
        }))
    }

    /// The site, which shares what is remembered of sessions.
    pub(crate) fn site(&self) -> Site {
        let Channels { registry, identity } = self.channels.clone();
        Site::new(
            site::Services { registry, identity },
            self.sessions.clone(),
            self.clock.clone(),
            site::Settings {
                proxies: self.config.gateway.proxies,
                public_url: &self.config.shared.public_url,
            },
        )
    }

    /// Whose token it is that a program sends.
    pub(crate) async fn bearer(&self, token: &str) -> Result<Visitor, Problem> {
        match self.verifier.check(token, self.clock.now()).await {
            Ok(caller) => Ok(Visitor {
                token: token.into(),
                caller: Caller::clone(&caller),
            }),
            Err(TokenFault::KeysAway) => Err(status::keys_unavailable().into()),
            Err(_) => Err(Problem::login_needed(
                "The token is not valid, or no longer.",
            )),
        }
    }
}
