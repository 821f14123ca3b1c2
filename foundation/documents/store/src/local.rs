//! Encrypted bytes in a directory of the local disk.
//!
//! ```text
//! <root>/3f/<blob id>                 bytes
//! <root>/incoming/<process>/<blob id> empty: says that the blob of this id is temporary
//! <root>/incoming/<process>.lock      locked while the process lives
//! ```
//!
//! A blob is written where it stays, under an id nobody knows before its row is committed; an empty file marks it as
//! temporary until then. So nothing is ever moved, and after a crash the marks of processes that hold no lock any more
//! say exactly which blobs to judge, without walking the whole store. Losing a mark in a power failure costs space, not
//! secrecy: the key of such a blob was never stored.

use crate::{intake, read};
use async_trait::async_trait;
use orda_base::{Error, Result};
use orda_documents::{Blob, BlobId, Blobs, ByteStream, DataKey, Intake, Intook};
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// A directory of blobs. Cheap to clone.
#[derive(Clone)]
pub struct LocalBlobs(Arc<Inner>);

struct Inner {
    root: PathBuf,
    /// Where this process marks what it receives.
    marks: PathBuf,
    /// Held locked for as long as the process lives.
    _lock: File,
    /// Blobs being received right now: their marks are no leftovers.
    receiving: Mutex<HashSet<BlobId>>,
    /// Folders of blobs whose own names are known to be on the disk.
    durable: Mutex<HashSet<PathBuf>>,
    /// What came in since it was last asked for, once it is asked for.
    stored: Mutex<Option<Vec<BlobId>>>,
    /// Inspections unpack archives: no more at once than there are cores.
    inspections: Semaphore,
}

impl LocalBlobs {
    /// The store in `root`, made when it is not there.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the directory can't be written.
    pub fn open(root: impl Into<PathBuf>) -> Result<Self> {
        let root = root.into();
        let (marks, lock) = own_folder(&root).map_err(|e| unavailable(&root, &e))?;
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Ok(Self(Arc::new(Inner {
            root,
            marks,
            _lock: lock,
            receiving: Mutex::default(),
            durable: Mutex::default(),
            stored: Mutex::default(),
            inspections: Semaphore::new(cores),
        })))
    }

    /// Blobs that passed every check in this process since this was last asked, their rows committed or not yet. From the first
    /// time on they are noted.
    pub fn stored(&self) -> Vec<BlobId> {
        self.0.stored.lock().unwrap_or_else(PoisonError::into_inner).replace(Vec::new()).unwrap_or_default()
    }

    pub(crate) fn path(&self, blob: BlobId) -> PathBuf {
        place(&self.0.root, blob)
    }

    pub(crate) fn mark(&self, blob: BlobId) -> PathBuf {
        self.0.marks.join(blob.to_string())
    }

    pub(crate) fn root(&self) -> &Path {
        &self.0.root
    }

    pub(crate) fn inspections(&self) -> &Semaphore {
        &self.0.inspections
    }

    pub(crate) fn begin_receiving(&self, blob: BlobId) {
        self.0.receiving.lock().unwrap_or_else(PoisonError::into_inner).insert(blob);
    }

    pub(crate) fn end_receiving(&self, blob: BlobId) {
        self.0.receiving.lock().unwrap_or_else(PoisonError::into_inner).remove(&blob);
    }

    /// Makes the name of a written blob durable, and that of its folder where it may be new.
    pub(crate) fn sync_names(&self, blob: &Path) -> io::Result<()> {
        let Some(folder) = blob.parent() else { return Ok(()) };
        File::open(folder)?.sync_all()?;
        let known = || self.0.durable.lock().unwrap_or_else(PoisonError::into_inner);
        if !known().contains(folder) {
            File::open(&self.0.root)?.sync_all()?;
            known().insert(folder.to_owned());
        }
        Ok(())
    }

    /// Removes bytes, then mark: in this order a crash in between leaves the mark to tell of it.
    pub(crate) fn remove_now(&self, blob: BlobId) -> io::Result<()> {
        absent_is_fine(fs::remove_file(self.path(blob)))?;
        self.unmark(blob)
    }

    /// Are there bytes of this blob?
    pub(crate) async fn holds(&self, blob: BlobId) -> Result<bool> {
        let path = self.path(blob);
        aside(move || path.is_file()).await
    }

    /// Removes bytes and leaves the mark, if there is one.
    pub(crate) async fn remove_bytes(&self, blob: BlobId) -> Result<()> {
        let path = self.path(blob);
        aside(move || absent_is_fine(fs::remove_file(path))).await?.map_err(|e| unavailable(self.root(), &e))
    }

    /// Blobs that are not temporary.
    pub(crate) async fn settled(&self) -> Result<Vec<BlobId>> {
        let folder = self.clone();
        aside(move || folder.find_settled()).await?.map_err(|e| unavailable(self.root(), &e))
    }

    fn find_settled(&self) -> io::Result<Vec<BlobId>> {
        let mut found = HashSet::new();
        for group in fs::read_dir(&self.0.root)? {
            let folder = group?.path();
            if folder.is_dir() && folder.file_name().is_some_and(|name| name != INCOMING) {
                found.extend(named(&folder)?);
            }
        }
        // Marks after bytes: what came in meanwhile has one, or went its way.
        for process in fs::read_dir(self.0.root.join(INCOMING))? {
            let folder = process?.path();
            if folder.is_dir() {
                for temporary in named(&folder)? {
                    found.remove(&temporary);
                }
            }
        }
        Ok(found.into_iter().collect())
    }

    /// Removes the mark, whichever process made it.
    fn unmark(&self, blob: BlobId) -> io::Result<()> {
        let name = blob.to_string();
        let own = self.mark(blob);
        if own.exists() {
            return absent_is_fine(fs::remove_file(own));
        }
        for process in fs::read_dir(self.0.root.join(INCOMING))? {
            let folder = process?.path();
            if folder.is_dir() {
                absent_is_fine(fs::remove_file(folder.join(&name)))?;
            }
        }
        Ok(())
    }

    fn find_leftovers(&self) -> io::Result<Vec<BlobId>> {
        let mut found = Vec::new();
        for process in fs::read_dir(self.0.root.join(INCOMING))? {
            let folder = process?.path();
            if folder == self.0.marks {
                let receiving = self.0.receiving.lock().unwrap_or_else(PoisonError::into_inner).clone();
                found.extend(named(&folder)?.into_iter().filter(|blob| !receiving.contains(blob)));
            } else if folder.is_dir() && !alive(&folder) {
                let left = named(&folder)?;
                if left.is_empty() {
                    absent_is_fine(fs::remove_dir(&folder))?;
                    absent_is_fine(fs::remove_file(folder.with_extension(LOCK)))?;
                }
                found.extend(left);
            }
        }
        Ok(found)
    }
}

/// Where the bytes of `blob` lie under `root`. The folder comes from the random end of the id, so that all fill evenly: 256
/// of them hold a million blobs with four thousand names each, and soon none has to be made and synced any more.
pub fn place(root: &Path, blob: BlobId) -> PathBuf {
    let bytes = blob.uuid().into_bytes();
    root.join(format!("{:02x}", bytes[15])).join(blob.to_string())
}

/// The folder of marks.
const INCOMING: &str = "incoming";
/// Ending of the lock beside a process's folder.
const LOCK: &str = "lock";

/// Makes the folder of this process. Its lock is held before the folder is there, so that nobody takes it for one that
/// was left behind.
fn own_folder(root: &Path) -> io::Result<(PathBuf, File)> {
    let incoming = root.join(INCOMING);
    fs::create_dir_all(&incoming)?;
    if let Some(parent) = root.parent().filter(|parent| parent.is_dir()) {
        File::open(parent)?.sync_all()?;
    }
    let process = std::process::id();
    for number in 0..u32::MAX {
        let folder = incoming.join(format!("{process}-{number}"));
        let lock = File::options().create(true).truncate(false).write(true).open(folder.with_extension(LOCK))?;
        if lock.try_lock().is_err() {
            continue;
        }
        match fs::create_dir(&folder) {
            Ok(()) => return Ok((folder, lock)),
            // Of a process that had the same number and is no more: its marks are still to be judged.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("no free name"))
}

/// Does the process that receives into this folder still live?
fn alive(folder: &Path) -> bool {
    File::open(folder.with_extension(LOCK)).is_ok_and(|lock| lock.try_lock().is_err())
}

/// The blobs whose ids are names in this folder.
fn named(folder: &Path) -> io::Result<Vec<BlobId>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        found.extend(entry?.file_name().to_str().and_then(|name| name.parse::<BlobId>().ok()));
    }
    Ok(found)
}

fn absent_is_fine(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

pub(crate) fn unavailable(path: &Path, error: &io::Error) -> Error {
    Error::Unavailable(format!("files in {}: {error}", path.display()))
}

/// Runs blocking work of the file system aside of the tasks that answer requests.
pub(crate) async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|e| Error::Internal(format!("work on files: {e}")))
}

#[async_trait]
impl Blobs for LocalBlobs {
    async fn receive(&self, intake: Intake) -> Result<Intook> {
        intake::receive(self, intake).await
    }

    fn passed(&self, blob: BlobId) {
        if let Some(stored) = self.0.stored.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            stored.push(blob);
        }
    }

    async fn keep(&self, blob: BlobId) -> Result<()> {
        let folder = self.clone();
        aside(move || folder.unmark(blob)).await?.map_err(|e| unavailable(self.root(), &e))
    }

    async fn doubt(&self, blob: BlobId) -> Result<()> {
        let folder = self.clone();
        let mark = move || -> io::Result<()> {
            File::create(folder.mark(blob))?.sync_all()?;
            File::open(&folder.0.marks)?.sync_all()
        };
        aside(mark).await?.map_err(|e| unavailable(self.root(), &e))
    }

    async fn remove(&self, blob: BlobId) -> Result<()> {
        let folder = self.clone();
        aside(move || folder.remove_now(blob)).await?.map_err(|e| unavailable(self.root(), &e))
    }

    async fn read(&self, blob: &Blob, key: DataKey) -> Result<ByteStream> {
        read::open(self.path(blob.id), blob, key).await
    }

    async fn leftovers(&self) -> Result<Vec<BlobId>> {
        let folder = self.clone();
        aside(move || folder.find_leftovers()).await?.map_err(|e| unavailable(self.root(), &e))
    }
}
