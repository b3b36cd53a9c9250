//! The one place where random secrets are made, and where what people bring
//! back is turned into what is stored.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use rand::RngCore;
use uuid::{Builder, Uuid};

/// Bytes of a token: more than anybody can guess.
const TOKEN: usize = 32;

/// Random bytes, fit for keys.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

/// An id that tells nothing, not even when it was made: for people.
pub(crate) fn random_id() -> Uuid {
    Builder::from_random_bytes(random()).into_uuid()
}

/// A secret to hand out, 43 characters of base64url, and the hash to store.
pub(crate) fn random_token() -> (String, [u8; 32]) {
    let bytes = random::<TOKEN>();
    (BASE64_URL_SAFE_NO_PAD.encode(bytes), hash(&bytes))
}

/// The hash of a secret that came back; nothing for a text that never was one
/// of ours. The secret is random, so a fast hash is enough, and looking it up
/// in an index tells a guesser nothing.
pub(crate) fn hash_of(token: &str) -> Option<[u8; 32]> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).ok()?;
    (bytes.len() == TOKEN).then(|| hash(&bytes))
}

fn hash(bytes: &[u8]) -> [u8; 32] {
    *blake3::hash(bytes).as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_that_comes_back_has_the_stored_hash() {
        let (token, stored) = random_token();
        assert_eq!(token.len(), 43);
        assert_eq!(hash_of(&token), Some(stored));
        assert_ne!(random_token().0, token);
    }

    #[test]
    fn what_never_was_a_token_has_no_hash() {
        for text in ["", "short", &"å".repeat(43), &"A".repeat(44)] {
            assert_eq!(hash_of(text), None, "{text}");
        }
    }

    #[test]
    fn an_id_of_a_person_does_not_tell_when_it_was_made() {
        assert_eq!(random_id().get_version_num(), 4);
    }
}
