//! The login of a service: it may connect to the platform's database alone,
//! and is nothing there but a member of the role of its own schema.

use std::time::Duration;

use sqlx::{AssertSqlSafe, PgConnection, PgPool};

use crate::schema::Schema;

/// Roles and databases belong to the whole cluster: somebody else may be
/// changing the same row, which the server answers with an error.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(50);

/// Makes the login, or brings it to these rights and this password, and keeps
/// everybody else from the platform's database, `postgres` and `template1`.
/// May be done again and by several at once. The role has to exist: migrate
/// first.
///
/// # Errors
/// The database fails, or its owner may not make roles.
pub async fn ensure(
    owner: &PgPool,
    schema: &Schema,
    login: &str,
    password: &str,
) -> Result<(), sqlx::Error> {
    let mut tries = 0;
    loop {
        tries += 1;
        match ensure_once(owner, schema, login, password).await {
            Err(error) if tries < TRIES && is_for_now(&error) => {
                tokio::time::sleep(PAUSE).await;
            }
            done => return done,
        }
    }
}

async fn ensure_once(
    owner: &PgPool,
    schema: &Schema,
    login: &str,
    password: &str,
) -> Result<(), sqlx::Error> {
    let mut tx = owner.begin().await?;
    make(&mut tx, login).await?;
    leave_others(&mut tx, schema, login).await?;
    let words = [
        quoted(
            &mut tx,
            "ALTER ROLE %I LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD %L",
            &[login, password],
        )
        .await?,
        quoted(&mut tx, "GRANT %I TO %I", &[&schema.role(), login]).await?,
    ];
    for words in words {
        run(&mut tx, words).await?;
    }
    close_to_others(&mut tx).await?;
    let database: String = sqlx::query_scalar("SELECT current_database()::TEXT")
        .fetch_one(&mut *tx)
        .await?;
    let words = "GRANT CONNECT ON DATABASE %I TO %I";
    let words = quoted(&mut tx, words, &[&database, login]).await?;
    run(&mut tx, words).await?;
    tx.commit().await
}

async fn make(tx: &mut PgConnection, login: &str) -> Result<(), sqlx::Error> {
    let exists: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = $1)")
            .bind(login)
            .fetch_one(&mut *tx)
            .await?;
    if exists {
        return Ok(());
    }
    let words = quoted(tx, "CREATE ROLE %I LOGIN", &[login]).await?;
    run(tx, words).await
}

/// Takes away what an earlier release or a hand may have given.
async fn leave_others(
    tx: &mut PgConnection,
    schema: &Schema,
    login: &str,
) -> Result<(), sqlx::Error> {
    let others: Vec<String> = sqlx::query_scalar(
        "SELECT role.rolname::TEXT
         FROM pg_catalog.pg_auth_members AS membership
         JOIN pg_catalog.pg_roles AS role ON role.oid = membership.roleid
         JOIN pg_catalog.pg_roles AS member ON member.oid = membership.member
         WHERE member.rolname = $1 AND role.rolname <> $2",
    )
    .bind(login)
    .bind(schema.role())
    .fetch_all(&mut *tx)
    .await?;
    for other in others {
        let words = quoted(tx, "REVOKE %I FROM %I", &[&other, login]).await?;
        run(tx, words).await?;
    }
    Ok(())
}

/// Whoever is not named may not connect. Only where somebody may: a change
/// without effect would still be in the way of others.
async fn close_to_others(tx: &mut PgConnection) -> Result<(), sqlx::Error> {
    let open: Vec<String> = sqlx::query_scalar(
        "SELECT datname::TEXT
         FROM pg_catalog.pg_database,
              aclexplode(COALESCE(datacl, acldefault('d', datdba))) AS allowed
         WHERE datname IN (current_database(), 'postgres', 'template1')
           AND allowed.grantee = 0 AND allowed.privilege_type = 'CONNECT'
         ORDER BY datname",
    )
    .fetch_all(&mut *tx)
    .await?;
    for database in open {
        let words = "REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC";
        let words = quoted(tx, words, &[&database]).await?;
        run(tx, words).await?;
    }
    Ok(())
}

/// Lets the server write names and texts into a statement that takes no
/// parameters.
async fn quoted(
    tx: &mut PgConnection,
    template: &'static str,
    values: &[&str],
) -> Result<String, sqlx::Error> {
    sqlx::query_scalar("SELECT format($1, VARIADIC $2::TEXT[])")
        .bind(template)
        .bind(values)
        .fetch_one(tx)
        .await
}

async fn run(tx: &mut PgConnection, words: String) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(words)).execute(tx).await?;
    Ok(())
}

/// Another transaction changed the same row of a catalog.
fn is_for_now(error: &sqlx::Error) -> bool {
    let fault = error.as_database_error();
    let code = fault.and_then(|fault| fault.code());
    match code.as_deref() {
        // Unique violation, duplicate object: somebody just made the role.
        Some("23505" | "42710") => true,
        // Internal error, which is how this one is called.
        Some("XX000") => fault.is_some_and(|it| it.message().contains("concurrently")),
        _ => false,
    }
}
