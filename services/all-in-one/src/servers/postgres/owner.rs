//! The user that Postgres runs as: it refuses to be root.

use std::{
    os::unix::fs::{MetadataExt, chown},
    path::Path,
};

use anyhow::{Context, Result};
use tokio::process::Command;

use crate::servers::tool;

/// Another user than the one that this process runs as.
#[derive(Clone, Debug)]
pub(crate) struct Owner {
    pub(crate) name: &'static str,
    uid: u32,
    gid: u32,
}

impl Owner {
    /// `postgres`, or `nobody`, when this process is root; else none is needed.
    pub(crate) async fn find() -> Result<Option<Self>> {
        if !rustix::process::geteuid().is_root() {
            return Ok(None);
        }
        for name in ["postgres", "nobody"] {
            if let (Some(uid), Some(gid)) = (id("-u", name).await, id("-g", name).await) {
                return Ok(Some(Self { name, uid, gid }));
            }
        }
        anyhow::bail!("Postgres refuses root and there is no user postgres or nobody; add one")
    }

    /// The user whose data it is; without data, as [`Owner::find`]. The two
    /// differ where Postgres was installed, and its user made, after a start.
    pub(crate) async fn of(data: &Path) -> Result<Option<Self>> {
        let found = Self::find().await?;
        let (Some(found), Ok(data)) = (&found, std::fs::metadata(data)) else {
            return Ok(found);
        };
        Ok(Some(Self {
            name: found.name,
            uid: data.uid(),
            gid: data.gid(),
        }))
    }

    /// Whether the user may enter a folder.
    pub(crate) async fn enters(&self, folder: &Path) -> bool {
        let mut command = Command::new("sh");
        command.args(["-c", "cd \"$1\"", "sh"]).arg(folder);
        apply(Some(self), &mut command);
        tool::output(command).await.is_some()
    }

    pub(crate) fn give(&self, path: &Path) -> Result<()> {
        chown(path, Some(self.uid), Some(self.gid))
            .with_context(|| format!("cannot give {} to {}", path.display(), self.name))
    }
}

/// Has a command run as the owner where there is one.
pub(crate) fn apply(owner: Option<&Owner>, command: &mut Command) {
    command.current_dir("/");
    if let Some(owner) = owner {
        command.uid(owner.uid).gid(owner.gid);
    }
}

async fn id(flag: &str, name: &str) -> Option<u32> {
    let mut command = Command::new("id");
    command.args([flag, name]);
    tool::output(command).await?.trim().parse().ok()
}
