//! What is personal, sealed by a key of each person. Destroying the key
//! forgets the person in all rooms at once. The keys themselves are wrapped by
//! a key of the settings, without which a backup shows nothing of anybody; one
//! that is restored still has the keys, and is made to forget by the ledger of
//! [`crate::erasure`].

mod keys;
mod rotation;
mod rows;
mod seal;

use std::{collections::HashMap, sync::Arc};

use secrecy::SecretString;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;
use zeroize::Zeroizing;

pub(crate) use keys::WrongVaultKey;

use crate::{
    address,
    vault::{
        keys::{Keys, VaultKey},
        rows::FieldRow,
        seal::Key,
    },
};

/// What the address hashes are for.
const ADDRESSES: &str = "addresses";

/// What is kept of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    Email,
    Name,
    Phone,
    /// An address that is not proven yet: of a sign-up, a change of address,
    /// or an invitation.
    PendingEmail,
}

/// The fields of one person, as far as they were asked for and are there.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Personal {
    pub(crate) email: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) pending_email: Option<String>,
}

/// Seals, opens and forgets. Clones share the keys.
#[derive(Clone)]
pub(crate) struct Vault {
    pool: PgPool,
    keys: Arc<Keys>,
}

/// Why something was not sealed or opened.
#[derive(Debug, thiserror::Error)]
pub(crate) enum VaultError {
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// Nobody made one, or the person is erased.
    #[error("there is no key for this person")]
    NoKey,
    /// The key of the settings is not the one that it was wrapped by.
    #[error("the person's key cannot be unwrapped with this vault key")]
    WrongKey,
    #[error("there is more to seal than can be")]
    TooLong,
}

/// # Errors
/// The setting is no key.
pub(crate) fn check_key(vault_key: &SecretString) -> Result<(), WrongVaultKey> {
    Keys::parse(vault_key).map(drop)
}

impl Vault {
    /// # Errors
    /// The setting is no key.
    pub(crate) fn new(pool: PgPool, vault_key: &SecretString) -> Result<Self, WrongVaultKey> {
        let keys = Arc::new(Keys::parse(vault_key)?);
        Ok(Self { pool, keys })
    }

    /// Gives a subject its key; one that has a key keeps it.
    pub(crate) async fn create_in(
        &self,
        conn: &mut PgConnection,
        subject: Uuid,
    ) -> Result<(), VaultError> {
        let key = Key::random();
        let wrapped = self.wrap(subject, &key)?;
        Ok(rows::insert_key(conn, subject, &wrapped).await?)
    }

    /// Those of the subjects that have a key.
    pub(crate) async fn exists(&self, subjects: &[Uuid]) -> Result<Vec<Uuid>, VaultError> {
        Ok(rows::with_key(&self.pool, subjects).await?)
    }

    /// Writes a field, sealed.
    pub(crate) async fn put_in(
        &self,
        conn: &mut PgConnection,
        subject: Uuid,
        field: Field,
        value: &str,
    ) -> Result<(), VaultError> {
        let context = field.name();
        let sealed = self.seal_in(conn, subject, context, value.as_bytes());
        let sealed = sealed.await?;
        Ok(rows::put(conn, subject, context, &sealed).await?)
    }

    /// Removes a field.
    pub(crate) async fn clear_in(
        &self,
        conn: &mut PgConnection,
        subject: Uuid,
        field: Field,
    ) -> Result<(), VaultError> {
        Ok(rows::clear(conn, subject, field.name()).await?)
    }

    pub(crate) async fn get(
        &self,
        subject: Uuid,
        field: Field,
    ) -> Result<Option<String>, VaultError> {
        let mut conn = self.pool.acquire().await?;
        self.get_in(&mut conn, subject, field).await
    }

    pub(crate) async fn get_in(
        &self,
        conn: &mut PgConnection,
        subject: Uuid,
        field: Field,
    ) -> Result<Option<String>, VaultError> {
        let rows = rows::fields(conn, &[subject], &[field.name()]).await?;
        let mut found = self.opened(rows, &[field])?;
        Ok(found
            .remove(&subject)
            .and_then(|mut personal| personal.slot(field).take()))
    }

    /// The fields of many; a subject without any of them is left out.
    pub(crate) async fn get_many(
        &self,
        subjects: &[Uuid],
        fields: &[Field],
    ) -> Result<HashMap<Uuid, Personal>, VaultError> {
        let names: Vec<_> = fields.iter().map(|field| field.name()).collect();
        let mut conn = self.pool.acquire().await?;
        let rows = rows::fields(&mut conn, subjects, &names).await?;
        self.opened(rows, fields)
    }

    fn opened(
        &self,
        rows: Vec<FieldRow>,
        fields: &[Field],
    ) -> Result<HashMap<Uuid, Personal>, VaultError> {
        let mut found = HashMap::<Uuid, Personal>::new();
        for row in rows {
            let key = self.unwrap(row.subject_id, &row.wrapped)?;
            let opened = key.open(&bound_to(row.subject_id, &row.field), &row.sealed);
            let text = opened.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok());
            let field = fields.iter().find(|field| field.name() == row.field);
            if let (Some(text), Some(field)) = (text, field) {
                let personal = found.entry(row.subject_id).or_default();
                *personal.slot(*field) = Some(text);
            }
        }
        Ok(found)
    }

    /// Seals something of a subject that another room keeps; it opens in the
    /// same context only.
    pub(crate) async fn seal_in(
        &self,
        conn: &mut PgConnection,
        subject: Uuid,
        context: &str,
        plain: &[u8],
    ) -> Result<Vec<u8>, VaultError> {
        let wrapped = rows::key(conn, subject).await?.ok_or(VaultError::NoKey)?;
        let key = self.unwrap(subject, &wrapped)?;
        let sealed = key.seal(&bound_to(subject, context), plain);
        sealed.ok_or(VaultError::TooLong)
    }

    pub(crate) async fn seal(
        &self,
        subject: Uuid,
        context: &str,
        plain: &[u8],
    ) -> Result<Vec<u8>, VaultError> {
        let mut conn = self.pool.acquire().await?;
        self.seal_in(&mut conn, subject, context, plain).await
    }

    /// Nothing for a subject that is erased, and for what was sealed
    /// otherwise.
    pub(crate) async fn open_in(
        &self,
        conn: &mut PgConnection,
        subject: Uuid,
        context: &str,
        sealed: &[u8],
    ) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        let Some(wrapped) = rows::key(conn, subject).await? else {
            return Ok(None);
        };
        let key = self.unwrap(subject, &wrapped)?;
        Ok(key.open(&bound_to(subject, context), sealed))
    }

    pub(crate) async fn open(
        &self,
        subject: Uuid,
        context: &str,
        sealed: &[u8],
    ) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        let mut conn = self.pool.acquire().await?;
        self.open_in(&mut conn, subject, context, sealed).await
    }

    /// Seals something that is of no person, such as a signing key.
    pub(crate) fn seal_own(&self, context: &str, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let sealed = self.keys.seal(context.as_bytes(), plain);
        sealed.ok_or(VaultError::TooLong)
    }

    pub(crate) fn open_own(&self, context: &str, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        self.keys.open(context.as_bytes(), sealed)
    }

    /// Whether an older key of the settings sealed it.
    pub(crate) fn is_outdated(&self, sealed: &[u8]) -> bool {
        !sealed.starts_with(self.keys.current().id())
    }

    /// A hash that only we can make, for what is personal and looked up.
    pub(crate) fn hash(&self, purpose: &str, value: &[u8]) -> [u8; 32] {
        self.keys.current().hash(purpose, value)
    }

    /// The hash that an address is looked up by, in whatever case it is typed.
    pub(crate) fn address_hash(&self, address: &str) -> [u8; 32] {
        self.hash(ADDRESSES, address::normalised(address).as_bytes())
    }

    /// Whose proven address it is.
    pub(crate) async fn subject_of(&self, address: &str) -> Result<Option<Uuid>, VaultError> {
        let mut conn = self.pool.acquire().await?;
        self.subject_of_in(&mut conn, address).await
    }

    pub(crate) async fn subject_of_in(
        &self,
        conn: &mut PgConnection,
        address: &str,
    ) -> Result<Option<Uuid>, VaultError> {
        Ok(rows::subject_of(conn, &self.hashes(address)).await?)
    }

    /// Ties the address to the subject, in place of the one that it had; false
    /// where another one has it.
    pub(crate) async fn take_address_in(
        &self,
        conn: &mut PgConnection,
        address: &str,
        subject: Uuid,
    ) -> Result<bool, VaultError> {
        match rows::subject_of(conn, &self.hashes(address)).await? {
            Some(owner) => Ok(owner == subject),
            None => {
                rows::free_address(conn, subject).await?;
                let (hash, id) = (self.address_hash(address), self.keys.current().id());
                Ok(rows::take_address(conn, &hash, id, subject).await?)
            }
        }
    }

    /// Destroys the subject's key, and with it everything sealed by it; the
    /// address is free.
    pub(crate) async fn erase_in(
        &self,
        conn: &mut PgConnection,
        subject: Uuid,
    ) -> Result<(), VaultError> {
        Ok(rows::erase(conn, subject).await?)
    }

    /// The hashes by all keys of the settings, the current one's first: what
    /// was written before the key was replaced is found too, and so is what was
    /// written under another spelling before one was chosen.
    pub(crate) fn hashes(&self, address: &str) -> Vec<[u8; 32]> {
        let forms = address::spellings(address);
        let keys = self.keys.all();
        let of_key = |key| {
            forms
                .iter()
                .map(move |form| VaultKey::hash(key, ADDRESSES, form.as_bytes()))
        };
        keys.flat_map(of_key).collect()
    }

    fn wrap(&self, subject: Uuid, key: &Key) -> Result<Vec<u8>, VaultError> {
        let wrapped = self.keys.seal(subject.as_bytes(), key.bytes());
        wrapped.ok_or(VaultError::TooLong)
    }

    fn unwrap(&self, subject: Uuid, wrapped: &[u8]) -> Result<Key, VaultError> {
        let bytes = self.keys.open(subject.as_bytes(), wrapped);
        let bytes = bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok());
        bytes.map(Key::new).ok_or(VaultError::WrongKey)
    }
}

/// A field of one person cannot be put in the place of another one, of this
/// person or of another.
fn bound_to(subject: Uuid, context: &str) -> Vec<u8> {
    [subject.as_bytes(), context.as_bytes()].concat()
}

impl Field {
    fn name(self) -> &'static str {
        match self {
            Field::Email => "email",
            Field::Name => "name",
            Field::Phone => "phone",
            Field::PendingEmail => "pending_email",
        }
    }
}

impl Personal {
    fn slot(&mut self, field: Field) -> &mut Option<String> {
        match field {
            Field::Email => &mut self.email,
            Field::Name => &mut self.name,
            Field::Phone => &mut self.phone,
            Field::PendingEmail => &mut self.pending_email,
        }
    }
}
