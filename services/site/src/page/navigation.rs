//! The sections of one's account, for the navigation beside them.

use super::{lang::Lang, page_request::PageRequest};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AccountSection {
    /// Nobody is logged in yet.
    Outside,
    Overview,
    Details,
    Security,
    Mail,
    Data,
    Organisations,
    Enterprise,
    Benefit,
    Shortlists,
    Webhooks,
}

/// A link of the navigation.
pub(crate) struct NavLink {
    pub(crate) href: String,
    pub(crate) label: String,
    pub(crate) here: bool,
}

/// Where a page stands in the navigation beside it.
pub(crate) trait Navigation {
    fn links(self, request: &PageRequest) -> Vec<NavLink>;
}

impl Navigation for AccountSection {
    fn links(self, request: &PageRequest) -> Vec<NavLink> {
        self.nav(request.lang)
    }
}

/// Links that were made elsewhere.
impl Navigation for Vec<NavLink> {
    fn links(self, _: &PageRequest) -> Vec<NavLink> {
        self
    }
}

impl AccountSection {
    /// The links to all sections; none before one is logged in.
    pub(crate) fn nav(self, lang: Lang) -> Vec<NavLink> {
        let t = lang.texts();
        let link = |section: Self, path: &str, label: String| NavLink {
            href: format!("{}{path}", lang.root()),
            label,
            here: self == section,
        };
        match self {
            Self::Outside => Vec::new(),
            Self::Overview
            | Self::Details
            | Self::Security
            | Self::Mail
            | Self::Data
            | Self::Organisations
            | Self::Enterprise
            | Self::Benefit
            | Self::Shortlists
            | Self::Webhooks => vec![
                link(Self::Overview, "/konto", t.account_overview()),
                link(
                    Self::Organisations,
                    "/konto/organisationer",
                    t.org_mine_title(),
                ),
                link(Self::Enterprise, "/konto/foretag", t.own_title()),
                link(
                    Self::Benefit,
                    "/konto/foretag/samhallsnytta",
                    t.benefit_own_title(),
                ),
                link(Self::Shortlists, "/konto/listor", t.lists_title()),
                link(Self::Webhooks, "/konto/webhooks", t.hooks_title()),
                link(Self::Details, "/konto/uppgifter", t.account_details()),
                link(Self::Security, "/konto/sakerhet", t.account_security()),
                link(Self::Mail, "/konto/aviseringar", t.account_mail()),
                link(Self::Data, "/konto/data", t.account_data()),
            ],
        }
    }
}
