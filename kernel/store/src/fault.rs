//! What a database error means for a use case.

use orda_base::Error;

/// Turns an error of the database into one of a use case: "changed meanwhile" for a broken uniqueness or a failed
/// serialisation, "unavailable" when the database does not answer, else a fault of the program.
#[allow(clippy::needless_pass_by_value, reason = "to be named in map_err")]
pub fn fault(error: sqlx::Error) -> Error {
    match &error {
        sqlx::Error::Database(e) if e.is_unique_violation() => Error::Conflict,
        // PostgreSQL: serialization_failure, deadlock_detected.
        sqlx::Error::Database(e) if matches!(e.code().as_deref(), Some("40001" | "40P01")) => Error::Conflict,
        // PostgreSQL: shutting down or starting up; SQLite: busy, disk full.
        sqlx::Error::Database(e) if matches!(e.code().as_deref(), Some("57P01" | "57P03" | "5" | "13")) => {
            Error::Unavailable(error.to_string())
        }
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
            Error::Unavailable(error.to_string())
        }
        _ => Error::Internal(error.to_string()),
    }
}
