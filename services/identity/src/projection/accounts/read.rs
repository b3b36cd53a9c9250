//! Reading accounts.

use eventlog::limit::in_time;
use sqlx::{FromRow, PgPool, types::Json};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::domain::values::{Language, MailPreferences};

/// One account as it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AccountRow {
    pub(crate) subject: Uuid,
    pub(crate) erased: bool,
    pub(crate) email_verified: bool,
    pub(crate) language: Language,
    pub(crate) mail: MailPreferences,
    pub(crate) staff: bool,
    /// SCB codes of the counties that the person leads the process in.
    pub(crate) counties: Vec<String>,
    pub(crate) has_password: bool,
    pub(crate) has_totp: bool,
    pub(crate) providers: Vec<String>,
    pub(crate) created_at: OffsetDateTime,
}

/// The queries; clones share the pool.
#[derive(Clone)]
pub(crate) struct Accounts {
    pool: PgPool,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT subject_id, erased, email_verified, to_jsonb(language) AS language, mail, staff,
                    counties, has_password, has_totp, providers, created_at
             FROM identity.accounts ",
            $rest
        )
    };
}

impl Accounts {
    pub(crate) fn new(pool: PgPool) -> Self {
        Self { pool }
    }

    /// Also one that is erased.
    pub(crate) async fn get(&self, subject: Uuid) -> Result<Option<AccountRow>, sqlx::Error> {
        let query = sqlx::query_as::<_, Row>(select!("WHERE subject_id = $1")).bind(subject);
        let row = in_time(query.fetch_optional(&self.pool)).await?;
        Ok(row.map(AccountRow::from))
    }

    /// Staff first, then process leaders by their first county.
    pub(crate) async fn role_holders(&self) -> Result<Vec<AccountRow>, sqlx::Error> {
        let query = sqlx::query_as::<_, Row>(select!(
            "WHERE staff OR counties <> '{}' ORDER BY staff DESC, counties, subject_id"
        ));
        let rows = in_time(query.fetch_all(&self.pool)).await?;
        Ok(rows.into_iter().map(AccountRow::from).collect())
    }
}

#[derive(FromRow)]
struct Row {
    subject_id: Uuid,
    erased: bool,
    email_verified: bool,
    language: Json<Language>,
    mail: Json<MailPreferences>,
    staff: bool,
    counties: Vec<String>,
    has_password: bool,
    has_totp: bool,
    providers: Vec<String>,
    created_at: OffsetDateTime,
}

impl From<Row> for AccountRow {
    fn from(row: Row) -> Self {
        Self {
            subject: row.subject_id,
            erased: row.erased,
            email_verified: row.email_verified,
            language: row.language.0,
            mail: row.mail.0,
            staff: row.staff,
            counties: row.counties,
            has_password: row.has_password,
            has_totp: row.has_totp,
            providers: row.providers,
            created_at: row.created_at,
        }
    }
}
