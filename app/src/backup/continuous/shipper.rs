//! What carries the copy on, a step at a time.

use crate::backup::Keys;
use crate::backup::continuous::generation::{self, Base, Generation, Shared, Shelf};
use crate::backup::continuous::segment::{self, DATABASES, Segment};
use crate::backup::continuous::{COPY_RENEW, Inner};
use crate::backup::folders::Apart;
use crate::backup::manifest::{BlobLine, BlobList, Manifest};
use crate::backup::take::{besides, list};
use anyhow::{Context, Result, bail};
use orda_base::Timestamp;
use orda_documents::BlobId;
use orda_store::{Log, Lost, Pages, Place};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::File;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tokio::task::JoinHandle;

/// Seconds after which a copy of the whole is made anew.
const DAY: i64 = 24 * 3600;
/// Seconds after which a segment is written though nothing happened: it tells that nothing did.
const QUIET: i64 = 60;
/// The log is emptied when so much of it is in the copy.
const FRAMES: u32 = 1000;
/// Most bytes that wait in memory for a folder that does not take them.
const WAITING: u64 = 256 << 20;
/// Seconds after a failure until a copy of the whole, or a segment, is tried again.
const AGAIN: i64 = 30;
/// Seconds within which a file that came in is named by a transaction.
const SOON: i64 = 3600;

/// A database that is followed.
struct Track {
    log: Log,
    at: Place,
    pages: Pages,
}

/// A generation that is being carried on.
struct Stream {
    generation: Generation,
    begun: Timestamp,
    written: Timestamp,
    number: u64,
    /// The digest of the segment before.
    previous: String,
    tracks: Vec<Track>,
    blobs: BlobList,
    /// Archives of the accounting that are in it.
    archives: BTreeSet<String>,
}

/// A copy of the whole that is being made.
struct Coming {
    task: JoinHandle<Result<(Generation, Manifest, BlobList)>>,
    begun: Timestamp,
    tracks: Vec<Track>,
}

/// Where the copy goes.
struct Target {
    to: PathBuf,
    keys_to: PathBuf,
    shelf: Shared,
    _lock: File,
}

/// Carries the copy on.
#[derive(Default)]
pub(super) struct Shipper {
    target: Option<Target>,
    stream: Option<Stream>,
    coming: Option<Coming>,
    /// Posted files that are to be copied.
    waiting: Vec<BlobId>,
    /// Those that were copied of late: a transaction that names them may be still to come.
    recent: Vec<(Timestamp, String, BlobLine)>,
    /// When a copy of the whole failed the last time, since one was there.
    failed: Option<Timestamp>,
    /// When the folder did not take the file or the segment that is still to be written.
    unwritten: Option<Timestamp>,
}

/// May what failed then be tried again?
fn again(failed: Option<Timestamp>, now: Timestamp) -> bool {
    failed.is_none_or(|failed| !(0..AGAIN).contains(&now.seconds_since(failed)))
}

impl Stream {
    /// Reads what was committed since.
    fn read(&mut self) -> Result<Result<(), Lost>> {
        for track in &mut self.tracks {
            if track.log.read(&mut track.at, &mut track.pages)? == Err(Lost) {
                return Ok(Err(Lost));
            }
        }
        Ok(Ok(()))
    }

    /// Writes what was read as the next segment.
    fn write(&mut self, inner: &Inner, at: Timestamp, quiet: i64) -> Result<()> {
        let archives = besides(&inner.config)?;
        let mut files = Vec::new();
        let new: Vec<_> = archives.into_iter().filter(|(path, _)| !self.archives.contains(path)).collect();
        if !new.is_empty() {
            let mut pieces = self.generation.pieces(&inner.env);
            for (path, file) in &new {
                let from = File::open(file).with_context(|| format!("reading {}", file.display()))?;
                files.push(pieces.put(path, from)?);
            }
            pieces.sync()?;
        }
        let sealed = {
            let mut tracks = self.tracks.iter().map(|track| Cow::Borrowed(&track.pages));
            let pages = [tracks.next().unwrap_or_default(), tracks.next().unwrap_or_default()];
            let segment = Segment { number: self.number, at, files, blobs: self.blobs.clone(), pages };
            if segment.is_empty() && at.seconds_since(self.written) < quiet {
                return Ok(());
            }
            segment.seal(&self.generation.keys, &self.previous, &inner.env)?
        };
        self.generation.write(&segment::path(&self.generation.folder, self.number), &sealed)?;
        self.previous = segment::digest(&sealed);
        self.number += 1;
        self.written = at;
        self.blobs.clear();
        self.archives.extend(new.into_iter().map(|(path, _)| path));
        for track in &mut self.tracks {
            track.pages = Pages::default();
        }
        Ok(())
    }
}

impl Shipper {
    fn target(&mut self, inner: &Inner) -> Result<&Target> {
        if self.target.is_none() {
            let (to, keys_to) = inner.folders()?;
            // What is not mounted is not there: the disk beneath is not written on in its place.
            if !to.is_dir() {
                bail!("{} is not there", to.display());
            }
            let Apart { data, to, keys_to, lock } = Apart::prepare(&inner.config, to, keys_to)?;
            let master = crate::master_key::kept(&inner.config)?;
            let mut shelf = Shelf::new(&to, &data, &master, &inner.env);
            if to.join("generations").is_dir() {
                for (id, key) in generation::all(&to, &keys_to)? {
                    let folder = generation::folder(&to, &id);
                    let place = crate::backup::Place::Folder(folder);
                    if let Ok(manifest) = Manifest::read(&place, &id, &Keys::new(&key))? {
                        let objects = crate::backup::objects::Objects::new(place, Keys::new(&key), inner.env.clone());
                        shelf.learn(list(&objects, &manifest.blobs));
                    }
                }
            }
            self.target = Some(Target { to, keys_to, shelf: Shared::new(shelf), _lock: lock });
        }
        self.target.as_ref().context("no folder of copies")
    }

    /// One step: what was committed before `now` is in the copy afterwards, or there is an error, or a copy of the whole is
    /// being made. Says until when there is a copy, as far as is known.
    pub(super) async fn step(&mut self, inner: &Arc<Inner>) -> Result<Option<Timestamp>> {
        let now = inner.env.now();
        if inner.mark().exists() {
            return self.renew(inner).await;
        }
        self.target(inner)?;
        if self.stream.as_mut().is_some_and(|stream| !stream.generation.is_there()) {
            self.give_up(inner);
            self.target = None;
            bail!("the copy is not there any more");
        }
        if let Some(stream) = &mut self.stream
            && stream.read()? == Err(Lost)
        {
            tracing::info!("another process emptied the log of the database: a new copy of the whole is made");
            self.give_up(inner);
        }
        let too_much = |tracks: &[Track]| tracks.iter().map(|track| track.pages.bytes()).sum::<u64>() > WAITING;
        if self.stream.as_ref().is_some_and(|stream| too_much(&stream.tracks)) {
            let is_refused = self.unwritten.is_some();
            self.give_up(inner);
            if is_refused {
                self.failed = Some(now);
                bail!("too much waits for the folder of the copy: it is made anew when it takes things again");
            }
        }
        if let Some(coming) = self.coming.take_if(|coming| coming.task.is_finished()) {
            self.failed = Some(now);
            self.go_over(inner, coming).await?;
        }
        let due = self.stream.as_ref().is_none_or(|stream| now.seconds_since(stream.begun) >= DAY);
        let is_ending = inner.ending.load(Ordering::Relaxed);
        if due && self.coming.is_none() && again(self.failed, now) && !is_ending {
            let before = self.failed.replace(now);
            self.begin(inner).await?;
            self.failed = before;
        }
        self.forget(now);
        let carried = self.carry_on(inner, now).await;
        if self.coming.is_some() && inner.is_log_too_long() {
            self.give_up(inner);
            bail!("too much happened while a copy of the whole was made: it is made anew");
        }
        let is_behind = |stream: &Stream| stream.tracks.iter().any(|track| track.at.behind() > 0);
        if self.stream.as_ref().is_some_and(is_behind) && inner.is_log_too_long() {
            self.give_up(inner);
            self.failed = Some(now);
            let why = carried.err().map_or_else(String::new, |error| format!(": {error:#}"));
            bail!("the log of the database grew too long for the copy{why}");
        }
        carried
    }

    /// Writes what came and what was read, and empties the logs of what is in the copy. Says until when there is a copy; nothing
    /// while a folder that took nothing is left alone.
    async fn carry_on(&mut self, inner: &Inner, now: Timestamp) -> Result<Option<Timestamp>> {
        if !again(self.unwritten, now) {
            return Ok(None);
        }
        self.unwritten = Some(now);
        self.put_files(inner)?;
        if let Some(stream) = &mut self.stream {
            stream.write(inner, now, QUIET)?;
        }
        self.unwritten = None;
        let Some(stream) = &mut self.stream else { return Ok(None) };
        if self.coming.is_none() {
            for track in &mut stream.tracks {
                if track.at.behind() > FRAMES && track.log.empty(&mut track.at, &mut track.pages).await? == Err(Lost) {
                    bail!("the log of the database was let go");
                }
            }
        }
        Ok(Some(now))
    }

    /// Forgets which files came long ago: a copy of the whole that is begun from now on names them. What came while one is being
    /// made stays until that counts, however long it takes.
    fn forget(&mut self, now: Timestamp) {
        if self.coming.is_none() {
            self.recent.retain(|(at, ..)| now.seconds_since(*at) < SOON);
        }
    }

    /// Copies posted files that came. After the databases were read: what they name is on the shelf then.
    fn put_files(&mut self, inner: &Inner) -> Result<()> {
        let now = inner.env.now();
        self.waiting.extend(inner.blobs.stored());
        let Some(target) = &self.target else { return Ok(()) };
        if self.coming.is_some() && self.waiting.is_empty() {
            // Whoever makes a copy of the whole may be at work on the shelf.
            return Ok(());
        }
        let mut shelf = target.shelf.lock();
        while let Some(blob) = self.waiting.last() {
            let id = blob.to_string();
            if let Some(line) = shelf.put(&id)? {
                self.recent.push((now, id.clone(), line.clone()));
                if let Some(stream) = &mut self.stream {
                    stream.blobs.insert(id, line);
                }
            }
            self.waiting.pop();
        }
        shelf.sync()
    }

    /// Begins a copy of the whole beside what is carried on.
    async fn begin(&mut self, inner: &Arc<Inner>) -> Result<()> {
        let mut tracks = Vec::new();
        for (at, log) in inner.logs().into_iter().enumerate() {
            let place = match &self.stream {
                Some(stream) => stream.tracks[at].at,
                None => log.hold().await?,
            };
            tracks.push(Track { log, at: place, pages: Pages::default() });
        }
        let target = self.target(inner)?;
        let master = crate::master_key::kept(&inner.config)?;
        let base = Base {
            config: Arc::clone(&inner.config),
            env: inner.env.clone(),
            db: inner.db.clone(),
            logs: DATABASES.into_iter().zip(tracks.iter().map(|track| track.log.clone())).collect(),
            shelf: target.shelf.clone(),
            generation: Generation::begin(&target.to, &target.keys_to, &master, &inner.env)?,
            ending: Arc::clone(&inner.ending),
        };
        let runtime = tokio::runtime::Handle::current();
        let task = tokio::task::spawn_blocking(move || runtime.block_on(base.make()));
        self.coming = Some(Coming { task, begun: inner.env.now(), tracks });
        Ok(())
    }

    /// Goes over to the copy of the whole that was being made.
    async fn go_over(&mut self, inner: &Arc<Inner>, coming: Coming) -> Result<()> {
        let made = coming.task.await.context("making a copy of the whole")?;
        let (generation, manifest, named) = made.context("making a copy of the whole")?;
        // Before its databases are read: all until then is in the copy.
        let now = inner.env.now();
        let stream = Stream {
            previous: generation.id.clone(),
            generation,
            begun: coming.begun,
            written: now,
            number: 1,
            tracks: coming.tracks,
            blobs: BlobList::new(),
            archives: manifest.files.iter().map(|part| part.path.clone()).collect(),
        };
        let before = self.stream.replace(stream);
        if let Err(error) = self.count(inner, &manifest, now) {
            if let Some(stream) = std::mem::replace(&mut self.stream, before) {
                stream.generation.discard();
            }
            if let Some(stream) = &mut self.stream {
                // What was put meanwhile was told to the other.
                stream.blobs.extend(self.recent.iter().map(|(_, id, line)| (id.clone(), line.clone())));
            }
            return Err(error);
        }
        tracing::info!(backup = manifest.id, "a copy of the whole is there; what follows is added to it");
        if let Some(target) = &self.target {
            generation::destroy_keys(&target.keys_to, Some(&manifest.id))?;
            generation::remove_others(&target.to, &manifest.id)?;
            let mut named: BTreeSet<String> = named.into_keys().collect();
            named.extend(self.recent.iter().map(|(_, id, _)| id.clone()));
            target.shelf.lock().sweep(&named)?;
        }
        (self.failed, self.unwritten) = (None, None);
        Ok(())
    }

    /// Adds what happened while a copy of the whole was made, and has it count.
    fn count(&mut self, inner: &Inner, manifest: &Manifest, now: Timestamp) -> Result<()> {
        if self.stream.as_mut().is_some_and(|stream| !matches!(stream.read(), Ok(Ok(())))) {
            bail!("the log of the database was let go while a copy of the whole was made");
        }
        self.put_files(inner)?;
        let Some(stream) = &mut self.stream else { return Ok(()) };
        stream.blobs.extend(self.recent.iter().map(|(_, id, line)| (id.clone(), line.clone())));
        stream.write(inner, now, 0)?;
        let place = crate::backup::Place::Folder(stream.generation.folder.clone());
        manifest.write(&place, &stream.generation.keys)
    }

    /// Carries nothing on any more: a copy of the whole is needed. What is there stays until then.
    fn give_up(&mut self, inner: &Inner) {
        self.stream = None;
        for log in inner.logs() {
            log.let_go();
        }
    }

    /// Something was destroyed (385-6-8): after this nothing from before can be read in the copy.
    async fn renew(&mut self, inner: &Arc<Inner>) -> Result<Option<Timestamp>> {
        self.give_up(inner);
        if let Some(coming) = self.coming.take() {
            // What it made is removed with all others.
            let _ = coming.task.await;
        }
        // What was killed may have left what is being destroyed.
        generation::tidy(&inner.config.data)?;
        let Ok(mark) = File::open(inner.mark()) else { return Ok(None) };
        if mark.try_lock().is_err() {
            // It is being destroyed.
            return Ok(None);
        }
        let renewed = self.make_anew(inner).await;
        if let Err(error) = &renewed {
            tracing::error!(
                error = format!("{error:#}"),
                "no new copy after a destruction: the old one goes all the same"
            );
            self.give_up(inner);
            generation::destroy_keys(inner.folders()?.1, None)?;
        }
        // Another destruction may have begun: its mark stays.
        let is_same = |seen: std::fs::Metadata| mark.metadata().is_ok_and(|mine| mine.ino() == seen.ino());
        if std::fs::metadata(inner.mark()).is_ok_and(is_same) {
            std::fs::remove_file(inner.mark()).with_context(|| format!("removing {COPY_RENEW}"))?;
        }
        renewed.map(|()| self.stream.as_ref().map(|stream| stream.written))
    }

    async fn make_anew(&mut self, inner: &Arc<Inner>) -> Result<()> {
        self.target(inner)?;
        self.forget(inner.env.now());
        self.begin(inner).await?;
        match self.coming.take() {
            Some(coming) => self.go_over(inner, coming).await,
            None => Ok(()),
        }
    }

    /// Is something tried again later that failed?
    pub(super) const fn is_waiting(&self) -> bool {
        self.unwritten.is_some() || (self.stream.is_none() && self.failed.is_some())
    }

    /// Is nothing carried on or being made?
    pub(super) const fn is_idle(&self) -> bool {
        self.stream.is_none() && self.coming.is_none()
    }

    /// The last step: what was committed is in the copy. After that nothing is held.
    pub(super) async fn end(&mut self, inner: &Arc<Inner>) -> Result<()> {
        // The next start makes a copy of the whole, and one of which something is to go is not carried on.
        let coming = self.coming.take();
        let is_over = self.stream.is_none() || inner.mark().exists();
        let stepped = if is_over { Ok(None) } else { self.step(inner).await };
        self.give_up(inner);
        if let Some(coming) = coming
            && let Ok(Ok((generation, ..))) = coming.task.await
        {
            generation.discard();
        }
        self.target = None;
        inner.ending.store(false, Ordering::Relaxed);
        stepped.map(|_| ())
    }
}

#[cfg(test)]
mod tests;
