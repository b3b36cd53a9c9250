//! The database: logins, grants, and the second lock behind them.

#![expect(
    clippy::expect_used,
    reason = "what is wrong with a test's own values has failed the test"
)]

use eventlog::{logins, migrate, schema::Schema};
use integration_tests::{
    accounts,
    db::Database,
    ground::{Ground, PASSWORD},
    stack::Stack,
};
use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// Permission denied.
const DENIED: &str = "42501";

async fn ground() -> anyhow::Result<Ground> {
    let ground = Ground::on(accounts::empty_database().await?).await?;
    ground.make_logins().await?;
    Ok(ground)
}

async fn connect(database: &Database, login: &str) -> sqlx::Result<PgConnection> {
    let url = database.url_of(login, PASSWORD).expect("a plain name");
    PgConnection::connect(&url).await
}

async fn owner(database: &Database) -> anyhow::Result<PgConnection> {
    Ok(PgConnection::connect(database.url()).await?)
}

/// Tables of a schema by their qualified names.
async fn tables(owner: &mut PgConnection, schema: &str) -> anyhow::Result<Vec<String>> {
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_catalog.pg_tables
         WHERE schemaname = $1 ORDER BY tablename",
    )
    .bind(schema)
    .fetch_all(owner)
    .await?;
    assert!(tables.len() > 5, "{schema} has tables: {tables:?}");
    Ok(tables)
}

async fn run(connection: &mut PgConnection, sql: String) -> sqlx::Result<()> {
    let done = sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await;
    done.map(drop)
}

async fn count(connection: &mut PgConnection, table: &str) -> sqlx::Result<i64> {
    let sql = format!("SELECT count(*) FROM {table}");
    let count = sqlx::query_scalar(AssertSqlSafe(sql));
    count.fetch_one(connection).await
}

fn code<T: std::fmt::Debug>(answer: sqlx::Result<T>) -> String {
    let error = answer.expect_err("it is refused");
    let code = error.as_database_error().and_then(|fault| fault.code());
    code.map_or_else(|| error.to_string(), |code| code.into_owned())
}

#[tokio::test]
async fn a_service_reads_and_writes_nothing_of_another() -> anyhow::Result<()> {
    let ground = ground().await?;
    let mut owner = owner(&ground.database).await?;
    for (service, other) in [("registry", "identity"), ("identity", "registry")] {
        let mut login = connect(&ground.database, &format!("{service}_login")).await?;
        assert_eq!(count(&mut login, &format!("{service}.feed")).await?, 0);
        for table in tables(&mut owner, other).await? {
            assert_eq!(code(count(&mut login, &table).await), DENIED, "{table}");
            let emptied = run(&mut login, format!("DELETE FROM {table}")).await;
            assert_eq!(code(emptied), DENIED, "{table}");
        }
        for trick in [
            format!("SET ROLE asf_{other}"),
            format!("GRANT asf_{other} TO CURRENT_USER"),
            format!("CREATE TABLE {other}.foothold (id INT)"),
            "CREATE SCHEMA foothold".to_owned(),
            "CREATE ROLE foothold".to_owned(),
            "SET ROLE NONE; SET SESSION AUTHORIZATION asf".to_owned(),
        ] {
            assert_eq!(
                code(run(&mut login, trick.clone()).await),
                DENIED,
                "{trick}"
            );
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_service_cannot_change_what_has_happened() -> anyhow::Result<()> {
    let ground = ground().await?;
    for service in ["registry", "identity"] {
        let mut login = connect(&ground.database, &format!("{service}_login")).await?;
        for table in ["events", "feed"] {
            for change in [
                format!("DELETE FROM {service}.{table}"),
                format!("UPDATE {service}.{table} SET type = 'other'"),
                format!("TRUNCATE {service}.{table}"),
                format!("DROP TABLE {service}.{table}"),
                format!("ALTER TABLE {service}.{table} DISABLE ROW LEVEL SECURITY"),
            ] {
                assert_eq!(
                    code(run(&mut login, change.clone()).await),
                    DENIED,
                    "{change}"
                );
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_login_connects_to_the_platforms_database_alone() -> anyhow::Result<()> {
    let ground = ground().await?;
    assert!(connect(&ground.database, "registry_login").await.is_ok());
    for database in ["postgres", "template1"] {
        let url = ground.database.url_of("registry_login", PASSWORD)?;
        let (server, _) = url.rsplit_once('/').expect("a path");
        let answer = PgConnection::connect(&format!("{server}/{database}")).await;
        assert_eq!(code(answer), DENIED, "{database}");
    }
    // The login of a platform that shares the server.
    let elsewhere = Database::create().await?;
    let schema = Schema::parse("stranger")?;
    let pool = sqlx::PgPool::connect(elsewhere.url()).await?;
    migrate::migrate(&pool, &schema).await?;
    logins::ensure(&pool, &schema, "stranger_login", PASSWORD).await?;
    pool.close().await;
    assert!(connect(&elsewhere, "stranger_login").await.is_ok());
    assert_eq!(
        code(connect(&ground.database, "stranger_login").await),
        DENIED
    );
    assert_eq!(code(connect(&elsewhere, "registry_login").await), DENIED);
    Ok(())
}

#[tokio::test]
async fn a_table_that_is_opened_by_mistake_shows_no_row() -> anyhow::Result<()> {
    let ground = ground().await?;
    let mut owner = owner(&ground.database).await?;
    run(
        &mut owner,
        "INSERT INTO identity.checkpoint (projection, producer, position) VALUES ('a', 'b', 1);
         GRANT USAGE ON SCHEMA identity TO registry_login;
         GRANT ALL ON ALL TABLES IN SCHEMA identity TO registry_login"
            .to_owned(),
    )
    .await?;
    let mut login = connect(&ground.database, "registry_login").await?;
    for table in tables(&mut owner, "identity").await? {
        assert_eq!(count(&mut login, &table).await?, 0, "{table}");
    }
    let write = "INSERT INTO identity.checkpoint (projection, producer, position)
                 VALUES ('c', 'd', 1)";
    assert_eq!(code(run(&mut login, write.to_owned()).await), DENIED);
    let mut its_own = connect(&ground.database, "identity_login").await?;
    assert_eq!(count(&mut its_own, "identity.checkpoint").await?, 1);
    Ok(())
}

#[tokio::test]
async fn no_table_is_left_without_the_second_lock_not_even_one_made_again() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    stack.run_registry(&["rebuild", "directory"]).await?;
    let mut owner = owner(&stack.ground.database).await?;
    let open: Vec<String> = sqlx::query_scalar(
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_catalog.pg_tables
         WHERE schemaname IN ('registry', 'identity')
           AND NOT (rowsecurity AND EXISTS (
               SELECT FROM pg_catalog.pg_policies AS policy
               WHERE policy.schemaname = pg_tables.schemaname
                 AND policy.tablename = pg_tables.tablename
                 AND policy.roles = ARRAY['asf_' || pg_tables.schemaname]::NAME[]
           ))",
    )
    .fetch_all(&mut owner)
    .await?;
    assert_eq!(open, [""; 0]);
    // And the service works on with the table.
    assert_eq!(
        stack.search(&[("q", "nothing of that name")]).await?["total_size"],
        0
    );
    Ok(())
}

#[tokio::test]
async fn a_login_that_got_too_much_loses_it_when_it_is_ensured_again() -> anyhow::Result<()> {
    let database = Database::create().await?;
    let pool = sqlx::PgPool::connect(database.url()).await?;
    let (own, other) = (Schema::parse("mistaken")?, Schema::parse("stranger")?);
    for schema in [&own, &other] {
        migrate::migrate(&pool, schema).await?;
    }
    let login = "mistaken_login";
    logins::ensure(&pool, &own, login, PASSWORD).await?;
    let mut owner = owner(&database).await?;
    let mistake = "GRANT asf_stranger TO mistaken_login; ALTER ROLE mistaken_login CREATEROLE";
    run(&mut owner, mistake.to_owned()).await?;
    let mut connection = connect(&database, login).await?;
    assert_eq!(count(&mut connection, "stranger.feed").await?, 0);

    logins::ensure(&pool, &own, login, PASSWORD).await?;
    assert_eq!(code(count(&mut connection, "stranger.feed").await), DENIED);
    let role = run(&mut connection, "CREATE ROLE foothold".to_owned()).await;
    assert_eq!(code(role), DENIED);
    assert_eq!(count(&mut connection, "mistaken.feed").await?, 0);
    pool.close().await;
    Ok(())
}

#[tokio::test]
async fn logins_may_be_ensured_by_many_at_once() -> anyhow::Result<()> {
    let database = Database::create().await?;
    let pool = sqlx::PgPool::connect(database.url()).await?;
    let schema = Schema::parse("crowded")?;
    migrate::migrate(&pool, &schema).await?;
    let ensured = (0..8).map(|_| logins::ensure(&pool, &schema, "crowded_login", PASSWORD));
    for answer in futures::future::join_all(ensured).await {
        answer?;
    }
    assert!(connect(&database, "crowded_login").await.is_ok());
    pool.close().await;
    Ok(())
}
