//! The vault's own keys, from the settings: the first one seals, older ones
//! still open, so that a key can be replaced while the service runs.

use base64::{Engine, prelude::BASE64_STANDARD};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::seal::Key;

/// How many bytes name a key.
const ID: usize = 8;

/// The keys of the settings, the current one first.
#[derive(Clone, Debug)]
pub(super) struct Keys {
    current: VaultKey,
    older: Vec<VaultKey>,
}

#[derive(Clone, Debug)]
pub(super) struct VaultKey {
    id: [u8; ID],
    seals: Key,
    indexes: Key,
}

/// The setting cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "ASF_IDENTITY_VAULT_KEY has to be 32 random bytes in base64; older keys may follow after commas"
)]
pub(crate) struct WrongVaultKey;

impl Keys {
    pub(super) fn parse(setting: &SecretString) -> Result<Self, WrongVaultKey> {
        let mut keys = setting.expose_secret().split(',').map(VaultKey::parse);
        Ok(Self {
            current: keys.next().ok_or(WrongVaultKey)??,
            older: keys.collect::<Result<_, _>>()?,
        })
    }

    pub(super) fn current(&self) -> &VaultKey {
        &self.current
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &VaultKey> {
        std::iter::once(&self.current).chain(&self.older)
    }

    /// Seals with the current key, and says in front which one that was.
    pub(super) fn seal(&self, bound_to: &[u8], plain: &[u8]) -> Option<Vec<u8>> {
        let sealed = self.current.seals.seal(bound_to, plain)?;
        Some([&self.current.id[..], &sealed].concat())
    }

    pub(super) fn open(&self, bound_to: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (id, sealed) = sealed.split_first_chunk::<ID>()?;
        let key = self.all().find(|key| key.id == *id)?;
        key.seals.open(bound_to, sealed)
    }
}

impl VaultKey {
    fn parse(text: &str) -> Result<Self, WrongVaultKey> {
        let bytes = BASE64_STANDARD.decode(text.trim());
        let bytes = Zeroizing::new(bytes.map_err(|_| WrongVaultKey)?);
        let bytes = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| WrongVaultKey)?;
        let root = Key::new(bytes);
        let mut id = [0; ID];
        id.copy_from_slice(&root.derive("asf identity vault: name").bytes()[..ID]);
        Ok(Self {
            id,
            seals: root.derive("asf identity vault: seals"),
            indexes: root.derive("asf identity vault: indexes"),
        })
    }

    pub(super) fn id(&self) -> &[u8] {
        &self.id
    }

    /// A hash that only the holder of the key can make, so that nobody who
    /// sees the table can try addresses.
    pub(super) fn hash(&self, purpose: &str, value: &[u8]) -> [u8; 32] {
        let key = self.indexes.derive(purpose);
        *blake3::keyed_hash(key.bytes(), value).as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(setting: &str) -> Result<Keys, WrongVaultKey> {
        Keys::parse(&SecretString::from(setting))
    }

    fn key(number: u8) -> String {
        BASE64_STANDARD.encode([number; 32])
    }

    #[test]
    fn a_replaced_key_still_opens_what_it_sealed() {
        let before = keys(&key(1)).unwrap();
        let sealed = before.seal(b"use", b"secret").unwrap();
        let after = keys(&format!("{}, {}", key(2), key(1))).unwrap();
        assert_eq!(&after.open(b"use", &sealed).unwrap()[..], b"secret");
        let sealed = after.seal(b"use", b"secret").unwrap();
        assert!(before.open(b"use", &sealed).is_none());
    }

    #[test]
    fn a_hash_needs_the_key() {
        let hash = |setting: &str| {
            let keys = keys(setting).unwrap();
            keys.current().hash("address", b"owner@asf.example")
        };
        assert_eq!(hash(&key(1)), hash(&key(1)));
        assert_ne!(hash(&key(1)), hash(&key(2)));
    }

    #[test]
    fn a_setting_that_is_no_key_is_refused() {
        let short = BASE64_STANDARD.encode([1; 31]);
        let one_wrong = format!("{},x", key(1));
        for setting in ["", "key", short.as_str(), one_wrong.as_str()] {
            assert_eq!(keys(setting).unwrap_err(), WrongVaultKey, "{setting}");
        }
    }
}
