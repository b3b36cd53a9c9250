//! The rules of the house, checked over the packages and the files. Each rule
//! is a pure function of a [`tree::Tree`], and its own tests show that it
//! finds the fault it is there for.

#![expect(
    clippy::expect_used,
    reason = "a tree that cannot be read is a test that has failed"
)]

mod contracts;
mod dependencies;
mod domain;
mod events;
mod files;
mod limits;
mod pages;
mod personal;
mod reasons;
mod source;
mod sql;
mod tree;
mod words;

use std::{fmt::Write, sync::LazyLock};

use tree::{Breach, Tree};

static HOUSE: LazyLock<Tree> = LazyLock::new(Tree::load);

fn holds(rule: fn(&Tree) -> Vec<Breach>) {
    let breaches = rule(&HOUSE);
    let list = breaches.iter().fold(String::new(), |mut list, breach| {
        let _ = writeln!(list, "{}: {}", breach.place, breach.why);
        list
    });
    assert!(breaches.is_empty(), "{} places:\n{list}", breaches.len());
}

#[test]
fn the_rules_look_at_the_whole_house() {
    for package in [
        "proto",
        "kernel",
        "swedish",
        "eventlog",
        "chassis",
        "host",
        "registry",
        "identity",
        "gateway",
        "site",
        "web",
        "all-in-one",
    ] {
        let folder = HOUSE.packages.iter().find(|it| it.name == package);
        let folder = &folder.expect("the package is in the workspace").folder;
        let prefix = format!("{folder}/src/");
        assert!(
            HOUSE.product().any(|it| it.path.starts_with(&prefix)),
            "{package}"
        );
    }
    let has_fields = |event: &tree::EventMessage| !event.fields.is_empty();
    assert!(!HOUSE.events.is_empty() && HOUSE.events.iter().all(has_fields));
    assert!(sql::statements(&HOUSE) > 30, "{}", sql::statements(&HOUSE));
    for room in ["domain", "publish", "projection", "store", "grpc"] {
        assert!(HOUSE.product().any(|it| it.is_in(room)), "{room}");
    }
}

#[test]
fn never_1_domains_are_pure() {
    holds(domain::breaches);
}

#[test]
fn never_2_services_do_not_depend_on_each_other() {
    holds(dependencies::between_services);
}

#[test]
fn never_3_the_ground_floor_knows_no_room() {
    holds(dependencies::ground_floor);
}

#[test]
fn never_4_sql_stays_in_its_rooms() {
    holds(sql::breaches);
}

#[test]
fn never_5_proto_types_stay_in_their_rooms() {
    holds(contracts::proto_rooms);
}

#[test]
fn never_5_stored_events_are_not_published_as_they_are() {
    holds(contracts::published);
}

#[test]
fn never_6_projections_call_no_network() {
    holds(contracts::network);
}

#[test]
fn never_7_nothing_stands_on_the_all_in_one() {
    holds(dependencies::roof);
}

#[test]
fn never_8_personal_data_is_in_no_event_and_no_log() {
    holds(personal::breaches);
}

#[test]
fn never_9_pages_repeat_no_rule_of_a_domain() {
    holds(pages::breaches);
}

#[test]
fn statements_have_a_time_limit() {
    holds(limits::breaches);
}

#[test]
fn files_are_small() {
    holds(files::sizes);
}

#[test]
fn files_have_the_shape_of_the_house() {
    holds(files::shapes);
}

#[test]
fn manifests_take_lints_and_versions_from_the_root() {
    holds(files::manifests);
}

#[test]
fn each_service_has_its_readme() {
    holds(files::readmes);
}

#[test]
fn each_reason_of_refusal_is_sent() {
    holds(reasons::sent);
}

#[test]
fn each_reason_of_refusal_has_its_sentence() {
    holds(reasons::told);
}

#[test]
fn reasons_of_refusal_are_no_loose_texts() {
    holds(reasons::texts);
}

#[test]
fn no_file_has_a_forbidden_word() {
    holds(words::breaches);
}
