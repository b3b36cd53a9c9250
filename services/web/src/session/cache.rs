//! Tokens that were got for a cookie. What is kept under is a hash, so that
//! no secret of a session lies about in memory.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use proto::asf::identity::v1::RefreshSessionResponse;
use time::{Duration, OffsetDateTime};

/// A token is not used to its end: a call that begins with it has to reach
/// the service in time.
const SPARE: Duration = Duration::seconds(20);
/// Above so many, those that have expired are forgotten, and then all.
const REMEMBERED: usize = 20_000;

/// A token and its end.
pub(super) struct Kept {
    pub(super) token: Arc<str>,
    pub(super) expires: OffsetDateTime,
}

impl Kept {
    /// Nothing where the answer holds no token.
    pub(super) fn of(answer: RefreshSessionResponse) -> Option<Self> {
        let expires = answer.expires_at?.seconds;
        let expires = OffsetDateTime::from_unix_timestamp(expires).ok()?;
        (!answer.access_token.is_empty()).then(|| Self {
            token: answer.access_token.into(),
            expires,
        })
    }

    fn is_good(&self, now: OffsetDateTime) -> bool {
        now < self.expires - SPARE
    }
}

#[derive(Default)]
pub(super) struct Cache(Mutex<HashMap<blake3::Hash, Kept>>);

impl Cache {
    pub(super) fn get(&self, secret: &str, now: OffsetDateTime) -> Option<Arc<str>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.get(&blake3::hash(secret.as_bytes()))?;
        kept.is_good(now).then(|| Arc::clone(&kept.token))
    }

    pub(super) fn keep(&self, secret: &str, new: Kept, now: OffsetDateTime) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= REMEMBERED {
            kept.retain(|_, one| one.is_good(now));
        }
        if kept.len() >= REMEMBERED {
            kept.clear();
        }
        kept.insert(blake3::hash(secret.as_bytes()), new);
    }

    pub(super) fn forget(&self, secret: &str) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.remove(&blake3::hash(secret.as_bytes()));
    }
}
