//! What a sign-in service says of itself: where it is asked what, and its keys
//! (OpenID Connect Discovery 1.0). It is read when it is first needed, so that
//! we start while it is away, and kept for a while.

use std::sync::Arc;

use openidconnect::{IssuerUrl, core::CoreProviderMetadata};
use time::{Duration, OffsetDateTime};
use tokio::sync::Mutex;

use crate::factors::providers::http::HttpClient;

/// How long it is believed.
const FRESH: Duration = Duration::hours(1);
/// How soon it is read again where it does not fit: new keys, or no answer.
const PAUSE: Duration = Duration::seconds(10);

/// The service gives no answer, or none that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the sign-in service cannot be reached")]
pub(super) struct Away;

/// Reads and keeps what one service says of itself.
pub(super) struct Discovery {
    issuer: IssuerUrl,
    http: HttpClient,
    /// Held while reading: many who come at once wait for one answer.
    last: Mutex<Option<Read>>,
}

struct Read {
    at: OffsetDateTime,
    found: Result<Arc<CoreProviderMetadata>, Away>,
}

impl Discovery {
    pub(super) fn new(issuer: IssuerUrl, http: HttpClient) -> Self {
        Self {
            issuer,
            http,
            last: Mutex::new(None),
        }
    }

    pub(super) async fn metadata(
        &self,
        now: OffsetDateTime,
    ) -> Result<Arc<CoreProviderMetadata>, Away> {
        self.not_older_than(now, |read| match read.found {
            Ok(_) => FRESH,
            Err(Away) => PAUSE,
        })
        .await
    }

    /// Reads again, for a key that is not known, but not again and again.
    pub(super) async fn renewed(
        &self,
        now: OffsetDateTime,
    ) -> Result<Arc<CoreProviderMetadata>, Away> {
        self.not_older_than(now, |_| PAUSE).await
    }

    async fn not_older_than(
        &self,
        now: OffsetDateTime,
        limit: impl Fn(&Read) -> Duration,
    ) -> Result<Arc<CoreProviderMetadata>, Away> {
        let mut last = self.last.lock().await;
        if let Some(read) = last.as_ref().filter(|read| now < read.at + limit(read)) {
            return read.found.clone();
        }
        let found = self.read().await;
        *last = Some(Read {
            at: now,
            found: found.clone(),
        });
        found
    }

    async fn read(&self) -> Result<Arc<CoreProviderMetadata>, Away> {
        let issuer = self.issuer.clone();
        let read = CoreProviderMetadata::discover_async(issuer, &self.http).await;
        read.map(Arc::new).map_err(|error| {
            let issuer = self.issuer.as_str();
            tracing::warn!(issuer, cause = %in_full(&error), "a sign-in service cannot be used");
            Away
        })
    }
}

/// An error with its causes: the library's own words leave them out.
fn in_full(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        words = format!("{words}: {error}");
        cause = error.source();
    }
    words
}
