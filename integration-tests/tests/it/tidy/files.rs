//! House rules about files: sizes, names, module docs and READMEs.

use super::tree::{Breach, File, Tree};

const FILE_LINES: usize = 400;
const SCRIPT_LINES: usize = 60;
const MAIN_LINES: usize = 30;
/// What the README of a service with a domain says.
const HEADINGS: &[&str] = &["Owns", "RPCs", "Events out", "Events in", "Settings"];
/// The gateway owns nothing.
const WITHOUT_DOMAIN: &[&str] = &["Settings"];
const CODE: &[&str] = &[".rs", ".py", ".js", ".mjs", ".html"];

pub(super) fn sizes(tree: &Tree) -> Vec<Breach> {
    let code = tree
        .files
        .iter()
        .filter(|it| CODE.iter().any(|end| it.path.ends_with(end)));
    let code = code.filter(|it| !it.is_test).filter_map(|file| {
        let lines = if file.is_rust() {
            file.source().lines()
        } else {
            file.text.lines().count()
        };
        let is_main = file.path.starts_with("services/") && file.path.ends_with("/src/main.rs");
        let most = if is_main { MAIN_LINES } else { FILE_LINES };
        too_long(file, lines, most)
    });
    let scripts = tree.files.iter().filter(|it| is_bash(it));
    let scripts = scripts.filter_map(|it| too_long(it, it.text.lines().count(), SCRIPT_LINES));
    code.chain(scripts).collect()
}

fn too_long(file: &File, lines: usize, most: usize) -> Option<Breach> {
    (lines > most).then(|| Breach::of(&file.path, format!("{lines} lines; at most {most}")))
}

fn is_bash(file: &File) -> bool {
    let shebang = file.text.lines().next().unwrap_or_default();
    file.path.ends_with(".sh") || (shebang.starts_with("#!") && shebang.contains("sh"))
}

pub(super) fn shapes(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    for file in &tree.files {
        if file.path.ends_with("/mod.rs") {
            found.push(Breach::of(&file.path, "store.rs beside store/, no mod.rs"));
        }
        let begins = |mark: &str| file.text.trim_start().starts_with(mark);
        let beside = file.path.ends_with("/tests.rs");
        if file.is_rust() && !beside && !begins("//!") && !begins("#!") {
            found.push(Breach::of(&file.path, "has no module doc"));
        }
        if is_bash(file) && !file.text.contains("\nset -euo pipefail\n") {
            found.push(Breach::of(
                &file.path,
                "a script that goes on after a fault",
            ));
        }
    }
    found
}

/// Every member takes the lints and the versions of the root.
pub(super) fn manifests(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    for file in tree
        .files
        .iter()
        .filter(|it| it.path.ends_with("/Cargo.toml"))
    {
        if !file.text.contains("[lints]\nworkspace = true") {
            found.push(Breach::of(
                &file.path,
                "does not take the workspace's lints",
            ));
        }
        let mut section = "";
        for (number, line) in file.text.lines().enumerate() {
            if line.starts_with('[') {
                section = line;
            } else if section.contains("dependencies")
                && line.contains('=')
                && !line.contains("workspace = true")
            {
                found.push(Breach::at(
                    file,
                    number + 1,
                    "a version stands once, in the root",
                ));
            }
        }
    }
    found
}

/// A service is a package under `services/` with a program of its own.
pub(super) fn readmes(tree: &Tree) -> Vec<Breach> {
    let mains = tree.files.iter().filter_map(|it| {
        let service = it
            .path
            .strip_prefix("services/")?
            .strip_suffix("/src/main.rs")?;
        (service != "all-in-one").then_some(service)
    });
    mains
        .flat_map(|service| {
            let path = format!("services/{service}/README.md");
            let readme = tree.files.iter().find(|it| it.path == path);
            let text = readme.map_or("", |it| it.text.as_str());
            let headings: Vec<&str> = text.lines().filter(|it| it.starts_with('#')).collect();
            let domain = format!("services/{service}/src/domain.rs");
            let has_domain = tree.files.iter().any(|it| it.path == domain);
            let wanted = if has_domain { HEADINGS } else { WITHOUT_DOMAIN };
            let missing = wanted.iter().filter(move |wanted| {
                !headings
                    .iter()
                    .any(|it| it.trim_start_matches(['#', ' ']) == **wanted)
            });
            let breaches =
                missing.map(|it| Breach::of(path.clone(), format!("lacks the heading {it}")));
            breaches.collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(path: &str, text: &str) -> Tree {
        Tree::with_files(&[(path, text)])
    }

    #[test]
    fn a_file_that_is_too_long_is_found() {
        let long = "fn a() {}\n".repeat(401);
        assert_eq!(sizes(&tree("services/x/src/a.rs", &long)).len(), 1);
        assert_eq!(
            sizes(&tree("services/x/src/main.rs", &long[..310])).len(),
            1
        );
        assert_eq!(sizes(&tree("services/x/tests/it/a.rs", &long)), []);
        let tests = format!("fn a() {{}}\n#[cfg(test)]\nmod tests {{\n{long}}}\n");
        assert_eq!(sizes(&tree("services/x/src/a.rs", &tests)), []);
        let script = format!("#!/usr/bin/env bash\n{}", "true\n".repeat(60));
        assert_eq!(sizes(&tree("scripts/run", &script)).len(), 1);
    }

    #[test]
    fn a_mod_rs_a_missing_doc_and_a_careless_script_are_found() {
        assert_eq!(shapes(&tree("services/x/src/a.rs", "//! Why.\n")), []);
        assert_eq!(
            shapes(&tree("services/x/src/store/mod.rs", "//! Why.\n")).len(),
            1
        );
        assert_eq!(shapes(&tree("services/x/src/a.rs", "fn a() {}\n")).len(), 1);
        assert_eq!(
            shapes(&tree("scripts/run", "#!/usr/bin/env bash\ntrue\n")).len(),
            1
        );
        let careful = "#!/usr/bin/env bash\nset -euo pipefail\ntrue\n";
        assert_eq!(shapes(&tree("scripts/run", careful)), []);
    }

    #[test]
    fn a_manifest_with_its_own_version_or_without_lints_is_found() {
        let right = "[dependencies]\nserde = { workspace = true }\n[lints]\nworkspace = true\n";
        assert_eq!(manifests(&tree("services/x/Cargo.toml", right)), []);
        let versioned = "[dependencies]\nserde = \"1\"\n[lints]\nworkspace = true\n";
        assert_eq!(
            manifests(&tree("services/x/Cargo.toml", versioned)).len(),
            1
        );
        assert_eq!(
            manifests(&tree("services/x/Cargo.toml", "[dependencies]\n")).len(),
            1
        );
    }

    #[test]
    fn a_readme_without_its_headings_is_found() {
        let main = ("services/x/src/main.rs", "//! x");
        let domain = ("services/x/src/domain.rs", "//! x");
        let all = "# X\n## Owns\n## RPCs\n## Events out\n## Events in\n## Settings\n";
        assert_eq!(
            readmes(&Tree::with_files(&[
                main,
                domain,
                ("services/x/README.md", all)
            ])),
            []
        );
        let less = all.replace("## Events in\n", "");
        assert_eq!(
            readmes(&Tree::with_files(&[
                main,
                domain,
                ("services/x/README.md", &less)
            ]))
            .len(),
            1
        );
        assert_eq!(
            readmes(&Tree::with_files(&[main, domain])).len(),
            HEADINGS.len()
        );
        assert_eq!(
            readmes(&Tree::with_files(&[main])).len(),
            WITHOUT_DOMAIN.len()
        );
    }
}
