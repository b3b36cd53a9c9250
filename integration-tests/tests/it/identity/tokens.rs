//! Tokens that are none: forged, of another platform, or revoked. Each is
//! tried at a gateway and straight at a service, which trusts nobody.

use anyhow::Context;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use ed25519_dalek::{SigningKey, pkcs8::EncodePrivateKey};
use integration_tests::{
    stack::{Stack, person::Person},
    until::until_within,
};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use proto::asf::identity::v1::{GetAccountRequest, account_service_client::AccountServiceClient};
use serde_json::{Value, json};
use tonic::{Request, Status, transport::Channel};

use super::{person::assert_refused, wire::reason};

const SOON: std::time::Duration = std::time::Duration::from_secs(5);

/// A token taken apart.
struct Parts {
    header: Value,
    claims: Value,
    signature: String,
}

impl Parts {
    fn of(token: &str) -> anyhow::Result<Self> {
        let mut parts = token.split('.');
        let mut next = || parts.next().context("a token has three parts");
        let (header, claims, signature) = (next()?, next()?, next()?);
        let read = |part: &str| -> anyhow::Result<Value> {
            Ok(serde_json::from_slice(
                &BASE64_URL_SAFE_NO_PAD.decode(part)?,
            )?)
        };
        Ok(Self {
            header: read(header)?,
            claims: read(claims)?,
            signature: signature.to_owned(),
        })
    }

    fn put_together(&self) -> String {
        let part = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
        let (header, claims) = (part(&self.header), part(&self.claims));
        format!("{header}.{claims}.{}", self.signature)
    }
}

/// Signed with a key that anybody can make, under the name of one of ours.
fn by_foreign_key(claims: &Value, kid: &str) -> anyhow::Result<String> {
    let key = SigningKey::from_bytes(&[7; 32]).to_pkcs8_der()?;
    let key = EncodingKey::from_ed_der(key.as_bytes());
    let header = Header {
        kid: Some(kid.to_owned()),
        ..Header::new(Algorithm::EdDSA)
    };
    Ok(jsonwebtoken::encode(&header, claims, &key)?)
}

/// The public key, which everybody has, as the secret of an HMAC.
fn by_hmac(claims: &Value, kid: &str, public: &str) -> anyhow::Result<String> {
    let key = EncodingKey::from_secret(&BASE64_URL_SAFE_NO_PAD.decode(public)?);
    let header = Header {
        kid: Some(kid.to_owned()),
        ..Header::new(Algorithm::HS256)
    };
    Ok(jsonwebtoken::encode(&header, claims, &key)?)
}

async fn keys(stack: &Stack) -> anyhow::Result<Vec<Value>> {
    let answer = stack.anonymous("GET", "/api/v1/keys").send().await?;
    let keys = answer.expect(200)?.body["keys"].as_array().cloned();
    keys.context("a list of keys")
}

/// Straight at identity, as the gateway is.
async fn ask_identity(stack: &Stack, token: &str) -> anyhow::Result<Result<(), Status>> {
    let at = stack.identities.first().context("an identity")?.address();
    let channel: Channel = stack.ground.channel("gateway", "identity", at)?;
    let mut request = Request::new(GetAccountRequest {});
    let value = format!("Bearer {token}").parse()?;
    request.metadata_mut().insert("authorization", value);
    let answer = AccountServiceClient::new(channel)
        .get_account(request)
        .await;
    Ok(answer.map(drop))
}

async fn assert_refused_everywhere(stack: &Stack, what: &str, token: &str) -> anyhow::Result<()> {
    let request = stack.anonymous("GET", "/api/v1/accounts/me").bearer(token);
    let answer = request.send().await?;
    assert_eq!(answer.status, 401, "{what}: {}", answer.raw);
    assert_refused(&answer, 401, "LOGIN_NEEDED");
    let refused = ask_identity(stack, token).await?.map_err(|it| reason(&it));
    assert_eq!(refused, Err("LOGIN_NEEDED".to_owned()), "{what}");
    Ok(())
}

#[tokio::test]
async fn a_token_can_be_checked_by_anybody_with_the_public_keys() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let person = stack.sample("owner").await?;
    let parts = Parts::of(&person.token)?;
    let keys = keys(&stack).await?;
    let key = keys.iter().find(|key| key["kid"] == parts.header["kid"]);
    let key = key.context("the key of the token")?;
    assert_eq!(
        (&key["kty"], &key["crv"], &key["alg"]),
        (&json!("OKP"), &json!("Ed25519"), &json!("EdDSA"))
    );
    let key = DecodingKey::from_ed_components(key["x"].as_str().unwrap_or_default())?;
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_audience(&["asf"]);
    validation.set_issuer(&[stack.public_url()]);
    let read = jsonwebtoken::decode::<Value>(&person.token, &key, &validation)?;
    let lasts = read.claims["exp"].as_f64().zip(read.claims["iat"].as_f64());
    let lasts = lasts.map(|(until, from)| until - from).context("times")?;
    assert!((117.0..=120.0).contains(&lasts), "{lasts}");
    let text = read.claims.to_string();
    assert!(!text.contains('@'), "nothing personal: {text}");
    Ok(())
}

#[tokio::test]
async fn forged_tokens_are_refused() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let token = stack.sample("account").await?.token;
    let parts = || Parts::of(&token);
    let (claims, kid) = (parts()?.claims, parts()?.header["kid"].clone());
    let kid = kid.as_str().context("a key's name")?;
    let keys = keys(&stack).await?;
    let public = keys[0]["x"].as_str().context("a public key")?;

    let mut unsigned = parts()?;
    unsigned.header["alg"] = json!("none");
    unsigned.signature.clear();
    let mut promoted = parts()?;
    promoted.claims["roles"] = json!(["account", "staff"]);
    let mut longer = parts()?;
    longer.claims["exp"] = json!(4_000_000_000_u64);
    let mut elsewhere = parts()?;
    elsewhere.claims["aud"] = json!("another");
    let mut nameless = parts()?;
    nameless.header["kid"] = Value::Null;
    for (what, forged) in [
        ("alg none", unsigned.put_together()),
        ("HS256 by the public key", by_hmac(&claims, kid, public)?),
        (
            "a foreign key under our name",
            by_foreign_key(&claims, kid)?,
        ),
        ("an unknown key", by_foreign_key(&claims, "unknown")?),
        ("more roles", promoted.put_together()),
        ("a longer life", longer.put_together()),
        ("another audience", elsewhere.put_together()),
        ("no key's name", nameless.put_together()),
        ("no token", "a.b.c".to_owned()),
    ] {
        assert_refused_everywhere(&stack, what, &forged).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_token_of_another_environment_is_refused() -> anyhow::Result<()> {
    let (here, there) = (Stack::start().await?, Stack::start().await?);
    // The same accounts and the same vault key; only the signing keys differ
    // once those of the copied database are gone.
    let keys = "DELETE FROM identity.signing_keys";
    let pool = sqlx::PgPool::connect(there.ground.database.url()).await?;
    sqlx::query(keys).execute(&pool).await?;
    pool.close().await;
    let foreign = until_within(
        std::time::Duration::from_secs(60),
        "another key signs",
        async || {
            let token = there.sample("account").await?.token;
            let kid = Parts::of(&token)?.header["kid"].clone();
            let known = self::keys(&here).await?;
            Ok((!known.iter().any(|key| key["kid"] == kid)).then_some(token))
        },
    )
    .await?;
    assert_refused_everywhere(&here, "another environment", &foreign).await
}

#[tokio::test]
async fn a_role_that_is_taken_back_opens_nothing_within_five_seconds() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let person = stack.sample("account").await?;
    let change = async |verb: &str, person: &Person| {
        let claims = Parts::of(&person.token)?.claims;
        let body = json!({ "subject_id": claims["sub"], "role": "staff" });
        let path = format!("/api/v1/roles:{verb}");
        stack
            .staff("POST", &path)
            .json(&body)
            .send()
            .await?
            .expect(200)
    };
    let may = async |token: &str| {
        let request = stack.anonymous("GET", "/api/v1/audit").bearer(token);
        anyhow::Ok(request.send().await?.status)
    };
    assert_eq!(may(&person.token).await?, 403);
    change("grant", &person).await?;
    let staff = until_within(SOON, "a new token opens it", async || {
        let token = stack.fresh_token(&person).await?;
        Ok((may(&token).await? == 200).then_some(token))
    })
    .await?;
    change("revoke", &person).await?;
    until_within(SOON, "the old token opens nothing", async || {
        Ok((may(&staff).await? == 401).then_some(()))
    })
    .await?;
    let fresh = stack.fresh_token(&person).await?;
    assert_eq!(may(&fresh).await?, 403);
    Ok(())
}
