//! The page texts of `locales/`: one typed function for each, made by the
//! build script.

#![expect(
    dead_code,
    unreachable_pub,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    clippy::derivable_impls,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "generated code; the build has checked what it unwraps"
)]

include!(concat!(env!("OUT_DIR"), "/l10n.rs"));

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, path::Path};

    #[test]
    fn every_text_is_used_somewhere() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let unused = texts::unused(root, "src").unwrap();
        assert_eq!(unused, BTreeSet::new());
    }
}
