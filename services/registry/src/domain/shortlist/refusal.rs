//! Why a shortlist says no, in words for the person who asked.

use crate::domain::shortlist::{MOST_ITEMS, MOST_LISTS};

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("there is no such shortlist")]
    NotFound,
    #[error("the shortlist is there already")]
    AlreadyCreated,
    #[error("another shortlist of the organisation has this name")]
    NameTaken,
    #[error(
        "a shortlist has at most {MOST_ITEMS} enterprises; take one off first, or make another"
    )]
    Full,
    #[error("an organisation has at most {MOST_LISTS} shortlists; delete one first")]
    TooMany,
    #[error("the enterprise is not on the list")]
    NotListed,
}
