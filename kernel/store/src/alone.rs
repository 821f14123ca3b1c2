//! Work that of several nodes only one does at a time.

use crate::database::{Database, Kind};
use crate::fault::fault;
use crate::server;
use orda_base::Result;
use sqlx::postgres::PgConnection;
use std::time::Duration;

/// Longest time to reach the server and to get its answer.
const PATIENCE: Duration = Duration::from_secs(5);

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
        let lock = async {
            let mut connection = server::connect(self.source()).await?;
            let sql = sqlx::query_scalar("select pg_try_advisory_lock($1)").bind(key);
            let held: bool = sql.fetch_one(&mut connection).await?;
            Ok(held.then_some(Alone(Some(connection))))
        };
        // A job that waits for ever would keep the program from its end.
        tokio::time::timeout(PATIENCE, lock).await.unwrap_or(Err(sqlx::Error::PoolTimedOut)).map_err(fault)
    }
}
