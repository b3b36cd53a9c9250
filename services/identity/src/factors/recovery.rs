//! Recovery codes: ten on paper, each good for one login when the app is not
//! at hand. Only their hashes are kept.

use eventlog::limit::{LOCK_LIMIT, in_time, within};
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::secret;

/// Letters of a code, without the hyphens.
pub(super) const LENGTH: usize = BYTES * 8 / 5;
/// How many a person gets.
const CODES: usize = 10;
/// Ten bytes are sixteen letters: too many to guess, so that a fast hash is
/// enough, and few enough to type.
const BYTES: usize = 10;
const GROUP: usize = 4;
/// Without letters that look like a figure or like each other.
pub(super) const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The codes; clones share the pool.
#[derive(Clone)]
pub(crate) struct RecoveryCodes {
    pool: PgPool,
}

impl RecoveryCodes {
    pub(super) fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    /// Ten new codes in place of those that there are, to be shown this once.
    pub(crate) async fn renew_in(
        &self,
        conn: &mut PgConnection,
        subject: Uuid,
    ) -> Result<Vec<String>, sqlx::Error> {
        self.remove_in(conn, subject).await?;
        let codes: Vec<_> = (0..CODES).map(|_| code(secret::random())).collect();
        let hashes: Vec<_> = codes.iter().map(|code| hash(subject, code)).collect();
        let sql = "INSERT INTO identity.recovery_codes (subject_id, code_hash)
                   SELECT $1, code_hash FROM unnest($2::BYTEA[]) AS new (code_hash)";
        let query = sqlx::query(sql).bind(subject).bind(hashes);
        within(LOCK_LIMIT, query.execute(conn)).await?;
        Ok(codes)
    }

    /// Uses a code up: how many are left, or nothing for one that is wrong or
    /// was used. One statement: of two logins with one code, one gets in.
    pub(super) async fn take(
        &self,
        subject: Uuid,
        code: &str,
        now: OffsetDateTime,
    ) -> Result<Option<u32>, sqlx::Error> {
        let sql = "UPDATE identity.recovery_codes SET used_at = $3
                   WHERE subject_id = $1 AND code_hash = $2 AND used_at IS NULL";
        let query = sqlx::query(sql)
            .bind(subject)
            .bind(hash(subject, code))
            .bind(now);
        if in_time(query.execute(&self.pool)).await?.rows_affected() == 0 {
            return Ok(None);
        }
        self.left(subject).await.map(Some)
    }

    pub(crate) async fn left(&self, subject: Uuid) -> Result<u32, sqlx::Error> {
        let sql = "SELECT count(*) FROM identity.recovery_codes
                   WHERE subject_id = $1 AND used_at IS NULL";
        let query = sqlx::query_scalar::<_, i64>(sql).bind(subject);
        let left = in_time(query.fetch_one(&self.pool)).await?;
        Ok(u32::try_from(left).unwrap_or_default())
    }

    pub(crate) async fn remove_in(
        &self,
        conn: &mut PgConnection,
        subject: Uuid,
    ) -> Result<(), sqlx::Error> {
        let sql = "DELETE FROM identity.recovery_codes WHERE subject_id = $1";
        within(LOCK_LIMIT, sqlx::query(sql).bind(subject).execute(conn))
            .await
            .map(drop)
    }
}

/// Five bits a letter, with hyphens to keep one's place.
fn code(bytes: [u8; BYTES]) -> String {
    let mut number = bytes
        .iter()
        .fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
    let mut code = String::new();
    for place in 0..LENGTH {
        if place > 0 && place % GROUP == 0 {
            code.push('-');
        }
        code.push(char::from(LETTERS[(number & 31) as usize]));
        number >>= 5;
    }
    code
}

/// Bound to the person: equal codes of two people would not look equal.
fn hash(subject: Uuid, code: &str) -> Vec<u8> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(subject.as_bytes());
    for letter in code.bytes().filter(|letter| *letter != b'-') {
        hasher.update(&[letter]);
    }
    hasher.finalize().as_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_all_its_bytes_in_four_groups() {
        assert_eq!(code([0; BYTES]), "0000-0000-0000-0000");
        assert_eq!(code([255; BYTES]), "zzzz-zzzz-zzzz-zzzz");
        let one = code([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
        assert_eq!(one, "1000-0000-0000-0000");
        assert_ne!(code(secret::random()), code(secret::random()));
    }

    #[test]
    fn the_same_code_of_two_people_has_two_hashes() {
        let of = |number| hash(Uuid::from_u128(number), "01ab-cdef-ghjk-mnpq");
        assert_ne!(of(1), of(2));
    }
}
