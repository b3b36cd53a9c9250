//! One sign-in service: where a browser is sent, and what a code that came
//! back is worth.

use chassis::outbound::{Client, OutboundError};
use openidconnect::{
    AccessToken, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret,
    CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, Nonce, OAuth2TokenResponse,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope,
    SignatureVerificationError, TokenResponse,
    core::{
        CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreIdTokenClaims,
        CoreJwsSigningAlgorithm, CoreProviderMetadata, CoreTokenResponse, CoreUserInfoClaims,
    },
    url::ParseError,
};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::factors::providers::{
    Person, ProviderError, Remote,
    discovery::{Away, Discovery},
    http::HttpClient,
    setting::ProviderSetting,
};

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

/// A client whose endpoints stand in the metadata.
type Discovered = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Secrets of one login that the browser does not see.
#[derive(Serialize, Deserialize)]
pub(super) struct Sent {
    /// Comes back in the signed answer.
    nonce: String,
    /// Shows that the code is ours (RFC 7636).
    verifier: String,
}

impl Sent {
    pub(super) fn random() -> Self {
        let (_, verifier) = PkceCodeChallenge::new_random_sha256();
        Self {
            nonce: Nonce::new_random().secret().clone(),
            verifier: verifier.secret().clone(),
        }
    }
}

/// A sign-in service of the settings.
pub(super) struct Provider {
    setting: ProviderSetting,
    redirect: RedirectUrl,
    http: HttpClient,
    discovery: Discovery,
}

impl Provider {
    /// Each service comes back to an address of its own, so that an answer of
    /// one cannot be passed off as one of another.
    pub(super) fn new(
        setting: &ProviderSetting,
        public_url: &str,
        client: Client,
    ) -> Result<Self, ParseError> {
        let redirect = format!("{public_url}/konto/logga-in/{}", setting.id);
        let http = HttpClient::new(client, setting.issuer.url());
        Ok(Self {
            redirect: RedirectUrl::new(redirect)?,
            discovery: Discovery::new(setting.issuer.clone(), http.clone()),
            http,
            setting: setting.clone(),
        })
    }

    pub(super) fn id(&self) -> &str {
        &self.setting.id
    }

    pub(super) fn name(&self) -> &str {
        &self.setting.name
    }

    pub(super) async fn is_there(&self, now: OffsetDateTime) -> Result<(), ProviderError> {
        self.discovery.metadata(now).await?;
        Ok(())
    }

    /// Where the browser goes.
    pub(super) async fn url(
        &self,
        sent: &Sent,
        state: String,
        now: OffsetDateTime,
    ) -> Result<String, ProviderError> {
        let client = self.client(&*self.discovery.metadata(now).await?);
        let verifier = PkceCodeVerifier::new(sent.verifier.clone());
        let nonce = Nonce::new(sent.nonce.clone());
        let (url, _, _) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(state),
                move || nonce,
            )
            .add_scope(Scope::new("email".to_owned()))
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        match matches!(url.scheme(), "http" | "https") {
            true => Ok(url.into()),
            false => Err(ProviderError::Away),
        }
    }

    /// Who logged in there.
    pub(super) async fn person(
        &self,
        code: &str,
        sent: Sent,
        now: OffsetDateTime,
    ) -> Result<Person, ProviderError> {
        let client = self.client(&*self.discovery.metadata(now).await?);
        let verifier = PkceCodeVerifier::new(sent.verifier);
        let request = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| self.refused(&error))?
            .set_pkce_verifier(verifier);
        let response = request.request_async(&self.http).await;
        let response = response.map_err(|error| match &error {
            RequestTokenError::ServerResponse(said) => self.refused_as(said.error().as_ref()),
            error => self.refused(error),
        })?;
        let nonce = Nonce::new(sent.nonce);
        let claims = self.claims(&client, &response, &nonce, now).await?;
        let mut person = self.told_by_token(&claims);
        if person.verified_email.is_none() {
            let token = response.access_token().clone();
            self.ask_further(&client, token, &claims, &mut person)
                .await?;
        }
        Ok(person)
    }

    /// What the service signed. A key that is not known may be a new one.
    async fn claims(
        &self,
        client: &Discovered,
        response: &CoreTokenResponse,
        nonce: &Nonce,
        now: OffsetDateTime,
    ) -> Result<CoreIdTokenClaims, ProviderError> {
        let token = response.id_token().ok_or(ProviderError::Refused)?;
        let verify = |client: &Discovered| {
            let verifier = client.id_token_verifier().set_allowed_algs(SIGNATURES);
            token.claims(&verifier, nonce).cloned()
        };
        let verified = match verify(client) {
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey
                | SignatureVerificationError::CryptoError(_),
            )) => verify(&self.client(&*self.discovery.renewed(now).await?)),
            verified => verified,
        };
        verified.map_err(|error| self.refused(&error))
    }

    fn told_by_token(&self, claims: &CoreIdTokenClaims) -> Person {
        let email = claims.email().map(|email| email.to_string());
        let name = claims.name().and_then(|name| name.get(None));
        let remote = claims.subject().as_str();
        Person {
            remote: Remote::of(self.id(), claims.issuer().as_str(), remote),
            verified_email: email.filter(|_| claims.email_verified() == Some(true)),
            name: name.map(|name| name.to_string()),
        }
    }

    /// Many services keep the token small, and tell the address when asked.
    async fn ask_further(
        &self,
        client: &Discovered,
        token: AccessToken,
        claims: &CoreIdTokenClaims,
        person: &mut Person,
    ) -> Result<(), ProviderError> {
        let subject = claims.subject().clone();
        let Ok(request) = client.user_info(token, Some(subject)) else {
            return Ok(());
        };
        let told: Result<CoreUserInfoClaims, _> = request.request_async(&self.http).await;
        let told = told.map_err(|error| self.refused(&error))?;
        let email = told.email().map(|email| email.to_string());
        person.verified_email = email.filter(|_| told.email_verified() == Some(true));
        let name = told.name().and_then(|name| name.get(None));
        if let Some(name) = name {
            person.name = Some(name.to_string());
        }
        Ok(())
    }

    fn client(&self, metadata: &CoreProviderMetadata) -> Discovered {
        let secret = self.setting.client_secret.expose_secret().to_owned();
        let client = CoreClient::from_provider_metadata(
            metadata.clone(),
            ClientId::new(self.setting.client_id.clone()),
            Some(ClientSecret::new(secret)),
        );
        client
            .set_redirect_uri(self.redirect.clone())
            .set_auth_type(auth_type(metadata))
    }

    /// Why is for whoever runs the site; a person can only try again.
    fn refused(&self, error: &(dyn std::error::Error + 'static)) -> ProviderError {
        self.refused_as(&without_values(error))
    }

    fn refused_as(&self, cause: &str) -> ProviderError {
        let provider = self.id();
        tracing::info!(provider, cause, "a login by a sign-in service failed");
        ProviderError::Refused
    }
}

/// An error with its causes, each without what it shows of the answer, which
/// may say who it was. Ours show nothing of it.
fn without_values(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    let causes = causes.map(|error| {
        let words = error.to_string();
        match error.is::<OutboundError>() {
            true => words,
            false => words.split(':').next().unwrap_or_default().to_owned(),
        }
    });
    causes.collect::<Vec<_>>().join(": ")
}

/// The secret goes into a header, unless the service takes it in the body only.
fn auth_type(metadata: &CoreProviderMetadata) -> AuthType {
    let methods = metadata.token_endpoint_auth_methods_supported();
    let takes = |method| methods.is_none_or(|it| it.contains(&method));
    if takes(CoreClientAuthMethod::ClientSecretBasic) {
        AuthType::BasicAuth
    } else {
        AuthType::RequestBody
    }
}

impl From<Away> for ProviderError {
    fn from(Away: Away) -> Self {
        ProviderError::Away
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("Invalid subject: expected somebody")]
    struct Named(#[source] OutboundError);

    #[test]
    fn a_cause_does_not_say_who_it_was() {
        let cause = without_values(&Named(OutboundError::TooSlow(Duration::from_secs(10))));
        assert_eq!(cause, "Invalid subject: no answer in 10 seconds");
    }
}
