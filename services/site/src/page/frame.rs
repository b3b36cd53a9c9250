//! What the frame around every page shows: title, addresses in both
//! languages, and where in the navigation the page stands.

use std::sync::Arc;

use crate::{
    assets,
    page::{lang::Lang, local, once, page_request::PageRequest},
};

/// An entry of the main menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    News,
    ForAsf,
    ForPublicSector,
    ForBusiness,
    List,
    Archive,
    Account,
    /// A page beside the menu.
    Outside,
}

pub(crate) struct Frame {
    pub(crate) lang: Lang,
    pub(crate) title: String,
    pub(crate) description: String,
    /// Search engines may keep the page.
    pub(crate) indexed: bool,
    /// Somebody is logged in.
    pub(crate) logged_in: bool,
    /// That something was done, on the page before.
    pub(crate) flash: Option<String>,
    /// The one-time key of the forms of the page.
    pub(crate) once: String,
    section: Section,
    path: String,
    query: String,
    public_url: Arc<str>,
}

impl Frame {
    pub(crate) fn new(
        request: &PageRequest,
        section: Section,
        title: impl Into<String>,
        description: impl Into<String>,
    ) -> Self {
        Self {
            lang: request.lang,
            title: title.into(),
            description: description.into(),
            indexed: true,
            logged_in: request.visitor.is_some(),
            flash: request.flash.clone(),
            once: once::fresh(request),
            section,
            path: request.path.clone(),
            query: request.query.clone(),
            public_url: request.site.public_url.clone(),
        }
    }

    pub(crate) fn hidden_from_search_engines(mut self) -> Self {
        self.indexed = false;
        self
    }

    /// What links to pages in this language begin with.
    pub(crate) fn root(&self) -> &'static str {
        self.lang.root()
    }

    pub(crate) fn home(&self) -> &'static str {
        home(self.lang)
    }

    /// What links to files of the site begin with.
    pub(crate) fn files(&self) -> &'static str {
        assets::base()
    }

    pub(crate) fn is(&self, section: Section) -> bool {
        self.section == section
    }

    /// The page's one address, for search engines.
    pub(crate) fn canonical(&self) -> String {
        self.absolute(self.lang)
    }

    /// The page's Swedish address, for search engines.
    pub(crate) fn in_swedish(&self) -> String {
        self.absolute(Lang::Sv)
    }

    /// The page's English address, for search engines.
    pub(crate) fn in_english(&self) -> String {
        self.absolute(Lang::En)
    }

    fn absolute(&self, lang: Lang) -> String {
        let path = local::localised(lang, &self.path);
        format!("{}{path}", self.public_url)
    }

    /// This page with its query.
    pub(crate) fn here(&self) -> String {
        self.with_query(self.lang)
    }

    /// [`Frame::here`] as the value of a query parameter.
    pub(crate) fn here_encoded(&self) -> String {
        local::encoded(&self.here())
    }

    /// The same page with the same query in the other language.
    pub(crate) fn switch(&self) -> String {
        self.with_query(self.lang.other())
    }

    /// The other language, in its own words.
    pub(crate) fn other_language(&self) -> String {
        self.lang.other().texts().language_name()
    }

    fn with_query(&self, lang: Lang) -> String {
        local::with_query(lang, &self.path, &self.query)
    }
}

fn home(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "/",
        Lang::En => lang.root(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::request;

    #[test]
    fn switching_the_language_keeps_page_and_query() {
        let frame = |url| Frame::new(&request(url), Section::List, "", "");
        assert_eq!(
            frame("/asf-listan?q=tv%C3%A4tt&county=14").switch(),
            "/en/asf-listan?q=tv%C3%A4tt&county=14"
        );
        assert_eq!(frame("/en/asf/kok-ab").switch(), "/asf/kok-ab");
        assert_eq!(frame("/").switch(), "/en");
        assert_eq!(frame("/en").switch(), "/");
    }

    #[test]
    fn the_canonical_address_has_no_query() {
        let frame = Frame::new(&request("/en/asf-listan?q=x"), Section::List, "", "");
        assert_eq!(frame.canonical(), "https://asf.example/en/asf-listan");
        assert_eq!(frame.in_swedish(), "https://asf.example/asf-listan");
    }
}
