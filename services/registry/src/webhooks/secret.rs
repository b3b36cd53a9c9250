//! What both sides know of a webhook, and what is signed with it.

use std::fmt;

use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Standard Webhooks wants 24 bytes at least and 64 at most.
const BYTES: usize = 32;
/// Of SHA-256, in bytes.
const BLOCK: usize = 64;
const PREFIX: &str = "whsec_";

/// Shown once, when it is made.
#[derive(Clone)]
pub(crate) struct Secret([u8; BYTES]);

/// What a receiver checks the signature over.
pub(crate) struct Signed<'a> {
    /// The header `webhook-id`.
    pub(crate) id: &'a str,
    /// The header `webhook-timestamp`, seconds.
    pub(crate) timestamp: i64,
    pub(crate) body: &'a str,
}

/// Bytes that nobody can guess.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    rand::random()
}

impl Secret {
    pub(crate) fn new(bytes: [u8; BYTES]) -> Self {
        Self(bytes)
    }

    pub(crate) fn random() -> Self {
        Self(random())
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// As a person copies it into a program.
    pub(crate) fn shown(&self) -> String {
        format!("{PREFIX}{}", BASE64_STANDARD.encode(self.0))
    }

    /// One entry of the header `webhook-signature`.
    pub(crate) fn sign(&self, signed: &Signed<'_>) -> String {
        let head = format!("{}.{}.", signed.id, signed.timestamp);
        // RFC 2104: a key that is shorter than a block is filled with zeros.
        let mut block = [0; BLOCK];
        block[..BYTES].copy_from_slice(&self.0);
        let mac = <Hmac<Sha256> as KeyInit>::new(&block.into());
        let mac = mac.chain_update(head).chain_update(signed.body);
        let signature = mac.finalize().into_bytes();
        format!("v1,{}", BASE64_STANDARD.encode(signature))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with another program: Python's `hmac`.
    #[test]
    fn a_signature_is_that_of_the_standard() {
        let secret = Secret::new(std::array::from_fn(|nth| nth as u8));
        let signed = Signed {
            id: "msg_1",
            timestamp: 1_674_087_231,
            body: r#"{"a":"å"}"#,
        };
        assert_eq!(
            secret.sign(&signed),
            "v1,AGNMY9murCJfxRKoS37sCly9g3l1tfHuVtzy2BKyvoo="
        );
    }

    #[test]
    fn a_secret_is_shown_as_it_is_pasted_and_hidden_otherwise() {
        let secret = Secret::new([0; BYTES]);
        let shown = secret.shown();
        assert_eq!(shown, format!("whsec_{}=", "A".repeat(43)));
        assert_eq!(format!("{secret:?}"), "Secret");
    }
}
