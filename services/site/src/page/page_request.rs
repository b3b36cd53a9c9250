//! One request for a page: its language, its address in both, who makes it,
//! and the services that can be asked in that person's name.

use std::{
    convert::Infallible,
    sync::{Arc, OnceLock},
    time::Duration,
};

use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::{HeaderMap, Method, Uri, header, request::Parts},
};
use chassis::caller::Role;
use tonic::Status;
use web::{client::Client, session::Visitor};

use super::{
    early_response::{EarlyResponse, Failed},
    flash,
    form_data::FormData,
    kept::{self, Sent},
    lang::Lang,
    once::{self, OneTimeKey},
    onwards,
};
use crate::Site;

/// Longer than this nobody waits for a page.
pub(crate) const LIMIT: Duration = Duration::from_secs(8);

#[derive(Clone)]
pub(crate) struct PageRequest {
    pub(crate) site: Site,
    pub(crate) lang: Lang,
    /// The path without the language: the same in both. It begins with one
    /// slash, so that a link of it stays on the site.
    pub(crate) path: String,
    /// The raw query, without the question mark.
    pub(crate) query: String,
    /// `If-None-Match`: the entity tags of copies that the browser has.
    pub(crate) known: HeaderMap,
    /// Who is logged in.
    pub(crate) visitor: Option<Visitor>,
    pub(crate) client: Client,
    /// A sentence from the page before: that something was done.
    pub(crate) flash: Option<String>,
    /// Where somebody was going who signed up meanwhile.
    pub(crate) onwards: Option<String>,
    /// Of the form that was sent: what it asks for is done once.
    pub(crate) key: Option<OneTimeKey>,
    /// The form that came with it.
    pub(crate) sent: Option<Sent>,
    /// What was typed in the page's form before somebody had to log in.
    kept: Option<Arc<FormData>>,
    /// Why nobody can tell who it is.
    away: Option<Status>,
}

/// What a handler was asked, for whoever stands around it.
#[derive(Clone, Default)]
pub(crate) struct Asked(Arc<OnceLock<PageRequest>>);

impl Asked {
    pub(crate) fn get(&self) -> Option<&PageRequest> {
        self.0.get()
    }
}

impl FromRequestParts<Site> for PageRequest {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        let mut request = Self::of_stranger(parts, site);
        if let Some(secret) = &request.client.session {
            match site.sessions.visitor(secret).await {
                Ok(visitor) => request.visitor = visitor,
                Err(status) => request.away = Some(status),
            }
        }
        if request.visitor.is_some() && parts.method == Method::GET {
            request.kept = kept::of_page(&request, &parts.headers).await.map(Arc::new);
        }
        if request.kept.is_some() {
            request.flash = Some(request.lang.texts().kept_form());
        }
        if let Some(asked) = parts.extensions.get::<Asked>() {
            asked.0.get_or_init(|| request.clone());
        }
        Ok(request)
    }
}

impl PageRequest {
    /// The request without the question who it is.
    pub(crate) fn of_stranger(parts: &Parts, site: &Site) -> Self {
        let client = Client::of(&parts.extensions, &parts.headers, site.proxies);
        let mut request = Self::without_cookies(parts, site, client);
        request.flash = flash::read(&parts.headers);
        request.onwards = onwards::read(&parts.headers);
        request
    }

    /// The request of a client whose cookies are not looked at.
    pub(crate) fn without_cookies(parts: &Parts, site: &Site, client: Client) -> Self {
        let uri = match parts.extensions.get::<OriginalUri>() {
            Some(OriginalUri(uri)) => uri,
            None => &parts.uri,
        };
        let mut request = Self::new(uri, site.clone(), client);
        request.key = parts.extensions.get::<OneTimeKey>().cloned();
        request.sent = parts.extensions.get::<Sent>().cloned();
        let tags = parts.headers.get_all(header::IF_NONE_MATCH).iter();
        request.known = tags
            .map(|tag| (header::IF_NONE_MATCH, tag.clone()))
            .collect();
        request
    }

    pub(crate) fn new(uri: &Uri, site: Site, client: Client) -> Self {
        let (lang, path) = split(uri.path());
        Self {
            site,
            lang,
            path: inside(path),
            query: uri.query().unwrap_or_default().to_owned(),
            known: HeaderMap::new(),
            visitor: None,
            client,
            flash: None,
            onwards: None,
            key: None,
            sent: None,
            kept: None,
            away: None,
        }
    }

    /// Who is logged in; else the page to log in on, which leads back here.
    pub(crate) fn required(&self) -> Result<&Visitor, EarlyResponse> {
        match (&self.visitor, &self.away) {
            // Another account has logged in since the form was shown.
            (Some(visitor), _) if !self.is_from(visitor) => {
                Err(EarlyResponse::Failed(Failed::LogIn))
            }
            (Some(visitor), _) => Ok(visitor),
            (None, Some(status)) => Err(EarlyResponse::broken(status.clone())),
            (None, None) => Err(EarlyResponse::Failed(Failed::LogIn)),
        }
    }

    /// Whether the form that was sent, if any, was made for this person.
    fn is_from(&self, visitor: &Visitor) -> bool {
        let maker = self.sent.as_ref().and_then(|it| once::maker(&it.form));
        maker.is_none_or(|it| it.to_string() == visitor.caller.subject)
    }

    pub(crate) fn kept(&self) -> Option<&FormData> {
        self.kept.as_deref()
    }

    pub(crate) fn has(&self, role: Role) -> bool {
        let visitor = self.visitor.as_ref();
        visitor.is_some_and(|it| it.caller.has(role))
    }

    /// What the session may do has changed: the next request asks anew.
    pub(crate) fn changed(&self) {
        if let Some(secret) = &self.client.session {
            self.site.sessions.forget(secret);
        }
    }

    /// What a service refused, as a page: who is not logged in any more is
    /// sent to log in.
    pub(crate) fn failed(&self, status: &Status) -> EarlyResponse {
        status.clone().into()
    }
}

/// With one slash before it. Two would be the beginning of another host, and a
/// browser takes a backslash for a slash.
fn inside(path: &str) -> String {
    format!("/{}", path.trim_start_matches(['/', '\\']))
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
    fn a_path_never_leads_to_another_host() {
        for path in [
            "//evil.example",
            "/\\evil.example",
            "///\\/evil.example",
            "evil.example",
        ] {
            assert_eq!(inside(path), "/evil.example", "{path}");
        }
        assert_eq!(inside("/asf/a//b"), "/asf/a//b");
    }

    #[test]
    fn the_language_is_the_first_part_of_the_path() {
        assert_eq!(split("/"), (Lang::Sv, "/"));
        assert_eq!(split("/en"), (Lang::En, "/"));
        assert_eq!(split("/en/asf-listan"), (Lang::En, "/asf-listan"));
        assert_eq!(split("/enkater"), (Lang::Sv, "/enkater"));
    }
}
