//! One end of a copy: a connection of its own to either database.

use super::schema::{self, Table};
use crate::database::{Kind, path_of};
use crate::fault::{fault, sqlite_fault};
use crate::removal::OTHERS;
use crate::server;
use crate::tunnel::Tunnel;
use orda_base::{Error, Result};
use rusqlite::{Connection as Sqlite, OpenFlags};
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection, Row};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// No other database: the mark protects what is written until it is whole, so that nothing is kept beside the file but what it needs
/// to forget an interrupted transaction.
const SQLITE_BEGIN: &str =
    "pragma journal_mode = delete; pragma synchronous = full; pragma foreign_keys = off; begin immediate";

/// A copy takes its time, whatever the server is set to; only for a lock it waits no longer than a server takes to call off its own
/// work on a table.
const UNHURRIED: &str = "select set_config(name, case name when 'lock_timeout' then '2s' else '0' end, false) from pg_settings \
     where name in ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')";

pub(super) struct End {
    pub(super) link: Link,
    _tunnel: Option<Tunnel>,
}

pub(super) enum Link {
    Sqlite(Arc<Mutex<Sqlite>>),
    Postgres(PgConnection),
}

impl End {
    /// Connects to a database that is there.
    pub(super) async fn open(url: &str) -> Result<Self> {
        if let Some(path) = path_of(url) {
            if !Path::new(path).is_file() {
                return Err(Error::Unavailable(format!("there is no database at {path}")));
            }
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Sqlite::open_with_flags(path, flags).map_err(|e| sqlite_fault(&e))?;
            connection.busy_timeout(Duration::from_secs(10)).map_err(|e| sqlite_fault(&e))?;
            return Ok(Self { link: Link::Sqlite(Arc::new(Mutex::new(connection))), _tunnel: None });
        }
        let tunnel = Tunnel::open(url)?;
        let connection = server::connect(tunnel.url()).await.map_err(fault)?;
        let mut end = Self { link: Link::Postgres(connection), _tunnel: Some(tunnel) };
        end.run(UNHURRIED).await?;
        Ok(end)
    }

    pub(super) const fn kind(&self) -> Kind {
        match self.link {
            Link::Sqlite(_) => Kind::Sqlite,
            Link::Postgres(_) => Kind::Postgres,
        }
    }

    /// Keeps others out until it is dropped, and shows the database as it is now. On a server, whoever would start a portal waits
    /// for the table that it looks at first, and nobody writes to any other.
    pub(super) async fn hold(&mut self) -> Result<()> {
        let there = match self.kind() {
            // As the first thing: with it the connection takes the file for itself.
            Kind::Sqlite => {
                self.run("pragma busy_timeout = 0; pragma locking_mode = exclusive; begin exclusive").await?;
                "select cast(count(*) as text) from sqlite_master where name = 'store_migration'"
            }
            Kind::Postgres => "select cast(count(to_regclass('store_migration')) as text)",
        };
        if self.number(there).await? != Some(1) {
            return Err(Error::Unavailable("there is nothing of a portal in the database to copy".into()));
        }
        if self.kind() == Kind::Postgres {
            // Before: what a transaction shows is what there was when it first looked, and that comes after the locks.
            let tables = schema::tables(self).await?;
            self.run("begin isolation level repeatable read").await?;
            self.run("lock table store_migration in access exclusive mode nowait").await?;
            let names = tables.iter().map(Table::quoted).collect::<Vec<_>>().join(", ");
            if !names.is_empty() {
                let written =
                    |error: Error| Error::Unavailable(format!("somebody writes to the database to copy: {error}"));
                self.run(&format!("lock table {names} in share mode")).await.map_err(written)?;
            }
        }
        Ok(())
    }

    /// Is nobody else connected to it?
    pub(super) async fn is_alone(&mut self) -> Result<bool> {
        if self.kind() == Kind::Sqlite {
            // It is held.
            return Ok(true);
        }
        // Who was there when a transaction first asked stays there for it.
        self.run("select pg_stat_clear_snapshot()").await?;
        Ok(self.number(OTHERS).await? == Some(0))
    }

    /// Begins the transaction that writes everything. References are looked at when it ends.
    pub(super) async fn begin(&mut self) -> Result<()> {
        match self.kind() {
            Kind::Sqlite => self.run(SQLITE_BEGIN).await,
            Kind::Postgres => self.run("begin").await,
        }
    }

    /// Ends it.
    pub(super) async fn commit(&mut self) -> Result<()> {
        if self.kind() == Kind::Sqlite {
            let broken = "select \"table\", parent from pragma_foreign_key_check limit 1";
            if let Some(row) = self.texts(broken).await?.first() {
                return Err(Error::Unavailable(format!("rows of {} refer to nothing", row.join(" to "))));
            }
        }
        self.run("commit").await
    }

    /// Carries out statements without values.
    pub(super) async fn run(&mut self, sql: &str) -> Result<()> {
        let sql = sql.to_owned();
        match &mut self.link {
            Link::Sqlite(connection) => blocking(connection, move |connection| connection.execute_batch(&sql)).await,
            Link::Postgres(connection) => {
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut *connection).await.map_err(fault)?;
                Ok(())
            }
        }
    }

    /// Rows of a query, all of whose columns are texts.
    pub(super) async fn texts(&mut self, sql: &str) -> Result<Vec<Vec<String>>> {
        let sql = sql.to_owned();
        match &mut self.link {
            Link::Sqlite(connection) => {
                let read = move |connection: &Sqlite| {
                    let mut statement = connection.prepare(&sql)?;
                    let columns = statement.column_count();
                    let mut rows = statement.query([])?;
                    let mut all = Vec::new();
                    while let Some(row) = rows.next()? {
                        all.push((0..columns).map(|at| row.get(at)).collect::<rusqlite::Result<Vec<String>>>()?);
                    }
                    Ok(all)
                };
                blocking(connection, read).await
            }
            Link::Postgres(connection) => {
                let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut *connection).await.map_err(fault)?;
                let read = |at: usize, row: &sqlx::postgres::PgRow| row.try_get::<String, _>(at).map_err(fault);
                rows.iter().map(|row| (0..row.len()).map(|at| read(at, row)).collect()).collect()
            }
        }
    }

    /// The number that stands as a text in the only row of a query; none for an empty one.
    pub(super) async fn number(&mut self, sql: &str) -> Result<Option<i64>> {
        let rows = self.texts(sql).await?;
        Ok(rows.first().and_then(|row| row.first()).and_then(|text| text.parse().ok()))
    }

    pub(super) async fn close(self) -> Result<()> {
        match self.link {
            Link::Sqlite(_) => Ok(()),
            Link::Postgres(connection) => connection.close().await.map_err(fault),
        }
    }
}

/// Works on the connection where waiting for the disk keeps nobody waiting.
async fn blocking<T: Send + 'static>(
    connection: &Arc<Mutex<Sqlite>>,
    work: impl FnOnce(&Sqlite) -> rusqlite::Result<T> + Send + 'static,
) -> Result<T> {
    let connection = Arc::clone(connection);
    let done = tokio::task::spawn_blocking(move || {
        let connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
        work(&connection)
    });
    done.await.map_err(Error::internal)?.map_err(|error| sqlite_fault(&error))
}
