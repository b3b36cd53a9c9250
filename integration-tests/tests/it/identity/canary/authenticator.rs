//! An authenticator in a few lines: enough to make a passkey without a browser
//! (<https://www.w3.org/TR/webauthn-3/>, 6.1 and 6.5).

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use integration_tests::stack::{Stack, person::Person};
use rcgen::{KeyPair, PKCS_ECDSA_P256_SHA256};
use serde_json::json;

use crate::identity::team::posts;

/// SHA-256 of `localhost`, the name that passkeys of a stack belong to.
const RP_ID_HASH: [u8; 32] = [
    0x49, 0x96, 0x0d, 0xe5, 0x88, 0x0e, 0x8c, 0x68, 0x74, 0x34, 0x17, 0x0f, 0x64, 0x76, 0x60, 0x5b,
    0x8f, 0xe4, 0xae, 0xb9, 0xa2, 0x86, 0x32, 0xc7, 0x99, 0x5c, 0xf3, 0xba, 0x83, 0x1d, 0x97, 0x63,
];
/// The person is there and was verified; a new key comes along.
const FLAGS: u8 = 0b0100_0101;
const CREDENTIAL_ID: [u8; 16] = *b"a test's passkey";

/// Makes a passkey of this name for a person.
pub(super) async fn add_passkey(stack: &Stack, person: &Person, name: &str) -> anyhow::Result<()> {
    let path = "accounts/me/passkeys:start";
    let password = json!({ "password": person.password });
    let started = posts(stack, person, path, &password).await?.expect(200)?;
    let client = json!({
        "type": "webauthn.create",
        "challenge": started.text("/options/challenge")?,
        "origin": stack.public_url(),
        "crossOrigin": false,
    });
    let id = BASE64.encode(CREDENTIAL_ID);
    let body = json!({
        "challenge": started.text("/challenge")?,
        "name": name,
        "credential": {
            "id": id,
            "rawId": id,
            "type": "public-key",
            "response": {
                "clientDataJSON": BASE64.encode(client.to_string()),
                "attestationObject": BASE64.encode(attestation()?),
            },
            "clientExtensionResults": {},
        },
    });
    posts(stack, person, "accounts/me/passkeys:finish", &body)
        .await?
        .expect(200)?;
    Ok(())
}

/// CBOR: `{"fmt": "none", "attStmt": {}, "authData": …}`.
fn attestation() -> anyhow::Result<Vec<u8>> {
    let data = authenticator_data()?;
    let length = u8::try_from(data.len())?;
    let head = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58";
    Ok([head.as_slice(), &[length], &data].concat())
}

fn authenticator_data() -> anyhow::Result<Vec<u8>> {
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
    let point = key.public_key_raw();
    let (x, y) = (&point[1..33], &point[33..65]);
    let (counter, maker) = ([0; 4], [0; 16]);
    let length = [0, u8::try_from(CREDENTIAL_ID.len())?];
    // COSE: an elliptic curve key, ES256, on P-256.
    let cose = [
        b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20",
        x,
        b"\x22\x58\x20",
        y,
    ]
    .concat();
    Ok([
        &RP_ID_HASH[..],
        &[FLAGS],
        &counter,
        &maker,
        &length,
        &CREDENTIAL_ID,
        &cose,
    ]
    .concat())
}
