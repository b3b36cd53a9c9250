//! Tells organisations that a webhook of theirs is disabled, once each time.

use std::time::Duration;

use chassis::clock::Clock;
use host::context::CommandContext;
use http::Uri;
use tokio_util::sync::CancellationToken;

use crate::{
    domain::webhook::Tell,
    store::webhooks::{Failure, Notices},
    webhooks::{Webhooks, rows::Untold},
};

/// How soon is noticed what another replica wrote.
const POLL: Duration = Duration::from_secs(2);
const ACTOR: &str = "webhooks";

pub(super) struct DisabledNotifier {
    pub(super) webhooks: Webhooks,
    pub(super) notices: Notices,
    pub(super) clock: Clock,
}

/// Why somebody does not know yet.
#[derive(Debug, thiserror::Error)]
enum TellError {
    #[error("the database fails: {0}")]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Notice(#[from] Failure),
}

impl DisabledNotifier {
    /// Until the token is cancelled.
    pub(super) async fn run(self, until: CancellationToken) {
        while !until.is_cancelled() {
            let woken = self.webhooks.wake.notified();
            tokio::pin!(woken);
            woken.as_mut().enable();
            if let Err(error) = self.tell_all().await {
                tracing::warn!(%error, "it is not told that a webhook is disabled");
            }
            tokio::select! {
                () = until.cancelled() => {}
                () = woken => {}
                () = tokio::time::sleep(POLL) => {}
            }
        }
    }

    async fn tell_all(&self) -> Result<(), TellError> {
        for untold in self.webhooks.rows.untold().await? {
            let tell = Tell {
                organisation: untold.organisation_id,
                url: shown(&untold),
                reason: untold.disabled_reason.clone(),
                disabled_at: untold.disabled_at,
            };
            let context = CommandContext::of(ACTOR, self.clock.now());
            self.notices.tell(untold.id, tell, context).await?;
            self.webhooks.rows.told(&untold).await?;
        }
        Ok(())
    }
}

/// Without path and query: they may be secret, and events are for ever.
fn shown(untold: &Untold) -> String {
    let uri: Option<Uri> = untold.url.parse().ok();
    let uri = uri.as_ref();
    let authority = uri.and_then(Uri::authority).map(ToString::to_string);
    let scheme = uri.and_then(Uri::scheme_str).unwrap_or_default();
    format!("{scheme}://{}", authority.unwrap_or_default())
}
