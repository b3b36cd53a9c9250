//! Logging in by another service (OpenID Connect, code flow). The browser
//! that began has to finish: it keeps a binding that the address in between,
//! which others may see, does not carry.

mod answer;
mod claims;
mod client;
mod discovery;
mod http;
mod links;
mod setting;
mod token;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    factors::{
        FactorError,
        ceremonies::{Ceremonies, Kind},
        providers::client::{Provider, Sent},
    },
    secret,
};

pub(crate) use links::{Links, Remote};
pub(crate) use setting::ProviderSetting;
pub(crate) use setting::list;

/// Where to send the browser, and what it has to keep.
pub(crate) struct Begun {
    pub(crate) url: String,
    pub(crate) binding: String,
}

/// Somebody who came back from a sign-in service.
pub(crate) struct Arrived {
    pub(crate) person: Person,
    /// Who was logged in when it began: the one who wants to be linked.
    pub(crate) begun_by: Option<Uuid>,
    pub(crate) return_to: String,
}

/// What a sign-in service says of a person.
pub(crate) struct Person {
    pub(crate) remote: Remote,
    /// Only one that the service has seen to be the person's.
    pub(crate) verified_email: Option<String>,
    pub(crate) name: Option<String>,
}

/// What the browser brings back.
pub(crate) struct Answer<'a> {
    pub(crate) state: &'a str,
    pub(crate) code: &'a str,
    pub(crate) binding: &'a str,
}

/// Why nobody came in by a sign-in service.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ProviderError {
    #[error("there is no such sign-in service")]
    Unknown,
    #[error("the sign-in service cannot be reached")]
    Away,
    /// Too late, begun in another browser, or not what the service signed.
    #[error("the login was not accepted")]
    Refused,
    #[error(transparent)]
    Failed(#[from] FactorError),
}

/// The settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ProvidersError {
    #[error("ASF_IDENTITY_PROVIDERS: the issuer of {0} needs https in production")]
    Plain(String),
    #[error("ASF_PUBLIC_URL cannot be come back to: {0}")]
    PublicUrl(#[from] openidconnect::url::ParseError),
    #[error("TLS cannot be used: {0}")]
    Tls(#[from] rustls::Error),
}

/// What is kept while the browser is away.
#[derive(Serialize, Deserialize)]
struct State {
    provider: String,
    binding: [u8; 32],
    sent: Sent,
    return_to: String,
}

/// The sign-in services; clones share everything.
#[derive(Clone)]
pub(crate) struct Providers {
    providers: Arc<Vec<Provider>>,
    ceremonies: Ceremonies,
    pub(crate) links: Links,
}

impl Providers {
    pub(super) fn new(
        pool: PgPool,
        ceremonies: Ceremonies,
        settings: &[ProviderSetting],
        public_url: &str,
        is_production: bool,
    ) -> Result<Self, ProvidersError> {
        let is_plain = |it: &&ProviderSetting| is_production && it.issuer.url().scheme() == "http";
        if let Some(plain) = settings.iter().find(is_plain) {
            return Err(ProvidersError::Plain(plain.id.clone()));
        }
        let mut providers = Vec::new();
        if !settings.is_empty() {
            let client = http::client()?;
            for setting in settings {
                providers.push(Provider::new(setting, public_url, client.clone())?);
            }
        }
        Ok(Self {
            providers: Arc::new(providers),
            ceremonies,
            links: Links::new(pool),
        })
    }

    /// Ids and names, in the order of the settings.
    pub(crate) fn list(&self) -> impl Iterator<Item = (&str, &str)> {
        let providers = self.providers.iter();
        providers.map(|it| (it.id(), it.name()))
    }

    /// As it is shown; nothing for a service that is not set up any more.
    pub(crate) fn name_of(&self, id: &str) -> Option<&str> {
        self.find(id).ok().map(Provider::name)
    }

    /// Begins a login, or the linking of whoever is logged in.
    pub(crate) async fn begin(
        &self,
        id: &str,
        begun_by: Option<Uuid>,
        return_to: &str,
        now: OffsetDateTime,
    ) -> Result<Begun, ProviderError> {
        let provider = self.find(id)?;
        // Before anything is kept: a service that is away costs no row.
        provider.is_there(now).await?;
        let sent = Sent::random();
        let (binding, binding_hash) = secret::random_token();
        let state = State {
            provider: id.to_owned(),
            binding: binding_hash,
            sent,
            return_to: return_to.to_owned(),
        };
        let kind = Kind::ProviderLogin;
        let token = self.ceremonies.begin(kind, begun_by, &state, now).await;
        let token = token.map_err(FactorError::from)?;
        let url = provider.url(&state.sent, token, now).await?;
        Ok(Begun { url, binding })
    }

    /// Who came back.
    pub(crate) async fn finish(
        &self,
        id: &str,
        answer: &Answer<'_>,
        now: OffsetDateTime,
    ) -> Result<Arrived, ProviderError> {
        let provider = self.find(id)?;
        let kind = Kind::ProviderLogin;
        let begun = self.ceremonies.take::<State>(kind, answer.state, now).await;
        let begun = begun.map_err(FactorError::from)?;
        let begun = begun.ok_or(ProviderError::Refused)?;
        let state = begun.state;
        let is_bound = secret::hash_of(answer.binding) == Some(state.binding);
        if !is_bound || state.provider != id {
            return Err(ProviderError::Refused);
        }
        Ok(Arrived {
            person: provider.person(answer.code, state.sent, now).await?,
            begun_by: begun.subject_id,
            return_to: state.return_to,
        })
    }

    fn find(&self, id: &str) -> Result<&Provider, ProviderError> {
        let mut providers = self.providers.iter();
        let found = providers.find(|it| it.id() == id);
        found.ok_or(ProviderError::Unknown)
    }
}
