//! Where the launcher keeps what it makes: the folder `var` of the clone.

use std::{
    fs,
    io::Write,
    os::unix::{
        ffi::OsStrExt,
        fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt},
    },
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

/// The `var` folder.
#[derive(Clone, Debug)]
pub struct Home {
    var: PathBuf,
}

impl Home {
    /// `given` where it is set, else `var` in the clone that the working
    /// folder lies in.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn find(given: Option<&Path>) -> Result<Self> {
        let here = std::env::current_dir().context("the working folder is gone")?;
        let var = given.map_or_else(|| clone_of(&here).join("var"), |given| here.join(given));
        Self::at(var)
    }

    /// # Errors
    /// The folder cannot be made.
    pub fn at(var: PathBuf) -> Result<Self> {
        fs::create_dir_all(&var).with_context(|| format!("cannot make {}", var.display()))?;
        let var = var.canonicalize()?;
        Ok(Self { var })
    }

    /// A path below the folder.
    pub fn path(&self, below: &str) -> PathBuf {
        self.var.join(below)
    }

    /// A folder that belongs to this clone alone but lies outside of it, for
    /// a server whose user may not enter the clone.
    ///
    /// # Errors
    /// Somebody else has made a folder of that name.
    pub fn outside(&self) -> Result<PathBuf> {
        let hash = blake3::hash(self.var.as_os_str().as_bytes()).to_hex();
        let folder = PathBuf::from(format!("/var/tmp/asf-{}", &hash[..16]));
        fs::create_dir_all(&folder)?;
        if fs::symlink_metadata(&folder)?.uid() != rustix::process::geteuid().as_raw() {
            bail!("{} belongs to somebody else; remove it", folder.display());
        }
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o711))?;
        Ok(folder)
    }
}

fn clone_of(folder: &Path) -> &Path {
    folder
        .ancestors()
        .find(|parent| parent.join("services/all-in-one/Cargo.toml").is_file())
        .unwrap_or(folder)
}

/// Makes a folder that only its owner may enter.
pub(crate) fn private_folder(folder: &Path) -> Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .with_context(|| format!("cannot make {}", folder.display()))
}

/// Writes a file that only its owner may read, whole or not at all.
pub(crate) fn write_private(file: &Path, text: &str) -> Result<()> {
    let beside = file.with_extension("new");
    let write = || -> std::io::Result<()> {
        let mut open = fs::OpenOptions::new();
        open.write(true).create(true).truncate(true).mode(0o600);
        let mut new = open.open(&beside)?;
        new.write_all(text.as_bytes())?;
        new.sync_all()?;
        fs::rename(&beside, file)
    };
    write().with_context(|| format!("cannot write {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_file_is_readable_by_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret.txt");
        write_private(&file, "one").unwrap();
        write_private(&file, "two").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "two");
        assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, 0o600);
    }

    #[test]
    fn the_clone_is_found_from_any_folder_inside_it() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("services/all-in-one/src/deep");
        fs::create_dir_all(&deep).unwrap();
        fs::write(folder.path().join("services/all-in-one/Cargo.toml"), "").unwrap();
        assert_eq!(clone_of(&deep), folder.path());
        assert_eq!(clone_of(Path::new("/elsewhere")), Path::new("/elsewhere"));
    }
}
