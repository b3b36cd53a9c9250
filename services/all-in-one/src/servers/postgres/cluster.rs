//! Setting up a cluster: whole or not at all, with a password of its own.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use rand::{Rng, distr::Alphanumeric};
use tokio::process::Command;

use crate::{
    home,
    progress::step,
    servers::{
        postgres::{
            USER,
            find::Programs,
            owner::{self, Owner},
            place::Place,
        },
        tool, version,
    },
};

const PASSWORD_LENGTH: usize = 32;

/// Sets a cluster up unless there is one, and gives its password.
pub(crate) async fn ensure(
    programs: &Programs,
    place: &Place,
    owner: Option<&Owner>,
) -> Result<String> {
    let kept = place.folder().join("password");
    if place.data().join("PG_VERSION").is_file() {
        return fs::read_to_string(&kept).with_context(|| {
            format!(
                "the password of Postgres is gone from {}; remove {} to start afresh",
                kept.display(),
                place.folder().display()
            )
        });
    }
    let password: String = rand::rng()
        .sample_iter(Alphanumeric)
        .take(PASSWORD_LENGTH)
        .map(char::from)
        .collect();
    home::write_private(&kept, &password)?;
    let what = format!("Setting up Postgres {}", version::show(&programs.version));
    step(&what, set_up(programs, place, owner, &password)).await?;
    Ok(password)
}

/// Set up beside its place and moved there at the end, so that a set-up that
/// was interrupted is done again.
async fn set_up(
    programs: &Programs,
    place: &Place,
    owner: Option<&Owner>,
    password: &str,
) -> Result<()> {
    let new = place.folder().join("data.new");
    let handed = place.folder().join("password.handed");
    for old in [&new, &place.data()] {
        if old.exists() {
            fs::remove_dir_all(old).with_context(|| format!("cannot remove {}", old.display()))?;
        }
    }
    home::private_folder(&new)?;
    home::write_private(&handed, password)?;
    if let Some(owner) = owner {
        owner.give(&new)?;
        owner.give(&handed)?;
    }
    let mut command = Command::new(programs.file("initdb"));
    command.arg("-D").arg(&new).args(["-U", USER, "-E", "UTF8"]);
    command.args([
        "--locale=C",
        "--auth-local=reject",
        "--auth-host=scram-sha-256",
    ]);
    command.arg(pwfile(&handed));
    owner::apply(owner, &mut command);
    let outcome = tool::run(command, &place.log()).await;
    fs::remove_file(&handed)?;
    outcome?;
    fs::rename(&new, place.data()).context("cannot move the new cluster to its place")
}

fn pwfile(file: &Path) -> std::ffi::OsString {
    let mut argument = std::ffi::OsString::from("--pwfile=");
    argument.push(file);
    argument
}
