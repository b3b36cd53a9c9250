//! One signing key: signs tokens, and shows its public half.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use proto::asf::identity::v1 as wire;
use serde::Serialize;
use time::OffsetDateTime;

use crate::secret;

/// A key with the time from which on it signs. The private half is overwritten
/// when it is forgotten.
#[derive(Clone)]
pub(super) struct Signer {
    pub(super) kid: String,
    pub(super) signs_from: OffsetDateTime,
    key: SigningKey,
}

#[derive(Serialize)]
struct Header<'a> {
    alg: &'static str,
    typ: &'static str,
    kid: &'a str,
}

impl Signer {
    /// A new key; its name is a hash of the public half.
    pub(super) fn random(signs_from: OffsetDateTime) -> Self {
        Self::of(&secret::random(), signs_from)
    }

    pub(super) fn of(private: &[u8; 32], signs_from: OffsetDateTime) -> Self {
        let key = SigningKey::from_bytes(private);
        let hash = blake3::hash(key.verifying_key().as_bytes());
        Self {
            kid: BASE64_URL_SAFE_NO_PAD.encode(&hash.as_bytes()[..12]),
            signs_from,
            key,
        }
    }

    pub(super) fn private(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }

    pub(super) fn public(&self) -> VerifyingKey {
        self.key.verifying_key()
    }

    /// A compact JWS (RFC 7515) with EdDSA (RFC 8037).
    pub(super) fn sign(&self, claims: &impl Serialize) -> Result<String, serde_json::Error> {
        let header = Header {
            alg: "EdDSA",
            typ: "JWT",
            kid: &self.kid,
        };
        let [header, claims] = [serde_json::to_vec(&header)?, serde_json::to_vec(claims)?]
            .map(|part| BASE64_URL_SAFE_NO_PAD.encode(part));
        let signed = format!("{header}.{claims}");
        let signature = self.key.sign(signed.as_bytes()).to_bytes();
        let signature = BASE64_URL_SAFE_NO_PAD.encode(signature);
        Ok(format!("{signed}.{signature}"))
    }

    /// The public half as a JSON Web Key.
    pub(super) fn jwk(&self) -> wire::Key {
        wire::Key {
            kty: "OKP".to_owned(),
            crv: "Ed25519".to_owned(),
            x: BASE64_URL_SAFE_NO_PAD.encode(self.public().as_bytes()),
            kid: self.kid.clone(),
            r#use: "sig".to_owned(),
            alg: "EdDSA".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::{Algorithm, DecodingKey, Validation};
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn anybody_with_the_public_half_can_check_a_token() {
        let signer = Signer::random(OffsetDateTime::UNIX_EPOCH);
        let claims = json!({"aud": "asf", "exp": 4_000_000_000_u64, "sub": "somebody"});
        let token = signer.sign(&claims).unwrap();
        let header = jsonwebtoken::decode_header(&token).unwrap();
        assert_eq!(header.kid.as_deref(), Some(signer.kid.as_str()));
        let key = DecodingKey::from_ed_components(&signer.jwk().x).unwrap();
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_audience(&["asf"]);
        let read = jsonwebtoken::decode::<Value>(&token, &key, &validation).unwrap();
        assert_eq!(read.claims, claims);
    }

    #[test]
    fn a_key_that_was_stored_is_the_same_key() {
        let signer = Signer::random(OffsetDateTime::UNIX_EPOCH);
        let again = Signer::of(signer.private(), signer.signs_from);
        assert_eq!(again.kid, signer.kid);
        assert_eq!(again.public(), signer.public());
    }
}
