//! Sealing: XChaCha20-Poly1305 with a random nonce, bound to what it is for.

use std::fmt;

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use zeroize::Zeroizing;

use crate::secret;

const NONCE: usize = 24;

/// A secret key; forgotten bytes are overwritten.
#[derive(Clone)]
pub(super) struct Key(Zeroizing<[u8; 32]>);

impl Key {
    pub(super) fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub(super) fn random() -> Self {
        Self::new(secret::random())
    }

    /// Another key for another use, which tells nothing of this one.
    pub(super) fn derive(&self, purpose: &str) -> Self {
        Self::new(blake3::derive_key(purpose, self.0.as_slice()))
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Nothing only for more bytes than the cipher takes, some 256 GiB.
    pub(super) fn seal(&self, bound_to: &[u8], plain: &[u8]) -> Option<Vec<u8>> {
        let nonce: [u8; NONCE] = secret::random();
        let payload = Payload {
            msg: plain,
            aad: bound_to,
        };
        let cipher = self.cipher();
        let sealed = cipher.encrypt(&XNonce::from(nonce), payload).ok()?;
        Some([&nonce[..], &sealed].concat())
    }

    /// Nothing where it was sealed by another key or for another use, or was
    /// changed.
    pub(super) fn open(&self, bound_to: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        let payload = Payload {
            msg: sealed,
            aad: bound_to,
        };
        let opened = self.cipher().decrypt(&XNonce::from(*nonce), payload);
        opened.ok().map(Zeroizing::new)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.bytes().into())
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

    #[test]
    fn what_is_sealed_opens_with_its_key_and_use_only() {
        let key = Key::random();
        let sealed = key.seal(b"a person's name", b"KOOPUS").unwrap();
        let open = |key: &Key, bound_to: &[u8]| key.open(bound_to, &sealed).map(|it| it.to_vec());
        assert_eq!(open(&key, b"a person's name"), Some(b"KOOPUS".to_vec()));
        assert_eq!(open(&key, b"another's name"), None);
        assert_eq!(open(&Key::random(), b"a person's name"), None);
    }

    #[test]
    fn a_changed_byte_is_noticed_and_equal_texts_look_different() {
        let key = Key::random();
        let sealed = key.seal(b"", b"KOOPUS").unwrap();
        assert_ne!(key.seal(b"", b"KOOPUS"), Some(sealed.clone()));
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(key.open(b"", &changed).is_none(), "byte {at}");
        }
        assert!(key.open(b"", &sealed[..20]).is_none());
    }
}
