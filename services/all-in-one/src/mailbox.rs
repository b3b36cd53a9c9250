//! Catches all mail of the platform instead of sending it: a real SMTP server
//! whose mails stay on this machine, as files and on a page.

mod folder;
mod links;
mod page;
mod smtp;

use std::{
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use chassis::clock::Clock;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use self::folder::Folder;

/// A catcher that listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// Where it takes mail.
    pub smtp_addr: SocketAddr,
    /// Where the page is.
    pub http_addr: SocketAddr,
}

/// A mail that was caught.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The addresses that it was delivered to.
    pub to: Vec<String>,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Of the plain text, in their order.
    pub links: Vec<String>,
    /// Without the angle brackets.
    pub message_id: String,
    pub path: PathBuf,
}

impl Mailbox {
    /// Listens until the shutdown. Mails are written into the folder, which is
    /// made where it is missing; port 0 finds a free one.
    ///
    /// # Errors
    /// The folder cannot be made, or an address cannot be listened on.
    pub async fn start(
        folder: PathBuf,
        smtp_addr: SocketAddr,
        http_addr: SocketAddr,
        shutdown: CancellationToken,
    ) -> io::Result<Self> {
        let folder = Folder::open(folder, Clock::system())?;
        let smtp = TcpListener::bind(smtp_addr).await?;
        let http = TcpListener::bind(http_addr).await?;
        let started = Self {
            smtp_addr: smtp.local_addr()?,
            http_addr: http.local_addr()?,
        };
        let page = page::serve(http, folder.path().to_owned());
        let until = shutdown.clone();
        tokio::spawn(async move {
            until.run_until_cancelled(page).await;
        });
        tokio::spawn(smtp::serve(smtp, folder, shutdown));
        Ok(started)
    }
}

/// The mails of a folder, the oldest first; none where there is no folder.
///
/// # Errors
/// The folder or a file cannot be read.
pub fn read(folder: &Path) -> io::Result<Vec<Mail>> {
    folder::read(folder)
}

#[cfg(test)]
mod tests;
