//! Identity as the gateway reaches it, so that a test can say which address a
//! client has; and the links of the mails.

use anyhow::Context;
use integration_tests::{
    stack::{Stack, person::Person},
    until::until,
};
use proto::asf::identity::v1::{
    CreateSessionRequest, CreateSessionResponse, RequestPasswordResetRequest, SignUpRequest,
    account_service_client::AccountServiceClient, session_service_client::SessionServiceClient,
};
use tonic::{Status, transport::Channel};

/// What mails lead to.
const LINKS: &str = "/konto/lank/";

/// The calls that the gateway makes for its clients.
#[derive(Clone)]
pub(super) struct Wire {
    accounts: AccountServiceClient<Channel>,
    sessions: SessionServiceClient<Channel>,
}

impl Wire {
    pub(super) fn to(stack: &Stack) -> anyhow::Result<Self> {
        let identity = stack.identities.first().context("an identity")?;
        let channel = stack
            .ground
            .channel("gateway", "identity", identity.address())?;
        Ok(Self {
            accounts: AccountServiceClient::new(channel.clone()),
            sessions: SessionServiceClient::new(channel),
        })
    }

    /// A login by a client at this address, with the cookie that it had.
    pub(super) async fn log_in(
        &self,
        (email, password): (&str, &str),
        address: &str,
        cookie: &str,
    ) -> Result<CreateSessionResponse, Status> {
        let request = CreateSessionRequest {
            email: email.to_owned(),
            password: password.to_owned(),
            client_address: address.to_owned(),
            user_agent: "a test".to_owned(),
            session: cookie.to_owned(),
        };
        let answer = self.sessions.clone().create_session(request).await?;
        Ok(answer.into_inner())
    }

    /// Forgot the password, says a client at this address.
    pub(super) async fn request_reset(&self, email: &str, address: &str) -> Result<(), Status> {
        let request = RequestPasswordResetRequest {
            email: email.to_owned(),
            client_address: address.to_owned(),
        };
        let answer = self.accounts.clone().request_password_reset(request).await;
        answer.map(drop)
    }

    pub(super) async fn sign_up(&self, email: &str, address: &str) -> Result<(), Status> {
        let request = SignUpRequest {
            email: email.to_owned(),
            password: "three green chairs in a row".to_owned(),
            name: "Exempel".to_owned(),
            client_address: address.to_owned(),
            ..SignUpRequest::default()
        };
        let answer = self.accounts.clone().sign_up(request).await;
        answer.map(drop)
    }
}

/// The reason of a refusal.
pub(super) fn reason(status: &Status) -> String {
    chassis::status::reason(status).unwrap_or_default()
}

/// The token of the newest link of a kind that was sent to an address, other
/// than these.
pub(super) async fn link(
    stack: &Stack,
    email: &str,
    kind: &str,
    but: &[&str],
) -> anyhow::Result<String> {
    let what = format!("a mail to {email} with a link of the kind {kind}");
    until(&what, async || {
        let mails = stack.ground.mails()?;
        let to = mails
            .iter()
            .rev()
            .filter(|mail| mail.to.iter().any(|to| to == email));
        let mut tokens = to.flat_map(|mail| &mail.links).filter_map(|link| {
            let (_, rest) = link.split_once(LINKS)?;
            rest.strip_prefix(kind)?.strip_prefix('/')
        });
        let token = tokens.find(|token| !but.contains(token));
        Ok(token.map(str::to_owned))
    })
    .await
}

/// How many mails were sent to an address.
pub(super) fn count(stack: &Stack, email: &str) -> anyhow::Result<usize> {
    let mails = stack.ground.mails()?;
    let to = mails
        .iter()
        .filter(|mail| mail.to.iter().any(|to| to == email));
    Ok(to.count())
}

/// A person's password and address as a pair.
pub(super) fn credentials(person: &Person) -> (&str, &str) {
    (&person.email, &person.password)
}
