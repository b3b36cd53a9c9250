//! Reasons of refusals: each is sent by somebody and answered by the pages, and
//! nobody writes one as a text. That the documents have each one is tested
//! beside them, and that a sentence is there in both languages when the texts
//! are built.

use std::collections::BTreeSet;

use proto::{DESCRIPTORS, asf::errors::v1::ErrorReason};

use super::tree::{Breach, File, Tree};

const CONTRACT: &str = "proto/asf/errors/v1/error_reason.proto";
/// The pages show reasons and send none.
const PAGES: &str = "services/site/";
/// Where a reason becomes a sentence for a person.
const SENTENCES: &str = "services/site/src/page/faults/sentence.rs";
/// Vocabularies of their own that have some of the same words: why a claim was
/// rejected, and why a webhook's delivery failed.
const OTHER_WORDS: &[&str] = &[
    "services/registry/src/domain/enterprise/claim.rs",
    "services/identity/src/mail/words/enterprise.rs",
    "services/registry/src/webhooks/attempt.rs",
    "services/site/src/organisation/words.rs",
    "services/site/src/webhook/words.rs",
];

/// Each reason is named where refusals are made.
pub(super) fn sent(tree: &Tree) -> Vec<Breach> {
    let files = services(tree).filter(|file| !file.path.starts_with(PAGES));
    let named: BTreeSet<String> = files.flat_map(named).collect();
    let lost = reasons().filter(|reason| !named.contains(&format!("{reason:?}")));
    lost.map(|reason| Breach::of(CONTRACT, format!("nobody sends {}", reason.as_str_name())))
        .collect()
}

/// Each reason has its arm where a person is told of it. The compiler asks for
/// it, as long as no arm takes the rest.
pub(super) fn told(tree: &Tree) -> Vec<Breach> {
    let Some(file) = tree.product().find(|file| file.path == SENTENCES) else {
        return vec![Breach::of(SENTENCES, "the sentences are not there")];
    };
    let lines = file.source().lines_with("_ =>").into_iter();
    let rest = lines.map(|line| Breach::at(file, line, "a new reason would have no sentence"));
    let named: BTreeSet<String> = named(file).into_iter().collect();
    let lost = reasons().filter(|reason| !named.contains(&format!("{reason:?}")));
    let lost = lost.map(|reason| {
        let why = format!("{} has no sentence", reason.as_str_name());
        Breach::of(SENTENCES, why)
    });
    rest.chain(lost).collect()
}

/// A reason that is written as a text is none that the compiler knows.
pub(super) fn texts(tree: &Tree) -> Vec<Breach> {
    let names: BTreeSet<String> = reasons()
        .map(|reason| format!("\"{}\"", reason.as_str_name()))
        .collect();
    let files = services(tree).filter(|file| !OTHER_WORDS.contains(&file.path.as_str()));
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

fn services(tree: &Tree) -> impl Iterator<Item = &File> {
    let files = tree.product();
    files.filter(|file| file.path.starts_with("services/"))
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
    let page = "services/site/src/page/faults.rs";
    assert!(sent(&house(page, ErrorReason::Unspecified)).len() > 100);
}

#[test]
fn a_reason_without_a_sentence_is_found() {
    assert_eq!(told(&house(SENTENCES, ErrorReason::Unspecified)), []);
    let found = told(&house(SENTENCES, ErrorReason::Closed));
    assert_eq!(found, [Breach::of(SENTENCES, "CLOSED has no sentence")]);
    let mut tree = house(SENTENCES, ErrorReason::Unspecified);
    tree.files[0].text += "fn c() { match d { _ => None } }\n";
    assert_eq!(told(&tree).len(), 1);
    assert_eq!(told(&Tree::default()).len(), 1);
}

#[test]
fn a_reason_that_is_written_as_a_text_is_found() {
    let text = "fn a() { refusal(\"CLOSED\"); b(\"OPEN\"); } // \"NOT_FOUND\"";
    let tree = Tree::with_files(&[("services/registry/src/grpc/refusal.rs", text)]);
    assert_eq!(texts(&tree).len(), 1);
}
