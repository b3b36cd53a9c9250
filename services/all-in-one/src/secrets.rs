//! Passwords and keys of one clone, made once and kept in files that only
//! their owner may read.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use rand::{Rng, distr::Alphanumeric};

use crate::home::{private_folder, write_private};

const PASSWORD_LENGTH: usize = 32;

/// The folder that they are kept in.
pub(crate) struct Secrets {
    folder: PathBuf,
}

impl Secrets {
    /// # Errors
    /// The folder cannot be made.
    pub(crate) fn in_folder(folder: &Path) -> Result<Self> {
        private_folder(folder)?;
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    /// The password of this name, fit to stand in a URL.
    ///
    /// # Errors
    /// Its file cannot be read or written.
    pub(crate) fn password(&self, name: &str) -> Result<String> {
        self.kept(name, || {
            let letters = rand::rng().sample_iter(Alphanumeric);
            letters.take(PASSWORD_LENGTH).map(char::from).collect()
        })
    }

    /// The key of this name: 32 bytes in base64.
    ///
    /// # Errors
    /// Its file cannot be read or written.
    pub(crate) fn key(&self, name: &str) -> Result<String> {
        self.kept(name, || STANDARD.encode(rand::random::<[u8; 32]>()))
    }

    fn kept(&self, name: &str, make: impl FnOnce() -> String) -> Result<String> {
        let file = self.folder.join(name);
        if file.is_file() {
            return fs::read_to_string(&file)
                .with_context(|| format!("cannot read {}", file.display()));
        }
        let made = make();
        write_private(&file, &made)?;
        Ok(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_stays_the_same_and_differs_from_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Secrets::in_folder(&folder.path().join("secrets")).unwrap();
        let first = secrets.password("nats-registry").unwrap();
        assert_eq!(first.len(), PASSWORD_LENGTH);
        assert_eq!(secrets.password("nats-registry").unwrap(), first);
        assert_ne!(secrets.password("nats-identity").unwrap(), first);
    }

    #[test]
    fn a_key_has_32_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Secrets::in_folder(folder.path()).unwrap();
        let key = STANDARD.decode(secrets.key("vault").unwrap()).unwrap();
        assert_eq!(key.len(), 32);
    }
}
