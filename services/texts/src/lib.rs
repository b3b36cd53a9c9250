//! The texts of a crate in all languages: its build script makes one typed
//! function for each, and its tests find the ones that nobody uses.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs, io,
    path::Path,
};

use fluent_typed::{
    BuildOptions, FtlOutputOptions, LintLevel, try_build_from_locales_folder as build_from_locales,
};

const LANGUAGES: [&str; 2] = ["sv", "en"];

/// Makes `l10n.rs` in `OUT_DIR` out of `locales/`. For a build script.
///
/// # Errors
/// A language lacks a text that another one has, or a text is malformed.
#[expect(
    clippy::print_stdout,
    reason = "cargo reads what a build script prints"
)]
pub fn build() -> Result<(), Box<dyn Error>> {
    // Templates are read by a macro, which cargo cannot see.
    println!("cargo::rerun-if-changed=templates");
    require_every_text_in_every_language()?;
    let out = std::env::var("OUT_DIR")?;
    let options = BuildOptions::default()
        .with_default_language(LANGUAGES[0])
        .with_output_file_path(&format!("{out}/l10n.rs"))
        .with_ftl_output(FtlOutputOptions::single_file(&format!("{out}/texts.ftl")))
        .with_lint_level(LintLevel::Strict)
        .with_prefix("")
        // Both languages run from left to right, and names go into titles,
        // attributes, subjects and addresses, where the marks would be copied
        // along.
        .without_bidi_isolation()
        .without_format();
    Ok(build_from_locales(options)?)
}

/// The texts of a crate that neither a source file nor a template calls;
/// `root` is the crate's folder, `source` the folder below it that uses them.
///
/// # Errors
/// A file cannot be read.
pub fn unused(root: &Path, source: &str) -> io::Result<BTreeSet<String>> {
    let mut users = String::new();
    for folder in [source, "templates"] {
        read_below(&root.join(folder), &mut users)?;
    }
    let mut keys = keys(&root.join("locales").join(LANGUAGES[0]))?;
    let calls = users.split('.').filter_map(|part| part.split_once('('));
    // A text of a table is handed on by its name, and called elsewhere.
    let handed = users.split("L10nLanguage::").skip(1);
    let handed = handed.filter_map(|part| part.split(|it: char| !is_part_of_name(it)).next());
    let called: BTreeSet<&str> = calls.map(|(name, _)| name).chain(handed).collect();
    keys.retain(|key| !called.contains(key.replace('-', "_").as_str()));
    Ok(keys)
}

fn is_part_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

fn require_every_text_in_every_language() -> Result<(), Box<dyn Error>> {
    let mut languages_of: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for language in LANGUAGES {
        for key in keys(&Path::new("locales").join(language))? {
            languages_of.entry(key).or_default().insert(language);
        }
    }
    let lonely: Vec<String> = languages_of
        .into_iter()
        .filter(|(_, languages)| languages.len() < LANGUAGES.len())
        .map(|(key, languages)| format!("{key} is only in {languages:?}"))
        .collect();
    if lonely.is_empty() {
        Ok(())
    } else {
        Err(lonely.join("\n").into())
    }
}

fn keys(folder: &Path) -> io::Result<BTreeSet<String>> {
    let mut texts = String::new();
    read_below(folder, &mut texts)?;
    let keys = texts
        .lines()
        .filter(|line| line.starts_with(|letter: char| letter.is_ascii_lowercase()))
        .filter_map(|line| line.split_once('='));
    Ok(keys.map(|(key, _)| key.trim().to_owned()).collect())
}

fn read_below(folder: &Path, all: &mut String) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read_below(&path, all)?;
        } else {
            all.push_str(&fs::read_to_string(path)?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_neither_code_nor_template_calls_is_found() {
        let crate_folder = tempfile::tempdir().unwrap();
        let root = crate_folder.path();
        for (file, text) in [
            ("src/mail/one.rs", "t.first_text()"),
            ("templates/page.html", "{{ t.second_text(name) }}"),
            (
                "locales/sv/a.ftl",
                "first-text = Ett\n    två\nsecond-text = { $name }\nlonely = Tre\n",
            ),
        ] {
            let file = root.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let unused = unused(root, "src").unwrap();
        assert_eq!(unused, BTreeSet::from(["lonely".to_owned()]));
    }
}
