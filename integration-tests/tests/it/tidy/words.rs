//! House rules about words: what must not stand in any file.

use super::tree::{Breach, File, Tree};

/// This folder has to write down what it looks for.
const HERE: &str = "integration-tests/tests/it/tidy";
/// A thing to do needs a place where it is talked about.
const LATER: &[&str] = &["TODO", "FIXME", "XXX:"];
/// Package registries are reached through their clients, as each machine has
/// them set up; a host in a file would take that choice away.
/// The hosts are in two halves, so that this file does not name one either.
const HOSTS: &[(&str, &str)] = &[
    ("registry.npm", "js.org"),
    ("registry.yarn", "pkg.com"),
    ("npm", "mirror.com"),
    ("py", "pi.org"),
    ("python", "hosted.org"),
    ("static.", "crates.io"),
    ("index.", "crates.io"),
    ("deb.", "debian.org"),
    ("security.", "debian.org"),
    ("proxy.", "golang.org"),
    ("--index", "-url"),
    ("--extra-index", "-url"),
];

pub(super) fn breaches(tree: &Tree) -> Vec<Breach> {
    let files = tree.files.iter().filter(|it| !it.path.starts_with(HERE));
    files
        .flat_map(|file| [unnumbered(file), allowed(file), hosts(file)].concat())
        .collect()
}

fn unnumbered(file: &File) -> Vec<Breach> {
    lines(file, "a thing to do without an issue number", |line| {
        LATER.iter().any(|word| {
            line.match_indices(word).any(|(at, _)| {
                let rest = line[at + word.len()..]
                    .strip_prefix("(#")
                    .unwrap_or_default();
                !rest.starts_with(|c: char| c.is_ascii_digit())
            })
        })
    })
}

/// `#[expect(.., reason = "..")]` ends to hold when its cause is gone.
fn allowed(file: &File) -> Vec<Breach> {
    if !file.is_rust() {
        return Vec::new();
    }
    let source = file.source();
    let lines = source.code.lines().enumerate();
    let lines = lines.filter(|(_, line)| line.contains("#[allow(") || line.contains("#![allow("));
    lines
        .map(|(number, _)| Breach::at(file, number + 1, "expect with a reason, not allow"))
        .collect()
}

fn hosts(file: &File) -> Vec<Breach> {
    let is_lock = file.path.ends_with("package-lock.json");
    lines(file, "names the host of a package registry", |line| {
        HOSTS.iter().any(|host| has(line, *host))
            || (is_lock && line.contains("\"resolved\": \"http"))
            || (file.path.ends_with(".npmrc") && line.trim_start().starts_with("registry"))
    })
}

/// Both halves, one right behind the other.
fn has(line: &str, (first, second): (&str, &str)) -> bool {
    let mut found = line.match_indices(first);
    found.any(|(at, _)| line[at + first.len()..].starts_with(second))
}

fn lines(file: &File, why: &str, is_bad: impl Fn(&str) -> bool) -> Vec<Breach> {
    let lines = file
        .text
        .lines()
        .enumerate()
        .filter(|(_, line)| is_bad(line));
    lines
        .map(|(number, _)| Breach::at(file, number + 1, why))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        breaches(&Tree::with_files(&[(path, text)])).len()
    }

    #[test]
    fn a_thing_to_do_has_a_number() {
        assert_eq!(found("a.rs", "// TODO(#12): the other half\n"), 0);
        assert_eq!(found("a.rs", "// TODO: the other half\n"), 1);
        assert_eq!(found("a.md", "FIXME\n"), 1);
    }

    #[test]
    fn an_allow_is_found() {
        assert_eq!(
            found(
                "a.rs",
                "#[expect(x, reason = \"y\")]\nlet a = \"#[allow(\";\n"
            ),
            0
        );
        assert_eq!(found("a.rs", "#[allow(dead_code)]\n"), 1);
        assert_eq!(found("a.rs", "#![allow(dead_code)]\n"), 1);
    }

    #[test]
    fn the_host_of_a_registry_is_found() {
        assert_eq!(found("requirements.txt", "nats-py==1\n"), 0);
        for (path, text) in [
            ("README.md", concat!("see https://py", "pi.org/project/x")),
            (
                "a/package-lock.json",
                "  \"resolved\": \"https://mirror.example/x.tgz\",",
            ),
            ("a/.npmrc", "registry=https://mirror.example"),
            ("scripts/test", concat!("pip install --index", "-url x")),
        ] {
            assert_eq!(found(path, text), 1, "{path}");
        }
    }
}
