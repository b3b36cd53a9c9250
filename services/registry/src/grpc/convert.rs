//! Between the wire and the rest of the service: `profile` in, `enterprise`
//! out.

mod action;
pub(super) mod change;
pub(super) mod enterprise;
pub(super) mod profile;
pub(super) mod review;

use proto::asf::registry::v1::State;

use crate::domain::enterprise::Stage;

pub(super) fn state(stage: Stage) -> State {
    match stage {
        Stage::Draft => State::Draft,
        Stage::Submitted => State::Submitted,
        Stage::Returned => State::Returned,
        Stage::Rejected => State::Rejected,
        Stage::Listed => State::Listed,
        Stage::Unlisted => State::Unlisted,
        Stage::Closed => State::Closed,
    }
}

/// Nothing for no state.
pub(super) fn stage(state: State) -> Option<Stage> {
    match state {
        State::Unspecified => None,
        State::Draft => Some(Stage::Draft),
        State::Submitted => Some(Stage::Submitted),
        State::Returned => Some(Stage::Returned),
        State::Listed => Some(Stage::Listed),
        State::Unlisted => Some(Stage::Unlisted),
        State::Closed => Some(Stage::Closed),
        State::Rejected => Some(Stage::Rejected),
    }
}

/// The entity tag of a version.
pub(super) fn etag(version: u64) -> String {
    format!("\"{version}\"")
}

/// The version that an entity tag names.
pub(super) enum Expected {
    /// The caller does not say: whatever stands there.
    Any,
    Version(u64),
    /// No version has such a tag.
    None,
}

/// Reads what a caller gave as entity tag; `*` is any, as in `If-Match`.
pub(super) fn expected(etag: &str) -> Expected {
    match etag.trim() {
        "" | "*" => Expected::Any,
        tag => {
            let version = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
            match version.and_then(|digits| digits.parse().ok()) {
                Some(version) => Expected::Version(version),
                None => Expected::None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entity_tag_leads_back_to_its_version() {
        assert!(matches!(expected(&etag(7)), Expected::Version(7)));
        for any in ["", " ", "*"] {
            assert!(matches!(expected(any), Expected::Any), "{any:?}");
        }
        for none in ["7", "W/\"7\"", "\"seven\"", "\"\""] {
            assert!(matches!(expected(none), Expected::None), "{none:?}");
        }
    }

    #[test]
    fn each_state_is_its_own_on_the_wire() {
        for number in 0..=7 {
            let there = State::try_from(number).unwrap();
            assert_eq!(stage(there).map(state), (number > 0).then_some(there));
        }
    }
}
