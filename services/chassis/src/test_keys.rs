//! Keys and tokens for the tests; nothing signs tokens outside of them here.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{
    SigningKey,
    pkcs8::{EncodePrivateKey, spki::der::pem::LineEnding},
};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use time::OffsetDateTime;

use crate::caller::{Key, TokenVerifier};

/// 2026-01-01, the time of the tests' clocks.
pub(crate) const NOW: i64 = 1_767_225_600;

pub(crate) fn now() -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(NOW).unwrap()
}

fn key(number: u8) -> SigningKey {
    SigningKey::from_bytes(&[number; 32])
}

/// The public key with a number; its id is `key-<number>`.
pub(crate) fn public(number: u8) -> Key {
    Key {
        kid: format!("key-{number}"),
        x: URL_SAFE_NO_PAD.encode(key(number).verifying_key().as_bytes()),
    }
}

pub(crate) fn verifier() -> TokenVerifier {
    TokenVerifier::fixed(&[public(1)])
}

/// The claims of a token that is right in all respects.
pub(crate) fn claims(roles: &[&str]) -> Value {
    json!({
        "iss": "asf-test", "sub": "account-1", "aud": "asf",
        "iat": NOW - 10, "exp": NOW + 110, "roles": roles,
    })
}

/// Signed with the key that the verifier knows.
pub(crate) fn token(claims: &Value) -> String {
    signed(1, Some("key-1"), claims)
}

pub(crate) fn signed(number: u8, kid: Option<&str>, claims: &Value) -> String {
    let pem = key(number).to_pkcs8_pem(LineEnding::LF).unwrap();
    let key = EncodingKey::from_ed_pem(pem.as_bytes()).unwrap();
    let header = Header {
        kid: kid.map(str::to_owned),
        ..Header::new(Algorithm::EdDSA)
    };
    jsonwebtoken::encode(&header, claims, &key).unwrap()
}

/// The attack on verifiers that take the algorithm from the token: the public
/// key, which everybody knows, as the secret of an HMAC.
pub(crate) fn token_by_hmac_of_the_public_key(claims: &Value) -> String {
    let key = EncodingKey::from_secret(public(1).x.as_bytes());
    let header = Header {
        kid: Some(public(1).kid),
        ..Header::new(Algorithm::HS256)
    };
    jsonwebtoken::encode(&header, claims, &key).unwrap()
}

/// `{"alg":"none"}`, the claims, and no signature.
pub(crate) fn token_without_signature(claims: &Value) -> String {
    let signed = token(claims);
    let claims = signed.split('.').nth(1).unwrap();
    format!("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{claims}.")
}
