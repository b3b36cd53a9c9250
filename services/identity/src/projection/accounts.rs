//! `identity.accounts`: one row for each account, with its roles and the ways
//! into it.

mod read;

use eventlog::{journal::Change, rebuild::Projection};
use futures::future::BoxFuture;
use sqlx::{AssertSqlSafe, PgConnection, types::Json};

use crate::{
    domain::{
        account::{Account, Open, refusal::Refusal},
        values::PlatformRole,
    },
    projection::{count, signed},
};

pub(crate) use read::{AccountRow, Accounts};

/// The table as its events make it.
pub(crate) struct Table;

impl Table {
    /// Where the service reads and writes.
    pub(crate) const LIVE: &'static str = "identity.accounts";

    /// The refusal that a broken constraint stands for.
    pub(crate) fn refusal_of(constraint: &str) -> Option<Refusal> {
        (constraint == "accounts_staff_stays").then_some(Refusal::LastStaff)
    }

    /// Fails when nobody of the staff is left.
    pub(crate) async fn keep_staff(tx: &mut PgConnection) -> Result<(), sqlx::Error> {
        sqlx::query("SELECT identity.keep_staff()")
            .execute(tx)
            .await?;
        Ok(())
    }
}

impl Projection for Table {
    type Aggregate = Account;
    const TABLE: &'static str = "accounts";

    fn apply<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        table: &'a str,
        changes: &'a [Change<Account>],
    ) -> BoxFuture<'a, Result<(), sqlx::Error>> {
        Box::pin(async move {
            for change in changes {
                write(tx, table, change).await?;
            }
            Ok(())
        })
    }
}

async fn write(
    tx: &mut PgConnection,
    table: &str,
    change: &Change<Account>,
) -> Result<(), sqlx::Error> {
    let nobody = Open::default();
    let (account, erased) = match &change.state {
        Account::Unknown => return Ok(()),
        Account::Open(open) => (open.as_ref(), false),
        Account::Erased => (&nobody, true),
    };
    let Some(first) = change.events.first() else {
        return Ok(());
    };
    sqlx::query(AssertSqlSafe(upsert(table)))
        .bind(change.id)
        .bind(signed(change.version))
        .bind(erased)
        .bind(account.email_verified)
        .bind(account.language.name())
        .bind(Json(account.mail))
        .bind(account.roles.contains(&PlatformRole::Staff))
        .bind(counties(account))
        .bind(account.has_password)
        .bind(account.has_totp)
        .bind(count(account.passkeys.len()))
        .bind(account.providers.iter().collect::<Vec<_>>())
        .bind(first.metadata.at)
        .execute(tx)
        .await?;
    Ok(())
}

fn counties(account: &Open) -> Vec<String> {
    let county = |role: &PlatformRole| match role {
        PlatformRole::Staff => None,
        PlatformRole::ProcessLeader { county } => Some(String::from(*county)),
    };
    account.roles.iter().filter_map(county).collect()
}

/// The first event's time stays.
fn upsert(table: &str) -> String {
    format!(
        "INSERT INTO {table}
             (subject_id, version, erased, email_verified, language, mail, staff, counties,
              has_password, has_totp, passkeys, providers, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (subject_id) DO UPDATE
         SET version = excluded.version,
             erased = excluded.erased,
             email_verified = excluded.email_verified,
             language = excluded.language,
             mail = excluded.mail,
             staff = excluded.staff,
             counties = excluded.counties,
             has_password = excluded.has_password,
             has_totp = excluded.has_totp,
             passkeys = excluded.passkeys,
             providers = excluded.providers"
    )
}
