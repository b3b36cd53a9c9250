//! Why an enterprise says no, in words for the person who asked.

use crate::domain::{enterprise::Stage, values::field::Field};

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
    NotComplete(Vec<Field>),
    #[error("the enterprise is on the list already")]
    AlreadyListed,
    #[error("{wanted} is not possible for an enterprise that is {}", .stage.in_words())]
    WrongState { wanted: &'static str, stage: Stage },
    #[error("the enterprise is closed: nothing can be changed any more")]
    Closed,
    #[error("the organisation does not claim this enterprise")]
    NoSuchClaim,
    #[error("the organisation looks after another enterprise already")]
    OrganisationTied,
}

fn names(fields: &[Field]) -> String {
    let names: Vec<_> = fields.iter().map(|field| field.name()).collect();
    let verb = if names.len() == 1 { "is" } else { "are" };
    format!("{} {verb}", names.join(", "))
}
