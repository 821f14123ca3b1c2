//! The key vault: one key for every set of files, that is for every version of a document, kept apart from database, files
//! and backups. Destroying it makes the content of that version unreadable in every copy there is (385-6-8).
//!
//! ```text
//! master key ── seals ──> key of a set (vault) ── wraps ──> key of a blob (database) ── encrypts ──> bytes (disk, backups)
//! ```

use crate::{FileSetId, SecretKey, WrappedKey};
use async_trait::async_trait;
use orda_base::{Result, Timestamp};

/// What the vault holds for a set.
#[derive(Debug, Clone)]
pub enum VaultEntry {
    /// Its key.
    Key(SecretKey),
    /// Its key was destroyed.
    Destroyed(Timestamp),
    /// Nothing: it never had a key.
    None,
}

/// Keys of sets.
#[async_trait]
pub trait KeyVault: Send + Sync {
    /// The key of a set; made when it has none yet, and durable when this returns.
    ///
    /// # Errors
    /// [`crate::Refusal::Destroyed`] when it was destroyed: nothing is encrypted under it again.
    async fn key(&self, set: FileSetId) -> Result<SecretKey>;

    /// What there is for a set.
    async fn find(&self, set: FileSetId) -> Result<VaultEntry>;

    /// Destroys keys, see also [`Self::erase`]; nothing happens to those that are destroyed already. Sets that never had a key are marked, so that
    /// none is ever made for them.
    async fn destroy(&self, sets: &[FileSetId], at: Timestamp) -> Result<()>;

    /// Overwrites what destroyed keys left behind in the files of the vault.
    async fn erase(&self) -> Result<()>;

    /// Every set whose key was destroyed, with the time.
    async fn destroyed(&self) -> Result<Vec<(FileSetId, Timestamp)>>;
}

/// What stands before the id of a set where a key is wrapped under the key of that set.
const IN_VAULT: &str = "set:";

impl WrappedKey {
    /// Says that it is wrapped under the key of this set.
    #[must_use]
    pub fn under(mut self, set: FileSetId) -> Self {
        self.master = format!("{IN_VAULT}{set}");
        self
    }

    /// The set under whose key it is wrapped; none when it is under the master key itself, as before there was a vault.
    pub fn set(&self) -> Option<FileSetId> {
        self.master.strip_prefix(IN_VAULT)?.parse().ok()
    }
}
