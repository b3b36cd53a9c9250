//! One connection to the SMTP server, in steps: until the content goes out a
//! failure means for sure that the mail was not taken; after that only the
//! server's answer tells.

use std::time::Duration;

use lettre::{
    address::Envelope,
    transport::smtp::{
        Error,
        authentication::Mechanism,
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailParameter},
    },
};
use tokio::time::timeout;

use crate::mail::server::{Security, Server};

/// For connecting, TLS and logging in together.
const OPENING: Duration = Duration::from_secs(30);
/// For naming sender and recipient.
const ADDRESSING: Duration = Duration::from_secs(30);
/// For the content: servers look at it before they answer.
const DELIVERING: Duration = Duration::from_secs(120);

/// An open connection on which a server waits for the next mail.
pub(super) struct Conversation {
    connection: AsyncSmtpConnection,
}

/// Why a mail did not go out; its content did not.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    /// The server takes no such mail, now or later; with its code.
    #[error("refused with {0}")]
    Refused(u16),
    /// Another time it may work.
    #[error("{0}")]
    Later(String),
}

/// What came of the content.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Delivery {
    Taken,
    /// For sure not taken, for good or for now.
    Refused(u16),
    Later(String),
    /// The server has it all, or a part, and did not answer.
    Unknown,
}

impl Conversation {
    /// Connects, with TLS and login where the server's URL says so.
    pub(super) async fn open(server: &Server) -> Result<Self, Trouble> {
        match timeout(OPENING, open(server)).await {
            Ok(Ok(connection)) => Ok(Self { connection }),
            // A wrong password is a fault of the settings and not of the mail,
            // so it does not use the mail up.
            Ok(Err(error)) => Err(Trouble::Later(told(&error))),
            Err(_) => Err(late()),
        }
    }

    /// Names sender and recipient.
    pub(super) async fn address(&mut self, envelope: &Envelope) -> Result<(), Trouble> {
        match timeout(ADDRESSING, address(&mut self.connection, envelope)).await {
            Ok(answer) => answer,
            Err(_) => Err(late()),
        }
    }

    /// Hands over the content.
    pub(super) async fn deliver(&mut self, content: &[u8]) -> Delivery {
        match timeout(ADDRESSING, self.connection.command(Data)).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => return trouble(&error).into(),
            Err(_) => return late().into(),
        }
        match timeout(DELIVERING, self.connection.message(content)).await {
            Ok(Ok(_)) => Delivery::Taken,
            Ok(Err(error)) if error.status().is_some() => trouble(&error).into(),
            Ok(Err(_)) | Err(_) => Delivery::Unknown,
        }
    }

    /// Says goodbye, in vain where the server is gone.
    pub(super) async fn close(mut self) {
        let _ = timeout(Duration::from_secs(2), self.connection.abort()).await;
    }
}

async fn open(server: &Server) -> Result<AsyncSmtpConnection, Error> {
    let (address, hello) = ((server.host.as_str(), server.port), ClientId::default());
    let tls = || TlsParameters::new(server.host.clone());
    let implicit = match server.security {
        Security::Tls => Some(tls()?),
        Security::Plain | Security::StartTls => None,
    };
    let connected =
        AsyncSmtpConnection::connect_tokio1(address, Some(OPENING), &hello, implicit, None);
    let mut connection = connected.await?;
    if server.security == Security::StartTls {
        connection.starttls(tls()?, &hello).await?;
    }
    if let Some(credentials) = &server.credentials {
        let mechanisms = [Mechanism::Plain, Mechanism::Login];
        connection.auth(&mechanisms, credentials).await?;
    }
    Ok(connection)
}

async fn address(connection: &mut AsyncSmtpConnection, envelope: &Envelope) -> Result<(), Trouble> {
    let mut parameters = Vec::new();
    let mut addresses = envelope.from().into_iter().chain(envelope.to());
    if !addresses.all(|address| AsRef::<str>::as_ref(address).is_ascii()) {
        let server = connection.server_info();
        if !server.supports_feature(Extension::SmtpUtfEight) {
            // RFC 6531: 553, the server cannot have such a mailbox.
            return Err(Trouble::Refused(553));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    let mail = Mail::new(envelope.from().cloned(), parameters);
    connection.command(mail).await.map_err(|it| trouble(&it))?;
    for recipient in envelope.to() {
        let rcpt = Rcpt::new(recipient.clone(), Vec::new());
        connection.command(rcpt).await.map_err(|it| trouble(&it))?;
    }
    Ok(())
}

fn trouble(error: &Error) -> Trouble {
    match error.status() {
        Some(code) if error.is_permanent() => Trouble::Refused(code.into()),
        Some(_) | None => Trouble::Later(told(error)),
    }
}

/// What of an error may stand in a log: servers repeat the address in their
/// answers.
fn told(error: &Error) -> String {
    match error.status() {
        Some(code) => format!("the server answered {code}"),
        None if error.is_client() => "the server cannot what is asked of it".to_owned(),
        None if error.is_tls() => "no TLS with the server".to_owned(),
        None if error.is_timeout() => "the server took too long".to_owned(),
        None if error.is_response() => "the server's answer makes no sense".to_owned(),
        None => "the server cannot be reached".to_owned(),
    }
}

fn late() -> Trouble {
    Trouble::Later("the server took too long".to_owned())
}

impl From<Trouble> for Delivery {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Refused(code) => Delivery::Refused(code),
            Trouble::Later(reason) => Delivery::Later(reason),
        }
    }
}

#[cfg(test)]
mod tests;
