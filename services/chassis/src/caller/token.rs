//! Reads the callers out of signed tokens (JWT, RFC 7519, with EdDSA,
//! RFC 8037).

mod claims;
mod follow;
mod state;

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use jsonwebtoken::{Algorithm, Validation, errors::ErrorKind};
use time::OffsetDateTime;
use tonic::transport::Channel;

use super::Caller;
use claims::{Claims, Verified};
use follow::Asking;

pub use state::{Key, TokenState};

/// The one audience of our tokens.
const AUDIENCE: &str = "asf";
/// A longer one is refused before any work is done for it.
const LONGEST_TOKEN: usize = 8 * 1024;
/// Verified tokens that are remembered: checking a signature costs some ten
/// times as much as the rest of a call.
const REMEMBERED: usize = 4096;

/// Why a token was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenFault {
    /// The token may well be right.
    #[error("identity has not told yet which tokens are valid")]
    KeysAway,
    #[error("the token is not a token of this platform")]
    Malformed,
    #[error("the token is not signed with EdDSA")]
    WrongAlgorithm,
    #[error("the token is signed with a key that is not, or no longer, in use")]
    UnknownKey,
    #[error("the token has a wrong signature")]
    WrongSignature,
    #[error("the token is for somebody else")]
    WrongAudience,
    #[error("the token has expired")]
    Expired,
    #[error("the token is from the future")]
    NotYetValid,
    /// The session ended, or what the account may do has changed.
    #[error("the token was revoked")]
    Revoked,
}

/// Checks tokens by the keys and revocations that it was told last. Clones
/// share what they know.
#[derive(Clone)]
pub struct TokenVerifier(Arc<Inner>);

struct Inner {
    /// Nothing until the keys were told for the first time.
    state: RwLock<Option<Arc<TokenState>>>,
    verified: Mutex<HashMap<blake3::Hash, Verified>>,
    validation: Validation,
    asking: Option<Arc<Asking>>,
}

impl TokenVerifier {
    /// Knows no keys until [`TokenVerifier::replace`].
    #[must_use]
    pub fn new() -> Self {
        Self(Arc::new(Inner::new(None)))
    }

    /// Knows these keys.
    #[must_use]
    pub fn fixed(keys: &[Key]) -> Self {
        let verifier = Self::new();
        verifier.replace(TokenState::of(keys));
        verifier
    }

    /// Asks identity every other second, until the last clone is dropped. Has
    /// to be called in a tokio runtime.
    #[must_use]
    pub fn follow(identity: Channel) -> Self {
        let asking = Arc::new(Asking::new());
        let inner = Arc::new(Inner::new(Some(Arc::clone(&asking))));
        tokio::spawn(follow::follow(Arc::downgrade(&inner), asking, identity));
        Self(inner)
    }

    /// From now on these keys and revocations hold, and no others.
    pub fn replace(&self, state: TokenState) {
        self.0.replace(state);
    }

    /// The caller that a bearer token speaks for.
    ///
    /// # Errors
    /// The token is refused; the caller has to log in again.
    pub fn verify(&self, bearer: &str, now: OffsetDateTime) -> Result<Caller, TokenFault> {
        self.verify_shared(bearer, now)
            .map(|caller| Caller::clone(&caller))
    }

    /// [`TokenVerifier::verify`], which asks identity at once when it does not
    /// know the token's key.
    ///
    /// # Errors
    /// The token is refused; unless the keys are away, the caller has to log
    /// in again.
    pub async fn check(
        &self,
        bearer: &str,
        now: OffsetDateTime,
    ) -> Result<Arc<Caller>, TokenFault> {
        let checked = self.verify_shared(bearer, now);
        match (&checked, &self.0.asking) {
            (Err(TokenFault::UnknownKey | TokenFault::KeysAway), Some(asking))
                if asking.ask().await =>
            {
                self.verify_shared(bearer, now)
            }
            _ => checked,
        }
    }

    fn verify_shared(&self, bearer: &str, now: OffsetDateTime) -> Result<Arc<Caller>, TokenFault> {
        if bearer.len() > LONGEST_TOKEN {
            return Err(TokenFault::Malformed);
        }
        let state = self.0.state().ok_or(TokenFault::KeysAway)?;
        self.0.verify(&state, bearer, now.unix_timestamp())
    }
}

impl Default for TokenVerifier {
    fn default() -> Self {
        Self::new()
    }
}

impl Inner {
    fn new(asking: Option<Arc<Asking>>) -> Self {
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["aud", "exp", "iss", "sub"]);
        // Checked here instead, against the clock that was handed in.
        validation.validate_exp = false;
        Self {
            state: RwLock::default(),
            verified: Mutex::default(),
            validation,
            asking,
        }
    }

    fn state(&self) -> Option<Arc<TokenState>> {
        self.state
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn knows_keys(&self) -> bool {
        self.state().is_some()
    }

    fn replace(&self, state: TokenState) {
        let state = Some(Arc::new(state));
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = state;
    }

    fn verify(
        &self,
        state: &TokenState,
        bearer: &str,
        now: i64,
    ) -> Result<Arc<Caller>, TokenFault> {
        let hash = blake3::hash(bearer.as_bytes());
        let verified = match self.recall(&hash) {
            Some(known) => known,
            None => {
                let verified = self.decode(state, bearer)?;
                self.remember(hash, verified.clone(), now);
                verified
            }
        };
        verified.in_time(now)?;
        if state.key(&verified.kid).is_none() {
            return Err(TokenFault::UnknownKey);
        }
        let Caller {
            subject, session, ..
        } = &*verified.caller;
        if state.has_revoked(subject, *session, verified.issued) {
            return Err(TokenFault::Revoked);
        }
        Ok(verified.caller)
    }

    /// The token chooses among our keys, never how it is checked.
    fn decode(&self, state: &TokenState, bearer: &str) -> Result<Verified, TokenFault> {
        let header = jsonwebtoken::decode_header(bearer).map_err(|it| fault(it.kind()))?;
        if header.alg != Algorithm::EdDSA {
            return Err(TokenFault::WrongAlgorithm);
        }
        let kid = header.kid.ok_or(TokenFault::UnknownKey)?;
        let key = state.key(&kid).ok_or(TokenFault::UnknownKey)?;
        let decoded = jsonwebtoken::decode::<Claims>(bearer, key, &self.validation);
        let claims = decoded.map_err(|error| fault(error.kind()))?.claims;
        Verified::from_claims(claims, &kid)
    }

    fn recall(&self, hash: &blake3::Hash) -> Option<Verified> {
        let verified = self.verified.lock().unwrap_or_else(PoisonError::into_inner);
        verified.get(hash).cloned()
    }

    fn remember(&self, hash: blake3::Hash, token: Verified, now: i64) {
        let mut verified = self.verified.lock().unwrap_or_else(PoisonError::into_inner);
        if verified.len() >= REMEMBERED {
            verified.retain(|_, token| token.in_time(now).is_ok());
        }
        if verified.len() >= REMEMBERED {
            verified.clear();
        }
        verified.insert(hash, token);
    }
}

fn fault(kind: &ErrorKind) -> TokenFault {
    match kind {
        ErrorKind::InvalidAlgorithm | ErrorKind::InvalidAlgorithmName => TokenFault::WrongAlgorithm,
        ErrorKind::InvalidSignature => TokenFault::WrongSignature,
        ErrorKind::InvalidAudience => TokenFault::WrongAudience,
        _ => TokenFault::Malformed,
    }
}

impl fmt::Debug for TokenVerifier {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(if self.0.knows_keys() {
            "TokenVerifier(Ed25519)"
        } else {
            "TokenVerifier(no keys yet)"
        })
    }
}

#[cfg(test)]
mod tests;
