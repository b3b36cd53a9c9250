//! What is kept of a person's ways in, for the person to read. Secrets and
//! hashes would tell nobody anything but a thief.

use serde_json::{Value, json};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};
use uuid::Uuid;

use crate::factors::{FactorError, Factors, Shown};

impl Factors {
    /// The passkeys, sign-in services and codes of a person.
    pub(crate) async fn export(&self, subject: Uuid) -> Result<Value, FactorError> {
        let account = self.account(subject).await?.unwrap_or_default();
        let kept = self.passkeys.list(subject).await?.into_iter();
        let counted = kept.filter(|passkey| account.passkeys.contains(&passkey.id));
        Ok(json!({
            "authenticator_app": account.has_totp,
            "recovery_codes_left": self.recovery_codes_left(subject).await?,
            "passkeys": counted.map(passkey).collect::<Vec<_>>(),
            "sign_in_services": account.providers,
        }))
    }
}

fn passkey(passkey: Shown) -> Value {
    json!({
        "id": passkey.id,
        "name": passkey.name,
        "created_at": written(passkey.created_at),
        "last_used_at": passkey.last_used_at.and_then(written),
    })
}

fn written(at: OffsetDateTime) -> Option<String> {
    at.format(&Rfc3339).ok()
}
