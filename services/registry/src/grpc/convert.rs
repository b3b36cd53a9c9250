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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_is_its_own_on_the_wire() {
        for number in 0..=7 {
            let there = State::try_from(number).unwrap();
            assert_eq!(stage(there).map(state), (number > 0).then_some(there));
        }
    }
}
