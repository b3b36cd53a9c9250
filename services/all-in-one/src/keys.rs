//! The key pair that tokens are signed with while there is no identity
//! service, and tokens signed by it.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use chassis::{caller::Role, config::Environment};
use ed25519_dalek::{
    SigningKey,
    pkcs8::{EncodePrivateKey, EncodePublicKey, spki::der::pem::LineEnding},
};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::Serialize;
use time::{Duration, OffsetDateTime};

use crate::home::{Home, private_folder, write_private};

/// Who issues the tokens, and who their bearer is.
const ISSUER: &str = "asf-all-in-one";
const SUBJECT: &str = "development";

/// What the services take tokens for.
const AUDIENCE: &str = "asf";

/// The development key pair of a clone.
pub struct Keys {
    private_pem: String,
    public_file: PathBuf,
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    iat: i64,
    exp: i64,
    roles: Vec<&'a str>,
}

impl Keys {
    /// Reads the key pair of `home`, or makes one.
    ///
    /// # Errors
    /// In production, where tokens come from the identity service alone; or
    /// the files cannot be read or written.
    pub fn ensure(home: &Home, environment: Environment) -> Result<Self> {
        refuse_production(environment)?;
        let folder = home.path("keys");
        private_folder(&folder)?;
        let private_file = folder.join("token.private.pem");
        let public_file = folder.join("token.public.pem");
        if !private_file.is_file() || !public_file.is_file() {
            let key = SigningKey::from_bytes(&rand::random());
            let public = key.verifying_key().to_public_key_pem(LineEnding::LF)?;
            write_private(&public_file, &public)?;
            write_private(&private_file, &key.to_pkcs8_pem(LineEnding::LF)?)?;
        }
        let private_pem = std::fs::read_to_string(&private_file)
            .with_context(|| format!("cannot read {}", private_file.display()))?;
        Ok(Self {
            private_pem,
            public_file,
        })
    }

    /// The file that services check tokens with.
    pub fn public_file(&self) -> &PathBuf {
        &self.public_file
    }

    /// A token with these roles.
    ///
    /// # Errors
    /// The key is damaged.
    pub fn token(&self, roles: &[Role], now: OffsetDateTime, valid: Duration) -> Result<String> {
        let claims = Claims {
            iss: ISSUER,
            sub: SUBJECT,
            aud: AUDIENCE,
            iat: now.unix_timestamp(),
            exp: (now + valid).unix_timestamp(),
            roles: roles.iter().map(|role| role.name()).collect(),
        };
        let key = EncodingKey::from_ed_pem(self.private_pem.as_bytes())
            .context("the key in var/keys is damaged; remove that folder")?;
        Ok(jsonwebtoken::encode(
            &Header::new(Algorithm::EdDSA),
            &claims,
            &key,
        )?)
    }
}

/// The launcher brings sample data and a key that lies about: both would be a
/// way in.
pub(crate) fn refuse_production(environment: Environment) -> Result<()> {
    match environment {
        Environment::Development | Environment::Test => Ok(()),
        Environment::Production => bail!(
            "the launcher, its tokens and its samples are not for production (ASF_ENVIRONMENT); run the services themselves"
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use chassis::caller::{TokenFault, TokenVerifier};
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-05-04 12:00 UTC);

    fn keys(folder: &tempfile::TempDir) -> Keys {
        let home = Home::at(folder.path().to_owned()).unwrap();
        Keys::ensure(&home, Environment::Development).unwrap()
    }

    #[test]
    fn a_staff_token_is_taken_until_it_expires() {
        let folder = tempfile::tempdir().unwrap();
        let keys = keys(&folder);
        let token = keys.token(&[Role::Staff], NOW, Duration::days(30)).unwrap();
        let pem = std::fs::read_to_string(keys.public_file()).unwrap();
        let verifier = TokenVerifier::from_pem(&pem).unwrap();
        let caller = verifier.verify(&token, NOW + Duration::days(29)).unwrap();
        assert!(caller.has(Role::Staff) && !caller.has(Role::Member));
        let late = verifier.verify(&token, NOW + Duration::days(31));
        assert_eq!(late, Err(TokenFault::Expired));
    }

    #[test]
    fn the_key_stays_the_same_and_private() {
        let folder = tempfile::tempdir().unwrap();
        let first = keys(&folder).private_pem;
        assert_eq!(keys(&folder).private_pem, first);
        let file = folder.path().join("keys/token.private.pem");
        let mode = std::fs::metadata(file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn production_gets_no_key() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().to_owned()).unwrap();
        assert!(Keys::ensure(&home, Environment::Production).is_err());
        assert!(!folder.path().join("keys").exists());
    }
}
