//! The second lock on every table of a service: row-level security with one
//! policy, which lets the service's own role in.
//!
//! Grants are the first lock. This one holds where grants slip: a role that
//! got `pg_read_all_data`, `GRANT SELECT ON ALL TABLES` or a schema too many by
//! mistake still sees no row and writes none. It does not tell persons apart:
//! who may see what within a service is a matter of its domain, and one
//! transaction carries the commands of many.

use sqlx::{AssertSqlSafe, PgConnection};

use crate::schema::Schema;

/// Secures the tables of the schema that are not secured yet. Run it as the
/// owner.
///
/// # Errors
/// The database fails.
pub(crate) async fn secure(connection: &mut PgConnection, schema: &Schema) -> sqlx::Result<()> {
    let open: Vec<String> = sqlx::query_scalar(
        "SELECT format('%I.%I', namespace.nspname, class.relname)
         FROM pg_catalog.pg_class AS class
         JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = class.relnamespace
         WHERE namespace.nspname = $1 AND class.relkind IN ('r', 'p')
           AND NOT EXISTS (
               SELECT FROM pg_catalog.pg_policy
               WHERE polrelid = class.oid AND polname = 'own_service'
           )
         ORDER BY class.relname",
    )
    .bind(schema.name())
    .fetch_all(&mut *connection)
    .await?;
    for table in open {
        secure_table(connection, schema, &table).await?;
    }
    Ok(())
}

/// Secures one table by its qualified name, for the first time.
pub(crate) async fn secure_table(
    connection: &mut PgConnection,
    schema: &Schema,
    table: &str,
) -> sqlx::Result<()> {
    let role = schema.role();
    let words = format!(
        "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
         CREATE POLICY own_service ON {table} TO {role} USING (TRUE) WITH CHECK (TRUE)"
    );
    sqlx::raw_sql(AssertSqlSafe(words))
        .execute(connection)
        .await?;
    Ok(())
}
