//! Why an enterprise says no, in words for the person who asked.

use time::Date;

use crate::domain::{
    enterprise::Stage,
    values::{criteria::Criterion, field::Field},
};

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("there is no such enterprise")]
    NotFound,
    #[error("the enterprise is registered already")]
    AlreadyRegistered,
    #[error("another enterprise has this registration number")]
    OrgNumberTaken,
    /// Never shown: the store tries the next slug.
    #[error("another enterprise has this address")]
    SlugTaken,
    #[error("the profile is not complete: {} missing", names(.0))]
    NotComplete(Vec<Missing>),
    #[error("the enterprise is on the list already")]
    AlreadyListed,
    #[error("{wanted} is not possible for an enterprise that is {}", .stage.in_words())]
    WrongState { wanted: &'static str, stage: Stage },
    #[error("the enterprise is closed: nothing can be changed any more")]
    Closed,
    #[error("no changes of this enterprise wait for review")]
    NoChanges,
    #[error("the enterprise is not certified")]
    NotCertified,
    #[error("the enterprise is certified already; this can be renewed from {from}")]
    NotRenewable { from: Date },
    #[error("no activity of this enterprise states its capacity")]
    NoCapacity,
    #[error("there is no report of {year}")]
    NoSuchReport { year: u16 },
    #[error("the organisation does not claim this enterprise")]
    NoSuchClaim,
    #[error("the organisation looks after another enterprise already")]
    OrganisationTied,
}

/// Something without which an enterprise is not listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    Field(Field),
    /// How it meets a criterion.
    Ground(Criterion),
}

impl Missing {
    /// How much a listing needs that a draft may lack; a name it always has.
    pub(crate) fn most(by_owner: bool) -> usize {
        let fields = Field::ALL.into_iter();
        let fields = fields.filter(|it| *it != Field::Name && it.needed_because().is_some());
        let criteria = if by_owner { Criterion::ALL.len() } else { 0 };
        fields.count() + criteria
    }

    /// Why a listing needs it.
    pub(crate) fn needed_because(self) -> &'static str {
        match self {
            Self::Field(field) => field.needed_because().unwrap_or_default(),
            Self::Ground(_) => "an ASF says how it meets each of the four criteria",
        }
    }

    /// As a path beside the profile's fields.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Field(field) => field.name().to_owned(),
            Self::Ground(criterion) => criterion.path(),
        }
    }
}

fn names(missing: &[Missing]) -> String {
    let names: Vec<_> = missing.iter().map(|it| it.name()).collect();
    let verb = if names.len() == 1 { "is" } else { "are" };
    format!("{} {verb}", names.join(", "))
}
