//! The migrations are part of the program: a new one makes it again. So are
//! the mails: this makes one typed function per text out of `locales/`, and
//! stops the build where a language lacks a text that another one has.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs,
    path::Path,
};

use fluent_typed::{
    BuildOptions, FtlOutputOptions, LintLevel, try_build_from_locales_folder as build,
};

const LANGUAGES: [&str; 2] = ["sv", "en"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=sqlx.toml");
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
        // Both languages run from left to right, and names go into subjects,
        // where the marks would be copied along.
        .without_bidi_isolation()
        .without_format();
    Ok(build(options)?)
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

fn keys(folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut keys = Vec::new();
    for file in fs::read_dir(folder)? {
        let text = fs::read_to_string(file?.path())?;
        keys.extend(
            text.lines()
                .filter(|line| line.starts_with(|letter: char| letter.is_ascii_lowercase()))
                .filter_map(|line| line.split_once('='))
                .map(|(key, _)| key.trim().to_owned()),
        );
    }
    Ok(keys)
}
