//! Programs in Node and Python that the tests run, with what they need
//! installed once: from the committed lock files, into folders that git
//! ignores. `scripts/test` does it before the tests, where it can be watched.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, bail};

/// A folder of this crate.
#[must_use]
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The folder, after `npm ci` if its lock has changed since the last one.
///
/// # Errors
/// npm is missing or fails.
pub fn node(name: &str) -> anyhow::Result<PathBuf> {
    let folder = folder(name);
    let lock = folder.join("package-lock.json");
    once(&folder.join("node_modules"), &[lock], || {
        run(Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(&folder))
    })?;
    Ok(folder)
}

/// Python with the packages of these files: the environment that
/// `ASF_TEST_VENV` names, or `var/venv`.
///
/// # Errors
/// Python is missing, or the packages cannot be had.
pub fn python() -> anyhow::Result<PathBuf> {
    let venv =
        std::env::var_os("ASF_TEST_VENV").map_or_else(|| folder("../var/venv"), PathBuf::from);
    let needs = [
        folder("subscribers/python/requirements.txt"),
        folder("schemathesis/requirements.txt"),
    ];
    once(&venv, &needs, || {
        run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
        let mut pip = Command::new(venv.join("bin/python"));
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]);
        for need in &needs {
            pip.arg("-r").arg(need);
        }
        run(&mut pip)
    })?;
    Ok(venv.join("bin"))
}

/// Installs unless the same was installed before; one process at a time.
fn once(
    target: &Path,
    sources: &[PathBuf],
    install: impl FnOnce() -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let wanted = sources
        .iter()
        .map(fs::read_to_string)
        .collect::<Result<String, _>>()?;
    let stamp = target.join(".installed");
    let parent = target.parent().context("a folder below another one")?;
    fs::create_dir_all(parent)?;
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let lock = File::create(std::env::temp_dir().join(format!("asf-install-{name}.lock")))?;
    lock.lock()?;
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    install()?;
    fs::write(stamp, wanted)?;
    Ok(())
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    let output = command
        .output()
        .with_context(|| format!("{command:?} cannot be run"))?;
    if !output.status.success() {
        let text = [output.stdout, output.stderr].concat();
        bail!("{command:?} failed: {}", String::from_utf8_lossy(&text));
    }
    Ok(())
}
