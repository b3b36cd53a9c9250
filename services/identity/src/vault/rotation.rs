//! Replacing the vault key: what an older key wrapped is wrapped by the
//! current one, after which the older one may leave the settings.

use uuid::Uuid;

use super::{ADDRESSES, Field, Vault, VaultError, rows};
use crate::address;

impl Vault {
    /// Wraps everything by the current key, and says how many people that
    /// were. Several replicas may do it at once.
    pub(crate) async fn rewrap(&self) -> Result<usize, VaultError> {
        let mut done = 0;
        loop {
            let outdated = rows::outdated(&self.pool, self.keys.current().id()).await?;
            if outdated.is_empty() {
                return Ok(done);
            }
            for subject in &outdated {
                self.rewrap_one(*subject).await?;
            }
            done += outdated.len();
        }
    }

    async fn rewrap_one(&self, subject: Uuid) -> Result<(), VaultError> {
        let mut tx = self.pool.begin().await?;
        // Erased meanwhile: there is nothing left to wrap.
        let Some(wrapped) = rows::locked_key(&mut tx, subject).await? else {
            return Ok(());
        };
        let key = self.unwrap(subject, &wrapped)?;
        rows::replace_key(&mut tx, subject, &self.wrap(subject, &key)?).await?;
        // Below the lock: nobody puts another address in its place meanwhile.
        match self.get_in(&mut tx, subject, Field::Email).await? {
            Some(email) => {
                let current = self.keys.current();
                let hash = current.hash(ADDRESSES, address::normalised(&email).as_bytes());
                rows::replace_hash(&mut tx, subject, &hash, current.id()).await?;
            }
            None => rows::free_address(&mut tx, subject).await?,
        }
        Ok(tx.commit().await?)
    }
}
