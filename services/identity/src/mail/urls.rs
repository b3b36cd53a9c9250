//! The pages that mails lead to.

use uuid::Uuid;

use crate::domain::values::Language;

/// The site in one language.
pub(super) struct Urls<'a> {
    public_url: &'a str,
    root: &'static str,
}

impl<'a> Urls<'a> {
    /// `public_url` is where people find the site.
    pub(super) fn new(public_url: &'a str, language: Language) -> Self {
        Self {
            public_url: public_url.trim_end_matches('/'),
            root: match language {
                Language::Sv => "",
                Language::En => "/en",
            },
        }
    }

    /// A page with a button: opening it changes nothing, since scanners of
    /// mail open links too.
    pub(super) fn one_time(&self, kind: &str, token: &str) -> String {
        self.page(&format!("/konto/lank/{kind}/{token}"))
    }

    pub(super) fn log_in(&self) -> String {
        self.page("/konto/logga-in")
    }

    pub(super) fn account(&self) -> String {
        self.page("/konto")
    }

    pub(super) fn security(&self) -> String {
        self.page("/konto/sakerhet")
    }

    /// Where a person chooses what is told.
    pub(super) fn preferences(&self) -> String {
        self.page("/konto/aviseringar")
    }

    pub(super) fn organisations(&self) -> String {
        self.page("/konto/organisationer")
    }

    pub(super) fn organisation(&self, id: Uuid) -> String {
        self.page(&format!("/konto/organisationer/{id}"))
    }

    /// The enterprise of the organisation that the reader acts for.
    pub(super) fn own_enterprise(&self) -> String {
        self.page("/konto/foretag")
    }

    /// Where its capacity is confirmed: a page with a button.
    pub(super) fn capacity(&self) -> String {
        self.page("/konto/foretag/kapacitet")
    }

    /// The addresses that events of the list are sent to.
    pub(super) fn webhooks(&self) -> String {
        self.page("/konto/webhooks")
    }

    pub(super) fn enterprise(&self, slug: &str) -> String {
        self.page(&format!("/asf/{slug}"))
    }

    fn page(&self, path: &str) -> String {
        format!("{}{}{path}", self.public_url, self.root)
    }
}
