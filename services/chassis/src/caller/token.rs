//! Reads the callers out of signed tokens (JWT, RFC 7519, with EdDSA,
//! RFC 8037).

use std::{
    collections::{BTreeSet, HashMap},
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use jsonwebtoken::{Algorithm, DecodingKey, Validation, errors::ErrorKind};
use serde::Deserialize;
use time::OffsetDateTime;
use uuid::Uuid;

use super::Caller;

/// The one audience of our tokens.
const AUDIENCE: &str = "asf";
/// Seconds that the clocks of two machines may differ.
const LEEWAY: i64 = 5;
/// A longer one is refused before any work is done for it.
const LONGEST_TOKEN: usize = 8 * 1024;
/// Verified tokens that are remembered: checking a signature costs some ten
/// times as much as the rest of a call.
const REMEMBERED: usize = 4096;

/// Why a token was refused. The caller has to log in again, whatever it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenFault {
    #[error("no key is configured, so nobody can log in")]
    NoKey,
    #[error("the token is not a token of this platform")]
    Malformed,
    #[error("the token is not signed with EdDSA")]
    WrongAlgorithm,
    #[error("the token has a wrong signature")]
    WrongSignature,
    #[error("the token is for somebody else")]
    WrongAudience,
    #[error("the token has expired")]
    Expired,
    #[error("the token is from the future")]
    NotYetValid,
}

/// The configured key cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the key is not an Ed25519 public key in PEM")]
pub struct WrongKey;

/// Checks tokens against one public key. Clones share what was verified.
#[derive(Clone)]
pub struct TokenVerifier(Option<Arc<Verifier>>);

struct Verifier {
    key: DecodingKey,
    validation: Validation,
    verified: Mutex<HashMap<blake3::Hash, Verified>>,
}

#[derive(Clone)]
struct Verified {
    caller: Arc<Caller>,
    expires: i64,
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
    iat: i64,
    exp: i64,
    #[serde(default)]
    roles: Vec<String>,
    #[serde(default)]
    counties: Vec<String>,
    org: Option<Uuid>,
}

impl TokenVerifier {
    /// Takes the Ed25519 public key as PEM (SubjectPublicKeyInfo).
    pub fn from_pem(pem: &str) -> Result<Self, WrongKey> {
        let key = DecodingKey::from_ed_pem(pem.as_bytes()).map_err(|_| WrongKey)?;
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["aud", "exp", "iss", "sub"]);
        // Checked here instead, against the clock that was handed in.
        validation.validate_exp = false;
        Ok(Self(Some(Arc::new(Verifier {
            key,
            validation,
            verified: Mutex::default(),
        }))))
    }

    /// Refuses every token: nobody can log in.
    pub fn none() -> Self {
        Self(None)
    }

    /// The caller that a bearer token speaks for.
    pub fn verify(&self, bearer: &str, now: OffsetDateTime) -> Result<Caller, TokenFault> {
        self.verify_shared(bearer, now)
            .map(|caller| Caller::clone(&caller))
    }

    pub(crate) fn verify_shared(
        &self,
        bearer: &str,
        now: OffsetDateTime,
    ) -> Result<Arc<Caller>, TokenFault> {
        let verifier = self.0.as_ref().ok_or(TokenFault::NoKey)?;
        if bearer.len() > LONGEST_TOKEN {
            return Err(TokenFault::Malformed);
        }
        verifier.verify(bearer, now.unix_timestamp())
    }
}

impl Verifier {
    fn verify(&self, bearer: &str, now: i64) -> Result<Arc<Caller>, TokenFault> {
        let hash = blake3::hash(bearer.as_bytes());
        if let Some(known) = self.recall(&hash) {
            known.still_valid(now)?;
            return Ok(known.caller);
        }
        let claims = jsonwebtoken::decode::<Claims>(bearer, &self.key, &self.validation)
            .map_err(|error| fault(error.kind()))?
            .claims;
        if claims.iat > now.saturating_add(LEEWAY) {
            return Err(TokenFault::NotYetValid);
        }
        let verified = Verified::from_claims(claims)?;
        verified.still_valid(now)?;
        self.remember(hash, verified.clone(), now);
        Ok(verified.caller)
    }

    fn recall(&self, hash: &blake3::Hash) -> Option<Verified> {
        let verified = self.verified.lock().unwrap_or_else(PoisonError::into_inner);
        verified.get(hash).cloned()
    }

    fn remember(&self, hash: blake3::Hash, token: Verified, now: i64) {
        let mut verified = self.verified.lock().unwrap_or_else(PoisonError::into_inner);
        if verified.len() >= REMEMBERED {
            verified.retain(|_, token| token.still_valid(now).is_ok());
        }
        if verified.len() >= REMEMBERED {
            verified.clear();
        }
        verified.insert(hash, token);
    }
}

impl Verified {
    fn from_claims(claims: Claims) -> Result<Self, TokenFault> {
        if claims.sub.is_empty() {
            return Err(TokenFault::Malformed);
        }
        // A name that this build does not know is a role of a newer one: it
        // opens nothing here.
        let roles: BTreeSet<_> = claims.roles.iter().flat_map(|name| name.parse()).collect();
        Ok(Self {
            expires: claims.exp,
            caller: Arc::new(Caller {
                subject: claims.sub,
                roles,
                counties: claims.counties,
                organisation: claims.org,
            }),
        })
    }

    fn still_valid(&self, now: i64) -> Result<(), TokenFault> {
        if now >= self.expires.saturating_add(LEEWAY) {
            return Err(TokenFault::Expired);
        }
        Ok(())
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
        out.write_str(match self.0 {
            Some(_) => "TokenVerifier(Ed25519)",
            None => "TokenVerifier(none)",
        })
    }
}

#[cfg(test)]
mod tests;
