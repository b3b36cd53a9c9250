//! What accounts and organisations are made of, as values that cannot be
//! wrong: parsed once, at the edge, and trusted after. What lies in the log
//! was parsed when it came in, so reading it checks nothing again.

pub(crate) mod mail_domain;
pub(crate) mod period;
pub(crate) mod text;

use kernel::place::CountyCode;
use serde::{Deserialize, Serialize};

/// The language that a person reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Language {
    #[default]
    Sv,
    En,
}

/// What a person wants to be told by mail; what concerns the account itself is
/// always told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MailPreferences {
    /// Requests, invitations and roles in the person's organisations.
    pub(crate) organisation: bool,
    /// What happens to the enterprise on the list.
    pub(crate) enterprise: bool,
    pub(crate) marketplace: bool,
    pub(crate) news: bool,
    /// Nothing in the evening, at night and at week-ends.
    pub(crate) quiet_hours: bool,
}

impl Default for MailPreferences {
    /// News are asked for, not forced on anybody.
    fn default() -> Self {
        Self {
            organisation: true,
            enterprise: true,
            marketplace: true,
            news: false,
            quiet_hours: true,
        }
    }
}

/// What a member may do for the organisation; each role holds those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MemberRole {
    /// Reads what the organisation may read.
    Viewer,
    /// Also acts for it.
    Editor,
    /// Also decides for it.
    Owner,
}

/// What an organisation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OrganisationKind {
    Asf,
    PublicBody,
    Company,
    Skoopi,
}

/// How an organisation was verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum VerifiedBy {
    /// A proven address of its owner has the organisation's domain.
    Domain,
    Staff,
}

/// A role that staff give to a person, beside those of organisations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "snake_case")]
pub(crate) enum PlatformRole {
    /// Works for Skoopi.
    Staff,
    /// Leads the process of becoming an ASF in one county.
    ProcessLeader { county: CountyCode },
}

impl Language {
    /// As it is stored.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::En => "en",
        }
    }
}

impl MemberRole {
    /// As it is stored.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Editor => "editor",
            Self::Owner => "owner",
        }
    }
}

impl VerifiedBy {
    /// As it is stored.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Domain => "domain",
            Self::Staff => "staff",
        }
    }
}

impl OrganisationKind {
    /// As it is stored.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Asf => "asf",
            Self::PublicBody => "public_body",
            Self::Company => "company",
            Self::Skoopi => "skoopi",
        }
    }
}
