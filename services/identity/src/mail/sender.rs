//! Sends what is in the outbox, each mail at most once.
//!
//! A letter is taken on for a while, and marked as going out before its
//! content does. Whoever dies before the mark leaves it to the next; whoever
//! dies after it leaves it unsent rather than sent twice, since nobody but the
//! server knows which. A server that refuses is asked again for two days.

mod step;

use std::{sync::Arc, time::Duration};

use anyhow::Context;
use chassis::clock::Clock;
use lettre::message::Mailbox;
use secrecy::SecretString;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

use crate::{
    config::Identity,
    mail::{
        conversation::Conversation,
        outbox::{Outbox, rows},
        sender::step::Step,
        server::Server,
    },
    projection::accounts::Accounts,
    vault::Vault,
};

/// Connections to the SMTP server at once.
const LINES: usize = 2;
/// How soon a letter of another replica is seen.
const POLL_EVERY: Duration = Duration::from_secs(1);
const HOUSEKEEPING: Duration = Duration::from_secs(60);
/// A person gets no second mail for what was told in this time.
const REMEMBERED: time::Duration = time::Duration::days(90);

/// Works until it is told to stop; several replicas share the work.
#[derive(Clone)]
pub(crate) struct Sender(Arc<Inner>);

struct Inner {
    pool: PgPool,
    clock: Clock,
    vault: Vault,
    accounts: Accounts,
    outbox: Outbox,
    server: Server,
    from: Mailbox,
    public_url: String,
}

/// What a sender works with.
pub(crate) struct Tools {
    pub(crate) pool: PgPool,
    pub(crate) clock: Clock,
    pub(crate) vault: Vault,
    pub(crate) accounts: Accounts,
    pub(crate) outbox: Outbox,
}

impl Sender {
    /// `public_url` is where people find the site.
    ///
    /// # Errors
    /// A setting names no server or no sender.
    pub(crate) fn new(tools: Tools, settings: &Identity, public_url: &str) -> anyhow::Result<Self> {
        Ok(Self(Arc::new(Inner {
            pool: tools.pool,
            clock: tools.clock,
            vault: tools.vault,
            accounts: tools.accounts,
            outbox: tools.outbox,
            server: server(&settings.smtp_url)?,
            from: sender(&settings.mail_from)?,
            public_url: public_url.to_owned(),
        })))
    }

    pub(crate) async fn run(self, shutdown: CancellationToken) {
        let mut lines = tokio::task::JoinSet::new();
        for _ in 0..LINES {
            let (inner, shutdown) = (Arc::clone(&self.0), shutdown.clone());
            lines.spawn(async move { inner.work(&shutdown).await });
        }
        let keep_house = self.0.keep_house();
        shutdown.run_until_cancelled(keep_house).await;
        lines.join_all().await;
    }
}

impl Inner {
    /// Sends one letter after the other over one connection, which is closed
    /// when there is none.
    async fn work(&self, shutdown: &CancellationToken) {
        let mut line: Option<Conversation> = None;
        let mut is_in_trouble = false;
        while !shutdown.is_cancelled() {
            let step = self.step(&mut line, shutdown).await;
            let reason = match step {
                Ok(Step::Done) => {
                    is_in_trouble = false;
                    continue;
                }
                Ok(Step::Idle) => None,
                Ok(Step::NoServer(reason)) => Some(reason),
                Err(error) => Some(error.to_string()),
            };
            if let Some(reason) = reason
                && !is_in_trouble
            {
                tracing::warn!(reason, "letters wait in the outbox");
                is_in_trouble = true;
            }
            if let Some(line) = line.take() {
                line.close().await;
            }
            shutdown.run_until_cancelled(self.wait()).await;
        }
        if let Some(line) = line {
            line.close().await;
        }
    }

    async fn wait(&self) {
        tokio::select! {
            () = self.outbox.woken() => {}
            () = tokio::time::sleep(POLL_EVERY) => {}
        }
    }

    async fn keep_house(&self) {
        loop {
            if let Err(error) = self.tidy_up().await {
                tracing::warn!(%error, "the outbox cannot be tidied up");
            }
            tokio::time::sleep(HOUSEKEEPING).await;
        }
    }

    async fn tidy_up(&self) -> Result<(), sqlx::Error> {
        let now = self.clock.now();
        let given_up = rows::give_up(&self.pool, now).await?;
        if given_up > 0 {
            tracing::warn!(
                letters = given_up,
                "whether these went out is not known; they are not sent again"
            );
        }
        rows::forget(&self.pool, now - REMEMBERED).await
    }
}

fn server(url: &SecretString) -> anyhow::Result<Server> {
    Server::parse(url).context("ASF_IDENTITY_SMTP_URL cannot be used")
}

fn sender(text: &str) -> anyhow::Result<Mailbox> {
    text.parse()
        .context("ASF_IDENTITY_MAIL_FROM is no sender such as ASF Lyfter <no-reply@asf.example>")
}
