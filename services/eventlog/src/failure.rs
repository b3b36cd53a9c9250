//! Telling the database's failures apart.

use std::time::Duration;

/// Around every small read: a half-open connection would hang for ever.
pub(crate) const QUERY_LIMIT: Duration = Duration::from_secs(5);
/// Around one transaction of a projector, which may have to wait for another
/// replica; longer than the server lets a frozen one hold its locks.
pub(crate) const TRANSACTION_LIMIT: Duration = Duration::from_secs(30);

/// What a failure asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Another transaction came first: do it again.
    Conflict,
    /// A rule of a table was broken, by the constraint's name.
    Constraint(String),
    /// The connection or the server is gone: take another connection.
    Connection,
    /// The values cannot be stored: the same again would fail the same way.
    Values,
    Other,
}

/// The log's own constraints, violated when another replica was quicker.
const RACES: [&str; 2] = ["events_stream_version", "commands_id"];

pub(crate) fn kind(error: &sqlx::Error) -> Kind {
    match error {
        sqlx::Error::Database(fault) => {
            let code = fault.code().unwrap_or_default();
            if let Some(name) = fault.constraint() {
                return if RACES.contains(&name) {
                    Kind::Conflict
                } else {
                    Kind::Constraint(name.to_owned())
                };
            }
            of_code(&code)
        }
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::Protocol(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => Kind::Connection,
        // What stands there is not what the code expects.
        sqlx::Error::RowNotFound
        | sqlx::Error::Encode(_)
        | sqlx::Error::Decode(_)
        | sqlx::Error::ColumnDecode { .. } => Kind::Values,
        _ => Kind::Other,
    }
}

/// By SQLSTATE: <https://www.postgresql.org/docs/current/errcodes-appendix.html>
fn of_code(code: &str) -> Kind {
    match code {
        // Serialization failure, deadlock.
        "40001" | "40P01" => Kind::Conflict,
        // The server closed an idle transaction, or is going down.
        "25P03" | "57P01" | "57P02" | "57P03" | "57P05" => Kind::Connection,
        _ if code.starts_with("08") => Kind::Connection,
        _ if code.starts_with("22") || code.starts_with("23") => Kind::Values,
        _ => Kind::Other,
    }
}

/// One failure for several callers: `sqlx::Error` cannot be cloned.
pub(crate) fn copy(error: &sqlx::Error) -> sqlx::Error {
    sqlx::Error::Io(std::io::Error::other(error.to_string()))
}

/// Runs a small query under the time limit that every query has.
///
/// # Errors
/// The query's own failure, or that it took too long.
pub(crate) async fn in_time<T>(
    query: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<T, sqlx::Error> {
    within(QUERY_LIMIT, query).await
}

/// Runs database work under a time limit.
///
/// # Errors
/// The work's own failure, or that it took too long.
pub(crate) async fn within<T, E: From<sqlx::Error>>(
    limit: Duration,
    work: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    match tokio::time::timeout(limit, work).await {
        Ok(result) => result,
        Err(elapsed) => Err(sqlx::Error::Io(elapsed.into()).into()),
    }
}
