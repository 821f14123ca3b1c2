//! A copy of the embedded database as it is at one moment, and looking into such a copy.

use crate::database::{Database, Kind, place, sqlite_pool};
use crate::fault;
use orda_base::{Error, Result};
use sqlx::{AssertSqlSafe, Executor, Row};
use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

/// Nothing beside the file; what is overwritten is gone.
const COPY_PRAGMAS: &str = "pragma journal_mode = memory; pragma synchronous = off; pragma foreign_keys = off; \
     pragma secure_delete = on; pragma temp_store = memory";

/// How often emptying the write-ahead log is tried, and the pause between.
const CHECKPOINTS: u32 = 100;
const REWRITE: &str = "pragma temp_store = file; vacuum; pragma temp_store = memory";
const PAUSE: Duration = Duration::from_millis(100);
/// How often it is asked whether transactions that began earlier have ended: for a minute.
const EARLIER: u32 = 600;

impl Database {
    /// Writes the embedded database, as it is at this moment, into the new file `to`, while others read and write. The copy
    /// holds live content only: nothing of what was deleted or overwritten.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the file cannot be written; [`Error::Internal`] on another database.
    pub async fn copy_to(&self, to: &Path) -> Result<()> {
        if self.kind() != Kind::Sqlite {
            return Err(Error::internal("only an embedded database is copied into a file"));
        }
        sqlx::query("vacuum into $1")
            .bind(to.display().to_string())
            .execute(self.writer())
            .await
            .map_err(|e| Error::Unavailable(format!("copying the database: {e}")))?;
        Ok(())
    }

    /// Opens a copy: one connection, no write-ahead log.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it is not there or no database.
    pub async fn open_copy(path: &Path) -> Result<Self> {
        sqlx::any::install_default_drivers();
        if !path.is_file() {
            return Err(Error::Unavailable(format!("{} is not there", path.display())));
        }
        let url = format!("sqlite://{}?mode=rw", path.display());
        let pool = sqlite_pool(1, COPY_PRAGMAS).connect(&url).await.map_err(fault)?;
        Ok(Self::of_pool(Kind::Sqlite, &path.display().to_string(), pool))
    }

    /// Overwrites what deleted and changed rows left behind in the files of the database: free pages, the write-ahead log. On
    /// a server the named tables are written anew; its log is recycled by its own cycle (docs/operations.md).
    ///
    /// # Errors
    /// [`Error::Unavailable`] when a reader keeps the log from being emptied, or deleted rows from being overwritten, for too long; to
    /// be tried again.
    pub async fn erase_remains(&self, tables: &[&'static str]) -> Result<()> {
        match self.kind() {
            Kind::Sqlite => {
                // Rewriting takes the whole file: what is added by itself waits for it here rather than for the database.
                let _turn = match self.appender() {
                    Some(appender) => Some(place(appender.turn()).await?),
                    None => None,
                };
                // Who follows the log must begin with a new copy: the old one holds what is erased here.
                if let Some(log) = self.log() {
                    log.let_go();
                }
                let mut writer = self.writer().acquire().await.map_err(fault)?;
                // The file that a large database needs meanwhile holds live content only.
                writer.execute(sqlx::raw_sql(REWRITE)).await.map_err(fault)?;
                // Nobody can write while emptying waits: it waits for moments only, and again.
                writer.execute("pragma busy_timeout = 100").await.map_err(fault)?;
                let mut emptied = false;
                for _ in 0..CHECKPOINTS {
                    let busy: i64 = sqlx::query("pragma wal_checkpoint(truncate)")
                        .fetch_one(&mut *writer)
                        .await
                        .and_then(|row| row.try_get(0))
                        .map_err(fault)?;
                    emptied = busy == 0;
                    if emptied {
                        break;
                    }
                    tokio::time::sleep(PAUSE).await;
                }
                writer.execute("pragma busy_timeout = 10000").await.map_err(fault)?;
                if emptied {
                    return Ok(());
                }
                Err(Error::Unavailable("the log of the database could not be emptied: somebody reads on".into()))
            }
            Kind::Postgres => {
                self.check_may_erase(tables).await?;
                self.earlier_ones_ended().await?;
                for table in tables {
                    let sql = AssertSqlSafe(format!("vacuum (full, analyze) {table}"));
                    self.writer().execute(sql).await.map_err(fault)?;
                }
                Ok(())
            }
        }
    }

    /// Waits until nobody on a server sees what was deleted before: as long as somebody may, writing a table anew takes the deleted
    /// rows along. Whoever reads in this database may, and reads as of the oldest change that went on anywhere on the server when it
    /// began; so does writing anew itself. Hence first for every change, then for every transaction here that began meanwhile.
    async fn earlier_ones_ended(&self) -> Result<()> {
        let from: i64 = self.number("select cast(cast(pg_current_xact_id() as text) as bigint)").await?;
        let oldest = "select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)";
        // Every account sees who holds the lock of an own transaction, and in which database; when it began, only some. The server's
        // cleaning up, which can take hours, holds no rows back.
        let under_way = "select cast(l.virtualtransaction as text) from pg_locks l join pg_stat_activity a on a.pid = l.pid \
             where l.locktype = 'virtualxid' and l.mode = 'ExclusiveLock' and l.granted \
             and a.datname = current_database() and a.pid <> pg_backend_pid() \
             and a.pid not in (select pid from pg_stat_progress_vacuum)";
        let mut changes = true;
        let mut earlier: Option<HashSet<String>> = None;
        for _ in 0..EARLIER {
            changes = changes && self.number(oldest).await? < from;
            if !changes {
                let now: Vec<String> = sqlx::query_scalar(under_way).fetch_all(self.writer()).await.map_err(fault)?;
                let now = HashSet::from_iter(now);
                let left = earlier.map_or_else(|| now.clone(), |earlier| &earlier & &now);
                if left.is_empty() {
                    return Ok(());
                }
                earlier = Some(left);
            }
            tokio::time::sleep(PAUSE).await;
        }
        Err(Error::Unavailable(
            "rows that were deleted cannot be overwritten: somebody reads on in the database, or changes something on its \
             server"
                .into(),
        ))
    }

    async fn number(&self, sql: &'static str) -> Result<i64> {
        sqlx::query_scalar(sql).fetch_one(self.writer()).await.map_err(fault)
    }

    /// May this account write these tables anew? A server only warns an account that may not, and leaves what was there.
    ///
    /// # Errors
    /// [`Error::Unavailable`] that names the first table which it may not.
    pub async fn check_may_erase(&self, tables: &[&'static str]) -> Result<()> {
        if self.kind() == Kind::Sqlite {
            return Ok(());
        }
        for table in tables {
            // The owner of the table or of the database may (vacuum_is_permitted_for_relation of the server).
            let sql = "select count(*) from pg_class c, pg_database d where c.oid = to_regclass($1) \
                       and d.datname = current_database() \
                       and (pg_has_role(c.relowner, 'usage') or pg_has_role(d.datdba, 'usage'))";
            let may: i64 = sqlx::query_scalar(sql).bind(*table).fetch_one(self.reader()).await.map_err(fault)?;
            if may == 0 {
                return Err(Error::Unavailable(format!(
                    "this account of the database may not erase what is left of {table}: carry it out from the command \
                     line, as the owner"
                )));
            }
        }
        Ok(())
    }

    /// What the embedded database finds wrong with its own pages, indexes and references; empty when nothing is. A server
    /// has tools of its own for that.
    pub async fn self_check(&self) -> Result<Vec<String>> {
        if self.kind() != Kind::Sqlite {
            return Ok(Vec::new());
        }
        let mut wrong: Vec<String> = sqlx::query_scalar("select integrity_check from pragma_integrity_check")
            .fetch_all(self.reader())
            .await
            .map_err(fault)?;
        wrong.retain(|line| line != "ok");
        let broken =
            sqlx::query("select \"table\", coalesce(cast(rowid as text), ''), parent from pragma_foreign_key_check")
                .fetch_all(self.reader())
                .await
                .map_err(fault)?;
        wrong.extend(broken.iter().map(|row| {
            format!(
                "{} {} refers to nothing in {}",
                row.get::<&str, _>(0),
                row.get::<&str, _>(1),
                row.get::<&str, _>(2)
            )
        }));
        Ok(wrong)
    }
}
