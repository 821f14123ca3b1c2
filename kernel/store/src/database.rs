//! Opening a database: pools, pragmas, kinds.

use crate::{Tx, fault};
use orda_base::{Error, Result};
use sqlx::any::{AnyPoolOptions, install_default_drivers};
use sqlx::{AnyPool, Executor};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

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
    /// On `SQLite`: who wants to begin a transaction waits here for the one before to end, and not for the connection, so
    /// that a single statement ([`Database::writer`], the accounting of reads) waits for one transaction and not for all
    /// that are in line.
    line: Option<Arc<Semaphore>>,
}

/// Readers of an embedded database: more than cores, so that one slow report does not hold up the pages.
const SQLITE_READERS: u32 = 4;
/// How long one waits for the connection that writes.
const ACQUIRE: Duration = Duration::from_secs(30);
/// Connections to a server.
const POSTGRES_CONNECTIONS: u32 = 16;

/// WAL lets readers go on while one writes; FULL makes a commit durable before it is acknowledged.
const SQLITE_WRITER_PRAGMAS: &str = "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; \
     pragma busy_timeout = 10000; pragma cache_size = -8000; pragma temp_store = memory; pragma wal_autocheckpoint = 2000";
const SQLITE_READER_PRAGMAS: &str = "pragma journal_mode = wal; pragma foreign_keys = on; pragma busy_timeout = 10000; \
     pragma cache_size = -4000; pragma temp_store = memory; pragma query_only = on";

impl Database {
    /// Opens the database at `url`: `sqlite:///path/orda.db` (made when missing) or `postgres://…`.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it cannot be reached or the address is of another kind.
    pub async fn open(url: &str) -> Result<Self> {
        install_default_drivers();
        if let Some(path) = url.strip_prefix("sqlite://") {
            Self::open_sqlite(path).await
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let pool = AnyPoolOptions::new()
                .max_connections(POSTGRES_CONNECTIONS)
                .acquire_timeout(Duration::from_secs(5))
                .test_before_acquire(false)
                .connect(url)
                .await
                .map_err(fault)?;
            Ok(Self::of_pool(Kind::Postgres, url, pool))
        } else {
            Err(Error::Unavailable("the database address starts with sqlite:// or postgres://".into()))
        }
    }

    async fn open_sqlite(path: &str) -> Result<Self> {
        let path = path.split('?').next().unwrap_or(path);
        if let Some(folder) = Path::new(path).parent() {
            std::fs::create_dir_all(folder)
                .map_err(|e| Error::Unavailable(format!("folder of the database {}: {e}", folder.display())))?;
        }
        let url = format!("sqlite://{path}?mode=rwc");
        let write = sqlite_pool(1, SQLITE_WRITER_PRAGMAS).connect(&url).await.map_err(fault)?;
        let read = sqlite_pool(SQLITE_READERS, SQLITE_READER_PRAGMAS).connect(&url).await.map_err(fault)?;
        Ok(Self { kind: Kind::Sqlite, source: path.into(), read, write, line: Some(Arc::new(Semaphore::new(1))) })
    }

    /// Reading and writing through the same connections.
    pub(crate) fn of_pool(kind: Kind, source: &str, pool: AnyPool) -> Self {
        Self { kind, source: source.into(), read: pool.clone(), write: pool, line: None }
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

    /// For one statement that writes and is a transaction by itself: durable when it returns. Everything else that writes
    /// goes through [`Self::begin`].
    pub const fn writer(&self) -> &AnyPool {
        &self.write
    }

    /// Starts a transaction that writes.
    pub async fn begin(&self) -> Result<Tx> {
        let place = match &self.line {
            Some(line) => {
                let place = tokio::time::timeout(ACQUIRE, Arc::clone(line).acquire_owned()).await;
                Some(place.ok().and_then(std::result::Result::ok).ok_or_else(|| Error::Unavailable("writer".into()))?)
            }
            None => None,
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
        Ok(Tx::new(inner.map_err(fault)?, place))
    }

    /// Closes all connections; on `SQLite` the write-ahead log is folded into the file.
    pub async fn close(&self) {
        if self.kind == Kind::Sqlite {
            // A failure here costs nothing: the log is replayed at the next start.
            let _ = self.write.execute("pragma wal_checkpoint(truncate)").await;
        }
        self.read.close().await;
        self.write.close().await;
    }
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
