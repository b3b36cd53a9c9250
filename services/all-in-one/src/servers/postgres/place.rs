//! Where a cluster lies.

use std::{
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{
    home::Home,
    servers::postgres::{owner::Owner, say_outside},
};

/// A folder that the server's user may enter.
pub(crate) struct Place {
    folder: PathBuf,
    outside: bool,
}

impl Place {
    /// The folder `below` of `home`; where the owner may not enter it, as in
    /// a clone under `/root`, a folder of this clone's own under `/var/tmp`.
    pub(crate) async fn find(home: &Home, below: &str, owner: Option<&Owner>) -> Result<Self> {
        let inside = made(home.path(below))?;
        match owner {
            Some(owner) if !owner.enters(&inside).await => {
                let folder = made(home.outside()?.join(below))?;
                say_outside(&folder, owner.name);
                Ok(Self {
                    folder,
                    outside: true,
                })
            }
            Some(_) | None => Ok(Self {
                folder: inside,
                outside: false,
            }),
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Removes everything in it.
    pub(crate) fn empty(&self) -> Result<()> {
        std::fs::remove_dir_all(&self.folder)
            .with_context(|| format!("cannot remove {}", self.folder.display()))?;
        made(self.folder.clone()).map(drop)
    }

    /// Where programs go that the server's user has to run.
    pub(crate) fn tools(&self, home: &Home) -> Result<PathBuf> {
        let folder = match self.outside {
            true => home.outside()?,
            false => home.path(""),
        };
        made(folder.join("tools"))
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    pub(crate) fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    pub(crate) fn pid_file(&self) -> PathBuf {
        self.data().join("postmaster.pid")
    }

    /// What only the command line of this cluster's server contains.
    pub(crate) fn mark(&self) -> String {
        self.data().display().to_string()
    }
}

fn made(folder: PathBuf) -> Result<PathBuf> {
    std::fs::create_dir_all(&folder)?;
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755))?;
    Ok(folder)
}
