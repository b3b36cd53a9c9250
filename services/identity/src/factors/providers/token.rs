//! A token that a sign-in service signed: whether it did, for us, in this login
//! (OpenID Connect Core 1.0, section 3.1.3.7). The library checks signatures;
//! it would also refuse a token for a claim that nobody uses.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use openidconnect::{
    JsonWebKey, JsonWebKeyAlgorithm, JsonWebKeyUse, JwsSigningAlgorithm,
    core::{CoreJsonWebKey, CoreJwsSigningAlgorithm, CoreProviderMetadata},
};
use serde::Deserialize;
use serde_json::Value;
use time::OffsetDateTime;

use crate::factors::providers::claims::Claims;

/// Signatures with a key pair. What is signed by the secret that both have
/// proves nothing to a third, and is not taken.
const SIGNATURES: [CoreJwsSigningAlgorithm; 6] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Why a token is not believed. It shows nothing of the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unbelieved {
    #[error("the token is no signed token")]
    NoToken,
    #[error("the token is signed in a way that is not taken")]
    WrongAlgorithm,
    /// The keys may have changed.
    #[error("no key of the service made the signature")]
    WrongSignature,
    #[error("the token's claims cannot be read")]
    NoClaims,
    #[error("the token is another service's")]
    WrongIssuer,
    #[error("the token is for somebody else too, or not for us")]
    WrongAudience,
    #[error("the token has expired, or does not say when")]
    Expired,
    #[error("the token is of another login")]
    WrongNonce,
    #[error("the token names nobody")]
    Nobody,
}

#[derive(Deserialize)]
struct Header {
    alg: CoreJwsSigningAlgorithm,
    #[serde(default)]
    kid: Option<Value>,
    #[serde(default)]
    typ: Option<String>,
    #[serde(default)]
    cty: Option<Value>,
    #[serde(default)]
    crit: Option<Value>,
}

/// Who a login was, by an ID token that is signed, ours, of this login and not
/// too old.
pub(super) fn identified(
    token: &str,
    metadata: &CoreProviderMetadata,
    (client_id, nonce): (&str, &str),
    now: OffsetDateTime,
) -> Result<Claims, Unbelieved> {
    let claims = signed(token, metadata)?;
    is_for_us(&claims, metadata, client_id)?;
    if claims.exp.is_none_or(|exp| exp <= now.unix_timestamp()) {
        return Err(Unbelieved::Expired);
    }
    if claims.nonce.as_deref() != Some(nonce) {
        return Err(Unbelieved::WrongNonce);
    }
    match claims.sub {
        Some(_) => Ok(claims),
        None => Err(Unbelieved::Nobody),
    }
}

/// From this service, and for nobody but us: another audience could pass it on
/// as if it had logged in here.
pub(super) fn is_for_us(
    claims: &Claims,
    metadata: &CoreProviderMetadata,
    client_id: &str,
) -> Result<(), Unbelieved> {
    if claims.iss.as_deref() != Some(metadata.issuer().as_str()) {
        return Err(Unbelieved::WrongIssuer);
    }
    if claims.aud.is_empty() || claims.aud.iter().any(|aud| aud != client_id) {
        return Err(Unbelieved::WrongAudience);
    }
    Ok(())
}

/// The claims of a token (RFC 7519) that a key of the service signed.
pub(super) fn signed(token: &str, metadata: &CoreProviderMetadata) -> Result<Claims, Unbelieved> {
    let (message, signature) = token.rsplit_once('.').ok_or(Unbelieved::NoToken)?;
    let (header, payload) = message.split_once('.').ok_or(Unbelieved::NoToken)?;
    let bytes = |part: &str| BASE64_URL_SAFE_NO_PAD.decode(part);
    let header = bytes(header).map_err(|_| Unbelieved::NoToken)?;
    let header: Header = serde_json::from_slice(&header).map_err(|_| Unbelieved::NoToken)?;
    let signature = bytes(signature).map_err(|_| Unbelieved::NoToken)?;
    if !header.is_plain() || !SIGNATURES.contains(&header.alg) {
        return Err(Unbelieved::WrongAlgorithm);
    }
    let keys = metadata.jwks().keys().iter();
    let mut keys = keys.filter(|key| header.names(key) && can_make(key, &header.alg));
    let verifies = |key: &CoreJsonWebKey| {
        key.verify_signature(&header.alg, message.as_bytes(), &signature)
            .is_ok()
    };
    if !keys.any(verifies) {
        return Err(Unbelieved::WrongSignature);
    }
    let payload = bytes(payload).map_err(|_| Unbelieved::NoToken)?;
    serde_json::from_slice(&payload).map_err(|_| Unbelieved::NoClaims)
}

impl Header {
    /// A token of claims, and of nothing that has to be understood beyond.
    fn is_plain(&self) -> bool {
        let is_claims = |typ: &String| {
            let typ = typ.to_ascii_lowercase();
            matches!(typ.trim_start_matches("application/"), "jwt" | "jose")
        };
        self.typ.as_ref().is_none_or(is_claims) && self.cty.is_none() && self.crit.is_none()
    }

    fn names(&self, key: &CoreJsonWebKey) -> bool {
        match self.kid.as_ref() {
            None | Some(Value::Null) => true,
            Some(kid) => key.key_id().map(|id| id.as_str()) == kid.as_str(),
        }
    }
}

fn can_make(key: &CoreJsonWebKey, algorithm: &CoreJwsSigningAlgorithm) -> bool {
    let is_for_signatures = key.key_use().is_none_or(JsonWebKeyUse::allows_signature);
    let fits = match key.signing_alg() {
        JsonWebKeyAlgorithm::Unspecified => true,
        JsonWebKeyAlgorithm::Algorithm(own) => own == algorithm,
        JsonWebKeyAlgorithm::Unsupported => false,
    };
    is_for_signatures && fits && algorithm.key_type().as_ref() == Some(key.key_type())
}

#[cfg(test)]
mod tests;
