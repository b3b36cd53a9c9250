//! Telling the database's failures apart.

use crate::availability;

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
    let text = error.to_string();
    match availability::is_away_by(error) {
        true => sqlx::Error::Io(std::io::Error::other(text)),
        false => sqlx::Error::AnyDriverError(text.into()),
    }
}
