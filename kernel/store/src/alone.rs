//! Work that of several nodes only one does at a time.

use crate::database::{Database, Kind};
use crate::fault::fault;
use orda_base::Result;
use sqlx::Connection;
use sqlx::postgres::PgConnection;

/// Held while the work is done. On a server it is a lock of a connection of its own: it ends with this, with the program, and when
/// the server loses sight of it.
pub struct Alone(#[allow(dead_code, reason = "held for what its end does")] Option<PgConnection>);

impl Database {
    /// To do alone what `key` stands for; none while another node does it. An embedded database has one node, whose jobs come one
    /// after another.
    ///
    /// # Errors
    /// [`orda_base::Error::Unavailable`] when the database does not answer.
    pub async fn alone(&self, key: i64) -> Result<Option<Alone>> {
        if self.kind() == Kind::Sqlite {
            return Ok(Some(Alone(None)));
        }
        let mut connection = PgConnection::connect(self.source()).await.map_err(fault)?;
        let held: bool = sqlx::query_scalar("select pg_try_advisory_lock($1)")
            .bind(key)
            .fetch_one(&mut connection)
            .await
            .map_err(fault)?;
        Ok(held.then_some(Alone(Some(connection))))
    }
}
