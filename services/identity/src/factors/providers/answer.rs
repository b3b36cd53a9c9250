//! What a sign-in service answers when a code is brought to it. Only what is
//! used is read: services write the rest as they like, such as `expires_in` as
//! a text, and nobody is kept out for that.

use std::{fmt, time::Duration};

use openidconnect::{
    AccessToken, EmptyAdditionalClaims, IdToken, OAuth2TokenResponse, RefreshToken, Scope,
    TokenResponse,
    core::{
        CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreTokenType,
    },
};
use serde::{Deserialize, Serialize};

/// The tokens of a login.
#[derive(Deserialize, Serialize)]
pub(super) struct Tokens {
    access_token: AccessToken,
    /// As the service wrote it: the library would read all its claims, also
    /// those that mean nothing to us.
    #[serde(default)]
    id_token: Option<String>,
    #[serde(skip, default = "bearer")]
    token_type: CoreTokenType,
}

impl Tokens {
    /// The signed token that says who it is.
    pub(super) fn identity(&self) -> Option<&str> {
        self.id_token.as_deref()
    }
}

fn bearer() -> CoreTokenType {
    CoreTokenType::Bearer
}

impl OAuth2TokenResponse for Tokens {
    type TokenType = CoreTokenType;

    fn access_token(&self) -> &AccessToken {
        &self.access_token
    }

    fn token_type(&self) -> &CoreTokenType {
        &self.token_type
    }

    fn expires_in(&self) -> Option<Duration> {
        None
    }

    fn refresh_token(&self) -> Option<&RefreshToken> {
        None
    }

    fn scopes(&self) -> Option<&Vec<Scope>> {
        None
    }
}

impl
    TokenResponse<
        EmptyAdditionalClaims,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    > for Tokens
{
    /// Read by [`Tokens::identity`].
    fn id_token(
        &self,
    ) -> Option<
        &IdToken<
            EmptyAdditionalClaims,
            CoreGenderClaim,
            CoreJweContentEncryptionAlgorithm,
            CoreJwsSigningAlgorithm,
        >,
    > {
        None
    }
}

/// Shows no token, so that none comes into a log.
impl fmt::Debug for Tokens {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Tokens")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_not_used_may_look_as_it_likes() {
        let answer = json!({
            "access_token": "t", "id_token": "a.b.c", "expires_in": "3600",
            "token_type": ["Bearer"], "scope": ["openid"], "refresh_token": 7,
        });
        let tokens: Tokens = serde_json::from_value(answer).unwrap();
        assert_eq!(tokens.identity(), Some("a.b.c"));
        assert_eq!(tokens.access_token().secret(), "t");
        assert_eq!(format!("{tokens:?}"), "Tokens");
    }
}
