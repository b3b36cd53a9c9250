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
    use std::{collections::BTreeSet, path::Path};

    #[test]
    fn every_text_is_used_somewhere() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let unused = texts::unused(root, "src/mail").unwrap();
        assert_eq!(unused, BTreeSet::new());
    }
}
