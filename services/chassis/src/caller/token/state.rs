//! What has to be known to check a token: the keys, and what was revoked.

use std::collections::{HashMap, HashSet};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::DecodingKey;
use proto::asf::identity::v1::{GetTokenStateResponse, revocation::Of};
use uuid::Uuid;

/// Bytes of an Ed25519 public key.
const KEY_LENGTH: usize = 32;

/// An Ed25519 public key by its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    pub kid: String,
    /// 32 bytes in base64url without padding, as in a JSON Web Key.
    pub x: String,
}

/// The keys that sign tokens, and the tokens that are refused though they have
/// not expired.
#[derive(Clone, Default)]
pub struct TokenState {
    keys: HashMap<String, DecodingKey>,
    sessions: HashSet<Uuid>,
    /// The account's tokens from before this moment, in microseconds of Unix
    /// time.
    subjects: HashMap<String, i64>,
}

impl TokenState {
    /// Keys alone, and nothing revoked.
    pub fn of(keys: &[Key]) -> Self {
        let keys = keys
            .iter()
            .filter_map(|key| Some((key.kid.clone(), decoding(&key.x)?)));
        Self {
            keys: keys.collect(),
            ..Self::default()
        }
    }

    /// What identity says. A key of another kind is left out: its tokens are
    /// refused.
    pub fn read(answer: &GetTokenStateResponse) -> Self {
        let mut state = Self::default();
        for key in &answer.keys {
            match decoding(&key.x).filter(|_| key.crv == "Ed25519") {
                Some(read) => {
                    state.keys.insert(key.kid.clone(), read);
                }
                None => tracing::warn!(key.id = key.kid, "a key that tokens cannot be checked by"),
            }
        }
        for revocation in &answer.revocations {
            match &revocation.of {
                Some(Of::SessionId(id)) => state.sessions.extend(id.parse::<Uuid>().ok()),
                Some(Of::SubjectId(id)) => {
                    // Without a moment, everything up to now and later.
                    let before = revocation.before.as_ref().map_or(i64::MAX, micros);
                    let latest = state.subjects.entry(id.clone()).or_insert(before);
                    *latest = before.max(*latest);
                }
                None => {}
            }
        }
        state
    }

    pub(super) fn key(&self, kid: &str) -> Option<&DecodingKey> {
        self.keys.get(kid)
    }

    /// `issued` is in microseconds of Unix time.
    pub(super) fn has_revoked(&self, subject: &str, session: Option<Uuid>, issued: i64) -> bool {
        session.is_some_and(|id| self.sessions.contains(&id))
            || self
                .subjects
                .get(subject)
                .is_some_and(|before| issued < *before)
    }
}

fn decoding(x: &str) -> Option<DecodingKey> {
    let bytes = URL_SAFE_NO_PAD.decode(x).ok()?;
    (bytes.len() == KEY_LENGTH).then(|| DecodingKey::from_ed_der(&bytes))
}

fn micros(at: &prost_types::Timestamp) -> i64 {
    let seconds = at.seconds.saturating_mul(1_000_000);
    // Rounded up, so that nothing from before the moment is left.
    seconds.saturating_add(i64::from(at.nanos).saturating_add(999) / 1000)
}
