use ed25519_dalek::{Signer, SigningKey};
use serde_json::json;
use time::{Duration, macros::datetime};

use super::*;

const ISSUER: &str = "https://login.city.example";
const NOW: OffsetDateTime = datetime!(2026-03-04 12:00 UTC);
const US: (&str, &str) = ("asf", "n0nce");

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

/// What the service says of itself, with its one key.
fn metadata() -> CoreProviderMetadata {
    let read: CoreProviderMetadata = serde_json::from_value(json!({
        "issuer": ISSUER,
        "authorization_endpoint": "https://login.city.example/auth",
        "token_endpoint": "https://login.city.example/token",
        "jwks_uri": "https://login.city.example/jwks",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA"],
    }))
    .unwrap();
    let x = BASE64_URL_SAFE_NO_PAD.encode(key().verifying_key().as_bytes());
    let keys = json!({ "keys": [
        { "kty": "OKP", "crv": "Ed25519", "x": x, "kid": "one", "use": "sig", "alg": "EdDSA" },
    ]});
    read.set_jwks(serde_json::from_value(keys).unwrap())
}

fn claims() -> Value {
    json!({
        "iss": ISSUER, "aud": "asf", "sub": "kim", "nonce": "n0nce",
        "exp": (NOW + Duration::hours(1)).unix_timestamp(),
    })
}

fn with(name: &str, value: Value) -> Value {
    let mut claims = claims();
    claims[name] = value;
    claims
}

fn made(header: &Value, claims: &Value, key: &SigningKey) -> String {
    let part = |json: &Value| BASE64_URL_SAFE_NO_PAD.encode(json.to_string());
    let message = format!("{}.{}", part(header), part(claims));
    let signature = key.sign(message.as_bytes()).to_bytes();
    format!("{message}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature))
}

fn token(claims: &Value) -> String {
    made(
        &json!({ "alg": "EdDSA", "kid": "one", "typ": "JWT" }),
        claims,
        &key(),
    )
}

fn read(token: &str) -> Result<String, Unbelieved> {
    identified(token, &metadata(), US, NOW).map(|claims| claims.sub.unwrap_or_default())
}

#[test]
fn a_token_of_this_login_is_believed() {
    assert_eq!(read(&token(&claims())).as_deref(), Ok("kim"));
    for claims in [
        with("aud", json!(["asf"])),
        with("exp", json!("1800000000")),
        with("updated_at", json!("2026-05-01T10:00:00.000Z")),
        with("address", json!("Storgatan 1")),
        with("amr", json!("pwd")),
        with("auth_time", json!("1790000000")),
        with("iat", json!("1790000000")),
    ] {
        assert_eq!(read(&token(&claims)).as_deref(), Ok("kim"), "{claims}");
    }
    let unnamed = made(&json!({ "alg": "EdDSA" }), &claims(), &key());
    assert_eq!(read(&unnamed).as_deref(), Ok("kim"));
}

#[test]
fn a_token_of_anything_else_is_not() {
    use Unbelieved::{Expired, Nobody, WrongAudience, WrongIssuer, WrongNonce};
    for (name, value, why) in [
        ("iss", json!("https://login.city.example/"), WrongIssuer),
        ("iss", Value::Null, WrongIssuer),
        ("aud", json!("other"), WrongAudience),
        ("aud", json!(["asf", "other"]), WrongAudience),
        ("aud", json!(["asf", 7]), WrongAudience),
        ("aud", json!([]), WrongAudience),
        ("aud", Value::Null, WrongAudience),
        ("exp", json!(NOW.unix_timestamp()), Expired),
        ("exp", json!("1700000000"), Expired),
        ("exp", json!("later"), Expired),
        ("exp", Value::Null, Expired),
        ("nonce", json!("another"), WrongNonce),
        ("nonce", Value::Null, WrongNonce),
        ("sub", json!(""), Nobody),
        ("sub", json!(["kim"]), Nobody),
    ] {
        let claims = with(name, value);
        assert_eq!(read(&token(&claims)), Err(why), "{claims}");
    }
}

#[test]
fn only_a_key_of_the_service_signs() {
    use Unbelieved::{NoToken, WrongAlgorithm, WrongSignature};
    let header = |name: &str, value: Value| {
        let mut header = json!({ "alg": "EdDSA", "kid": "one" });
        header[name] = value;
        header
    };
    let strangers = SigningKey::from_bytes(&[8; 32]);
    let plain = header("typ", json!("JWT"));
    assert_eq!(
        read(&made(&plain, &claims(), &strangers)),
        Err(WrongSignature)
    );
    for (header, why) in [
        (header("kid", json!("two")), WrongSignature),
        (header("kid", json!(1)), WrongSignature),
        (header("alg", json!("none")), WrongAlgorithm),
        (header("alg", json!("HS256")), WrongAlgorithm),
        (header("alg", json!("RS256")), WrongSignature),
        (header("alg", json!("new")), NoToken),
        (header("crit", json!(["exp"])), WrongAlgorithm),
        (header("cty", json!("JWT")), WrongAlgorithm),
        (header("typ", json!("logout+jwt")), WrongAlgorithm),
    ] {
        assert_eq!(
            read(&made(&header, &claims(), &key())),
            Err(why),
            "{header}"
        );
    }
    // The claims of one, with the signature of another.
    let (one, other) = (token(&claims()), token(&with("sub", json!("owner"))));
    let (message, _) = other.rsplit_once('.').unwrap();
    let (_, signature) = one.rsplit_once('.').unwrap();
    assert_eq!(read(&format!("{message}.{signature}")), Err(WrongSignature));
    for token in ["", "a", "a.b", "a.b.c", ".."] {
        assert_eq!(read(token), Err(NoToken), "{token}");
    }
}
