//! People who use the platform as anybody does: they sign up, follow the link
//! of the mail, log in, and found organisations.

pub mod organisations;
pub mod samples;

pub(crate) mod claims;
mod links;

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use proto::asf::identity::v1::{
    CreateSessionRequest, Language, RefreshSessionRequest, SignUpRequest, VerifyEmailRequest,
    account_service_client::AccountServiceClient,
    organisation_service_client::OrganisationServiceClient,
    session_service_client::SessionServiceClient, staff_service_client::StaffServiceClient,
};
use tonic::{Request, transport::Channel};

use crate::asking::{by, told};

/// The way to identity, and to the mails that it sends.
#[derive(Clone)]
pub struct People {
    accounts: AccountServiceClient<Channel>,
    organisations: OrganisationServiceClient<Channel>,
    sessions: SessionServiceClient<Channel>,
    staff: StaffServiceClient<Channel>,
    mail: PathBuf,
}

/// Somebody who is logged in.
#[derive(Clone, Debug)]
pub struct LoggedIn {
    /// The secret of the cookie.
    pub session: String,
}

impl People {
    /// `identity` as the gateway reaches it; `mail` is the folder that its
    /// mails are caught in.
    pub fn new(identity: Channel, mail: PathBuf) -> Self {
        Self {
            accounts: AccountServiceClient::new(identity.clone()),
            organisations: OrganisationServiceClient::new(identity.clone()),
            sessions: SessionServiceClient::new(identity.clone()),
            staff: StaffServiceClient::new(identity),
            mail,
        }
    }

    /// # Errors
    /// The address or the password is wrong, or there is a second factor.
    pub async fn log_in(&self, email: &str, password: &str) -> Result<LoggedIn> {
        let request = CreateSessionRequest {
            email: email.to_owned(),
            password: password.to_owned(),
            ..CreateSessionRequest::default()
        };
        let answer = self
            .sessions
            .clone()
            .create_session(by(None, request))
            .await;
        let answer = told(answer).with_context(|| format!("{email} cannot log in"))?;
        ensure!(
            !answer.access_token.is_empty(),
            "{email} has a second factor"
        );
        Ok(LoggedIn {
            session: answer.session,
        })
    }

    /// A fresh token; one is valid for two minutes, and not after the person's
    /// roles have changed.
    ///
    /// # Errors
    /// The session has ended.
    pub async fn token(&self, person: &LoggedIn) -> Result<String> {
        let request = RefreshSessionRequest {
            session: person.session.clone(),
        };
        let answer = self
            .sessions
            .clone()
            .refresh_session(by(None, request))
            .await;
        Ok(told(answer)?.access_token)
    }

    /// Opens an account and proves its address.
    ///
    /// # Errors
    /// It is refused, or no mail comes: one for an address that has an account
    /// already holds no such link.
    pub async fn sign_up(&self, email: &str, password: &str, name: &str) -> Result<()> {
        let request = SignUpRequest {
            email: email.to_owned(),
            password: password.to_owned(),
            name: name.to_owned(),
            language: Language::Sv.into(),
            ..SignUpRequest::default()
        };
        told(self.accounts.clone().sign_up(by(None, request)).await)
            .with_context(|| format!("{email} cannot sign up"))?;
        let token = links::wait_for(&self.mail, email, links::VERIFY_EMAIL).await?;
        let request = VerifyEmailRequest {
            token,
            ..VerifyEmailRequest::default()
        };
        told(self.accounts.clone().verify_email(by(None, request)).await)
            .with_context(|| format!("{email} cannot prove the address"))?;
        Ok(())
    }

    /// A request by somebody.
    async fn by<T>(&self, person: &LoggedIn, message: T) -> Result<Request<T>> {
        Ok(by(Some(&self.token(person).await?), message))
    }
}
