//! Sealing the secrets of webhooks: XChaCha20-Poly1305 with a random nonce and
//! a key of the settings, bound to the webhook. A copy of the database signs
//! nothing.

use std::{fmt, sync::Arc};

use base64::{Engine, prelude::BASE64_STANDARD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use crate::webhooks::secret::{self, Secret};

const NONCE: usize = 24;

/// The key of the settings; clones share it.
#[derive(Clone)]
pub(crate) struct Key(Arc<XChaCha20Poly1305>);

/// The setting cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("ASF_REGISTRY_WEBHOOK_KEY has to be 32 random bytes in base64")]
pub(crate) struct WrongKey;

/// It was sealed by another key or for another webhook, or was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a webhook's secret cannot be opened with the key of the settings")]
pub(crate) struct CannotOpen;

impl Key {
    pub(crate) fn parse(setting: &SecretString) -> Result<Self, WrongKey> {
        let bytes = BASE64_STANDARD.decode(setting.expose_secret().trim());
        let bytes: [u8; 32] = bytes
            .ok()
            .and_then(|it| it.try_into().ok())
            .ok_or(WrongKey)?;
        Ok(Self(Arc::new(XChaCha20Poly1305::new(&bytes.into()))))
    }

    /// Nothing only for more bytes than the cipher takes, some 256 GiB.
    pub(crate) fn seal(&self, webhook: Uuid, secret: &Secret) -> Option<Vec<u8>> {
        let nonce: [u8; NONCE] = secret::random();
        let payload = Payload {
            msg: secret.bytes(),
            aad: webhook.as_bytes(),
        };
        let sealed = self.0.encrypt(&XNonce::from(nonce), payload).ok()?;
        Some([&nonce[..], &sealed].concat())
    }

    pub(crate) fn open(&self, webhook: Uuid, sealed: &[u8]) -> Result<Secret, CannotOpen> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or(CannotOpen)?;
        let payload = Payload {
            msg: sealed,
            aad: webhook.as_bytes(),
        };
        let opened = self.0.decrypt(&XNonce::from(*nonce), payload);
        let opened = opened.ok().and_then(|it| it.try_into().ok());
        opened.map(Secret::new).ok_or(CannotOpen)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Key")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> Key {
        Key::parse(&BASE64_STANDARD.encode([byte; 32]).into()).unwrap()
    }

    #[test]
    fn a_secret_opens_with_its_key_and_for_its_webhook_only() {
        let (webhook, secret) = (Uuid::from_u128(1), Secret::random());
        let sealed = key(1).seal(webhook, &secret).unwrap();
        assert_ne!(key(1).seal(webhook, &secret).unwrap(), sealed);
        let opened = key(1).open(webhook, &sealed).unwrap();
        assert_eq!(opened.shown(), secret.shown());
        assert_eq!(key(2).open(webhook, &sealed).err(), Some(CannotOpen));
        assert_eq!(
            key(1).open(Uuid::from_u128(2), &sealed).err(),
            Some(CannotOpen)
        );
        let mut changed = sealed;
        changed[30] ^= 1;
        assert!(key(1).open(webhook, &changed).is_err());
        assert!(key(1).open(webhook, b"short").is_err());
    }

    #[test]
    fn a_key_has_32_bytes() {
        for wrong in ["", "no base64", "c2hvcnQ="] {
            assert_eq!(Key::parse(&wrong.into()).err(), Some(WrongKey), "{wrong}");
        }
    }
}
