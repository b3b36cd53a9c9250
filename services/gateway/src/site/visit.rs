//! One request for a page: its language, and its address in both.

use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::{FromRef, FromRequestParts, OriginalUri},
    http::{HeaderMap, Uri, header, request::Parts},
};

use crate::site::{Site, lang::Lang};

pub(crate) struct Visit {
    pub(crate) lang: Lang,
    /// The path without the language: the same in both.
    pub(crate) path: String,
    /// The raw query, without the question mark.
    pub(crate) query: String,
    pub(crate) public_url: Arc<str>,
    /// `If-None-Match`: the entity tags of copies that the browser has.
    pub(crate) known: HeaderMap,
}

impl<S> FromRequestParts<S> for Visit
where
    S: Send + Sync,
    Site: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let uri = match parts.extensions.get::<OriginalUri>() {
            Some(OriginalUri(uri)) => uri,
            None => &parts.uri,
        };
        let tags = parts.headers.get_all(header::IF_NONE_MATCH).iter();
        let known = tags
            .map(|tag| (header::IF_NONE_MATCH, tag.clone()))
            .collect();
        Ok(Self::new(uri, Site::from_ref(state).public_url, known))
    }
}

impl Visit {
    pub(crate) fn new(uri: &Uri, public_url: Arc<str>, known: HeaderMap) -> Self {
        let (lang, path) = split(uri.path());
        Self {
            lang,
            path: path.to_owned(),
            query: uri.query().unwrap_or_default().to_owned(),
            public_url,
            known,
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
