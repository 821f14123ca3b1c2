//! Where backups lie: a folder, or a bucket of an object store. Both hold the same under the same names.

use crate::config::Config;
use anyhow::{Context, Result};
use orda_documents_store::Bucket;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Seek};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::mpsc::sync_channel;
use std::thread;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

/// As it is named: a path, or `s3://bucket/prefix`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "PathBuf")]
pub enum To {
    /// A folder.
    Folder(PathBuf),
    /// A bucket, reached by `[backup.s3]`.
    Bucket(String),
}

impl To {
    /// The folder, when it is one.
    pub fn folder(&self) -> Option<&PathBuf> {
        match self {
            Self::Folder(folder) => Some(folder),
            Self::Bucket(_) => None,
        }
    }
}

impl From<PathBuf> for To {
    fn from(path: PathBuf) -> Self {
        match path.to_str() {
            Some(named) if named.starts_with("s3:") => Self::Bucket(named.to_owned()),
            _ => Self::Folder(path),
        }
    }
}

impl From<OsString> for To {
    fn from(named: OsString) -> Self {
        PathBuf::from(named).into()
    }
}

impl fmt::Display for To {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "{}", folder.display()),
            Self::Bucket(named) => f.write_str(named),
        }
    }
}

/// The place itself. Names in it are relative, with a `/` between their parts. Cheap to clone.
#[derive(Clone)]
pub enum Place {
    /// A folder.
    Folder(PathBuf),
    /// A bucket.
    Bucket(Remote),
}

impl From<PathBuf> for Place {
    fn from(folder: PathBuf) -> Self {
        Self::Folder(folder)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "{}", folder.display()),
            Self::Bucket(remote) => f.write_str(&remote.named),
        }
    }
}

impl Place {
    /// The place of this name. A bucket is asked whether it knows the account.
    ///
    /// # Errors
    /// What the settings lack, or what the bucket says.
    pub fn open(config: &Config, to: &To) -> Result<Self> {
        match to {
            To::Folder(folder) => Ok(Self::Folder(folder.clone())),
            To::Bucket(named) => {
                let remote = Remote::start(crate::s3::backup_bucket(config, named)?, named.clone())?;
                remote.check().context("asking the bucket of backups")?;
                Ok(Self::Bucket(remote))
            }
        }
    }

    /// A small file; none when it is not there, or a folder does not give it.
    ///
    /// # Errors
    /// A bucket that does not answer.
    pub fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        match self {
            Self::Folder(folder) => Ok(fs::read(folder.join(name)).ok()),
            Self::Bucket(remote) => remote.read(name),
        }
    }

    /// Writes a small file: it is there with all its bytes, durably, or not at all.
    ///
    /// # Errors
    /// It is not there then.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Folder(folder) => super::objects::write_whole(&folder.join(name), bytes),
            Self::Bucket(remote) => remote.write(name, bytes),
        }
    }

    /// A file of any length, to be read; none as with [`Self::read`].
    ///
    /// # Errors
    /// A bucket that does not answer, or no room for temporary files.
    pub fn open_file(&self, name: &str) -> io::Result<Option<File>> {
        match self {
            Self::Folder(folder) => Ok(File::open(folder.join(name)).ok()),
            Self::Bucket(remote) => remote.fetch(name),
        }
    }

    /// Everything under a folder of it, by name, with lengths. Nothing when there is no such folder.
    ///
    /// # Errors
    /// What cannot be read, a bucket that does not answer.
    pub fn list(&self, under: &str) -> io::Result<BTreeMap<String, u64>> {
        match self {
            Self::Folder(folder) => {
                let mut found = BTreeMap::new();
                walk(folder, under, &mut found)?;
                Ok(found)
            }
            Self::Bucket(remote) => remote.list(under),
        }
    }

    /// Removes a file.
    ///
    /// # Errors
    /// It may be there still; from a folder, also when it was not.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        match self {
            Self::Folder(folder) => fs::remove_file(folder.join(name)),
            Self::Bucket(remote) => remote.remove(name),
        }
    }
}

/// How many folders an object lies in: `pieces/ab/…`.
const DEPTH: usize = 2;

fn walk(folder: &Path, under: &str, found: &mut BTreeMap<String, u64>) -> io::Result<()> {
    let entries = match fs::read_dir(folder.join(under)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let name = format!("{under}/{}", entry.file_name().to_string_lossy());
        let seen = entry.metadata()?;
        // What lies where objects do, and is none, is named, too: it cannot be removed like one, which is told.
        if seen.is_dir() && name.matches('/').count() < DEPTH {
            walk(folder, &name, found)?;
        } else {
            found.insert(name, seen.len());
        }
    }
    Ok(())
}

/// What is done on the thread that speaks with the bucket.
type Job = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A bucket for those who read and write files: who makes a backup waits for each answer, as for a disk. Its requests are made on
/// a thread of their own, so that waiting holds up nothing that an answer needs. The thread ends with the last of its clones.
#[derive(Clone)]
pub struct Remote {
    bucket: Bucket,
    jobs: UnboundedSender<Job>,
    named: String,
}

impl Remote {
    fn start(bucket: Bucket, named: String) -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (jobs, mut coming) = unbounded_channel::<Job>();
        // Between two requests as well, connections that the store closes are seen.
        let work = async move {
            while let Some(job) = coming.recv().await {
                job.await;
            }
        };
        thread::Builder::new().name("backup-bucket".into()).spawn(move || runtime.block_on(work))?;
        Ok(Self { bucket, jobs, named })
    }

    fn wait<T: Send + 'static>(
        &self,
        work: impl Future<Output = orda_base::Result<T>> + Send + 'static,
    ) -> io::Result<T> {
        let ended = || io::Error::other("what speaks with the bucket ended early");
        let (tell, told) = sync_channel(1);
        let job: Job = Box::pin(async move {
            // Nobody waits any more.
            let _ = tell.send(work.await);
        });
        self.jobs.send(job).map_err(|_| ended())?;
        let done = told.recv().map_err(|_| ended())?;
        done.map_err(|error| io::Error::other(format!("{}: {error}", self.named)))
    }

    fn check(&self) -> io::Result<()> {
        let bucket = self.bucket.clone();
        self.wait(async move { bucket.check().await })
    }

    fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        let (bucket, name) = (self.bucket.clone(), name.to_owned());
        self.wait(async move { bucket.read_named(&name).await })
    }

    /// Puts a small object.
    ///
    /// # Errors
    /// It is not there then.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let (bucket, name, bytes) = (self.bucket.clone(), name.to_owned(), bytes.to_vec());
        self.wait(async move { bucket.write_named(&name, bytes).await })
    }

    /// Puts a file, from its beginning.
    ///
    /// # Errors
    /// It is not there then.
    pub fn put(&self, name: &str, mut file: File) -> io::Result<()> {
        file.rewind()?;
        let (bucket, name) = (self.bucket.clone(), name.to_owned());
        self.wait(async move { bucket.put_named(&name, file).await })
    }

    fn fetch(&self, name: &str) -> io::Result<Option<File>> {
        let (bucket, name, to) = (self.bucket.clone(), name.to_owned(), tempfile::tempfile()?);
        self.wait(async move { bucket.fetch_named(&name, to).await })
    }

    fn list(&self, under: &str) -> io::Result<BTreeMap<String, u64>> {
        let (bucket, under) = (self.bucket.clone(), under.to_owned());
        self.wait(async move { bucket.list_named(&under).await })
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        let (bucket, name) = (self.bucket.clone(), name.to_owned());
        self.wait(async move { bucket.delete_named(&name).await })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A bucket is told from a folder by its name; a folder gives what lies in it by the names that a bucket would have.
    #[test]
    fn places_by_their_names() {
        assert_eq!(To::from(PathBuf::from("s3://copies/orda")), To::Bucket("s3://copies/orda".into()));
        for folder in ["/mnt/backup/orda", "backup", "./s3://copies"] {
            assert_eq!(To::from(OsString::from(folder)), To::Folder(folder.into()));
            assert_eq!(To::from(PathBuf::from(folder)).to_string(), folder);
        }
        let folder = tempfile::tempdir().expect("a folder");
        let place = Place::from(folder.path().to_owned());
        assert!(place.list("pieces").expect("no such folder").is_empty());
        place.write("pieces/ab/abcd", b"four").expect("written");
        place.write("snapshots/1", b"").expect("written");
        assert_eq!(place.list("pieces").expect("lists"), BTreeMap::from([("pieces/ab/abcd".to_owned(), 4)]));
        assert_eq!(place.read("pieces/ab/abcd").expect("reads"), Some(b"four".to_vec()));
        assert!(place.open_file("snapshots/1").expect("opens").is_some());
        place.remove("pieces/ab/abcd").expect("removed");
        assert!(
            place.read("pieces/ab/abcd").expect("reads").is_none() && place.list("pieces").expect("lists").is_empty()
        );
        assert!(place.remove("pieces/ab/abcd").is_err(), "it was not there");
    }
}
