//! Other ways in than a password alone: codes of an app, codes on paper,
//! passkeys, and sign-in services.
//!
//! The rows of this room let an answer be checked; which of them count is said
//! by the account's events. A row comes before its event and goes after it, so
//! that a crash in between lets nobody in.

mod answer;
mod ceremonies;
mod export;
mod newcomer;
mod passkeys;
mod providers;
pub(crate) mod record;
mod recovery;
mod totp;
mod typed_code;

use chassis::config::Environment;
use eventlog::command::ExecuteError;
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    config::Config,
    domain::account::{Account, Open, refusal::Refusal},
    joining::Trouble,
    store::Store,
    vault::{Vault, VaultError},
};

use ceremonies::Ceremonies;
use recovery::RecoveryCodes;
use totp::Totp;

pub(crate) use providers::ProviderSetting;
pub(crate) use {
    answer::AnswerError,
    newcomer::Newcomer,
    passkeys::{PasskeyError, Passkeys, Shown},
    providers::{
        Answer, Arrived, Person, ProviderError, Providers, ProvidersError, Remote,
        list as provider_list,
    },
    totp::{Confirmed, Setup},
    typed_code::TypedCode,
};

/// Why a factor could not be looked at or changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FactorError {
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error("the account: {0}")]
    Account(#[from] ExecuteError<Refusal>),
    #[error("no secret for an app: {0}")]
    Totp(#[from] totp_rs::TotpError),
    #[error("no picture for an app: {0}")]
    Picture(#[from] qrcode::types::QrError),
    #[error("sign-ups with the address cannot be ended: {0}")]
    SignUps(Trouble),
    #[error("no JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// A second factor that was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answered {
    Totp,
    RecoveryCode { left: u32 },
}

/// All factors; clones share everything.
#[derive(Clone)]
pub(crate) struct Factors {
    pool: PgPool,
    store: Store,
    ceremonies: Ceremonies,
    totp: Totp,
    recovery: RecoveryCodes,
    pub(crate) passkeys: Passkeys,
    pub(crate) providers: Providers,
}

impl Factors {
    /// # Errors
    /// A sign-in service of the settings cannot be used.
    pub(crate) fn open(
        pool: PgPool,
        vault: Vault,
        store: Store,
        config: &Config,
    ) -> Result<Self, ProvidersError> {
        let ceremonies = Ceremonies::new(pool.clone());
        let public_url = &config.shared.public_url;
        Ok(Self {
            totp: Totp::new(pool.clone(), vault.clone()),
            recovery: RecoveryCodes::new(pool.clone()),
            providers: Providers::new(
                pool.clone(),
                ceremonies.clone(),
                &config.own.providers,
                public_url,
                config.shared.environment == Environment::Production,
            )?,
            passkeys: Passkeys::new(pool.clone(), vault, ceremonies.clone(), public_url),
            ceremonies,
            store,
            pool,
        })
    }

    /// The account as its events tell it, which say what of the rows counts.
    pub(crate) async fn account(&self, subject: Uuid) -> Result<Option<Open>, FactorError> {
        let loaded = self.store.load_account(subject).await?;
        Ok(match loaded.map(|loaded| loaded.state) {
            Some(Account::Open(open)) => Some(*open),
            Some(Account::Unknown | Account::Erased) | None => None,
        })
    }

    /// Whether a login needs a second factor.
    pub(crate) async fn has_totp(&self, subject: Uuid) -> Result<bool, FactorError> {
        let account = self.account(subject).await?;
        Ok(account.is_some_and(|open| open.has_totp))
    }

    /// A new secret for the person's app.
    pub(crate) async fn begin_totp(
        &self,
        subject: Uuid,
        now: OffsetDateTime,
    ) -> Result<Setup, FactorError> {
        self.totp.begin(subject, now).await
    }

    /// Keeps the app that makes the code, and ten new recovery codes beside it.
    pub(crate) async fn confirm_totp(
        &self,
        subject: Uuid,
        code: &str,
        now: OffsetDateTime,
    ) -> Result<(Confirmed, Vec<String>), FactorError> {
        let mut tx = self.pool.begin().await?;
        let confirmed = self.totp.confirm_in(&mut tx, subject, code, now).await?;
        let codes = match confirmed {
            Confirmed::Yes => self.recovery.renew_in(&mut tx, subject).await?,
            Confirmed::WrongCode | Confirmed::NotBegun => Vec::new(),
        };
        tx.commit().await?;
        Ok((confirmed, codes))
    }

    /// What the subject began and did not finish is over: an app, a passkey, or a
    /// sign-in service that would become a way in.
    pub(crate) async fn end_begun_in(
        &self,
        conn: &mut PgConnection,
        subject: Uuid,
    ) -> Result<(), sqlx::Error> {
        self.ceremonies.end_all_in(conn, subject).await?;
        self.totp.end_pending_in(conn, subject).await
    }

    /// Forgets the app and the recovery codes.
    pub(crate) async fn remove_totp(&self, subject: Uuid) -> Result<(), FactorError> {
        let mut tx = self.pool.begin().await?;
        self.totp.remove_in(&mut tx, subject).await?;
        self.recovery.remove_in(&mut tx, subject).await?;
        Ok(tx.commit().await?)
    }

    /// Ten recovery codes in place of those that there are.
    pub(crate) async fn renew_recovery_codes(
        &self,
        subject: Uuid,
    ) -> Result<Vec<String>, FactorError> {
        let mut tx = self.pool.begin().await?;
        let codes = self.recovery.renew_in(&mut tx, subject).await?;
        tx.commit().await?;
        Ok(codes)
    }

    pub(crate) async fn recovery_codes_left(&self, subject: Uuid) -> Result<u32, FactorError> {
        Ok(self.recovery.left(subject).await?)
    }

    /// Uses up a code of the app or from paper; nothing for a wrong one.
    async fn take(
        &self,
        subject: Uuid,
        code: &TypedCode,
        now: OffsetDateTime,
    ) -> Result<Option<Answered>, FactorError> {
        match code {
            TypedCode::App(code) => {
                let takes = self.totp.takes(subject, code, now).await?;
                Ok(takes.then_some(Answered::Totp))
            }
            TypedCode::Paper(code) => {
                let left = self.recovery.take(subject, code, now).await?;
                Ok(left.map(|left| Answered::RecoveryCode { left }))
            }
        }
    }
}
