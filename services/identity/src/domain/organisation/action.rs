//! What staff can decide of an organisation as it stands.

use crate::domain::organisation::Belief;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    Verify,
    Refuse,
    Close,
}

impl Action {
    pub(crate) const ALL: [Self; 3] = [Self::Verify, Self::Refuse, Self::Close];
}

impl Belief {
    /// Whether the decision is open: what was decided already is not offered
    /// again, and of a closed one nothing is decided.
    pub(crate) fn allows(&self, action: Action) -> bool {
        match (self, action) {
            (Self::Closed, _)
            | (Self::Verified(_), Action::Verify)
            | (Self::Refused(_), Action::Refuse) => false,
            (Self::Unverified | Self::Verified(_) | Self::Refused(_), _) => true,
        }
    }
}
