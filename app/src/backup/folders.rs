//! Where a backup comes from and goes to, held while it is made: one at a time, and nothing within another that must not be.

use crate::backup::recorded::UnderWay;
use crate::backup::{Place, Source, Target, To};
use crate::config::Config;
use anyhow::{Context, Result, bail};
use orda_store::Alone;
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// The folders of data, copies and keys, where nothing lies within another that must not.
pub(super) struct Apart {
    pub(super) data: PathBuf,
    pub(super) to: PathBuf,
    pub(super) keys_to: PathBuf,
    /// Held: one at a time writes into `to`.
    pub(super) lock: File,
}

impl Apart {
    /// Makes those that are not there, closed to others.
    ///
    /// # Errors
    /// Why not; [`UnderWay`] when another process writes there.
    pub(super) fn prepare(config: &Config, to: &Path, keys_to: &Path) -> Result<Self> {
        let data = made(&config.data)?;
        let to = made(to)?;
        if to.starts_with(&data) || data.starts_with(&to) {
            bail!("a backup does not lie in the data folder, nor the data folder in it");
        }
        let keys_to = made(keys_to)?;
        if keys_to.starts_with(&to) || to.starts_with(&keys_to) {
            bail!("keys do not lie beside the backup: whoever takes it would have everything");
        }
        close_mirror(&data, &keys_to)?;
        let lock = hold(&to)?;
        Ok(Self { data, to, keys_to, lock })
    }
}

/// Makes a folder where there is none, closed to others; gives its real path.
fn made(path: &Path) -> Result<PathBuf> {
    crate::safety::make_folder(path).with_context(|| format!("making {}", path.display()))?;
    Ok(path.canonicalize()?)
}

/// Closes the mirror of the keys, which is apart from the data, to others.
fn close_mirror(data: &Path, keys_to: &Path) -> Result<()> {
    if keys_to.starts_with(data) || data.starts_with(keys_to) {
        bail!("the mirror of the keys does not lie in the data folder, nor the data folder in it");
    }
    fs::set_permissions(keys_to, fs::Permissions::from_mode(0o700))?;
    Ok(())
}

/// The same, while a backup is made.
pub(super) struct Folders {
    pub(super) to: Place,
    pub(super) keys_to: PathBuf,
    /// Where the copy of the database is put meanwhile; gone at the end.
    pub(super) aside: PathBuf,
    /// Held: one backup at a time, into this folder and of this installation.
    _locks: Vec<File>,
}

/// Locked in the data folder by whoever makes a backup, into whatever folder.
const LOCK: &str = "backup.lock";

/// Holds a folder of backups: one works on it at a time.
///
/// # Errors
/// [`UnderWay`] when another does.
pub(super) fn hold(to: &Path) -> Result<File> {
    locked(&to.join("lock"), &format!("into {}", to.display()))
}

/// Holds an installation: of those that have its data folder, one makes or removes its backups at a time.
///
/// # Errors
/// [`UnderWay`] when another does.
pub(super) fn hold_data(data: &Path) -> Result<File> {
    locked(&data.join(LOCK), &format!("of {}", data.display()))
}

/// Work on the bucket of backups, which has no file to lock: of nodes that share the database alone, one does it at a time.
const BUCKET: i64 = 4216;

/// Holds a bucket of backups for this node; a folder is held by its own lock.
///
/// # Errors
/// [`UnderWay`] when another node works on it.
pub(super) async fn alone(source: &Source<'_>, place: &Place) -> Result<Option<Alone>> {
    if let Place::Folder(_) = place {
        return Ok(None);
    }
    match Box::pin(source.db.alone(BUCKET)).await? {
        None => Err(UnderWay(format!("into {place}")).into()),
        held => Ok(held),
    }
}

fn locked(path: &Path, what: &str) -> Result<File> {
    let lock = File::options().create(true).truncate(false).write(true).open(path)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(fs::TryLockError::WouldBlock) => Err(UnderWay(what.to_owned()).into()),
        Err(fs::TryLockError::Error(e)) => Err(e).with_context(|| format!("locking {}", path.display())),
    }
}

impl Folders {
    pub(super) fn prepare(config: &Config, target: &Target) -> Result<Self> {
        let (data, to, keys_to, mut locks) = match &target.to {
            To::Folder(to) => {
                let Apart { data, to, keys_to, lock } = Apart::prepare(config, to, &target.keys_to)?;
                (data, Place::Folder(to), keys_to, vec![lock])
            }
            To::Bucket(_) => {
                let (data, keys_to) = (made(&config.data)?, made(&target.keys_to)?);
                close_mirror(&data, &keys_to)?;
                (data, Place::open(config, &target.to)?, keys_to, Vec::new())
            }
        };
        // They would share what lies aside, and the vault that goes to the mirror of the keys.
        locks.push(hold_data(&data)?);
        let aside = data.join("backup.unfinished");
        let folders = Self { to, keys_to, aside, _locks: locks };
        folders.tidy()?;
        Ok(folders)
    }

    pub(super) fn tidy(&self) -> Result<()> {
        match fs::remove_dir_all(&self.aside) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                Err(e).with_context(|| format!("removing {}", self.aside.display()))
            }
            _ => Ok(()),
        }
    }
}

impl Drop for Folders {
    fn drop(&mut self) {
        if let Err(error) = self.tidy() {
            tracing::error!(error = format!("{error:#}"), "a copy of the database stays beside it");
        }
    }
}
