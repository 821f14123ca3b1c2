//! What the service needs of the outer world: rows in a database, bytes on a disk.

use crate::{Blob, BlobId, Content, DataKey, FileId, FileSet, FileSetId, Refusal, StoredFile, WrappedKey};
use async_trait::async_trait;
use bytes::Bytes;
use futures::stream::BoxStream;
use orda_base::{Access, Actor, Env, Result, Timestamp};
use orda_notifications::Notice;
use std::collections::HashSet;

/// Bytes that come or go piece by piece; an error ends them.
pub type ByteStream = BoxStream<'static, Result<Bytes>>;

/// Rows about sets and files.
#[async_trait]
pub trait DocumentsStore: Send + Sync {
    /// Starts a unit of work: everything in it happens, or nothing.
    async fn begin(&self) -> Result<Box<dyn DocumentsWork>>;
    /// The set with this id.
    async fn set(&self, id: FileSetId) -> Result<Option<FileSet>>;
    /// Files of a set in their order.
    async fn files(&self, set: FileSetId) -> Result<Vec<StoredFile>>;
    /// A file with the bytes behind it.
    async fn file(&self, id: FileId) -> Result<Option<(StoredFile, Blob)>>;
    /// Which of these blobs some file refers to.
    async fn referred(&self, blobs: &[BlobId]) -> Result<HashSet<BlobId>>;
    /// The bytes of this file may be damaged: the integrity check looks at them next.
    async fn suspect(&self, file: FileId) -> Result<()>;
    /// Every blob, the oldest first.
    async fn blobs(&self) -> Result<Vec<BlobId>>;
    /// The blob with this id.
    async fn blob(&self, id: BlobId) -> Result<Option<Blob>>;
    /// Some blobs whose key is wrapped under the master key `master` itself, each with the oldest set that refers to it.
    async fn outside_vault(&self, master: &str, limit: u32) -> Result<Vec<(BlobId, FileSetId, WrappedKey)>>;
}

/// A unit of work on sets and files.
#[async_trait]
pub trait DocumentsWork: Send {
    /// A new open set.
    async fn insert_set(&mut self, set: &FileSet, now: Timestamp) -> Result<()>;
    /// The set, locked against other changes until the end of the work. [`Refusal::Sealed`] when it is sealed,
    /// not found when there is none.
    async fn lock_open_set(&mut self, set: FileSetId) -> Result<FileSet>;
    /// Files of a set in their order, as this work sees them.
    async fn files(&mut self, set: FileSetId) -> Result<Vec<StoredFile>>;
    /// A new file with its bytes.
    async fn insert_file(&mut self, file: &StoredFile, blob: &Blob) -> Result<()>;
    /// Takes a file out of its set; returns its blob when no other file refers to it any more.
    async fn delete_file(&mut self, file: FileId) -> Result<Option<BlobId>>;
    /// Puts `key` in the place of the wrapped key of a blob.
    async fn rewrap(&mut self, blob: BlobId, key: &WrappedKey) -> Result<()>;
    /// Puts `new` in the place of a blob: every file that referred to it refers to `new`, and its row is gone. False, and nothing
    /// happens, when it is not there any more.
    async fn replace_blob(&mut self, old: BlobId, new: &Blob) -> Result<bool>;
    /// Hands notices over, together with what else the work does.
    async fn notify(&mut self, notices: &[Notice], env: &Env) -> Result<()>;
    /// Accounts for an access, together with what else the work does.
    async fn record(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()>;
    /// Makes it all durable.
    async fn commit(self: Box<Self>) -> Result<()>;
}

/// Looks at the received content before it counts as kept.
pub type Inspection = Box<dyn FnOnce(&mut dyn Content) -> Result<(), Refusal> + Send>;

/// A file about to be received.
pub struct Intake {
    /// Where it will lie.
    pub blob: BlobId,
    /// The key it is encrypted with.
    pub key: DataKey,
    /// Receiving stops beyond so many bytes, whatever length was announced.
    pub at_most: u64,
    /// The bytes.
    pub bytes: ByteStream,
    /// The check of format and structure.
    pub inspection: Inspection,
}

/// How receiving ended, when nothing broke.
pub enum Intook {
    /// The bytes are on the disk, encrypted and synced, and passed inspection; still temporary.
    Received {
        /// Length in bytes.
        size: u64,
        /// SHA-256 of the original bytes.
        sha256: [u8; 32],
    },
    /// More than `at_most` bytes came; nothing is kept.
    TooLarge,
    /// The inspection said no; nothing is kept.
    Refused(Refusal),
}

/// Encrypted bytes on a disk or in an object store.
#[async_trait]
pub trait Blobs: Send + Sync {
    /// Receives bytes: hashed, encrypted and written piece by piece, never whole in memory. The blob is temporary until
    /// [`Blobs::keep`]; when this future is dropped or fails, nothing stays.
    async fn receive(&self, intake: Intake) -> Result<Intook>;
    /// The blob passed every check: it goes where it stays, and nothing depends on this machine any more when this returns. It is
    /// temporary all the same. When this fails it is to be removed. Where bytes stay as they were received there is nothing to do.
    async fn deliver(&self, _blob: BlobId) -> Result<()> {
        Ok(())
    }
    /// The row of the blob is about to be committed: from now on whoever copies blobs may take it.
    fn passed(&self, blob: BlobId);
    /// The row of the blob is committed: it is temporary no more.
    async fn keep(&self, blob: BlobId) -> Result<()>;
    /// From now on the blob is temporary again: [`Blobs::leftovers`] tells of it after a crash, until [`Blobs::keep`] or
    /// [`Blobs::remove`].
    async fn doubt(&self, blob: BlobId) -> Result<()>;
    /// Removes a blob, temporary or not. Nothing happens when there is none.
    async fn remove(&self, blob: BlobId) -> Result<()>;
    /// Decrypts and gives the bytes from the first on; ends with an error where they are damaged.
    async fn read(&self, blob: &Blob, key: DataKey) -> Result<ByteStream>;
    /// Temporary blobs whose receiver is no more: what a crash left behind.
    async fn leftovers(&self) -> Result<Vec<BlobId>>;
}
