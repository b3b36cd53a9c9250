//! Two tables of the same columns, compared row by row.

use sqlx::{AssertSqlSafe, PgConnection};

use crate::rebuild::Verified;

/// Rows that are shown.
const SHOWN: u32 = 10;

/// Compares as the caller's transaction sees them; the events are not counted.
pub(super) async fn tables(
    tx: &mut PgConnection,
    live: &str,
    made: &str,
) -> Result<Verified, sqlx::Error> {
    let (_, live_hash) = hash(tx, live).await?;
    let (rows, made_hash) = hash(tx, made).await?;
    let differences = if live_hash == made_hash {
        Vec::new()
    } else {
        differences(tx, live, made).await?
    };
    Ok(Verified {
        events: 0,
        rows: rows.unsigned_abs(),
        live: live_hash,
        rebuilt: made_hash,
        differences,
    })
}

/// Over the hashes of the rows, in whatever order the rows lie.
async fn hash(tx: &mut PgConnection, table: &str) -> Result<(i64, String), sqlx::Error> {
    let sql = format!(
        "SELECT count(*), md5(COALESCE(string_agg(hash, '' ORDER BY hash COLLATE \"C\"), ''))
         FROM (SELECT md5(whole_row::TEXT) AS hash FROM {table} AS whole_row) AS hashes"
    );
    sqlx::query_as(AssertSqlSafe(sql)).fetch_one(tx).await
}

async fn differences(
    tx: &mut PgConnection,
    live: &str,
    made: &str,
) -> Result<Vec<String>, sqlx::Error> {
    let key = key(tx, live).await?;
    let sql = format!(
        "WITH live AS (
             SELECT to_jsonb(whole_row)::TEXT AS line FROM {live} AS whole_row
         ), made AS (
             SELECT to_jsonb(whole_row)::TEXT AS line FROM {made} AS whole_row
         ), differing AS (
             SELECT '-' AS sign, line FROM (TABLE live EXCEPT ALL TABLE made) AS gone
             UNION ALL
             SELECT '+' AS sign, line FROM (TABLE made EXCEPT ALL TABLE live) AS missing
         ), ranked AS (
             SELECT sign, line, dense_rank() OVER (ORDER BY {key}) AS nth FROM differing
         )
         SELECT sign || ' ' || line FROM ranked
         WHERE nth <= {SHOWN}
         ORDER BY nth, sign DESC, line"
    );
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(tx).await
}

/// What stands beside each other in the answer: the primary key of a line.
async fn key(tx: &mut PgConnection, table: &str) -> Result<String, sqlx::Error> {
    let columns: Option<String> = sqlx::query_scalar(
        "SELECT string_agg(format('line::JSONB -> %L', attribute.attname), ', ')
         FROM pg_index AS index
         JOIN pg_attribute AS attribute
             ON attribute.attrelid = index.indrelid AND attribute.attnum = ANY (index.indkey)
         WHERE index.indrelid = $1::REGCLASS AND index.indisprimary",
    )
    .bind(table)
    .fetch_one(tx)
    .await?;
    Ok(columns.unwrap_or_else(|| "line".to_owned()))
}
