//! The SMTP server that takes our mails, as the setting names it.

use hyper::Uri;
use lettre::transport::smtp::authentication::Credentials;
use percent_encoding::percent_decode_str;
use secrecy::{ExposeSecret, SecretString};

/// Where to, and how protected.
#[derive(Clone)]
pub(crate) struct Server {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) security: Security,
    pub(super) credentials: Option<Credentials>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Security {
    Plain,
    /// TLS from the first byte.
    Tls,
    /// TLS before anything else is said.
    StartTls,
}

/// The setting does not name a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum InvalidServer {
    #[error("it is no URL such as smtp://mail.example:587?tls=required")]
    NoUrl,
    #[error("the scheme is smtp or smtps")]
    Scheme,
    #[error("?tls= can only be `required`")]
    Parameter,
    #[error("user and password need TLS: smtps://, or smtp:// with ?tls=required")]
    PasswordInPlain,
}

impl Server {
    pub(crate) fn parse(setting: &SecretString) -> Result<Self, InvalidServer> {
        let url: Uri = setting
            .expose_secret()
            .parse()
            .map_err(|_| InvalidServer::NoUrl)?;
        let (Some(scheme), Some(host)) = (url.scheme_str(), url.host()) else {
            return Err(InvalidServer::NoUrl);
        };
        let (security, usual_port) = match (scheme, url.query()) {
            ("smtps", None) => (Security::Tls, 465),
            ("smtp", None) => (Security::Plain, 25),
            ("smtp", Some("tls=required")) => (Security::StartTls, 587),
            ("smtp" | "smtps", Some(_)) => return Err(InvalidServer::Parameter),
            _ => return Err(InvalidServer::Scheme),
        };
        let credentials = credentials(&url);
        if credentials.is_some() && security == Security::Plain {
            return Err(InvalidServer::PasswordInPlain);
        }
        Ok(Self {
            host: host.trim_matches(['[', ']']).to_owned(),
            port: url.port_u16().unwrap_or(usual_port),
            security,
            credentials,
        })
    }
}

/// Before the host, with `%40` for an `@` within.
fn credentials(url: &Uri) -> Option<Credentials> {
    let (user, _) = url.authority()?.as_str().rsplit_once('@')?;
    let (user, password) = user.split_once(':').unwrap_or((user, ""));
    let plain = |text| percent_decode_str(text).decode_utf8_lossy().into_owned();
    Some(Credentials::new(plain(user), plain(password)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(url: &str) -> Result<Server, InvalidServer> {
        Server::parse(&SecretString::from(url))
    }

    #[test]
    fn a_url_says_how_the_server_is_reached() {
        for (url, host, port, security) in [
            ("smtp://127.0.0.1:1025", "127.0.0.1", 1025, Security::Plain),
            ("smtp://[::1]:1025", "::1", 1025, Security::Plain),
            ("smtp://mail.example", "mail.example", 25, Security::Plain),
            ("smtps://mail.example", "mail.example", 465, Security::Tls),
            (
                "smtp://mail.example?tls=required",
                "mail.example",
                587,
                Security::StartTls,
            ),
        ] {
            let server = parse(url).unwrap_or_else(|error| panic!("{url}: {error}"));
            let found = (server.host.as_str(), server.port, server.security);
            assert_eq!(found, (host, port, security), "{url}");
        }
    }

    #[test]
    fn a_password_may_have_any_letter_but_no_plain_connection() {
        let server = parse("smtps://asf%40mail.example:p%3Aw%2F@mail.example").unwrap();
        let expected = Credentials::new("asf@mail.example".to_owned(), "p:w/".to_owned());
        assert_eq!(server.credentials, Some(expected));
        let plain = parse("smtp://user:password@mail.example").err();
        assert_eq!(plain, Some(InvalidServer::PasswordInPlain));
    }

    #[test]
    fn what_names_no_server_is_refused() {
        for (url, fault) in [
            ("mail.example", InvalidServer::NoUrl),
            ("http://mail.example", InvalidServer::Scheme),
            ("smtp://mail.example?tls=maybe", InvalidServer::Parameter),
        ] {
            assert_eq!(parse(url).err(), Some(fault), "{url}");
        }
    }
}
