//! A statement of a service has a time limit: over a half-open connection it
//! would hang for ever.

use std::sync::LazyLock;

use regex::Regex;

use super::tree::{Breach, File, Tree};

const SERVICES: &[&str] = &["registry", "identity", "marketplace", "intranet"];
const LIMITS: [&str; 2] = ["in_time(", "within("];

/// A statement that is run on a pool or a connection.
static RUN: LazyLock<Regex> = LazyLock::new(|| {
    let run = r"\.(execute|fetch|fetch_one|fetch_optional|fetch_all)\(\s*&?(mut )?(\*)?(self\.)?(pool|conn)\b";
    Regex::new(run).expect("the pattern is right")
});

pub(super) fn breaches(tree: &Tree) -> Vec<Breach> {
    let services = tree.product().filter(|file| {
        let service = file.room().map(|(service, _)| service);
        service.is_some_and(|it| SERVICES.contains(&it))
    });
    services.flat_map(without_limit).collect()
}

fn without_limit(file: &File) -> Vec<Breach> {
    let code = file.source().code;
    let runs = RUN.find_iter(&code);
    // What a projection writes is a part of the log's transaction, which has its
    // own limit.
    let is_in_the_log =
        |run: &regex::Match| file.is_in("projection") && !run.as_str().ends_with("pool");
    let runs = runs.filter(|run| !is_in_the_log(run));
    let bare = runs.map(|run| run.start()).filter(|at| {
        let begin = code[..*at].rfind([';', '{', '}']).unwrap_or_default();
        !LIMITS.iter().any(|limit| code[begin..*at].contains(limit))
    });
    bare.map(|at| {
        let line = code[..at].matches('\n').count() + 1;
        Breach::at(file, line, "a statement without a time limit")
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        breaches(&Tree::with_files(&[(path, text)])).len()
    }

    const ROWS: &str = "services/identity/src/vault/rows.rs";

    #[test]
    fn a_statement_under_a_limit_is_right() {
        for text in [
            "fn a() { in_time(query.fetch_all(pool)).await }",
            "fn a() { within(LOCK_LIMIT, query.execute(&mut *conn)).await }",
            "fn a() {\n    in_time(\n        sqlx::query(sql)\n            .execute(&self.pool),\n    )\n}",
            "fn a() { self.store.execute(id, command).await }",
        ] {
            assert_eq!(found(ROWS, text), 0, "{text}");
        }
        let in_the_log = "fn a() { query.execute(conn).await }";
        let write = "services/registry/src/projection/claims/write.rs";
        assert_eq!(found(write, in_the_log), 0);
    }

    #[test]
    fn a_statement_without_a_limit_is_found() {
        for text in [
            "fn a() { query.execute(conn).await }",
            "fn a() { in_time(a).await; query.fetch_one(&self.pool).await }",
            "fn a() {\n    sqlx::query(sql)\n        .execute(&mut *conn)\n        .await\n}",
        ] {
            assert_eq!(found(ROWS, text), 1, "{text}");
        }
        let read = "fn a() { query.fetch_all(pool).await }";
        assert_eq!(found("services/registry/src/projection/claims.rs", read), 1);
    }
}
