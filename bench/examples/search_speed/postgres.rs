//! The same listings and texts in Postgres.

use std::{env, process};

use anyhow::Context;
use registry::search::listing::Listing;
use serde_json::{Value, json};
use sqlx::{
    AssertSqlSafe, Connection, Executor, PgConnection,
    postgres::{PgConnectOptions, PgRow},
    raw_sql,
};
use tokio::runtime::Runtime;

use crate::{
    listings::{facets, words},
    measure::{Mean, Row, TEXTS, timed},
};

const TABLE: &str = "
    CREATE TABLE listing (
        id uuid PRIMARY KEY,
        words text NOT NULL,
        vector tsvector GENERATED ALWAYS AS (to_tsvector('swedish', words)) STORED,
        county smallint[] NOT NULL,
        industry smallint[] NOT NULL,
        service smallint[] NOT NULL,
        benefit smallint[] NOT NULL
    )";
const FILL: &str = "
    INSERT INTO listing (id, words, county, industry, service, benefit)
    SELECT * FROM jsonb_to_recordset($1) AS listing
        (id uuid, words text, county smallint[], industry smallint[], service smallint[], benefit smallint[])";
const INDEXES: &str = "
    CREATE INDEX ON listing USING gin (vector);
    CREATE INDEX ON listing USING gin (county);
    CREATE INDEX ON listing USING gin (industry);
    CREATE INDEX ON listing USING gin (service);
    CREATE INDEX ON listing USING gin (benefit);
    VACUUM ANALYZE listing";
/// The best twenty, the total and all counts in one answer.
const FIND: &str = "
    WITH found AS MATERIALIZED (
        SELECT id, county, industry, service, benefit, ts_rank(vector, query) AS rank
        FROM listing, websearch_to_tsquery('swedish', $1) AS query
        WHERE vector @@ query
    ), best AS (
        SELECT id, row_number() OVER (ORDER BY rank DESC, id) AS place
        FROM found ORDER BY rank DESC, id LIMIT 20
    )
    SELECT 'total' AS what, '' AS value, count(*) AS number FROM found
    UNION ALL SELECT 'hit', id::text, place FROM best
    UNION ALL SELECT 'county', value::text, count(*) FROM found, unnest(county) AS value GROUP BY value
    UNION ALL SELECT 'industry', value::text, count(*) FROM found, unnest(industry) AS value GROUP BY value
    UNION ALL SELECT 'service', value::text, count(*) FROM found, unnest(service) AS value GROUP BY value
    UNION ALL SELECT 'benefit', value::text, count(*) FROM found, unnest(benefit) AS value GROUP BY value";
const CHANGE: &str = "UPDATE listing SET words = $2 WHERE id = $1";

const BATCH: usize = 1000;
const CHANGES: usize = 100;

pub(crate) fn measure(listings: &[Listing]) -> anyhow::Result<Row> {
    let url = env::var("ASF_TEST_DATABASE_URL").context("ASF_TEST_DATABASE_URL")?;
    let options: PgConnectOptions = url.parse()?;
    let runtime = Runtime::new()?;
    let mut server = runtime.block_on(PgConnection::connect_with(&options))?;
    let name = format!("search_speed_{}", process::id());
    let create = raw_sql(AssertSqlSafe(format!("CREATE DATABASE {name}")));
    runtime.block_on(server.execute(create))?;
    // Compiling a plan takes longer than these searches.
    let options = options.database(&name).options([("jit", "off")]);
    let row = in_database(&runtime, &options, listings);
    let drop = raw_sql(AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)")));
    runtime.block_on(server.execute(drop))?;
    row
}

fn in_database(
    runtime: &Runtime,
    options: &PgConnectOptions,
    listings: &[Listing],
) -> anyhow::Result<Row> {
    let mut connection = runtime.block_on(PgConnection::connect_with(options))?;
    let ((), build_ms) = timed(|| runtime.block_on(fill(&mut connection, listings)))?;
    let size = sqlx::query_scalar("SELECT pg_total_relation_size('listing')");
    let size: i64 = runtime.block_on(size.fetch_one(&mut connection))?;
    let searches = if listings.len() > 50_000 { 60 } else { 200 };
    Ok(Row {
        engine: "postgres",
        listings: listings.len(),
        build_ms,
        text: Mean::of(searches, |number| {
            runtime.block_on(find(&mut connection, TEXTS[number % TEXTS.len()]))
        })?,
        change: Mean::of(CHANGES, |number| {
            let listing = &listings[number * 3 % listings.len()];
            runtime.block_on(change(&mut connection, listing, number))
        })?,
        memory_mb: size as f64 / 1e6,
        ..Row::default()
    })
}

async fn fill(connection: &mut PgConnection, listings: &[Listing]) -> anyhow::Result<()> {
    connection.execute(TABLE).await?;
    for batch in listings.chunks(BATCH) {
        let rows = batch.iter().map(row).collect::<anyhow::Result<Vec<_>>>()?;
        let fill = sqlx::query(FILL).bind(Value::Array(rows));
        fill.execute(&mut *connection).await?;
    }
    for statement in INDEXES.split(';') {
        connection.execute(statement).await?;
    }
    Ok(())
}

fn row(listing: &Listing) -> anyhow::Result<Value> {
    let [county, industry, service, benefit] = facets(listing)?;
    Ok(json!({
        "id": listing.id,
        "words": words(listing, &listing.name),
        "county": county,
        "industry": industry,
        "service": service,
        "benefit": benefit,
    }))
}

async fn find(connection: &mut PgConnection, text: &str) -> anyhow::Result<usize> {
    let rows: Vec<PgRow> = sqlx::query(FIND).bind(text).fetch_all(connection).await?;
    let total = rows.first().context("no total")?;
    let total: i64 = sqlx::Row::try_get(total, "number")?;
    Ok(total.try_into()?)
}

async fn change(
    connection: &mut PgConnection,
    listing: &Listing,
    number: usize,
) -> anyhow::Result<usize> {
    let words = words(listing, &format!("{} {number}", listing.name));
    let change = sqlx::query(CHANGE).bind(listing.id).bind(words);
    let done = change.execute(connection).await?;
    Ok(done.rows_affected().try_into()?)
}
