//! Pages repeat no rule of a domain: what can be done in a state, the services
//! answer (`allowed_actions`), so that no page has to name a state.

use std::sync::LazyLock;

use regex::Regex;

use super::tree::{Breach, File, Tree};

/// The crates that show what services answer.
const SHOWING: &[&str] = &["gateway", "site"];
/// Files that name states, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    (
        "services/site/src/organisation/states.rs",
        "it puts states into words",
    ),
    (
        "services/site/src/staff/enterprises.rs",
        "it asks for those in a state",
    ),
    (
        "services/site/src/staff/organisations.rs",
        "it asks for those in a state",
    ),
    (
        "services/site/src/staff/overview.rs",
        "it asks for those in a state",
    ),
];

/// A state of an enterprise or an organisation by its name; other states, such
/// as `DeliveryState`, are others' to show.
static STATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\b(State|Stage|OrganisationState)::(Draft|Submitted|Returned|Rejected|Listed|Unlisted|Closed|Unverified|Verified|Refused)\b",
    )
    .expect("the pattern is one")
});
/// Another name, under which a state would not be seen.
static ALIAS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(Organisation)?State as \w+|\b(Organisation)?State::\*")
        .expect("the pattern is one")
});

pub(super) fn breaches(tree: &Tree) -> Vec<Breach> {
    let shown = tree.product().filter(|file| {
        let room = file.room();
        room.is_some_and(|(service, _)| SHOWING.contains(&service))
    });
    shown
        .filter(|file| !EXCEPTIONS.iter().any(|(path, _)| file.path == *path))
        .flat_map(named)
        .collect()
}

fn named(file: &File) -> Vec<Breach> {
    let source = file.source();
    let lines = source.code.lines().enumerate();
    let lines = lines.filter(|(_, line)| STATE.is_match(line) || ALIAS.is_match(line));
    lines
        .map(|(number, _)| {
            let why = "a page goes by `allowed_actions`, not by a state; words for states are in \
                       organisation/states.rs";
            Breach::at(file, number + 1, why)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        breaches(&Tree::with_files(&[(path, text)])).len()
    }

    const PAGE: &str = "services/site/src/staff/enterprise.rs";

    #[test]
    fn a_page_that_decides_by_a_state_is_found() {
        for text in [
            "fn may(it: &Enterprise) -> bool { it.state() == State::Listed }",
            "match of.state() { OrganisationState::Closed => sheet, _ => more }",
            "use proto::asf::registry::v1::{Enterprise, State as Where};",
            "use proto::asf::registry::v1::State::*;",
        ] {
            assert_eq!(found(PAGE, text), 1, "{text}");
        }
    }

    #[test]
    fn words_for_states_and_other_states_stay() {
        let words = "match state { State::Listed => t.own_state_listed() }";
        assert_eq!(found("services/site/src/organisation/states.rs", words), 0);
        assert_eq!(
            found("services/registry/src/domain/enterprise.rs", words),
            0
        );
        for text in [
            "async fn get(State(site): State<Site>) {}",
            "match delivery.state() { DeliveryState::Delivered => t.hooks_sent() }",
            "states::of_enterprise(lang, enterprise.state())",
        ] {
            assert_eq!(found(PAGE, text), 0, "{text}");
        }
    }
}
