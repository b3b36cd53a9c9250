//! The rooms of one's account, for the navigation beside them.

use crate::site::lang::Lang;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Room {
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
pub(crate) struct Door {
    pub(crate) href: String,
    pub(crate) label: String,
    pub(crate) here: bool,
}

impl Room {
    /// The links to all rooms; none before one is logged in.
    pub(crate) fn doors(self, lang: Lang) -> Vec<Door> {
        let t = lang.texts();
        let door = |room: Self, path: &str, label: String| Door {
            href: format!("{}{path}", lang.root()),
            label,
            here: self == room,
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
                door(Self::Overview, "/konto", t.account_overview()),
                door(
                    Self::Organisations,
                    "/konto/organisationer",
                    t.org_mine_title(),
                ),
                door(Self::Enterprise, "/konto/foretag", t.own_title()),
                door(
                    Self::Benefit,
                    "/konto/foretag/samhallsnytta",
                    t.benefit_own_title(),
                ),
                door(Self::Shortlists, "/konto/listor", t.lists_title()),
                door(Self::Webhooks, "/konto/webhooks", t.hooks_title()),
                door(Self::Details, "/konto/uppgifter", t.account_details()),
                door(Self::Security, "/konto/sakerhet", t.account_security()),
                door(Self::Mail, "/konto/aviseringar", t.account_mail()),
                door(Self::Data, "/konto/data", t.account_data()),
            ],
        }
    }
}
