//! Whether a failure is the database's being away, for now or for a while, and
//! whether it is there.

use std::{error::Error, time::Duration};

use sqlx::{Connection, PgConnection, PgPool, postgres::PgConnectOptions};

use crate::limit;

/// For one look.
const LIMIT: Duration = Duration::from_secs(2);

/// Whether an error is, or comes from, a database that is away, too busy, or
/// has no room: the same may work in a moment. Nobody knows then whether a
/// command was done.
#[must_use]
pub fn is_away(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<sqlx::Error>() {
            return is_away_by(error);
        }
        cause = error.source();
    }
    false
}

pub(crate) fn is_away_by(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(fault) => is_away_by_code(&fault.code().unwrap_or_default()),
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::Protocol(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => true,
        _ => false,
    }
}

/// By SQLSTATE: <https://www.postgresql.org/docs/current/errcodes-appendix.html>
fn is_away_by_code(code: &str) -> bool {
    match code {
        // Only to be read, as a standby is; waited too long for a lock, or in a
        // transaction; does not let anybody in.
        "25006" | "25P03" | "55P03" | "55000" => true,
        // Connections, resources such as the disk, operators and time limits,
        // and the system beneath.
        _ => ["08", "53", "57", "58"].contains(&code.get(..2).unwrap_or_default()),
    }
}

/// Looks whether the database is there, over a connection of its own: one of
/// the pool would tell too of a pool that is only busy.
#[derive(Debug)]
pub struct Watch {
    options: PgConnectOptions,
    connection: Option<PgConnection>,
}

impl Watch {
    /// Of the database that the pool is for.
    #[must_use]
    pub fn of(pool: &PgPool) -> Self {
        Self {
            options: pool.connect_options().as_ref().clone(),
            connection: None,
        }
    }

    /// # Errors
    /// It is away, or does not answer in time.
    pub async fn look(&mut self) -> Result<(), sqlx::Error> {
        if let Some(mut connection) = self.connection.take()
            && limit::within(LIMIT, connection.ping()).await.is_ok()
        {
            self.connection = Some(connection);
            return Ok(());
        }
        let connect = async {
            let mut connection = PgConnection::connect_with(&self.options).await?;
            connection.ping().await?;
            Ok::<_, sqlx::Error>(connection)
        };
        self.connection = Some(limit::within(LIMIT, connect).await?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("the rows cannot be read")]
    struct Wrapped(#[from] sqlx::Error);

    #[test]
    fn a_database_that_is_away_is_told_from_other_failures() {
        for code in [
            "08006", "53100", "53300", "57014", "57P01", "58030", "25006",
        ] {
            assert!(is_away_by_code(code), "{code}");
        }
        for code in ["23505", "42P01", "22001", "40001", "XX000", ""] {
            assert!(!is_away_by_code(code), "{code}");
        }
    }

    #[test]
    fn it_is_found_beneath_other_errors() {
        assert!(is_away(&Wrapped(sqlx::Error::PoolTimedOut)));
        assert!(is_away(&sqlx::Error::Io(
            std::io::ErrorKind::BrokenPipe.into()
        )));
        assert!(!is_away(&Wrapped(sqlx::Error::RowNotFound)));
        assert!(!is_away(&std::io::Error::other("a file")));
    }
}
