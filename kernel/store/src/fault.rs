//! What a database error means for a use case.

use crate::figures::{Failed, count};
use orda_base::Error;
use rusqlite::ffi::{SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE};

/// Turns an error of the database into one of a use case: "changed meanwhile" for a broken uniqueness or a failed
/// serialisation, "unavailable" when the database does not answer, else a fault of the program.
#[allow(clippy::needless_pass_by_value, reason = "to be named in map_err")]
pub fn fault(error: sqlx::Error) -> Error {
    let error = meaning(&error);
    count(match error {
        Error::Conflict => Failed::Conflict,
        Error::Unavailable(_) => Failed::Unavailable,
        _ => Failed::Fault,
    });
    error
}

fn meaning(error: &sqlx::Error) -> Error {
    match error {
        sqlx::Error::Database(e) if e.is_unique_violation() => Error::Conflict,
        // PostgreSQL: serialization_failure, deadlock_detected.
        sqlx::Error::Database(e) if matches!(e.code().as_deref(), Some("40001" | "40P01")) => Error::Conflict,
        sqlx::Error::Database(e) if e.code().as_deref().is_some_and(is_out_of_service) => {
            Error::Unavailable(error.to_string())
        }
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => Error::Unavailable(error.to_string()),
        // So ends a connection before its first word: whoever stands before the server has none behind it.
        sqlx::Error::Protocol(said) if said.contains("SSLRequest") => Error::Unavailable(error.to_string()),
        _ => Error::Internal(error.to_string()),
    }
}

/// The same of an error of the other driver for `SQLite`.
pub(crate) fn sqlite_fault(error: &rusqlite::Error) -> Error {
    match error.sqlite_error().map(|e| e.extended_code) {
        Some(SQLITE_CONSTRAINT_UNIQUE | SQLITE_CONSTRAINT_PRIMARYKEY) => Error::Conflict,
        Some(code) if is_out_of_service(&code.to_string()) => Error::Unavailable(error.to_string()),
        _ => Error::internal(error),
    }
}

/// Does this code say that the database or its disk does not do its work now?
fn is_out_of_service(code: &str) -> bool {
    // PostgreSQL: no connection, too many of them, shutting down, broken down or starting up, a standby that takes nothing in,
    // disk full, input or output failed.
    const SERVER: [&str; 12] =
        ["08000", "08001", "08003", "08004", "08006", "53300", "57P01", "57P02", "57P03", "25006", "53100", "58030"];
    if SERVER.contains(&code) {
        return true;
    }
    // SQLite: busy, input or output failed, disk full, cannot be opened; the lowest byte of what it says in detail.
    code.len() < 5 && code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 10 | 13 | 14))
}

#[cfg(test)]
mod tests {
    use super::is_out_of_service;

    /// A disk that fails is no fault of the program; codes of the two databases are not mixed up.
    #[test]
    fn codes_are_told_apart() {
        for code in ["5", "13", "10", "778", "1034", "57P01", "57P02", "25006", "53300", "53100", "08006"] {
            assert!(is_out_of_service(code), "{code}");
        }
        for code in ["1", "19", "2067", "23505", "40001", "42601", "08P01"] {
            assert!(!is_out_of_service(code), "{code}");
        }
    }
}
