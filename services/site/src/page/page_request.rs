//! One request for a page: its language, its address in both, and who makes it.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::{HeaderMap, Uri, header, request::Parts},
};
use chassis::caller::Role;
use tonic::{Request, Status};
use web::{
    client::Client,
    session::{Sessions, Visitor},
};

use crate::{
    Site,
    page::{early_response::EarlyResponse, error_page, flash, lang::Lang, local, respond},
};

/// Longer than this nobody waits for a page.
const LIMIT: Duration = Duration::from_secs(8);

pub(crate) struct PageRequest {
    pub(crate) lang: Lang,
    /// The path without the language: the same in both.
    pub(crate) path: String,
    /// The raw query, without the question mark.
    pub(crate) query: String,
    pub(crate) public_url: Arc<str>,
    /// `If-None-Match`: the entity tags of copies that the browser has.
    pub(crate) known: HeaderMap,
    /// Who is logged in.
    pub(crate) visitor: Option<Visitor>,
    pub(crate) client: Client,
    /// A sentence from the page before: that something was done.
    pub(crate) flash: Option<String>,
    /// Why nobody can tell who it is.
    away: Option<Status>,
    sessions: Option<Sessions>,
}

impl FromRequestParts<Site> for PageRequest {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        let mut request = Self::of_stranger(parts, site);
        request.sessions = Some(site.sessions.clone());
        if let Some(secret) = &request.client.session {
            match site.sessions.visitor(secret).await {
                Ok(visitor) => request.visitor = visitor,
                Err(status) => request.away = Some(status),
            }
        }
        Ok(request)
    }
}

impl PageRequest {
    /// The request without the question who it is.
    pub(crate) fn of_stranger(parts: &Parts, site: &Site) -> Self {
        let uri = match parts.extensions.get::<OriginalUri>() {
            Some(OriginalUri(uri)) => uri,
            None => &parts.uri,
        };
        let tags = parts.headers.get_all(header::IF_NONE_MATCH).iter();
        let known = tags
            .map(|tag| (header::IF_NONE_MATCH, tag.clone()))
            .collect();
        let client = Client::of(&parts.extensions, &parts.headers, site.proxies);
        let mut request = Self::new(uri, Arc::clone(&site.public_url), known, client);
        request.flash = flash::read(&parts.headers);
        request
    }

    pub(crate) fn new(uri: &Uri, public_url: Arc<str>, known: HeaderMap, client: Client) -> Self {
        let (lang, path) = split(uri.path());
        Self {
            lang,
            path: path.to_owned(),
            query: uri.query().unwrap_or_default().to_owned(),
            public_url,
            known,
            visitor: None,
            client,
            flash: None,
            away: None,
            sessions: None,
        }
    }

    /// Who is logged in; else the page to log in on, which leads back here.
    pub(crate) fn required(&self) -> Result<&Visitor, EarlyResponse> {
        match (&self.visitor, &self.away) {
            (Some(visitor), _) => Ok(visitor),
            (None, Some(status)) => Err(error_page::of(self, status).into()),
            (None, None) => Err(self.log_in_first()),
        }
    }

    pub(crate) fn has(&self, role: Role) -> bool {
        let visitor = self.visitor.as_ref();
        visitor.is_some_and(|it| it.caller.has(role))
    }

    /// Sends to the page to log in on, and from there back to this one.
    pub(crate) fn log_in_first(&self) -> EarlyResponse {
        let back = local::with_query(self.lang, &self.path, &self.query);
        let to = format!("/konto/logga-in?return_to={}", local::encoded(&back));
        respond::go(self, &to, None).into()
    }

    /// A question to a service, in the name of whoever is logged in.
    pub(crate) fn asking<Q>(&self, question: Q) -> Request<Q> {
        let mut outgoing = Request::new(question);
        let token = self.visitor.as_ref().map(|visitor| &*visitor.token);
        chassis::client::outgoing(&mut outgoing, token, LIMIT, None);
        outgoing
    }

    /// What the session may do has changed: the next request asks anew.
    pub(crate) fn changed(&self) {
        if let (Some(sessions), Some(secret)) = (&self.sessions, &self.client.session) {
            sessions.forget(secret);
        }
    }

    /// What a service refused, as a page: who is not logged in any more is
    /// sent to log in.
    pub(crate) fn failed(&self, status: &Status) -> EarlyResponse {
        match status.code() {
            tonic::Code::Unauthenticated => {
                // The service knew of it before this gateway did.
                self.changed();
                self.log_in_first()
            }
            tonic::Code::NotFound | tonic::Code::PermissionDenied => {
                error_page::missing(self).into()
            }
            _ => error_page::of(self, status).into(),
        }
    }

    /// The same for the one thing that an address names: one that can be
    /// nobody's id leads nowhere.
    pub(crate) fn failed_for_one(&self, status: &Status) -> EarlyResponse {
        match status.code() {
            tonic::Code::InvalidArgument => error_page::missing(self).into(),
            _ => self.failed(status),
        }
    }
}

fn split(path: &str) -> (Lang, &str) {
    match path.strip_prefix(Lang::En.root()) {
        Some("") => (Lang::En, "/"),
        Some(rest) if rest.starts_with('/') => (Lang::En, rest),
        Some(_) | None => (Lang::Sv, path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_first_part_of_the_path() {
        assert_eq!(split("/"), (Lang::Sv, "/"));
        assert_eq!(split("/en"), (Lang::En, "/"));
        assert_eq!(split("/en/asf-listan"), (Lang::En, "/asf-listan"));
        assert_eq!(split("/enkater"), (Lang::Sv, "/enkater"));
    }
}
