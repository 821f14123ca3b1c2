//! Continuous copying: the embedded database, the key vault beside it and the posted files are copied into another folder all the
//! time, best on another machine's disk, so that whoever loses the machine loses seconds. A server keeps its databases itself.
//!
//! Every second what was committed is read from the logs of the databases ([`orda_store::Log`]) and written as a segment; before
//! it the posted files that it names, so that a restored database never names a file that is not there. A segment follows the one
//! before it, the first of them a copy of the whole; that is made at the start, once a day, when another process emptied a log,
//! and when something was destroyed. The folder that takes nothing stops nothing: the portal goes on, and the copy when it can.

mod generation;
mod restore;
mod segment;
mod shipper;

pub use restore::{Restored, is_continuous, restore};

use crate::backup::To;
use crate::config::Config;
use anyhow::{Context, Result, bail};
use orda_base::{Env, Error};
use orda_documents_store::LocalBlobs;
use orda_store::{Database, Log};
use shipper::Shipper;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// Says in the data folder that something is being destroyed, or was, and is to go from the copy. Locked while it is being
/// destroyed.
pub(super) const COPY_RENEW: &str = "copy.renew";
/// Locked in the data folder by whoever copies.
const COPY_LOCK: &str = "copy.lock";
/// Between two looks at what was committed.
const PERIOD: Duration = Duration::from_secs(1);
/// Most bytes of a log that is kept for the copy: after that it is emptied, and a copy of the whole follows.
const LOG_AT_MOST: u64 = 1 << 30;
/// A step that takes longer hangs on a disk that does not answer.
const HANGS: Duration = Duration::from_mins(1);
/// How long the end of the program waits for the last step.
const LAST: Duration = Duration::from_secs(10);
/// How long a destruction waits until the copy is made anew.
const RENEWAL: Duration = Duration::from_mins(30);

/// What copying works with.
pub(super) struct Inner {
    config: Arc<Config>,
    env: Env,
    db: Database,
    vault: Database,
    blobs: LocalBlobs,
    standing: Mutex<orda_backups::Continuous>,
    /// When the step under way began.
    step: Mutex<Option<Instant>>,
    /// Held while this process copies.
    lock: Mutex<Option<File>>,
    /// Whoever makes a copy of the whole is to stop.
    ending: Arc<AtomicBool>,
    /// See [`LOG_AT_MOST`].
    log_at_most: u64,
}

/// Holds the right to copy this installation; none while another process has it.
fn copy_lock(data: &Path) -> std::io::Result<Option<File>> {
    let file = File::options().create(true).truncate(false).write(true).open(data.join(COPY_LOCK))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Removes the copy of a database that one who was killed left in the data folder.
fn tidy_up(data: &Path) -> Result<()> {
    if !generation::aside(data).exists() {
        return Ok(());
    }
    match copy_lock(data).with_context(|| format!("locking {COPY_LOCK}"))? {
        Some(_lock) => generation::tidy(data),
        // It is being made.
        None => Ok(()),
    }
}

fn locked<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Inner {
    /// The folder of copies and that of the keys.
    fn folders(&self) -> Result<(&Path, &Path)> {
        let settings = &self.config.backup;
        let to = settings.continuous_to.as_deref().context("backup.continuous_to is not set")?;
        let keys_to = settings.keys_to.as_deref();
        Ok((to, keys_to.context("backup.keys_to is not set: without the keys a copy cannot be read")?))
    }

    /// The logs that are followed: of the database, and of the vault where it is no server's. In this order: the vault that is
    /// read later holds the keys that the database names.
    fn logs(&self) -> Vec<Log> {
        [&self.db, &self.vault].into_iter().filter_map(Database::log).cloned().collect()
    }

    fn is_log_too_long(&self) -> bool {
        self.logs().iter().any(|log| log.bytes() > self.log_at_most)
    }

    fn mark(&self) -> PathBuf {
        self.config.data.join(COPY_RENEW)
    }
}

/// Continuous copying of an installation. Cheap to clone.
#[derive(Clone)]
pub struct Continuous {
    inner: Arc<Inner>,
    shipper: Arc<tokio::sync::Mutex<Shipper>>,
}

impl Continuous {
    /// Of this installation; none where it is not set. What was left of one that was cut off goes in any case.
    ///
    /// # Errors
    /// When it is set for a database on a server, with files in a bucket, or without a folder of keys; when what was left cannot be removed.
    pub fn new(
        config: &Config,
        env: &Env,
        db: &Database,
        vault: &Database,
        blobs: &LocalBlobs,
    ) -> Result<Option<Self>> {
        tidy_up(&config.data)?;
        if config.backup.continuous_to.is_none() {
            return Ok(None);
        }
        if db.log().is_none() {
            bail!("backup.continuous_to is for the embedded database: a server archives its log by itself");
        }
        if config.files.is_some() {
            bail!(
                "backup.continuous_to copies files of the data folder: have the store of files = s3://… copy the bucket itself"
            );
        }
        if config.backup.continuous_to.as_ref().is_some_and(|to| To::from(to.clone()).folder().is_none()) {
            bail!(
                "backup.continuous_to is a folder: backups go into a bucket (backup.to), what is copied all the time does not"
            );
        }
        if config.backup.continuous_to.as_ref() == config.backup.folder() {
            bail!("backup.continuous_to and backup.to are two folders");
        }
        let standing = orda_backups::Continuous { since: env.now(), until: None, trouble: String::new() };
        let inner = Inner {
            config: Arc::new(config.clone()),
            env: env.clone(),
            db: db.clone(),
            vault: vault.clone(),
            blobs: blobs.clone(),
            standing: Mutex::new(standing),
            step: Mutex::default(),
            lock: Mutex::default(),
            ending: Arc::default(),
            log_at_most: LOG_AT_MOST,
        };
        inner.folders()?;
        // From here on: what is stored before the first step is not overlooked.
        inner.blobs.stored();
        Ok(Some(Self { inner: Arc::new(inner), shipper: Arc::default() }))
    }

    /// How it stands.
    pub fn standing(&self) -> orda_backups::Continuous {
        locked(&self.inner.standing).clone()
    }

    /// One step; what went wrong stands in [`Self::standing`]. It reads and writes files: not for a task of requests.
    pub async fn step(&self) {
        let mut shipper = self.shipper.lock().await;
        *locked(&self.inner.step) = Some(Instant::now());
        let stepped = shipper.step(&self.inner).await;
        *locked(&self.inner.step) = None;
        if stepped.is_err() && shipper.is_idle() {
            // Nobody follows: the log is emptied as it is without a copy.
            self.let_go();
        }
        match stepped {
            // What keeps it stands there.
            Ok(None) if shipper.is_waiting() => {}
            Ok(until) => {
                if until.is_some() {
                    locked(&self.inner.standing).until = until;
                }
                self.tell(String::new());
            }
            Err(error) => self.tell(format!("{error:#}")),
        }
    }

    fn tell(&self, trouble: String) {
        let mut standing = locked(&self.inner.standing);
        if trouble != standing.trouble {
            match trouble.as_str() {
                "" => tracing::info!("the continuous copy goes on"),
                trouble => tracing::error!(error = trouble, "the continuous copy stands still"),
            }
            standing.trouble = trouble;
        }
    }

    fn let_go(&self) {
        for log in self.inner.logs() {
            log.let_go();
        }
    }

    /// Copies until told to end.
    pub async fn run(self, mut stopped: watch::Receiver<bool>) {
        // Another process may hold it for a moment only.
        while !self.take_lock() {
            tokio::select! {
                () = async { drop(stopped.wait_for(|s| *s).await) } => return,
                () = tokio::time::sleep(PERIOD) => {}
            }
        }
        let (runtime, copies, mut until) = (tokio::runtime::Handle::current(), self.clone(), stopped.clone());
        // A thread of its own: a disk that does not answer holds up nobody else.
        let mut steps = tokio::task::spawn_blocking(move || {
            runtime.block_on(async {
                while !*until.borrow() {
                    copies.step().await;
                    tokio::select! {
                        () = async { drop(until.wait_for(|s| *s).await) } => {}
                        () = tokio::time::sleep(PERIOD) => {}
                    }
                }
            });
        });
        self.watch(stopped).await;
        if tokio::time::timeout(LAST, &mut steps).await.is_err() {
            // A step that makes a copy of the whole ends soon; one that hangs is left behind.
            self.inner.ending.store(true, Ordering::Relaxed);
        }
    }

    /// Takes the right to copy; why there is none stands in [`Self::standing`].
    fn take_lock(&self) -> bool {
        match copy_lock(&self.inner.config.data) {
            Ok(Some(lock)) => {
                *locked(&self.inner.lock) = Some(lock);
                return true;
            }
            Ok(None) => self.tell("another program copies this installation".into()),
            Err(error) => self.tell(format!("{COPY_LOCK}: {error}")),
        }
        false
    }

    /// Lets the log go that grows while a step hangs.
    async fn watch(&self, mut stopped: watch::Receiver<bool>) {
        loop {
            tokio::select! {
                () = async { drop(stopped.wait_for(|s| *s).await) } => return,
                () = tokio::time::sleep(PERIOD * 5) => {}
            }
            let hangs = locked(&self.inner.step).is_some_and(|began| began.elapsed() > HANGS);
            if hangs && self.inner.is_log_too_long() {
                tracing::error!(
                    "the folder of the continuous copy does not answer: the log is not kept for it any more"
                );
                locked(&self.inner.standing).trouble = "the folder does not answer".into();
                self.let_go();
            }
        }
    }

    /// Copies what was committed since the last step, and nothing after that. Before the databases are closed.
    pub async fn end(&self) {
        self.inner.ending.store(true, Ordering::Relaxed);
        let (runtime, copies) = (tokio::runtime::Handle::current(), self.clone());
        let last = tokio::task::spawn_blocking(move || {
            runtime.block_on(async {
                if let Err(error) = copies.shipper.lock().await.end(&copies.inner).await {
                    tracing::error!(error = format!("{error:#}"), "the last step of the continuous copy");
                }
            });
        });
        if tokio::time::timeout(LAST, last).await.is_err() {
            tracing::error!("the folder of the continuous copy does not answer");
        }
        self.let_go();
        *locked(&self.inner.lock) = None;
    }
}

/// A destruction, to be followed by a copy in which nothing of it is (385-6-8).
pub struct Renewal {
    config: Config,
    keys_to: PathBuf,
    mark: File,
}

impl Renewal {
    /// From now on nothing is copied. None where there is no copy.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when that cannot be told to who copies.
    pub fn begin(config: &Config) -> orda_base::Result<Option<Self>> {
        let Some(keys_to) = config.backup.keys_to.clone() else { return Ok(None) };
        if config.backup.continuous_to.is_none() && !generation::has_keys(&keys_to) {
            return Ok(None);
        }
        let marked = || -> std::io::Result<File> {
            // It is locked when it is there.
            let unfinished = config.data.join(format!("{COPY_RENEW}.{}.part", std::process::id()));
            let mark = File::create(&unfinished)?;
            mark.lock()?;
            fs::rename(&unfinished, config.data.join(COPY_RENEW))?;
            File::open(&config.data)?.sync_all()?;
            Ok(mark)
        };
        let mark = marked().map_err(|error| Error::Unavailable(format!("{COPY_RENEW}: {error}")))?;
        Ok(Some(Self { config: config.clone(), keys_to, mark }))
    }

    /// Waits until nothing of what was destroyed can be read in the copy. Where nobody copies its keys are destroyed here.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when a key cannot be destroyed; to be tried again.
    pub async fn end(self) -> orda_base::Result<()> {
        let path = self.config.data.join(COPY_RENEW);
        drop(self.mark);
        let began = Instant::now();
        while path.exists() {
            let lock = copy_lock(&self.config.data);
            let lock = lock.map_err(|error| Error::Unavailable(format!("{COPY_LOCK}: {error}")))?;
            if lock.is_some() {
                generation::tidy(&self.config.data)
                    .and_then(|()| generation::destroy_keys(&self.keys_to, None))
                    .and_then(|()| fs::remove_file(&path).with_context(|| format!("removing {COPY_RENEW}")))
                    .map_err(|error| Error::Unavailable(format!("the continuous copy: {error:#}")))?;
                return Ok(());
            }
            if began.elapsed() > RENEWAL {
                return Err(Error::Unavailable("the continuous copy is still being made anew".into()));
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        Ok(())
    }
}
