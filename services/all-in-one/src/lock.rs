//! One launcher a folder: the lock ends with the process, however it ends.

use std::{
    fs::{File, OpenOptions, TryLockError},
    path::Path,
};

use anyhow::{Context, Result, bail};

/// Held as long as it lives.
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// # Errors
    /// Another launcher has the folder.
    pub(crate) fn take(file: &Path) -> Result<Self> {
        let mut open = OpenOptions::new();
        open.write(true).create(true).truncate(false);
        let opened = open
            .open(file)
            .with_context(|| format!("cannot open {}", file.display()))?;
        match opened.try_lock() {
            Ok(()) => Ok(Self { _file: opened }),
            Err(TryLockError::WouldBlock) => bail!(
                "another launcher is running here (it holds {}); stop it first",
                file.display()
            ),
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("cannot lock {}", file.display()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_launcher_is_refused_until_the_first_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("lock");
        let first = Lock::take(&file).unwrap();
        let refusal = Lock::take(&file).err().unwrap().to_string();
        assert!(refusal.contains("another launcher"), "{refusal}");
        drop(first);
        assert!(Lock::take(&file).is_ok());
    }
}
