//! Following the write-ahead log of an embedded database, so that a copy elsewhere never lags behind by more than moments.
//!
//! While a log is held, a reader stands on what the database was when the log was last emptied by who follows. Past that reader
//! no process can bring anything into the database, and a log of which something is not in the database is not begun anew; so
//! whatever commits stays in the log until who follows has read it. Another log, with other salts, may come in place of one of
//! which all was read and is in the database; in place of any other it is told as [`Lost`].

use crate::database::{SQLITE_WRITER_PRAGMAS, place};
use crate::fault::sqlite_fault;
use crate::wal::{self, Pages, Position};
use orda_base::{Error, Result};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection as Sqlite, OpenFlags};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Semaphore;

/// How long one waits for a writer of another process.
const BUSY: Duration = Duration::from_secs(2);
/// How often a look is repeated when the log was begun anew meanwhile, or another process works on it, and the pause between.
const LOOKS: u32 = 20;
const PAUSE: Duration = Duration::from_millis(25);
/// What makes the reader a reader.
const STAND: &str = "begin; select count(*) from sqlite_schema";

/// What stands in the log does not follow from what was read: a new copy of the whole is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lost;

/// Where one who follows stands in the log.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// None: at the beginning of whatever log comes next.
    position: Option<Position>,
    /// All that was read is in the database: the next log may begin.
    emptied: bool,
}

impl Place {
    /// How many frames of the log were read and are not in the database.
    pub fn behind(&self) -> u32 {
        if self.emptied { 0 } else { self.position.map_or(0, |position| position.frames) }
    }
}

/// The log of an embedded database. Cheap to clone.
#[derive(Clone)]
pub struct Log(Arc<Inner>);

struct Inner {
    file: PathBuf,
    turn: Arc<Semaphore>,
    held: Mutex<Option<Held>>,
}

struct Held {
    /// Stands on what the database was.
    reader: Sqlite,
    /// Keeps others from writing for a moment.
    writer: Sqlite,
    /// Asks how long the log is, and empties it.
    asker: Sqlite,
}

impl Log {
    pub(crate) fn new(file: &Path, turn: Arc<Semaphore>) -> Self {
        Self(Arc::new(Inner { file: file.to_owned(), turn, held: Mutex::default() }))
    }

    fn held(&self) -> MutexGuard<'_, Option<Held>> {
        self.0.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn connect(&self) -> Result<Sqlite> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = || {
            let connection = Sqlite::open_with_flags(&self.0.file, flags)?;
            connection.execute_batch(SQLITE_WRITER_PRAGMAS)?;
            connection.busy_timeout(BUSY)?;
            connection.query_row("select count(*) from sqlite_schema", [], |_| Ok(()))?;
            Ok(connection)
        };
        open().map_err(|error: rusqlite::Error| sqlite_fault(&error))
    }

    fn file(&self) -> std::io::Result<Option<File>> {
        let mut name = self.0.file.clone().into_os_string();
        name.push("-wal");
        // Closing this file lets go of no lock: those stand on the others.
        match File::open(name) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Holds the log from now on. What was committed until now is in [`Log::copy_to`]; what comes is read from this place.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when another process writes for too long.
    pub async fn hold(&self) -> Result<Place> {
        let _turn = place(&self.0.turn).await?;
        let held = Held { reader: self.connect()?, writer: self.connect()?, asker: self.connect()? };
        let sql = |error: rusqlite::Error| sqlite_fault(&error);
        held.writer.execute_batch("begin immediate").map_err(sql)?;
        held.reader.execute_batch(STAND).map_err(sql)?;
        let frames = held.frames()?.ok_or_else(busy)?;
        let position = match (self.head()?, frames) {
            (_, 0) => None,
            (None, _) => return Err(Error::internal("the log of the database cannot be read")),
            (Some(head), frames) => {
                let Some(mut file) = self.file().map_err(Error::internal)? else { return Err(busy()) };
                let read = wal::read(&mut file, head.start(), frames, &mut Pages::default());
                Some(
                    read.map_err(Error::internal)?
                        .map_err(|_| Error::internal("the log of the database is strange"))?,
                )
            }
        };
        held.writer.execute_batch("rollback").map_err(sql)?;
        *self.held() = Some(held);
        // All that is in the database already may be followed by a new log.
        Ok(Place { position, emptied: true })
    }

    /// Holds it no more: whoever follows is lost.
    pub fn let_go(&self) {
        *self.held() = None;
    }

    /// Is it held?
    pub fn is_held(&self) -> bool {
        self.held().is_some()
    }

    /// Bytes of the log.
    pub fn bytes(&self) -> u64 {
        self.file().ok().flatten().and_then(|file| file.metadata().ok()).map_or(0, |data| data.len())
    }

    fn head(&self) -> Result<Option<wal::Head>> {
        let Some(mut file) = self.file().map_err(Error::internal)? else { return Ok(None) };
        wal::head(&mut file).map_err(Error::internal)
    }

    /// Reads what was committed since; puts it to what is there.
    ///
    /// # Errors
    /// Those of the disk; [`Error::Unavailable`] when another process works on the log for too long: nothing was read then.
    /// [`Lost`] within when it is not known what was committed.
    pub fn read(&self, at: &mut Place, to: &mut Pages) -> Result<std::result::Result<(), Lost>> {
        match self.held().as_ref() {
            Some(held) => self.read_held(held, at, to),
            None => Ok(Err(Lost)),
        }
    }

    fn read_held(&self, held: &Held, at: &mut Place, to: &mut Pages) -> Result<std::result::Result<(), Lost>> {
        for look in 0..LOOKS {
            if look > 0 {
                std::thread::sleep(PAUSE);
            }
            let before = self.head()?;
            let Some(frames) = held.frames()? else { continue };
            if self.head()? != before {
                continue;
            }
            let from = match (at.position, before) {
                (None, _) if frames == 0 => return Ok(Ok(())),
                (Some(_), _) if frames == 0 => {
                    return Ok(if at.emptied { Ok(()) } else { Err(Lost) });
                }
                (None, Some(head)) => head.start(),
                (Some(position), Some(head)) if position.head.salts == head.salts => position,
                (Some(_), Some(head)) if at.emptied => head.start(),
                (_, None) | (Some(_), Some(_)) => return Ok(Err(Lost)),
            };
            if frames == from.frames {
                return Ok(Ok(()));
            }
            let Some(mut file) = self.file().map_err(Error::internal)? else { return Ok(Err(Lost)) };
            let Ok(position) = wal::read(&mut file, from, frames, to).map_err(Error::internal)? else {
                // Begun anew between the look and the reading, or something else.
                if self.head()? != before {
                    continue;
                }
                return Ok(Err(Lost));
            };
            *at = Place { position: Some(position), emptied: false };
            return Ok(Ok(()));
        }
        Err(busy())
    }

    /// Reads the rest and brings the log into the database, while nobody writes; the next transaction begins it anew, unless
    /// somebody still reads what was before: then it is to be tried again.
    ///
    /// # Errors
    /// As [`Log::read`]; [`Error::Unavailable`] when another process writes for too long.
    pub async fn empty(&self, at: &mut Place, to: &mut Pages) -> Result<std::result::Result<(), Lost>> {
        let _turn = place(&self.0.turn).await?;
        let mut kept = self.held();
        let Some(held) = kept.as_ref() else { return Ok(Err(Lost)) };
        let sql = |error: rusqlite::Error| sqlite_fault(&error);
        // Before the reader goes: nobody writes in between.
        held.writer.execute_batch("begin immediate").map_err(sql)?;
        let read = self.read_held(held, at, to);
        let is_read = matches!(read, Ok(Ok(())));
        let bring_in = |at: &mut Place| -> Result<std::result::Result<(), Lost>> {
            held.reader.execute_batch("commit").map_err(sql)?;
            let (length, done) = held.checkpoint().map_err(sql)?;
            held.reader.execute_batch(STAND).map_err(sql)?;
            let read = at.position.map_or(0, |position| i64::from(position.frames));
            at.emptied |= length == done && length == read;
            Ok(Ok(()))
        };
        let done = if is_read { bring_in(at) } else { read };
        let ended = held.writer.execute_batch("rollback").map_err(sql);
        if (is_read && done.is_err()) || ended.is_err() {
            // The reader may stand nowhere.
            *kept = None;
        }
        ended.and(done)
    }

    /// Writes the database into the new file `to`, page by page, as it is at a moment after [`Log::hold`]: what is read from
    /// that place on may be laid over it.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it cannot be written.
    pub fn copy_to(&self, to: &Path) -> Result<()> {
        let from = self.connect()?;
        let copied = || {
            let mut copy = Sqlite::open(to)?;
            copy.execute_batch("pragma synchronous = off")?;
            Backup::new(&from, &mut copy)?.step(-1)
        };
        let unavailable = |why: String| Error::Unavailable(format!("copying the database: {why}"));
        match copied().map_err(|error: rusqlite::Error| unavailable(error.to_string()))? {
            StepResult::Done => Ok(()),
            // Not everything is there.
            undone => Err(unavailable(format!("{undone:?}"))),
        }
    }
}

fn busy() -> Error {
    Error::Unavailable("another process works on the log of the database".into())
}

impl Held {
    /// The log's length and how much of it is in the database, after bringing in what may be brought; -1 when another process
    /// does so at this moment.
    fn checkpoint(&self) -> rusqlite::Result<(i64, i64)> {
        self.asker.query_row("pragma wal_checkpoint(passive)", [], |row| Ok((row.get(1)?, row.get(2)?)))
    }

    /// Frames of all that is committed; none when that cannot be told now.
    fn frames(&self) -> Result<Option<u32>> {
        let (length, _) = self.checkpoint().map_err(|error| sqlite_fault(&error))?;
        Ok(u32::try_from(length).ok())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests: a panic is a failed test")]
mod tests {
    use super::*;
    use crate::Database;
    use sqlx::Executor;
    use std::sync::atomic::{AtomicBool, Ordering};

    /// Another one empties the log and waits for whoever reads.
    static AT_WORK: AtomicBool = AtomicBool::new(false);
    /// It is to give up.
    static ENOUGH: AtomicBool = AtomicBool::new(false);

    fn waits(_tried: i32) -> bool {
        AT_WORK.store(true, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(1));
        !ENOUGH.load(Ordering::SeqCst)
    }

    /// While another one works on the log, what was committed is not taken for read, and the log stays held; afterwards it is
    /// read.
    #[tokio::test]
    async fn a_log_at_work_is_not_taken_for_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("orda.db");
        let db = Database::open(&format!("sqlite://{}", file.display())).await.unwrap();
        db.writer().execute("create table t (n integer)").await.unwrap();
        let log = db.log().unwrap();
        let mut at = log.hold().await.unwrap();
        db.writer().execute("insert into t values (1)").await.unwrap();
        let other = Sqlite::open(&file).unwrap();
        let work = std::thread::spawn(move || {
            other.busy_handler(Some(waits)).unwrap();
            while !ENOUGH.load(Ordering::SeqCst) {
                other.query_row("pragma wal_checkpoint(full)", [], |_| Ok(())).unwrap();
            }
        });
        while !AT_WORK.load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_millis(1));
        }
        let mut pages = Pages::default();
        let read = log.read(&mut at, &mut pages);
        assert!(matches!(read, Err(Error::Unavailable(_))) && pages.is_empty(), "{read:?}");
        assert!(log.empty(&mut at, &mut pages).await.is_err() && log.is_held());
        ENOUGH.store(true, Ordering::SeqCst);
        work.join().unwrap();
        assert_eq!(log.read(&mut at, &mut pages).unwrap(), Ok(()));
        assert!(!pages.is_empty());
        log.empty(&mut at, &mut pages).await.unwrap().unwrap();
        db.close().await;
    }

    /// A copy of which a part is not there is none.
    #[tokio::test]
    async fn a_copy_that_was_not_made_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let db = Database::open(&format!("sqlite://{}/orda.db", folder.path().display())).await.unwrap();
        db.writer().execute("create table t (n integer)").await.unwrap();
        let to = folder.path().join("copy.db");
        let other = Sqlite::open(&to).unwrap();
        other.execute_batch("create table another (n integer); begin immediate").unwrap();
        let log = db.log().unwrap();
        assert!(matches!(log.copy_to(&to), Err(Error::Unavailable(_))), "somebody writes there");
        other.execute_batch("rollback").unwrap();
        log.copy_to(&to).unwrap();
        db.close().await;
    }
}
