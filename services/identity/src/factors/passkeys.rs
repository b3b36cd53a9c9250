//! Passkeys (WebAuthn, level 2). The authenticator has to check who holds it,
//! by a PIN or a finger, so one passkey counts as both factors; and it keeps
//! whose it is, so that nobody has to type an address.

mod party;
mod rows;

use std::collections::BTreeSet;

use sqlx::PgPool;
use time::OffsetDateTime;
use uuid::Uuid;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, DiscoverableKey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential,
};

use crate::{
    factors::{
        FactorError,
        ceremonies::{Ceremonies, Kind},
    },
    vault::{Field, Vault},
};

use party::Party;

/// More than anybody has devices; all of them are told to each new one.
const MOST: usize = 20;
/// What a name is sealed for.
const NAME: &str = "passkey_name";

/// A passkey as its owner sees it.
pub(crate) struct Shown {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) last_used_at: Option<OffsetDateTime>,
}

/// What a browser is asked for, and the token to bring with the answer.
pub(crate) struct Asked {
    pub(crate) token: String,
    /// `PublicKeyCredentialCreationOptions`, or `…RequestOptions`.
    pub(crate) options: serde_json::Value,
}

/// A passkey that its owner proved to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Proven {
    pub(crate) subject: Uuid,
    pub(crate) id: Uuid,
}

/// Why no passkey was made or used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PasskeyError {
    /// Passkeys are bound to a domain, and the site has none.
    #[error("the site has no domain that passkeys could be bound to")]
    Away,
    #[error("there are {MOST} passkeys already")]
    TooMany,
    /// Too late, not asked for, signed wrongly, or already somebody's.
    #[error("the passkey was not accepted")]
    Refused,
    #[error(transparent)]
    Failed(#[from] FactorError),
}

impl From<sqlx::Error> for PasskeyError {
    fn from(error: sqlx::Error) -> Self {
        PasskeyError::Failed(error.into())
    }
}

/// The passkeys; clones share everything.
#[derive(Clone)]
pub(crate) struct Passkeys {
    pool: PgPool,
    vault: Vault,
    ceremonies: Ceremonies,
    party: Option<Party>,
}

impl Passkeys {
    pub(super) fn new(
        pool: PgPool,
        vault: Vault,
        ceremonies: Ceremonies,
        public_url: &str,
    ) -> Self {
        Self {
            pool,
            vault,
            ceremonies,
            party: Party::of(public_url),
        }
    }

    /// Begins to make a passkey for the person, by another authenticator than
    /// those of the passkeys that count.
    pub(crate) async fn begin(
        &self,
        subject: Uuid,
        counted: &BTreeSet<Uuid>,
        now: OffsetDateTime,
    ) -> Result<Asked, PasskeyError> {
        let party = self.party()?;
        if counted.len() >= MOST {
            return Err(PasskeyError::TooMany);
        }
        let counted: Vec<_> = counted.iter().copied().collect();
        let known = rows::credential_ids(&self.pool, subject, &counted).await?;
        let fields = [Field::Email, Field::Name];
        let found = self.vault.get_many(&[subject], &fields).await;
        let mut found = found.map_err(FactorError::from)?;
        let personal = found.remove(&subject).unwrap_or_default();
        let address = personal.email.unwrap_or_default();
        let name = personal.name.filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| address.clone());
        let (options, state) = party.begin_registration(subject, &address, &name, known)?;
        let kind = Kind::PasskeyRegistration;
        let token = self.ceremonies.begin(kind, Some(subject), &state, now);
        let token = token.await?;
        Ok(Asked { token, options })
    }

    /// Keeps the passkey that the browser made. It lets nobody in before the
    /// account's events name it.
    pub(crate) async fn finish(
        &self,
        subject: Uuid,
        token: &str,
        credential: &RegisterPublicKeyCredential,
        (id, name): (Uuid, &str),
        now: OffsetDateTime,
    ) -> Result<Shown, PasskeyError> {
        let party = self.party()?;
        let kind = Kind::PasskeyRegistration;
        let begun = self
            .ceremonies
            .take::<PasskeyRegistration>(kind, token, now);
        let begun = begun.await?.ok_or(PasskeyError::Refused)?;
        if begun.subject_id != Some(subject) {
            return Err(PasskeyError::Refused);
        }
        let passkey = party.finish_registration(credential, &begun.state)?;
        let sealed = self.vault.seal(subject, NAME, name.as_bytes()).await;
        let sealed = sealed.map_err(FactorError::from)?;
        let row = rows::New {
            id,
            subject,
            passkey: &passkey,
            name: &sealed,
            created_at: now,
        };
        if !rows::insert(&self.pool, &row).await? {
            return Err(PasskeyError::Refused);
        }
        Ok(Shown {
            id,
            name: name.to_owned(),
            created_at: now,
            last_used_at: None,
        })
    }

    /// Begins a login by whoever holds a passkey of ours.
    pub(crate) async fn begin_login(&self, now: OffsetDateTime) -> Result<Asked, PasskeyError> {
        let (options, state) = self.party()?.begin_login()?;
        let token = self.ceremonies.begin(Kind::PasskeyLogin, None, &state, now);
        let token = token.await?;
        Ok(Asked { token, options })
    }

    /// Whose passkey signed. The caller still has to ask the account's events
    /// whether it counts.
    pub(crate) async fn finish_login(
        &self,
        token: &str,
        credential: &PublicKeyCredential,
        now: OffsetDateTime,
    ) -> Result<Proven, PasskeyError> {
        let party = self.party()?;
        let kind = Kind::PasskeyLogin;
        let begun = self
            .ceremonies
            .take::<DiscoverableAuthentication>(kind, token, now);
        let begun = begun.await?.ok_or(PasskeyError::Refused)?;
        let (subject, credential_id) = party.identify(credential)?;
        let found = rows::find(&self.pool, subject, credential_id).await?;
        let (id, mut passkey) = found.ok_or(PasskeyError::Refused)?;
        let key = DiscoverableKey::from(&passkey);
        let result = party.finish_login(credential, begun.state, &key)?;
        passkey.update_credential(&result);
        rows::used(&self.pool, id, &passkey, now).await?;
        Ok(Proven { subject, id })
    }

    /// The person's passkeys, the newest first.
    pub(crate) async fn list(&self, subject: Uuid) -> Result<Vec<Shown>, FactorError> {
        let mut shown = Vec::new();
        for row in rows::list(&self.pool, subject).await? {
            let name = self.vault.open(subject, NAME, &row.name).await?;
            let name = name.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok());
            shown.push(Shown {
                id: row.id,
                name: name.unwrap_or_default(),
                created_at: row.created_at,
                last_used_at: row.last_used_at,
            });
        }
        Ok(shown)
    }

    pub(crate) async fn remove(&self, subject: Uuid, id: Uuid) -> Result<(), FactorError> {
        Ok(rows::remove(&self.pool, subject, id).await?)
    }

    fn party(&self) -> Result<&Party, PasskeyError> {
        self.party.as_ref().ok_or(PasskeyError::Away)
    }
}
