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
        files(&root.join("src/site"), &mut users);
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
