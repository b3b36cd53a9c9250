//! Passwords: argon2id with 19 MiB, two passes and one lane. So many are
//! hashed at once as the settings say; more are turned away at once, since a
//! queue of them would take all memory and all time.

mod rows;
mod spelling;
mod weak;

use std::{fmt, num::NonZeroUsize, sync::Arc};

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc,
};
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use tokio::sync::Semaphore;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::secret;

const SALT: usize = 16;

/// A password as it is stored.
#[derive(Clone)]
pub(crate) struct PasswordHash(String);

/// Hashes and checks passwords. Clones share the places.
#[derive(Clone)]
pub(crate) struct Passwords {
    pool: PgPool,
    places: Arc<Semaphore>,
    /// Checked where there is no password, so that it takes as long.
    dummy: PasswordHash,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum PasswordError {
    /// All places are taken.
    #[error("too many passwords are being hashed")]
    Busy,
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    #[error("the password could not be hashed: {0}")]
    Hash(#[from] argon2::password_hash::Error),
    #[error("a hash was not finished")]
    Broken(#[from] tokio::task::JoinError),
}

impl Passwords {
    /// Takes as long as one hash.
    ///
    /// # Errors
    /// The hash function refuses its parameters.
    pub(crate) fn new(pool: PgPool, at_once: NonZeroUsize) -> Result<Self, PasswordError> {
        let nobody_knows: [u8; 32] = secret::random();
        Ok(Self {
            pool,
            places: Arc::new(Semaphore::new(at_once.get())),
            dummy: hashed(&nobody_knows)?,
        })
    }

    pub(crate) async fn hash(&self, text: &str) -> Result<PasswordHash, PasswordError> {
        let text = spelling::prepared(text);
        self.in_a_place(move || hashed(text.as_bytes())).await
    }

    /// Whether it is the subject's password. It takes as long for nobody, and
    /// for somebody without a password. A hash of before passwords were brought
    /// into one form is replaced by one of that form.
    pub(crate) async fn verify(
        &self,
        subject: Option<Uuid>,
        text: &str,
    ) -> Result<bool, PasswordError> {
        // Nobody has the nil id, but the question is asked all the same.
        let stored = rows::get(&self.pool, subject.unwrap_or_default()).await?;
        let hash = stored
            .clone()
            .map_or_else(|| self.dummy.clone(), PasswordHash);
        let forms = spelling::forms(text);
        let fits = self.in_a_place(move || fitting(&hash, forms)).await?;
        let (Some(before), Some(fitting), Some(subject)) = (stored, fits, subject) else {
            return Ok(false);
        };
        if let Fitting::Before(prepared) = fitting {
            let hash = self.in_a_place(move || hashed(prepared.as_bytes())).await?;
            rows::replace(&self.pool, subject, &before, &hash.0).await?;
        }
        Ok(true)
    }

    /// Whether it is the password of a hash that is not in the table.
    pub(crate) async fn fits(
        &self,
        hash: &PasswordHash,
        text: &str,
    ) -> Result<bool, PasswordError> {
        let (hash, forms) = (hash.clone(), spelling::forms(text));
        let fits = self.in_a_place(move || fitting(&hash, forms)).await?;
        Ok(fits.is_some())
    }

    pub(crate) async fn set_in(
        &self,
        conn: &mut PgConnection,
        subject: Uuid,
        hash: &PasswordHash,
        now: OffsetDateTime,
    ) -> Result<(), sqlx::Error> {
        rows::set(conn, subject, &hash.0, now).await
    }

    pub(crate) async fn has(&self, subject: Uuid) -> Result<bool, sqlx::Error> {
        Ok(rows::get(&self.pool, subject).await?.is_some())
    }

    /// The place is left when the work is done, also when nobody waits for it
    /// any more.
    async fn in_a_place<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, PasswordError> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let place = Arc::clone(&self.places).try_acquire_owned();
        let place = place.map_err(|_| PasswordError::Busy)?;
        let worked = tokio::task::spawn_blocking(move || {
            let _until_done = place;
            work()
        });
        worked.await?
    }
}

/// Whether a guesser would try the password among the first.
pub(crate) fn is_weak(password: &str, email: &str) -> bool {
    weak::is_weak(&spelling::prepared(password), email)
}

/// How many characters a password has in the form that is hashed.
pub(crate) fn length(password: &str) -> usize {
    spelling::prepared(password).chars().count()
}

/// In which form a password fits its hash.
enum Fitting {
    Prepared,
    /// As it was typed when it was chosen; the hash should be of this one.
    Before(Zeroizing<String>),
}

/// Tries the forms in turn, the prepared one first.
fn fitting(
    hash: &PasswordHash,
    forms: Vec<Zeroizing<String>>,
) -> Result<Option<Fitting>, PasswordError> {
    let mut prepared = None;
    for form in forms {
        let fits = verified(hash, form.as_bytes())?;
        match (fits, prepared.take()) {
            (true, None) => return Ok(Some(Fitting::Prepared)),
            (true, Some(prepared)) => return Ok(Some(Fitting::Before(prepared))),
            (false, first) => prepared = Some(first.unwrap_or(form)),
        }
    }
    Ok(None)
}

impl PasswordHash {
    /// As it is stored, to be sealed until an address is proven.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// A hash that was stored.
    pub(crate) fn stored(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("PasswordHash")
    }
}

fn function() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

fn hashed(password: &[u8]) -> Result<PasswordHash, PasswordError> {
    let salt: [u8; SALT] = secret::random();
    let hash: phc::PasswordHash = function().hash_password_with_salt(password, &salt)?;
    Ok(PasswordHash(hash.to_string()))
}

/// By the parameters that the hash was made with.
fn verified(hash: &PasswordHash, password: &[u8]) -> Result<bool, PasswordError> {
    let hash = phc::PasswordHash::new(&hash.0).map_err(argon2::password_hash::Error::from)?;
    Ok(function().verify_password(password, &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_knows_its_password_and_says_how_it_was_made() {
        let hash = hashed(b"korv med bread").unwrap();
        assert!(hash.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verified(&hash, b"korv med bread").unwrap());
        assert!(!verified(&hash, b"korv med Bread").unwrap());
        assert_ne!(hashed(b"korv med bread").unwrap().0, hash.0);
    }

    #[test]
    fn a_password_fits_in_the_form_that_it_was_chosen_in() {
        let fits = |hashed_form: &str, typed: &str| {
            let hash = hashed(hashed_form.as_bytes()).unwrap();
            match fitting(&hash, spelling::forms(typed)).unwrap() {
                None => "no",
                Some(Fitting::Prepared) => "prepared",
                Some(Fitting::Before(_)) => "before",
            }
        };
        let (one, two) = (
            "lösenord på Åland",
            "lo\u{308}senord pa\u{30a} A\u{30a}land",
        );
        assert_eq!((fits(one, one), fits(one, two)), ("prepared", "prepared"));
        // Chosen before there was one form, and typed on either keyboard now.
        assert_eq!((fits(two, two), fits(two, one)), ("before", "before"));
        assert_eq!(fits(one, "losenord pa Aland"), "no");
    }

    #[tokio::test]
    async fn more_than_there_are_places_for_are_turned_away_at_once() {
        let pool = PgPool::connect_lazy("postgres://127.0.0.1/nowhere").unwrap();
        let passwords = Passwords::new(pool, NonZeroUsize::MIN).unwrap();
        let place = passwords.places.clone().try_acquire_owned().unwrap();
        let turned_away = passwords.hash("korv med bread").await;
        assert!(matches!(turned_away, Err(PasswordError::Busy)));
        drop(place);
        assert!(passwords.hash("korv med bread").await.is_ok());
    }
}
