//! Opening a database: pools, pragmas, kinds.

use crate::append::Appender;
use crate::figures::Figures;
use crate::log::Log;
use crate::pulse::patiently;
use crate::tunnel::Tunnel;
use crate::{Tx, fault, server};
use orda_base::{Error, Result};
use sqlx::any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers};
use sqlx::{AnyPool, Connection, Executor};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// Which database it is. Only this crate and migrations care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Embedded, one file.
    Sqlite,
    /// A server, shared by any number of nodes.
    Postgres,
}

/// Connections to the database. Cheap to clone.
#[derive(Clone)]
pub struct Database {
    kind: Kind,
    /// The file of an embedded database, the address of a server.
    source: Arc<str>,
    read: AnyPool,
    write: AnyPool,
    /// On `SQLite`: who wants to begin a transaction waits here, and only the first of them for its turn, so that what is
    /// added by itself ([`Database::append`], the accounting of reads) waits for one transaction and not for all that are in
    /// line.
    line: Option<Arc<Semaphore>>,
    /// On `SQLite`, which one writes to at a time.
    appender: Option<Appender>,
    /// On `SQLite`, its write-ahead log.
    log: Option<Log>,
    pub(crate) figures: Figures,
    /// On a server, what its connections go through, as long as it is open.
    tunnel: Option<Arc<Tunnel>>,
}

/// Readers of an embedded database: more than cores, so that one slow report does not hold up the pages.
const SQLITE_READERS: u32 = 4;
/// How long one waits for the connection that writes.
const ACQUIRE: Duration = Duration::from_secs(30);
/// From when on a statement is slow, unless something else is said.
const SLOW: Duration = Duration::from_millis(500);
/// Connections to a server.
const POSTGRES_CONNECTIONS: u32 = 16;

/// How long one waits for a server that does not answer, or for one of its connections: whoever asks is to be told soon.
const POSTGRES_ACQUIRE: Duration = Duration::from_millis(1800);

/// A connection that was not used for so long may have been ended by whoever stands between.
const POSTGRES_IDLE: Duration = Duration::from_secs(1);

/// How long it is asked then, in tenths of a second.
const POSTGRES_PING: u32 = 4;

/// How long what was given up may take to its end; the connection is closed then, and the server ends it.
const POSTGRES_END: Duration = Duration::from_secs(2);

/// How long one waits for a server to make a commit durable: one that waits itself for a standby that is gone does not say so.
pub(crate) const POSTGRES_COMMIT: Duration = Duration::from_secs(5);

/// WAL lets readers go on while one writes; FULL makes a commit durable before it is acknowledged.
pub(crate) const SQLITE_WRITER_PRAGMAS: &str = "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; \
     pragma busy_timeout = 10000; pragma cache_size = -8000; pragma temp_store = memory; pragma wal_autocheckpoint = 2000; \
     pragma journal_size_limit = 67108864";
const SQLITE_READER_PRAGMAS: &str = "pragma journal_mode = wal; pragma foreign_keys = on; pragma busy_timeout = 10000; \
     pragma cache_size = -4000; pragma temp_store = memory; pragma query_only = on";

impl Database {
    /// Opens the database at `url`: `sqlite:///path/orda.db` (made when missing) or `postgres://…`.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it cannot be reached or the address is of another kind.
    pub async fn open(url: &str) -> Result<Self> {
        Self::open_with(url, SLOW).await
    }

    /// The same; statements that take so long or longer are told in the log, without values.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn open_with(url: &str, slow: Duration) -> Result<Self> {
        install_default_drivers();
        if let Some(path) = url.strip_prefix("sqlite://") {
            Self::open_sqlite(path, slow).await
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Self::open_postgres(Tunnel::open(url)?, slow).await
        } else {
            Err(Error::Unavailable("the database address starts with sqlite:// or postgres://".into()))
        }
    }

    async fn open_postgres(mut tunnel: Tunnel, slow: Duration) -> Result<Self> {
        let life = Arc::clone(tunnel.life());
        let pool = AnyPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(POSTGRES_ACQUIRE)
            // Asking before each use costs as much as a read by key; those are asked that may be dead.
            .test_before_acquire(false)
            .before_acquire(move |connection, seen| {
                let outlived = life.is_outlived(seen.age);
                Box::pin(async move {
                    if !outlived && seen.idle_for > POSTGRES_IDLE {
                        // A silent one goes, and there is time left for another.
                        let asked = patiently(POSTGRES_PING, connection.ping()).await;
                        asked.unwrap_or_else(silent)?;
                    }
                    Ok(!outlived)
                })
            })
            .after_connect(|connection, _| {
                Box::pin(async move { server::told(connection.execute(server::TELL).await) })
            })
            // One that was given up in the middle of a statement keeps its place until the server is done with it: the library waits
            // for that without an end. For any other one this sends nothing and waits for nothing.
            .after_release(|connection, _| {
                Box::pin(async move {
                    let ended = timeout(POSTGRES_END, connection.flush()).await;
                    ended.unwrap_or_else(|_| silent()).map(|()| true)
                })
            })
            .connect_with(telling(tunnel.url(), slow)?)
            .await
            .map_err(fault)?;
        tunnel.listen()?;
        let database = Self::of_pool(Kind::Postgres, tunnel.url(), pool);
        Ok(Self { tunnel: Some(Arc::new(tunnel)), ..database })
    }

    async fn open_sqlite(path: &str, slow: Duration) -> Result<Self> {
        let path = path.split('?').next().unwrap_or(path);
        if let Some(folder) = Path::new(path).parent() {
            std::fs::create_dir_all(folder)
                .map_err(|e| Error::Unavailable(format!("folder of the database {}: {e}", folder.display())))?;
        }
        let url = format!("sqlite://{path}?mode=rwc");
        let options = telling(&url, slow)?;
        let write = sqlite_pool(1, SQLITE_WRITER_PRAGMAS).connect_with(options.clone()).await.map_err(fault)?;
        let read = sqlite_pool(SQLITE_READERS, SQLITE_READER_PRAGMAS).connect_with(options).await.map_err(fault)?;
        let one = || Arc::new(Semaphore::new(1));
        let turn = one();
        let log = Some(Log::new(Path::new(path), Arc::clone(&turn)));
        let appender = Some(Appender::new(path, turn));
        Ok(Self {
            kind: Kind::Sqlite,
            source: path.into(),
            read,
            write,
            line: Some(one()),
            appender,
            log,
            figures: Figures::default(),
            tunnel: None,
        })
    }

    /// Reading and writing through the same connections.
    pub(crate) fn of_pool(kind: Kind, source: &str, pool: AnyPool) -> Self {
        let (read, write) = (pool.clone(), pool);
        let figures = Figures::default();
        Self { kind, source: source.into(), read, write, line: None, appender: None, log: None, figures, tunnel: None }
    }

    /// Which database it is.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Where it is: for a connection of another kind.
    pub(crate) const fn source(&self) -> &Arc<str> {
        &self.source
    }

    /// For reads outside a transaction. On `SQLite` these connections refuse to write.
    pub const fn reader(&self) -> &AnyPool {
        &self.read
    }

    /// For a statement that no transaction can hold. Everything else that writes goes through [`Self::begin`] or
    /// [`Self::append`].
    pub const fn writer(&self) -> &AnyPool {
        &self.write
    }

    /// The write-ahead log of an embedded database; none on a server and in a copy.
    pub const fn log(&self) -> Option<&Log> {
        self.log.as_ref()
    }

    /// What adds rows by itself, if the database has it.
    pub(crate) const fn appender(&self) -> Option<&Appender> {
        self.appender.as_ref()
    }

    /// Starts a transaction that writes.
    pub async fn begin(&self) -> Result<Tx> {
        let asked = Instant::now();
        let places = match (&self.line, &self.appender) {
            (Some(line), Some(appender)) => {
                let first = place(line).await?;
                Some((place(appender.turn()).await?, first))
            }
            _ => None,
        };
        let inner = match self.kind {
            Kind::Sqlite => match self.write.begin_with("begin immediate").await {
                // A disk that failed at the end of the transaction before undid it by itself, and the connection still
                // counts itself as within: it is given up for a new one.
                Err(sqlx::Error::InvalidSavePointStatement) => {
                    self.write.acquire().await.map_err(fault)?.close().await.map_err(fault)?;
                    self.write.begin_with("begin immediate").await
                }
                begun => begun,
            },
            Kind::Postgres => self.write.begin().await,
        };
        Ok(Tx::new(inner.map_err(fault)?, places, self.figures.begun(asked)))
    }

    /// Closes all connections; on `SQLite` the write-ahead log is folded into the file.
    pub async fn close(&self) {
        if let Some(appender) = &self.appender {
            appender.close().await;
        }
        if let Some(log) = &self.log {
            log.let_go();
        }
        if self.kind == Kind::Sqlite {
            // A failure here costs nothing: the log is replayed at the next start. Where another process holds the log it is
            // not waited for: others could not write meanwhile.
            let _ = self.write.execute("pragma busy_timeout = 0").await;
            let _ = self.write.execute("pragma wal_checkpoint(truncate)").await;
        }
        self.read.close().await;
        self.write.close().await;
        if let Some(tunnel) = &self.tunnel {
            tunnel.close();
        }
    }
}

/// The file in the address of an embedded database.
pub(crate) fn path_of(url: &str) -> Option<&str> {
    let path = url.strip_prefix("sqlite://")?;
    Some(path.split_once('?').map_or(path, |(path, _)| path))
}

/// Of a connection without an answer.
fn silent() -> sqlx::Result<()> {
    Err(sqlx::Error::Io(std::io::ErrorKind::TimedOut.into()))
}

/// How to reach the database at `url`, with statements that take so long told in the log.
fn telling(url: &str, slow: Duration) -> Result<AnyConnectOptions> {
    let mut options: AnyConnectOptions = url.parse().map_err(fault)?;
    options.log_settings.slow_statements_duration = slow;
    Ok(options)
}

/// Waits for the one place.
pub(crate) async fn place(of: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit> {
    let place = tokio::time::timeout(ACQUIRE, Arc::clone(of).acquire_owned()).await;
    place.ok().and_then(std::result::Result::ok).ok_or_else(|| Error::Unavailable("the database takes nothing".into()))
}

pub(crate) fn sqlite_pool(connections: u32, pragmas: &'static str) -> AnyPoolOptions {
    AnyPoolOptions::new()
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(ACQUIRE)
        .idle_timeout(None)
        .max_lifetime(None)
        // An embedded connection does not break; asking it before each use costs as much as a read by key.
        .test_before_acquire(false)
        .after_connect(move |connection, _| {
            Box::pin(async move { connection.execute(sqlx::raw_sql(pragmas)).await.map(|_| ()) })
        })
}
