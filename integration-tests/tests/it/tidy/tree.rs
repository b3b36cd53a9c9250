//! The tree that the rules look at: packages, files and event messages.
//! It is plain data, so that each rule's own test can break it in memory.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use super::source::Source;

/// What is no part of the project: made by tools, or kept between runs.
const SKIPPED: &[&str] = &["target", "var", "node_modules", "__pycache__", ".git"];

#[derive(Default)]
pub(super) struct Tree {
    pub(super) packages: Vec<Package>,
    pub(super) files: Vec<File>,
    pub(super) events: Vec<EventMessage>,
}

#[derive(Debug)]
pub(super) struct Package {
    pub(super) name: String,
    /// Relative to the root, e.g. `services/registry`.
    pub(super) folder: String,
    /// Names of packages that it depends on, for tests too.
    pub(super) dependencies: BTreeSet<String>,
}

pub(super) struct File {
    /// Relative to the root, with `/`.
    pub(super) path: String,
    pub(super) text: String,
    /// Compiled for tests only.
    pub(super) is_test: bool,
}

/// A public event with all fields that it can carry, at any depth.
pub(super) struct EventMessage {
    pub(super) name: String,
    pub(super) fields: Vec<EventField>,
}

pub(super) struct EventField {
    pub(super) name: String,
    pub(super) personal: bool,
}

/// One place where a rule is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Breach {
    pub(super) place: String,
    pub(super) why: String,
}

impl Breach {
    pub(super) fn at(file: &File, line: usize, why: impl Into<String>) -> Self {
        Self {
            place: format!("{}:{line}", file.path),
            why: why.into(),
        }
    }

    pub(super) fn of(place: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            why: why.into(),
        }
    }
}

impl File {
    pub(super) fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            is_test: is_test_path(path),
        }
    }

    pub(super) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    pub(super) fn source(&self) -> Source {
        Source::of(&self.text)
    }

    /// `registry` and `domain/enterprise.rs` for
    /// `services/registry/src/domain/enterprise.rs`.
    pub(super) fn room(&self) -> Option<(&str, &str)> {
        let (service, rest) = self.path.strip_prefix("services/")?.split_once('/')?;
        Some((service, rest.strip_prefix("src/")?))
    }

    /// The file is the module, or lies under it: `domain` has `domain.rs` and
    /// `domain/values.rs`.
    pub(super) fn is_in(&self, module: &str) -> bool {
        self.room().is_some_and(|(_, rest)| {
            let rest = rest.strip_prefix(module).unwrap_or(".");
            rest == ".rs" || rest.starts_with('/')
        })
    }
}

impl Tree {
    /// Rust files that run in the product.
    pub(super) fn product(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|it| it.is_rust() && !it.is_test)
    }

    /// A tree of files alone, for a rule's own test.
    pub(super) fn with_files(files: &[(&str, &str)]) -> Self {
        Self {
            files: files
                .iter()
                .map(|(path, text)| File::new(path, text))
                .collect(),
            ..Self::default()
        }
    }

    /// A tree of packages alone, for a rule's own test.
    pub(super) fn with_packages(packages: &[(&str, &str, &[&str])]) -> Self {
        let packages = packages.iter().map(|(name, folder, dependencies)| Package {
            name: (*name).to_owned(),
            folder: (*folder).to_owned(),
            dependencies: dependencies.iter().map(|it| (*it).to_owned()).collect(),
        });
        Self {
            packages: packages.collect(),
            ..Self::default()
        }
    }

    /// The tree as it lies on the disk.
    pub(super) fn load() -> Self {
        let root = root();
        let mut files = Vec::new();
        walk(&root, &root, &mut files);
        mark_test_modules(&mut files);
        Self {
            packages: packages(&root),
            files,
            events: super::events::all(),
        }
    }
}

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent()
        .expect("the folder is in the workspace")
        .into()
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<File>) {
    let entries = fs::read_dir(folder).expect("a folder of the project can be listed");
    for entry in entries {
        let path = entry.expect("an entry can be read").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if SKIPPED.contains(&name.as_ref()) || name.starts_with("target-") || path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            walk(root, &path, files);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let relative = path.strip_prefix(root).expect("it lies under the root");
            files.push(File::new(&relative.to_string_lossy(), &text));
        }
    }
}

fn packages(root: &Path) -> Vec<Package> {
    let metadata = cargo_metadata::MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .no_deps()
        .exec()
        .expect("cargo knows the workspace");
    let packages = metadata.packages.into_iter().map(|package| {
        let manifest = package.manifest_path.into_std_path_buf();
        let folder = manifest.parent().unwrap_or(root);
        Package {
            name: package.name.to_string(),
            folder: folder
                .strip_prefix(root)
                .unwrap_or(folder)
                .display()
                .to_string(),
            dependencies: package.dependencies.into_iter().map(|it| it.name).collect(),
        }
    });
    packages.collect()
}

fn is_test_path(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let folders = ["/tests/", "/benches/", "/examples/"];
    name == "tests.rs" || folders.iter().any(|folder| path.contains(folder))
}

/// Files of modules that stand behind `#[cfg(test)]` in their parent.
fn mark_test_modules(files: &mut [File]) {
    let mut marked = Vec::new();
    for file in files.iter().filter(|it| it.is_rust()) {
        let folder = match file.path.strip_suffix(".rs").unwrap_or_default() {
            stem if stem.ends_with("/lib") || stem.ends_with("/main") => &stem[..stem.len() - 4],
            stem => stem,
        };
        let folder = folder.trim_end_matches('/');
        for module in file.source().test_modules {
            marked.push(format!("{folder}/{module}.rs"));
            marked.push(format!("{folder}/{module}/"));
        }
    }
    for file in files {
        file.is_test |= marked.iter().any(|it| file.path.starts_with(it));
    }
}

#[test]
fn a_file_knows_its_room() {
    let file = File::new("services/registry/src/domain/enterprise/event.rs", "");
    assert_eq!(
        file.room(),
        Some(("registry", "domain/enterprise/event.rs"))
    );
    assert!(file.is_in("domain") && !file.is_in("dom"));
    assert!(File::new("services/registry/src/store.rs", "").is_in("store"));
    assert!(!File::new("services/registry/src/stored.rs", "").is_in("store"));
    assert!(File::new("services/registry/src/domain/enterprise/tests.rs", "").is_test);
}

#[test]
fn a_module_for_tests_only_is_marked() {
    let mut files = [
        File::new(
            "services/x/src/lib.rs",
            "#[cfg(test)]\nmod fixtures;\nmod store;\n",
        ),
        File::new("services/x/src/fixtures.rs", ""),
        File::new("services/x/src/store.rs", ""),
    ];
    mark_test_modules(&mut files);
    assert_eq!(files.map(|it| it.is_test), [false, true, false]);
}
