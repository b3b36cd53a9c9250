//! What a token says, and the caller that follows from it.

use std::{collections::BTreeSet, sync::Arc};

use serde::Deserialize;
use uuid::Uuid;

use super::TokenFault;
use crate::caller::{Caller, Role};

/// Seconds that the clocks of two machines may differ.
pub(super) const LEEWAY: i64 = 5;

#[derive(Deserialize)]
pub(super) struct Claims {
    sub: String,
    /// With a fraction: what was revoked within the same second is told apart.
    iat: f64,
    exp: i64,
    sid: Option<Uuid>,
    #[serde(default)]
    roles: Vec<String>,
    #[serde(default)]
    counties: Vec<String>,
    org: Option<Uuid>,
}

/// A token whose signature is right.
#[derive(Clone)]
pub(super) struct Verified {
    pub(super) caller: Arc<Caller>,
    pub(super) expires: i64,
    /// In microseconds of Unix time.
    pub(super) issued: i64,
    pub(super) kid: Arc<str>,
}

impl Verified {
    pub(super) fn from_claims(claims: Claims, kid: &str) -> Result<Self, TokenFault> {
        if claims.sub.is_empty() || !claims.iat.is_finite() {
            return Err(TokenFault::Malformed);
        }
        // A name that this build does not know is a role of a newer one: it
        // opens nothing here. A service is known by its certificate alone.
        let roles = claims.roles.iter().flat_map(|name| name.parse());
        let roles: BTreeSet<_> = roles.filter(|role| *role != Role::Service).collect();
        Ok(Self {
            expires: claims.exp,
            issued: micros(claims.iat),
            kid: kid.into(),
            caller: Arc::new(Caller {
                subject: claims.sub,
                session: claims.sid,
                roles,
                counties: claims.counties,
                organisation: claims.org,
            }),
        })
    }

    /// `now` is in seconds of Unix time.
    pub(super) fn in_time(&self, now: i64) -> Result<(), TokenFault> {
        if self.issued.div_euclid(1_000_000) > now.saturating_add(LEEWAY) {
            return Err(TokenFault::NotYetValid);
        }
        if now >= self.expires.saturating_add(LEEWAY) {
            return Err(TokenFault::Expired);
        }
        Ok(())
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a cast from a float ends at the bounds, which are far from any time"
)]
fn micros(seconds: f64) -> i64 {
    (seconds * 1e6).round() as i64
}
