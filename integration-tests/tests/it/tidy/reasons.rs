//! Reasons of refusals: each is sent by somebody, and nobody writes one as a
//! text. That the documents have each one is tested beside them.

use std::collections::BTreeSet;

use proto::{DESCRIPTORS, asf::errors::v1::ErrorReason};

use super::tree::{Breach, File, Tree};

const CONTRACT: &str = "proto/asf/errors/v1/error_reason.proto";
/// Folders of pages, which show reasons and send none.
const PAGES: &[&str] = &["services/site/"];
/// Vocabularies of their own that have some of the same words: why a claim was
/// rejected, and why a webhook's delivery failed.
const OTHER_WORDS: &[&str] = &[
    "services/registry/src/domain/enterprise/claim.rs",
    "services/identity/src/mail/words/enterprise.rs",
    "services/registry/src/webhooks/attempt.rs",
];

/// Each reason is named where refusals are made.
pub(super) fn sent(tree: &Tree) -> Vec<Breach> {
    let files = tree.product().filter(|file| makes_refusals(file));
    let named: BTreeSet<String> = files.flat_map(named).collect();
    let lost = reasons().filter(|reason| !named.contains(&format!("{reason:?}")));
    lost.map(|reason| Breach::of(CONTRACT, format!("nobody sends {}", reason.as_str_name())))
        .collect()
}

/// A reason that is written as a text is none that the compiler knows.
pub(super) fn texts(tree: &Tree) -> Vec<Breach> {
    let names: BTreeSet<String> = reasons()
        .map(|reason| format!("\"{}\"", reason.as_str_name()))
        .collect();
    let files = tree.product().filter(|file| makes_refusals(file));
    let files = files.filter(|file| !OTHER_WORDS.contains(&file.path.as_str()));
    files
        .flat_map(|file| {
            let literals = file.source().literals.into_iter();
            let found = literals.filter(|it| names.contains(&it.text));
            let breach = |it: super::source::Literal| {
                Breach::at(file, it.line, format!("{} is written as a text", it.text))
            };
            found.map(breach).collect::<Vec<_>>()
        })
        .collect()
}

fn makes_refusals(file: &File) -> bool {
    file.path.starts_with("services/") && !PAGES.iter().any(|page| file.path.starts_with(page))
}

/// `NotFound` of each `ErrorReason::NotFound`.
fn named(file: &File) -> Vec<String> {
    let code = file.source().code;
    let parts = code.split("ErrorReason::").skip(1);
    parts
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric()).collect())
        .collect()
}

/// All but the zero value.
fn reasons() -> impl Iterator<Item = ErrorReason> {
    let reasons = DESCRIPTORS
        .get_enum_by_name("asf.errors.v1.ErrorReason")
        .expect("the reasons are in the contract");
    let numbers: Vec<i32> = reasons.values().map(|it| it.number()).collect();
    let numbers = numbers.into_iter().filter(|number| *number != 0);
    numbers.filter_map(|number| ErrorReason::try_from(number).ok())
}

fn house(path: &str, without: ErrorReason) -> Tree {
    let text = reasons()
        .filter(|it| *it != without)
        .fold(String::from("// ErrorReason::Closed\n"), |text, reason| {
            text + &format!("fn a() {{ b(ErrorReason::{reason:?}); }}\n")
        });
    Tree::with_files(&[(path, &text)])
}

#[test]
fn a_reason_that_nobody_sends_is_found() {
    let path = "services/registry/src/grpc/refusal.rs";
    assert_eq!(sent(&house(path, ErrorReason::Unspecified)), []);
    let found = sent(&house(path, ErrorReason::Closed));
    assert_eq!(found, [Breach::of(CONTRACT, "nobody sends CLOSED")]);
    let page = "services/site/src/faults.rs";
    assert!(sent(&house(page, ErrorReason::Unspecified)).len() > 100);
}

#[test]
fn a_reason_that_is_written_as_a_text_is_found() {
    let text = "fn a() { refusal(\"CLOSED\"); b(\"OPEN\"); } // \"NOT_FOUND\"";
    let tree = Tree::with_files(&[("services/registry/src/grpc/refusal.rs", text)]);
    assert_eq!(texts(&tree).len(), 1);
}
