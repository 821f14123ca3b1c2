//! A copy of the embedded database as it is at one moment, and looking into such a copy.

use crate::database::{Database, Kind, sqlite_pool};
use crate::fault;
use orda_base::{Error, Result};
use sqlx::Row;
use std::path::Path;

/// Nothing beside the file; what is overwritten is gone.
const COPY_PRAGMAS: &str = "pragma journal_mode = memory; pragma synchronous = off; pragma foreign_keys = off; \
     pragma secure_delete = on; pragma temp_store = memory";

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
        Ok(Self::of_pool(Kind::Sqlite, pool))
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
