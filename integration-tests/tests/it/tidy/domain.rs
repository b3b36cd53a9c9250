//! Never 1: `domain/`, `kernel` and `swedish` are pure. They use std, serde,
//! time, ids and `kernel`, the last two what they need to read letters and
//! words, and never ask for the time or for a random number.

use super::{
    source::has_word,
    tree::{Breach, File, Tree},
};

/// Roots of paths that pure code may name. `serde_json` is there for the
/// shapes that events are upcast from, and `rust_decimal` for amounts that are
/// exact.
const ALLOWED: &[&str] = &[
    "std",
    "core",
    "serde",
    "serde_json",
    "rust_decimal",
    "time",
    "uuid",
    "thiserror",
    "kernel",
    "crate",
    "super",
    "self",
    "Self",
];
/// Crates that are pure as a whole, and what each may use beside: the kernel
/// folds Swedish letters and hands on the contract's names of refusals, `swedish`
/// takes the endings off words too.
const PURE_CRATES: &[(&str, &[&str])] = &[
    (
        "services/kernel/src/",
        &["unicode_normalization", "icu_properties", "proto"],
    ),
    (
        "services/swedish/src/",
        &["unicode_normalization", "frostem"],
    ),
];

const IMPURE: &[&str] = &[
    "now_utc",
    "now_local",
    "SystemTime",
    "Instant",
    "new_v4",
    "now_v7",
    "now_v1",
    "rand::",
    "thread_rng",
    "RandomState",
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "std::io",
    "async fn",
    "println!",
    "eprintln!",
];

pub(super) fn breaches(tree: &Tree) -> Vec<Breach> {
    let outside: Vec<String> = tree
        .packages
        .iter()
        .flat_map(|it| it.dependencies.clone())
        .collect();
    tree.product()
        .filter(|file| is_pure(file))
        .flat_map(|file| breaches_of(file, &outside))
        .collect()
}

fn is_pure(file: &File) -> bool {
    file.is_in("domain") || pure_crate(file).is_some()
}

fn breaches_of(file: &File, outside: &[String]) -> Vec<Breach> {
    let source = file.source();
    let mut found = Vec::new();
    for (number, line) in source.code.lines().enumerate() {
        let mut say = |why: String| found.push(Breach::at(file, number + 1, why));
        if let Some(root) = use_root(line).filter(|root| !may_use(file, root)) {
            say(format!("pure code uses {root}"));
        }
        for name in outside.iter().map(|it| it.replace('-', "_")) {
            if !may_use(file, &name) && has_word(line, &format!("{name}::")) {
                say(format!("pure code names {name}"));
            }
        }
        for word in IMPURE.iter().filter(|word| has_word(line, word)) {
            say(format!("pure code asks for {word}"));
        }
        if file.is_in("domain") && leaves_domain(line) {
            say("the domain uses another room".to_owned());
        }
    }
    found
}

fn may_use(file: &File, root: &str) -> bool {
    let beside = pure_crate(file).unwrap_or_default();
    ALLOWED.contains(&root) || beside.contains(&root)
}

/// What the file may use beside, where its crate is pure as a whole.
fn pure_crate(file: &File) -> Option<&'static [&'static str]> {
    let mut crates = PURE_CRATES.iter();
    let (_, beside) = crates.find(|(folder, _)| file.path.starts_with(folder))?;
    Some(beside)
}

/// `serde` of `use serde::Serialize;`. Names of the same file's modules and of
/// enums are written with `self::` or `super::` by rustfmt's own habit, so a
/// bare lower-case root is a crate.
fn use_root(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let line = line.strip_prefix("pub ").unwrap_or(line);
    let path = line.strip_prefix("use ")?;
    let root = path
        .trim_start_matches("::")
        .split([':', ';', ' ', '{'])
        .next()?;
    root.starts_with(|c: char| c.is_ascii_lowercase())
        .then_some(root)
}

fn leaves_domain(line: &str) -> bool {
    let inside = |rest: &str| rest.starts_with("domain") || rest.starts_with("{domain");
    line.match_indices("crate::")
        .any(|(at, word)| !inside(&line[at + word.len()..]))
}

#[test]
fn a_domain_of_values_and_rules_is_pure() {
    let tree = Tree::with_files(&[(
        "services/registry/src/domain/enterprise.rs",
        "use std::fmt;\nuse serde::Serialize;\nuse kernel::aggregate::Aggregate;\n\
         use time::OffsetDateTime;\nuse crate::domain::values::Slug;\n// rand::random()\n\
         #[cfg(test)]\nmod tests { use proptest::prelude::*; }\n",
    )]);
    assert_eq!(breaches(&tree), []);
}

#[test]
fn a_domain_with_a_database_a_clock_or_chance_is_found() {
    for fault in [
        "use sqlx::PgPool;",
        "fn a() { tokio::spawn(b()); }",
        "let at = OffsetDateTime::now_utc();",
        "let id = Uuid::new_v4();",
        "let id: u8 = rand::random();",
        "let text = std::fs::read(path);",
        "use crate::store::Store;",
    ] {
        let mut tree = Tree::with_packages(&[("registry", "services/registry", &["tokio"])]);
        tree.files = Tree::with_files(&[("services/registry/src/domain/values.rs", fault)]).files;
        assert_eq!(breaches(&tree).len(), 1, "{fault}: {:?}", breaches(&tree));
    }
    let kernel = Tree::with_files(&[("services/kernel/src/text.rs", "use chassis::clock::Clock;")]);
    assert_eq!(breaches(&kernel).len(), 1);
    let stems = "use frostem::Stemmer;";
    let swedish = Tree::with_files(&[
        ("services/swedish/src/stem.rs", stems),
        ("services/kernel/src/text.rs", stems),
        ("services/swedish/src/words.rs", "use registry::search;"),
    ]);
    assert_eq!(breaches(&swedish).len(), 2);
}
