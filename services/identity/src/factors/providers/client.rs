//! One sign-in service: where a browser is sent, and what a code that came
//! back is worth.

use chassis::outbound::{Client, OutboundError};
use hyper::{
    Request, StatusCode,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE},
};
use openidconnect::{
    AccessToken, AsyncHttpClient, AuthType, AuthorizationCode, ClientId, ClientSecret, CsrfToken,
    EmptyAdditionalClaims, EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpResponse, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError,
    Scope, StandardErrorResponse,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClientAuthMethod,
        CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm,
        CoreProviderMetadata, CoreRevocableToken, CoreRevocationErrorResponse,
        CoreTokenIntrospectionResponse,
    },
    url::ParseError,
};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::factors::providers::{
    Person, ProviderError, Remote,
    answer::Tokens,
    claims::Claims,
    discovery::{Away, Discovery},
    http::HttpClient,
    setting::ProviderSetting,
    token::{self, Unbelieved},
};

/// A client whose endpoints stand in the metadata.
type Discovered = openidconnect::Client<
    EmptyAdditionalClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
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
        let token = response.identity().ok_or(ProviderError::Refused)?;
        let claims = self.claims(token, &sent.nonce, now).await?;
        let mut person = self.told_by(&claims)?;
        if person.verified_email.is_none() {
            let token = response.access_token();
            self.ask_further(token, &claims, &mut person, now).await?;
        }
        Ok(person)
    }

    /// What the service signed. A key that is not known may be a new one.
    async fn claims(
        &self,
        token: &str,
        nonce: &str,
        now: OffsetDateTime,
    ) -> Result<Claims, ProviderError> {
        let expected = (self.setting.client_id.as_str(), nonce);
        let metadata = self.discovery.metadata(now).await?;
        let identified = match token::identified(token, &metadata, expected, now) {
            Err(Unbelieved::WrongSignature) => {
                let metadata = self.discovery.renewed(now).await?;
                token::identified(token, &metadata, expected, now)
            }
            identified => identified,
        };
        identified.map_err(|error| self.refused(&error))
    }

    fn told_by(&self, claims: &Claims) -> Result<Person, ProviderError> {
        let (Some(issuer), Some(subject)) = (&claims.iss, &claims.sub) else {
            return Err(self.refused(&Unbelieved::Nobody));
        };
        Ok(Person {
            remote: Remote::of(self.id(), issuer, subject),
            verified_email: self.verified_email(claims),
            name: claims.name.clone(),
        })
    }

    /// An address that the service has seen to be the person's, or, where it
    /// says nothing of that, one of a domain that the operator trusts it with.
    fn verified_email(&self, claims: &Claims) -> Option<String> {
        let email = claims.email.as_ref()?;
        let is_verified = match claims.email_verified {
            Some(is_verified) => is_verified,
            None => self.setting.vouches_for(email),
        };
        is_verified.then(|| email.clone())
    }

    /// Many services keep the token small, and tell the address when asked.
    async fn ask_further(
        &self,
        token: &AccessToken,
        claims: &Claims,
        person: &mut Person,
        now: OffsetDateTime,
    ) -> Result<(), ProviderError> {
        let metadata = self.discovery.metadata(now).await?;
        let Some(endpoint) = metadata.userinfo_endpoint() else {
            return Ok(());
        };
        let request = Request::get(endpoint.as_str())
            .header(ACCEPT, "application/json")
            .header(AUTHORIZATION, format!("Bearer {}", token.secret()))
            .body(Vec::new())
            .map_err(|error| self.refused(&error))?;
        let answer = self.http.call(request).await;
        let answer = answer.map_err(|error| self.refused(&error))?;
        let told = self.told(&answer, &metadata)?;
        // Another person's answer would give the address of somebody else.
        if told.sub != claims.sub {
            return Err(self.refused_as("the answer about the user is about another one"));
        }
        person.verified_email = self.verified_email(&told);
        if told.name.is_some() {
            person.name = told.name;
        }
        Ok(())
    }

    /// Plain, or signed as the token is.
    fn told(
        &self,
        answer: &HttpResponse,
        metadata: &CoreProviderMetadata,
    ) -> Result<Claims, ProviderError> {
        if answer.status() != StatusCode::OK {
            return Err(self.refused_as("no answer about the user"));
        }
        let kind = answer.headers().get(CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.to_ascii_lowercase().starts_with("application/jwt") {
            let token = str::from_utf8(answer.body()).unwrap_or_default();
            let claims = token::signed(token.trim(), metadata);
            let claims = claims.map_err(|error| self.refused(&error))?;
            let ours = token::is_for_us(&claims, metadata, &self.setting.client_id);
            ours.map_err(|error| self.refused(&error))?;
            return Ok(claims);
        }
        let told = serde_json::from_slice(answer.body());
        told.map_err(|_| self.refused_as("an answer about the user that cannot be read"))
    }

    fn client(&self, metadata: &CoreProviderMetadata) -> Discovered {
        let secret = self.setting.client_secret.expose_secret().to_owned();
        let client = Discovered::from_provider_metadata(
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
