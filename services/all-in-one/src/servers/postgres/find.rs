//! Finding the programs of Postgres on the machine.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};
use tokio::process::Command;

use crate::{
    home::Home,
    servers::{
        postgres::{
            install,
            owner::{self, Owner},
            place::Place,
        },
        tool, version,
    },
    settings::Launcher,
};

/// The first version that the platform is made for.
const OLDEST: u32 = 15;

/// A folder with `postgres` and `initdb`, and their version.
#[derive(Debug)]
pub(crate) struct Programs {
    folder: PathBuf,
    pub(crate) version: Vec<u32>,
}

impl Programs {
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// The programs: the configured ones and no others, else those on the
/// machine, else they are installed.
pub(crate) async fn or_bring(
    home: &Home,
    settings: &Launcher,
    place: &Place,
    owner: Option<&Owner>,
) -> Result<Programs> {
    let needed = existing_major(place);
    if let Some(folder) = &settings.postgres_bin {
        return match in_folder(folder, owner).await {
            Some(programs) if fits(&programs, needed) => Ok(programs),
            Some(_) | None => bail!(
                "ASF_POSTGRES_BIN={} has no Postgres {} that can be run; correct it or unset it",
                folder.display(),
                wish(needed)
            ),
        };
    }
    let tools = place.tools(home)?;
    if let Some(programs) = on_machine(&tools, needed, owner).await {
        return Ok(programs);
    }
    let mut failures = Vec::new();
    for way in install::ways() {
        match way.bring(home, &tools).await {
            Err(failure) => failures.push(failure),
            Ok(()) => match on_machine(&tools, needed, owner).await {
                Some(programs) => return Ok(programs),
                None => failures.push(way.unfit()),
            },
        }
    }
    bail!(
        "Postgres {} cannot be had ({}); install it and set ASF_POSTGRES_BIN to the folder of its programs",
        wish_for(place, needed),
        failures.join("; ")
    )
}

fn wish(needed: Option<u32>) -> String {
    needed.map_or_else(|| format!("{OLDEST} or newer"), |major| major.to_string())
}

fn wish_for(place: &Place, needed: Option<u32>) -> String {
    let wish = wish(needed);
    match needed {
        Some(_) => format!("{wish}, which made {},", place.folder().display()),
        None => wish,
    }
}

/// A cluster can only be run by the major version that made it.
fn existing_major(place: &Place) -> Option<u32> {
    let text = std::fs::read_to_string(place.data().join("PG_VERSION")).ok()?;
    text.trim().parse().ok()
}

fn fits(programs: &Programs, needed: Option<u32>) -> bool {
    let major = programs.version.first().copied().unwrap_or_default();
    needed.map_or(major >= OLDEST, |needed| major == needed)
}

async fn on_machine(tools: &Path, needed: Option<u32>, owner: Option<&Owner>) -> Option<Programs> {
    for folder in folders(tools).await {
        if let Some(programs) = in_folder(&folder, owner).await
            && fits(&programs, needed)
        {
            return Some(programs);
        }
    }
    None
}

/// Where programs of Postgres may be, the likeliest first.
async fn folders(tools: &Path) -> Vec<PathBuf> {
    let mut folders = Vec::new();
    // The real folder, since initdb has to stand beside what is linked to.
    let linked = tool::on_path("postgres").and_then(|file| file.canonicalize().ok());
    folders.extend(linked.as_deref().and_then(Path::parent).map(Path::to_owned));
    folders.extend(versions(Path::new("/usr/lib/postgresql")));
    let mut pg_config = Command::new("pg_config");
    pg_config.arg("--bindir");
    folders.extend(
        tool::output(pg_config)
            .await
            .map(|text| PathBuf::from(text.trim())),
    );
    folders.push(install::npm_programs(tools));
    folders
}

/// `<folder>/<version>/bin`, the newest first.
fn versions(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<(u32, PathBuf)> = entries
        .filter_map(|entry| {
            let major = entry.file_name().to_str()?.parse().ok()?;
            Some((major, entry.path().join("bin")))
        })
        .collect();
    found.sort_by_key(|(major, _)| std::cmp::Reverse(*major));
    found.into_iter().map(|(_, folder)| folder).collect()
}

/// The programs in a folder, if the user who has to run them can.
async fn in_folder(folder: &Path, owner: Option<&Owner>) -> Option<Programs> {
    let ask = |name: &str, argument: &OsStr| {
        let mut command = Command::new(folder.join(name));
        command.arg(argument);
        owner::apply(owner, &mut command);
        tool::output(command)
    };
    ask("initdb", OsStr::new("--version")).await?;
    let answer = ask("postgres", OsStr::new("--version")).await?;
    let answer = answer.strip_prefix("postgres (PostgreSQL)")?;
    Some(Programs {
        folder: folder.to_owned(),
        version: version::parse(answer)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_comes_first() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["9.6", "15", "17", "x"] {
            std::fs::create_dir_all(folder.path().join(name)).unwrap();
        }
        let expected = ["17/bin", "15/bin"].map(|name| folder.path().join(name));
        assert_eq!(versions(folder.path()), expected);
    }

    #[test]
    fn a_cluster_asks_for_the_version_that_made_it() {
        let programs = |version: &[u32]| Programs {
            folder: PathBuf::new(),
            version: version.to_vec(),
        };
        assert!(fits(&programs(&[15, 18]), None));
        assert!(!fits(&programs(&[14, 9]), None));
        assert!(fits(&programs(&[15, 18]), Some(15)));
        assert!(!fits(&programs(&[17, 2]), Some(15)));
    }
}
