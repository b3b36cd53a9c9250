//! Never 4: SQL stands in few places, every table with its schema, and no
//! service names another's.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    source::Literal,
    tree::{Breach, File, Tree},
};

/// Files outside of `store` and `projection` that may speak SQL, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("services/eventlog/", "it is the log"),
    (
        "services/registry/src/webhooks/rows",
        "webhooks hold secrets and what is under way, which is in no event",
    ),
    (
        "services/all-in-one/src/servers/",
        "it makes the database that the services find",
    ),
    (
        "services/all-in-one/src/servers.rs",
        "it makes the database that the services find",
    ),
    ("integration-tests/", "tests look at the tables"),
    ("bench/", "measurements look at the tables"),
];
const ROOMS: &[&str] = &["store", "projection"];
/// Identity's secrets are no events and no projections of events: they have to
/// be gone when they are erased. Each of their rooms keeps its rows in a file of
/// this name, or is itself one of these files.
const SECRETS: &str = "/rows.rs";
const SECRET_FILES: &[&str] = &[
    "services/identity/src/factors/ceremonies.rs",
    "services/identity/src/factors/providers/links.rs",
    "services/identity/src/factors/recovery.rs",
    "services/identity/src/login/challenges.rs",
];
const SERVICES: &[&str] = &["registry", "marketplace", "intranet", "identity"];
const CALLS: &[&str] = &[
    "query!",
    "query_as!",
    "query_scalar!",
    "sqlx::query",
    "sqlx::query_as",
    "sqlx::query_scalar",
    "sqlx::raw_sql",
    "sqlx::query!",
    "sqlx::query_as!",
    "sqlx::query_scalar!",
];

static STATEMENT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^\s*(SELECT\s|INSERT INTO\s|UPDATE [a-z{]|DELETE FROM\s|WITH (RECURSIVE )?[a-z_]+\s*(\(|AS)|CREATE (OR REPLACE |UNIQUE |UNLOGGED )*(TABLE|INDEX|SCHEMA|ROLE|DATABASE|FUNCTION|VIEW|TYPE|EXTENSION)\s|ALTER (TABLE|ROLE|DATABASE|SCHEMA|DEFAULT)\s|DROP (TABLE|SCHEMA|INDEX|DATABASE|ROLE)\s|TRUNCATE\s|GRANT\s|LOCK TABLE\s|COPY [a-z{])",
    )
});
/// Words before the name of a table. What Postgres writes with the same words
/// (`DO UPDATE SET`, `DISTINCT FROM`, `FOR UPDATE`) is taken out first.
static TABLE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:FROM(?: ONLY)?|JOIN(?: LATERAL)?|INTO|UPDATE|TABLE(?: IF (?:NOT )?EXISTS)?|REFERENCES|TRUNCATE)\s+([a-z_{(][a-z0-9_{}.]*)(\s*\()?",
    )
});
static NO_TABLE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"DISTINCT FROM|DO UPDATE|FOR (NO KEY )?UPDATE|(?i:extract|substring|overlay|trim)\s*\([^)]*\)|UPDATE\s*,|ON (UPDATE|DELETE)\b",
    )
});
/// Names that a statement makes itself: `WITH a AS (…), b AS (…)`.
static OWN: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\b([a-z_]+)\s*(?:\([a-z_, ]*\)\s*)?AS\s+(?:NOT |MATERIALIZED )*\("));
static EVERYTHING: LazyLock<Regex> = LazyLock::new(|| regex(r"SELECT (DISTINCT )?\*"));

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is right")
}

pub(super) fn breaches(tree: &Tree) -> Vec<Breach> {
    let places = tree.product().flat_map(misplaced);
    let code = tree
        .product()
        .filter(|it| !it.path.starts_with("integration-tests/") && !it.path.starts_with("bench/"));
    let statements = code.flat_map(|file| {
        let literals = file.source().literals;
        literals
            .into_iter()
            .filter(is_statement)
            .flat_map(|it| statement_breaches(file, it.line, &it.text))
            .collect::<Vec<_>>()
    });
    let migrations = tree.files.iter().filter(|it| it.path.ends_with(".sql"));
    let migrations =
        migrations.flat_map(|it| statement_breaches(it, 1, &without_comments(&it.text)));
    places.chain(statements).chain(migrations).collect()
}

/// How many statements the rule sees in the services.
pub(super) fn statements(tree: &Tree) -> usize {
    let services = tree.product().filter(|it| it.path.starts_with("services/"));
    let literals = services.flat_map(|file| file.source().literals);
    literals.filter(is_statement).count()
}

fn is_statement(literal: &Literal) -> bool {
    let text = literal
        .text
        .trim_start_matches(['r', '#', '"', '\\', '\n', ' ']);
    STATEMENT.is_match(text)
}

fn misplaced(file: &File) -> Vec<Breach> {
    let known = EXCEPTIONS
        .iter()
        .any(|(place, _)| file.path.starts_with(place));
    if known || keeps_secrets(file) || ROOMS.iter().any(|room| file.is_in(room)) {
        return Vec::new();
    }
    let source = file.source();
    let literals = source
        .literals
        .iter()
        .filter(|it| is_statement(it))
        .map(|it| it.line);
    let calls = CALLS.iter().flat_map(|call| source.lines_with(call));
    let mut lines: Vec<usize> = literals.chain(calls).collect();
    lines.sort_unstable();
    lines.dedup();
    let why = "SQL outside of store, projection and eventlog";
    lines
        .into_iter()
        .map(|line| Breach::at(file, line, why))
        .collect()
}

fn keeps_secrets(file: &File) -> bool {
    let is_identity = file
        .room()
        .is_some_and(|(service, _)| service == "identity");
    is_identity && file.path.ends_with(SECRETS) || SECRET_FILES.contains(&file.path.as_str())
}

fn statement_breaches(file: &File, first: usize, text: &str) -> Vec<Breach> {
    let mut found = Vec::new();
    let plain = NO_TABLE.replace_all(text, |it: &regex::Captures| {
        "\n".repeat(it[0].matches('\n').count())
    });
    let own: Vec<&str> = OWN
        .captures_iter(&plain)
        .filter_map(|it| it.get(1))
        .map(|it| it.as_str())
        .collect();
    for table in TABLE.captures_iter(&plain) {
        let name = table[1].to_owned();
        let line = first
            + plain[..table.get(1).map_or(0, |it| it.start())]
                .matches('\n')
                .count();
        let is_call = table.get(2).is_some() && table[0].starts_with(['F', 'J']);
        let is_system = name.starts_with("pg_") || name.starts_with("information_schema.");
        if name.starts_with('(')
            || name.contains('.')
            || is_call
            || is_system
            || own.contains(&name.as_str())
        {
            continue;
        }
        // `{table}` is a qualified name that the caller gives.
        if !(name.starts_with('{') && name.ends_with('}')) {
            found.push(Breach::at(
                file,
                line,
                format!("table {name} stands without its schema"),
            ));
        }
    }
    let own_schema = file
        .path
        .strip_prefix("services/")
        .and_then(|it| it.split('/').next());
    for schema in SERVICES.iter().filter(|it| Some(**it) != own_schema) {
        let others = regex(&format!(r"\b{schema}\.[a-z_]+"));
        if file.path.starts_with("services/") && others.is_match(text) {
            found.push(Breach::at(
                file,
                first,
                format!("names the schema of {schema}"),
            ));
        }
    }
    if EVERYTHING.is_match(text) {
        found.push(Breach::at(file, first, "lists no columns"));
    }
    found
}

fn without_comments(sql: &str) -> String {
    let lines = sql
        .lines()
        .map(|line| line.split("--").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        breaches(&Tree::with_files(&[(path, text)])).len()
    }

    const STORE: &str = "services/registry/src/store.rs";

    #[test]
    fn sql_with_its_schema_in_its_room_is_right() {
        for text in [
            r#"q("SELECT id FROM registry.directory WHERE id IS DISTINCT FROM $1 FOR UPDATE")"#,
            r#"q("INSERT INTO registry.directory (id) SELECT id FROM unnest($1::UUID[]) AS t(id) ON CONFLICT (id) DO UPDATE SET id = $1")"#,
            r#"q("WITH few AS (SELECT id FROM {schema}.events) SELECT id FROM few JOIN {table} USING (id)")"#,
            r#"q("SELECT extract(YEAR FROM at) FROM registry.directory")"#,
            r#"q("Select a place from the list")"#,
        ] {
            assert_eq!(found(STORE, text), 0, "{text}");
        }
        assert_eq!(
            found(
                "services/registry/src/projection/directory.rs",
                r#"q("SELECT 1")"#
            ),
            0
        );
        let migration = "-- FROM nowhere\nCREATE TABLE registry.directory (id UUID);\n";
        assert_eq!(found("services/registry/migrations/0001.sql", migration), 0);
    }

    #[test]
    fn sql_in_another_room_is_found() {
        let text = r#"fn a() { run("SELECT id FROM registry.directory") }"#;
        for path in ["services/registry/src/grpc.rs", "services/site/src/list.rs"] {
            assert!(found(path, text) >= 1, "{path}");
        }
        assert_eq!(
            found("services/registry/src/grpc.rs", "sqlx::query(lower_case)"),
            1
        );
    }

    #[test]
    fn only_identity_keeps_rows_that_no_event_has() {
        let text = r#"fn a() { run("SELECT id FROM {schema}.keys") }"#;
        for (path, faults) in [
            ("services/identity/src/vault/rows.rs", 0),
            ("services/identity/src/factors/recovery.rs", 0),
            ("services/identity/src/vault.rs", 1),
            ("services/identity/src/vault/borrows.rs", 1),
            ("services/registry/src/vault/rows.rs", 1),
        ] {
            assert_eq!(found(path, text), faults, "{path}");
        }
    }

    #[test]
    fn a_table_without_its_schema_is_found() {
        for text in [
            r#"q("SELECT id FROM directory")"#,
            r#"q("UPDATE directory SET a = 1")"#,
            r#"q("INSERT INTO directory (id) VALUES ($1)")"#,
            r#"q("SELECT a FROM registry.a JOIN b USING (id)")"#,
            r#"q("SELECT * FROM registry.directory")"#,
        ] {
            assert_eq!(found(STORE, text), 1, "{text}");
        }
        assert_eq!(
            found(
                "services/registry/migrations/0001.sql",
                "CREATE TABLE a (id UUID);"
            ),
            1
        );
    }

    #[test]
    fn the_schema_of_another_service_is_found() {
        assert_eq!(found(STORE, r#"q("SELECT id FROM identity.accounts")"#), 1);
    }
}
