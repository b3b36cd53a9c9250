//! Why a value is none.

use kernel::{
    fault::{BrokenRule, ErrorReason},
    terms::UnknownTerm,
};

/// The rule that a value breaks, in words for the person who typed it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ValueError {
    #[error("this must not be empty")]
    Empty,
    #[error("at most {most} characters are allowed; these are {actual}")]
    TooLong { most: usize, actual: usize },
    #[error("control characters are not allowed, nor characters that cannot be seen")]
    HiddenCharacter,
    #[error(
        "a web address starts with http:// or https:// and has a host, such as https://www.example.com"
    )]
    NotAWebsite,
    #[error("an e-mail address looks like info@example.com")]
    NotAnEmail,
    #[error("a telephone number has 5 to 20 digits, and beside them only spaces, + and -")]
    NotAPhone,
    #[error("this list belongs to another reach: {0}")]
    DoesNotFitReach(&'static str),
    #[error(transparent)]
    Term(#[from] UnknownTerm),
}

impl BrokenRule for ValueError {
    fn rule(&self) -> ErrorReason {
        match self {
            Self::Empty => ErrorReason::Required,
            Self::TooLong { .. } => ErrorReason::TooLong,
            Self::HiddenCharacter => ErrorReason::ControlCharacter,
            Self::NotAWebsite => ErrorReason::NotAWebsite,
            Self::NotAnEmail => ErrorReason::NotAnEmail,
            Self::NotAPhone => ErrorReason::NotAPhone,
            Self::DoesNotFitReach(_) => ErrorReason::DoesNotFitReach,
            Self::Term(unknown) => unknown.rule(),
        }
    }
}
