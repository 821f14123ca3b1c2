//! Archives of past months (365-7-c), as those who search see them.

use crate::{Cursor, Entry, Filter};
use async_trait::async_trait;
use orda_base::{Result, Timestamp};

/// A month that was moved to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archive {
    /// The month: `2026-10`.
    pub month: String,
    /// Place of its first record in the tree.
    pub begin: u64,
    /// Place after its last record.
    pub end: u64,
    /// Number of its first record.
    pub first_seq: i64,
    /// Number of its last record.
    pub last_seq: i64,
    /// Time of its earliest record.
    pub from: Timestamp,
    /// Time of its latest record.
    pub until: Timestamp,
    /// Name of the file in the folder of archives.
    pub file: String,
    /// SHA-256 of the file, in hexadecimal digits.
    pub sha256: String,
    /// Bytes of the file.
    pub bytes: u64,
    /// When it was written.
    pub created_at: Timestamp,
}

impl Archive {
    /// Records in it.
    pub const fn records(&self) -> u64 {
        self.end - self.begin
    }
}

/// Reads archives.
#[async_trait]
pub trait ArchiveStore: Send + Sync {
    /// Every archive, the latest month first.
    async fn archives(&self) -> Result<Vec<Archive>>;

    /// At most `limit` records of `archive` that `filter` wants and that stand after `after`, newest first.
    ///
    /// # Errors
    /// A refusal `audit-archive-altered` when the file is not the one that was written, `audit-archive-missing` when it
    /// is not there.
    async fn search(&self, archive: &Archive, filter: &Filter, after: Option<Cursor>, limit: u32)
    -> Result<Vec<Entry>>;
}

/// Where there are no archives.
pub struct NoArchives;

#[async_trait]
impl ArchiveStore for NoArchives {
    async fn archives(&self) -> Result<Vec<Archive>> {
        Ok(Vec::new())
    }

    async fn search(&self, _: &Archive, _: &Filter, _: Option<Cursor>, _: u32) -> Result<Vec<Entry>> {
        Ok(Vec::new())
    }
}
