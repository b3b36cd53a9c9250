//! A row as it is written and read.

use serde::{Deserialize, Serialize};

use crate::domain::{
    enterprise::{Known, Stage},
    values::{certification::Certification, difference::Difference, profile::Profile, slug::Slug},
};

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Listed,
    Changed,
    Unlisted,
    Closed,
    Certified,
    CertificationLapsed,
    MembershipBegan,
    MembershipEnded,
    BenefitReported,
    BenefitWithdrawn,
    CapacityConfirmed,
}

impl Kind {
    /// As it is stored.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::Changed => "changed",
            Self::Unlisted => "unlisted",
            Self::Closed => "closed",
            Self::Certified => "certified",
            Self::CertificationLapsed => "certification_lapsed",
            Self::MembershipBegan => "membership_began",
            Self::MembershipEnded => "membership_ended",
            Self::BenefitReported => "benefit_reported",
            Self::BenefitWithdrawn => "benefit_withdrawn",
            Self::CapacityConfirmed => "capacity_confirmed",
        }
    }
}

/// A field with what it said and what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FieldChange {
    pub(crate) field: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) before: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) after: String,
}

impl From<Difference> for FieldChange {
    fn from(difference: Difference) -> Self {
        Self {
            field: difference.field,
            before: difference.before,
            after: difference.after,
        }
    }
}

/// What the list shows of an enterprise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Shown {
    pub(super) slug: Slug,
    pub(super) profile: Profile,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) certification: Option<Certification>,
    #[serde(default)]
    pub(super) member: bool,
}

impl Shown {
    /// Nothing for one that is not on the list.
    pub(super) fn of(known: &Known) -> Option<Self> {
        (known.stage == Stage::Listed).then(|| Self {
            slug: known.slug.clone(),
            profile: known.profile.clone(),
            certification: known.certification,
            member: known.member,
        })
    }
}
