//! Taking a whole database out of use: is anybody still connected, all its tables go, a word about that stays.

use crate::database::{Database, Kind};
use crate::fault::{fault, sqlite_fault};
use crate::tunnel::Tunnel;
use orda_base::{Error, Result};
use rusqlite::ErrorCode;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection, Row};
use std::path::Path;
use std::time::Duration;

/// How often it is asked whether others are gone, and the pause between: a server takes a moment to see off who left.
const TRIES: u32 = 10;
const PAUSE: Duration = Duration::from_millis(300);

/// The table with a word about a database that was destroyed, on a server.
const WORD: &str = "store_destroyed";

/// How many others are connected to the same database of a server. Who may not see what others do still sees that they are there.
pub(crate) const OTHERS: &str = "select cast(count(*) as text) from pg_stat_activity where datname = current_database() \
     and pid <> pg_backend_pid() and coalesce(backend_type, 'client backend') = 'client backend'";

/// Is any program connected to the database at `url`, this one included?
///
/// # Errors
/// [`Error::Unavailable`] when it cannot be asked.
pub async fn is_in_use(url: &str) -> Result<bool> {
    for tried in 1..=TRIES {
        let used = match url.strip_prefix("sqlite://") {
            Some(path) => is_file_in_use(Path::new(path.split('?').next().unwrap_or(path)))?,
            None => is_server_in_use(url).await?,
        };
        if !used {
            return Ok(false);
        }
        if tried < TRIES {
            tokio::time::sleep(PAUSE).await;
        }
    }
    Ok(true)
}

/// Whoever is connected in WAL mode holds a lock that keeps everybody from having the file alone.
fn is_file_in_use(path: &Path) -> Result<bool> {
    if !path.is_file() {
        return Ok(false);
    }
    let alone = || -> rusqlite::Result<()> {
        let connection = rusqlite::Connection::open(path)?;
        connection.busy_timeout(Duration::ZERO)?;
        connection.pragma_update(None, "locking_mode", "exclusive")?;
        connection.execute_batch("begin exclusive; rollback")
    };
    match alone() {
        Ok(()) => Ok(false),
        Err(error) => match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Ok(true),
            _ => Err(sqlite_fault(&error)),
        },
    }
}

async fn is_server_in_use(url: &str) -> Result<bool> {
    // As the program is connected: to whom the address names, and nobody else. The tunnel stays open until the answer is there.
    let tunnel = Tunnel::open(url)?;
    let mut connection = PgConnection::connect(tunnel.url()).await.map_err(fault)?;
    let others: String = sqlx::query_scalar(OTHERS).fetch_one(&mut connection).await.map_err(fault)?;
    connection.close().await.map_err(fault)?;
    Ok(others != "0")
}

impl Database {
    /// Drops every table whose name begins with one of these prefixes and an underscore, on a server, and has its catalogue of
    /// values written anew. Returns how many there were. An embedded database is removed as the file that it is.
    pub async fn drop_tables(&self, prefixes: &[&str]) -> Result<usize> {
        if self.kind() != Kind::Postgres {
            return Err(Error::internal("an embedded database is removed as a file"));
        }
        let mut dropped = 0;
        for table in self.tables(prefixes).await? {
            let sql = AssertSqlSafe(format!("drop table if exists \"{table}\" cascade"));
            sqlx::query(sql).execute(self.writer()).await.map_err(fault)?;
            dropped += 1;
        }
        self.erase_remains(&["pg_catalog.pg_statistic"]).await?;
        // Only who may; without it the server removes the files at its own next checkpoint.
        let _ = sqlx::query("checkpoint").execute(self.writer()).await;
        Ok(dropped)
    }

    /// May this account do what [`Self::drop_tables`] and [`Self::leave_word`] do?
    ///
    /// # Errors
    /// [`Error::Unavailable`] that names what it may not.
    pub async fn check_may_drop(&self, prefixes: &[&str]) -> Result<()> {
        if self.kind() != Kind::Postgres {
            return Ok(());
        }
        let refused = |what: &str| {
            let told =
                format!("this account of the database may not {what}: carry it out as the owner of the database");
            Error::Unavailable(told)
        };
        let may = "select count(*) from pg_namespace where nspname = current_schema() \
                   and has_schema_privilege(oid, 'create')";
        let may: i64 = sqlx::query_scalar(may).fetch_one(self.reader()).await.map_err(fault)?;
        if may == 0 {
            return Err(refused("make a table"));
        }
        for table in self.tables(prefixes).await? {
            // The owner of the table or of its schema may (DROP TABLE of the server).
            let sql = "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace \
                       where n.nspname = current_schema() and c.relname = $1 \
                       and (pg_has_role(c.relowner, 'usage') or pg_has_role(n.nspowner, 'usage'))";
            let may: i64 = sqlx::query_scalar(sql).bind(table.clone()).fetch_one(self.reader()).await.map_err(fault)?;
            if may == 0 {
                return Err(refused(&format!("drop {table}")));
            }
        }
        self.check_may_erase(&["pg_catalog.pg_statistic"]).await
    }

    /// Tables on a server whose name begins with one of these prefixes and an underscore.
    pub async fn tables(&self, prefixes: &[&str]) -> Result<Vec<String>> {
        let rows = sqlx::query("select cast(tablename as text) from pg_tables where schemaname = current_schema()")
            .fetch_all(self.reader())
            .await
            .map_err(fault)?;
        let mut tables: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        let is_ours = |name: &str| {
            prefixes.iter().any(|prefix| name.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('_')))
        };
        tables.retain(|name| is_ours(name) && name != WORD);
        Ok(tables)
    }

    /// Leaves a word in the place of a destroyed database on a server: whoever would begin anew in it is told.
    pub async fn leave_word(&self, word: &str) -> Result<()> {
        let sql = AssertSqlSafe(format!("create table if not exists {WORD} (word text not null)"));
        sqlx::query(sql).execute(self.writer()).await.map_err(fault)?;
        let sql = format!("insert into {WORD} (word) select $1 where not exists (select 1 from {WORD})");
        sqlx::query(AssertSqlSafe(sql)).bind(word.to_owned()).execute(self.writer()).await.map_err(fault)?;
        Ok(())
    }

    /// The word that was left.
    pub async fn word(&self) -> Result<Option<String>> {
        if self.kind() != Kind::Postgres {
            return Ok(None);
        }
        let there: i64 =
            sqlx::query_scalar("select count(*) from pg_tables where schemaname = current_schema() and tablename = $1")
                .bind(WORD)
                .fetch_one(self.reader())
                .await
                .map_err(fault)?;
        if there == 0 {
            return Ok(None);
        }
        let sql = AssertSqlSafe(format!("select word from {WORD} limit 1"));
        sqlx::query_scalar(sql).fetch_optional(self.reader()).await.map_err(fault)
    }
}
