//! Those who are logged in: the samples, and people that a test makes.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use all_in_one::people::{LoggedIn, People, samples};
use anyhow::Context;
use serde_json::json;
use tokio::task::JoinHandle;

use crate::stack::{Stack, answer::Request};

/// A token lasts two minutes.
const FRESH: Duration = Duration::from_secs(30);

/// Somebody with an account and an open session.
#[derive(Clone, Debug)]
pub struct Person {
    pub email: String,
    pub password: String,
    /// The secret of the session's cookie.
    pub session: String,
    /// A token of the session, valid for two minutes.
    pub token: String,
}

impl Stack {
    /// A token of staff that is valid now.
    #[must_use]
    pub fn token(&self) -> String {
        let staff = self.staff.as_ref();
        staff.map(Renewed::now).unwrap_or_default()
    }

    /// One of the sample people by the first part of the address, such as
    /// `owner`, or `account` and `member` of [`crate::accounts`].
    ///
    /// # Errors
    /// There is no such sample.
    pub async fn sample(&self, local: &str) -> anyhow::Result<Person> {
        let session = self.session_of(local)?;
        let token = self.people()?.token(&session).await?;
        Ok(Person {
            email: samples::email(local),
            password: samples::password(local),
            session: session.session,
            token,
        })
    }

    pub(super) fn session_of(&self, local: &str) -> anyhow::Result<LoggedIn> {
        let session = self.sessions.get(local);
        let session = session.with_context(|| format!("{local} is no sample"))?;
        Ok(LoggedIn {
            session: session.clone(),
        })
    }

    /// Somebody new who signs up with this address and follows the mail.
    ///
    /// # Errors
    /// A step is refused.
    pub async fn person(&self, email: &str) -> anyhow::Result<Person> {
        let password = format!("password-of-{email}-in-a-test");
        self.people()?.sign_up(email, &password, "Exempel").await?;
        self.log_in(email, &password).await
    }

    /// From now on mails to the person come at once, also at night and on
    /// holidays: a test has no office hours.
    ///
    /// # Errors
    /// The change is refused.
    pub async fn without_quiet_hours(&self, person: &Person) -> anyhow::Result<()> {
        let mail = json!({ "organisation": true, "enterprise": true, "quiet_hours": false });
        let request = self.by(person, "PATCH", "/api/v1/accounts/me");
        let request = request.json(&json!({ "mail": mail }));
        request.send().await?.expect(200)?;
        Ok(())
    }

    /// # Errors
    /// The address or the password is wrong, or there is a second factor.
    pub async fn log_in(&self, email: &str, password: &str) -> anyhow::Result<Person> {
        let people = self.people()?;
        let session = people.log_in(email, password).await?;
        let token = people.token(&session).await?;
        Ok(Person {
            email: email.to_owned(),
            password: password.to_owned(),
            session: session.session,
            token,
        })
    }

    /// A fresh token of a person, with the roles of now.
    ///
    /// # Errors
    /// The session has ended.
    pub async fn fresh_token(&self, person: &Person) -> anyhow::Result<String> {
        let session = LoggedIn {
            session: person.session.clone(),
        };
        self.people()?.token(&session).await
    }

    /// A request to the first gateway by this person's program.
    pub fn by(&self, person: &Person, method: &str, path: &str) -> Request {
        self.anonymous(method, path).bearer(&person.token)
    }

    /// A request to the first gateway by this person's browser.
    pub fn in_browser(&self, person: &Person, method: &str, path: &str) -> Request {
        self.anonymous(method, path)
            .header("cookie", &format!("__Host-session={}", person.session))
            .header("sec-fetch-site", "same-origin")
    }
}

/// A token that is renewed while it is held.
pub struct Renewed {
    token: Arc<RwLock<String>>,
    renewing: JoinHandle<()>,
}

impl Renewed {
    /// Has to be called in a tokio runtime, which renews it.
    ///
    /// # Errors
    /// The session has ended.
    pub async fn keep(people: People, session: LoggedIn) -> anyhow::Result<Self> {
        let token = Arc::new(RwLock::new(people.token(&session).await?));
        let renewing = tokio::spawn(renew(people, session, Arc::clone(&token)));
        Ok(Self { token, renewing })
    }

    /// The token of now.
    #[must_use]
    pub fn now(&self) -> String {
        let token = self.token.read();
        token.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn renew(people: People, session: LoggedIn, token: Arc<RwLock<String>>) {
    loop {
        tokio::time::sleep(FRESH).await;
        // A test may have killed identity; the next one may be in time.
        if let Ok(fresh) = people.token(&session).await {
            *token.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        }
    }
}

impl Drop for Renewed {
    fn drop(&mut self) {
        self.renewing.abort();
    }
}
