//! What Postgres knows of a table beside its rows.

use sqlx::{AssertSqlSafe, FromRow, PgConnection};

use crate::rebuild::RebuildError;

/// An index of the live table, and how the new table gets the same.
#[derive(Debug, FromRow)]
pub(super) struct Index {
    /// Quoted where necessary.
    name: String,
    is_unique: bool,
    /// What stands after the name of the table or of the constraint.
    definition: String,
    is_constraint: bool,
}

impl Index {
    /// Needed while rows are written: an upsert goes by it.
    pub(super) fn is_unique(&self) -> bool {
        self.is_unique
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn statement(&self, table: &str, name: &str) -> String {
        let definition = &self.definition;
        match (self.is_constraint, self.is_unique) {
            (true, _) => format!("ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"),
            (false, true) => format!("CREATE UNIQUE INDEX {name} ON {table} {definition}"),
            (false, false) => format!("CREATE INDEX {name} ON {table} {definition}"),
        }
    }
}

const INDEXES: &str = "
    SELECT quote_ident(class.relname) AS name,
           (index.indisunique OR rule.oid IS NOT NULL) AS is_unique,
           rule.oid IS NOT NULL AS is_constraint,
           COALESCE(
               pg_get_constraintdef(rule.oid),
               substr(words, strpos(words, ' USING ') + 1)
           ) AS definition
    FROM pg_index AS index
    JOIN pg_class AS class ON class.oid = index.indexrelid
    CROSS JOIN pg_get_indexdef(class.oid) AS words
    LEFT JOIN pg_constraint AS rule
        ON rule.conindid = index.indexrelid AND rule.conrelid = index.indrelid
           AND rule.contype IN ('p', 'u', 'x')
    WHERE index.indrelid = $1::REGCLASS
    ORDER BY index.indisprimary DESC, class.relname";

pub(super) async fn indexes(
    connection: &mut PgConnection,
    table: &str,
) -> Result<Vec<Index>, sqlx::Error> {
    sqlx::query_as(INDEXES)
        .bind(table)
        .fetch_all(connection)
        .await
}

/// Everything that has to be the same at the swap as at the start; any other
/// table of the same name differs too, by its id.
const SHAPE: &str = "
    SELECT string_agg(part, E'\\n' ORDER BY part)
    FROM (
        SELECT format('%s %s %s', oid, relowner, relacl) AS part
        FROM pg_class WHERE oid = $1::REGCLASS
        UNION ALL
        SELECT format('%s %I %s %s %s', attnum, attname, format_type(atttypid, atttypmod),
                      attnotnull, attacl)
        FROM pg_attribute WHERE attrelid = $1::REGCLASS AND attnum > 0 AND NOT attisdropped
        UNION ALL
        SELECT format('%I %s', conname, pg_get_constraintdef(oid))
        FROM pg_constraint WHERE conrelid = $1::REGCLASS
        UNION ALL
        SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = $1::REGCLASS
        UNION ALL
        SELECT tgname::TEXT FROM pg_trigger WHERE tgrelid = $1::REGCLASS
    ) AS parts";

pub(super) async fn shape(
    connection: &mut PgConnection,
    table: &str,
) -> Result<String, sqlx::Error> {
    sqlx::query_scalar(SHAPE)
        .bind(table)
        .fetch_one(connection)
        .await
}

/// What a table of the same columns would not have.
const TIES: &str = "
    SELECT string_agg(tie, ', ' ORDER BY tie)
    FROM (
        SELECT 'the foreign key ' || conname AS tie FROM pg_constraint
        WHERE contype = 'f' AND $1::REGCLASS IN (conrelid, confrelid)
        UNION
        SELECT 'the trigger ' || tgname FROM pg_trigger
        WHERE tgrelid = $1::REGCLASS AND NOT tgisinternal
        UNION
        SELECT 'the policy ' || polname FROM pg_policy
        WHERE polrelid = $1::REGCLASS AND polname <> 'own_service'
        UNION
        SELECT 'the view or rule of ' || rule.ev_class::REGCLASS
        FROM pg_depend AS needs
        JOIN pg_rewrite AS rule ON needs.objid = rule.oid
        WHERE needs.classid = 'pg_rewrite'::REGCLASS
          AND needs.refclassid = 'pg_class'::REGCLASS AND needs.refobjid = $1::REGCLASS
    ) AS ties";

pub(super) async fn refuse_ties(
    connection: &mut PgConnection,
    table: &str,
) -> Result<(), RebuildError> {
    let ties: Option<String> = sqlx::query_scalar(TIES)
        .bind(table)
        .fetch_one(connection)
        .await?;
    match ties {
        None => Ok(()),
        Some(ties) => Err(RebuildError::Tied {
            table: table.to_owned(),
            ties,
        }),
    }
}

/// The new table gets some by the schema's defaults, which may not be those of
/// the live one.
const GRANTS: &str = "
    WITH live AS (
        SELECT privilege.privilege_type, '' AS columns, privilege.grantee,
               privilege.is_grantable
        FROM pg_class, aclexplode(COALESCE(relacl, acldefault('r', relowner))) AS privilege
        WHERE oid = $1::REGCLASS
        UNION ALL
        SELECT privilege.privilege_type, format(' (%I)', attname), privilege.grantee,
               privilege.is_grantable
        FROM pg_attribute, aclexplode(attacl) AS privilege
        WHERE attrelid = $1::REGCLASS AND NOT attisdropped
    ), steps AS (
        SELECT 1 AS step, format('ALTER TABLE %s OWNER TO %s', $2, relowner::REGROLE) AS words
        FROM pg_class WHERE oid = $1::REGCLASS
        UNION
        SELECT 2, format('REVOKE ALL ON %s FROM %s', $2,
                         CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::REGROLE::TEXT END)
        FROM pg_class, aclexplode(relacl) WHERE oid = $2::REGCLASS
        UNION
        SELECT 3, format('GRANT %s%s ON %s TO %s%s', privilege_type, columns, $2,
                         CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::REGROLE::TEXT END,
                         CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
        FROM live
    )
    SELECT string_agg(words, '; ' ORDER BY step) FROM steps";

/// Gives a table the owner and the grants of another one.
pub(super) async fn copy_grants(
    connection: &mut PgConnection,
    from: &str,
    to: &str,
) -> Result<(), sqlx::Error> {
    let words: String = sqlx::query_scalar(GRANTS)
        .bind(from)
        .bind(to)
        .fetch_one(&mut *connection)
        .await?;
    sqlx::raw_sql(AssertSqlSafe(words))
        .execute(connection)
        .await?;
    Ok(())
}
