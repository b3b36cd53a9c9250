//! The texts of `locales/`: one typed function for each, made by the build
//! script.

#![expect(
    dead_code,
    unreachable_pub,
    clippy::derivable_impls,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "generated code; the build has checked what it unwraps"
)]

use std::sync::LazyLock;

use crate::domain::values::Language;

include!(concat!(env!("OUT_DIR"), "/l10n.rs"));

static SWEDISH: LazyLock<L10nLanguage> = LazyLock::new(|| L10n::Sv.load());
static ENGLISH: LazyLock<L10nLanguage> = LazyLock::new(|| L10n::En.load());

/// The texts in a language.
pub(super) fn of(language: Language) -> &'static L10nLanguage {
    match language {
        Language::Sv => &SWEDISH,
        Language::En => &ENGLISH,
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    fn files(folder: &Path, found: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files(&path, found);
            } else {
                found.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }

    #[test]
    fn every_text_is_used_somewhere() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let (mut users, mut texts) = (String::new(), String::new());
        files(&root.join("src/mail"), &mut users);
        files(&root.join("templates"), &mut users);
        files(&root.join("locales/sv"), &mut texts);
        let unused: BTreeSet<&str> = texts
            .lines()
            .filter(|line| line.starts_with(|letter: char| letter.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" ="))
            .map(|(key, _)| key)
            .filter(|key| !users.contains(&format!(".{}(", key.replace('-', "_"))))
            .collect();
        assert_eq!(unused, BTreeSet::new());
    }
}
