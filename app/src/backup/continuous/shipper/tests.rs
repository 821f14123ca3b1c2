//! What a folder, a disk or another process does to the copy while it is carried on.

#![allow(clippy::unwrap_used, reason = "tests: a panic is a failed test")]

use crate::backup::Keys;
use crate::backup::continuous::generation::{Base, Generation, Shared, Shelf, aside, key_path};
use crate::backup::continuous::segment::{self, DATABASES, Segment};
use crate::backup::continuous::{COPY_LOCK, Continuous, tidy_up};
use crate::compose::Portal;
use crate::config::Config;
use orda_base::{Env, FixedClock, SystemEntropy, Timestamp};
use orda_documents::BlobId;
use orda_documents_store::{LocalBlobs, place};
use sqlx::Executor;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::watch;

/// After which what never comes is given up.
const PATIENCE: Duration = Duration::from_mins(5);
/// Monday, 23 November 2026, 09:30 in Astana.
const NOW: Timestamp = Timestamp::from_seconds(1_795_408_200);

/// An installation, and what copies it.
struct House {
    aside: TempDir,
    clock: FixedClock,
    portal: Portal,
    copies: Continuous,
}

impl House {
    async fn new() -> Self {
        let (aside, clock) = (tempfile::tempdir().unwrap(), FixedClock::at(NOW));
        fs::create_dir(aside.path().join("copy")).unwrap();
        let mut config = Config { data: aside.path().join("data"), ..Config::default() };
        let env = Env::new(clock.clone(), SystemEntropy);
        let portal = Box::pin(Portal::open(config.clone(), env)).await.unwrap();
        config.backup.continuous_to = Some(aside.path().join("copy"));
        config.backup.keys_to = Some(aside.path().join("keys"));
        let blobs = LocalBlobs::open(config.data.join("blobs")).unwrap();
        let vault = portal.vault.database();
        let copies = Continuous::new(&config, &portal.env, &portal.db, vault, &blobs).unwrap().unwrap();
        Self { aside, clock, portal, copies }
    }

    fn data(&self) -> PathBuf {
        self.aside.path().join("data")
    }

    fn copy(&self) -> PathBuf {
        self.aside.path().join("copy")
    }

    fn keys(&self) -> PathBuf {
        self.aside.path().join("keys")
    }

    fn trouble(&self) -> String {
        self.copies.standing().trouble
    }

    /// Steps until everything that was committed is in the copy.
    async fn caught_up(&self) {
        self.clock.advance(31);
        let now = self.portal.env.now();
        let caught = async {
            while self.copies.standing().until != Some(now) {
                self.copies.step().await;
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(PATIENCE, caught).await.expect("the copy is carried on");
        assert_eq!(self.trouble(), "");
    }

    /// The ids of the generations that are there.
    fn generations(&self) -> Vec<String> {
        names(&self.copy().join("generations"))
    }

    /// A file comes in that no transaction names yet.
    fn file(&self) -> BlobId {
        let blob = BlobId::generate(&self.portal.env);
        let path = place(&self.data().join("blobs"), blob);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, b"encrypted").unwrap();
        blob
    }

    /// What makes a copy of the whole of the database.
    fn base(&self, ending: bool) -> Base {
        let (inner, env) = (&self.copies.inner, &self.portal.env);
        let master = crate::master_key::kept(&inner.config).unwrap();
        let shelf = Shelf::new(&self.copy(), &self.data(), &master, env);
        Base {
            config: Arc::clone(&inner.config),
            env: env.clone(),
            db: self.portal.db.clone(),
            logs: DATABASES.into_iter().zip(inner.logs()).collect(),
            shelf: Shared::new(shelf),
            generation: Generation::begin(&self.copy(), &self.keys(), &master, env).unwrap(),
            ending: Arc::new(AtomicBool::new(ending)),
        }
    }
}

fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// All files beneath.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// A folder that takes no more is left alone for a while, and the log of the database is kept for it up to its limit and no
/// longer; what is wrong is told all the while. When the folder takes things again there is a copy again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_log_is_kept_for_a_folder_that_takes_nothing() {
    let mut house = House::new().await;
    let db = house.portal.db.clone();
    db.writer().execute("create table t (bytes blob)").await.unwrap();
    db.writer().execute("insert into t values (randomblob(100000))").await.unwrap();
    house.caught_up().await;
    let until = house.copies.standing().until;
    let log = db.log().unwrap();
    let at_most = log.bytes() + (1 << 20);
    Arc::get_mut(&mut house.copies.inner).unwrap().log_at_most = at_most;
    let segments = house.copy().join("generations").join(&house.generations()[0]).join("log");
    fs::rename(&segments, segments.with_extension("away")).unwrap();
    fs::write(&segments, b"").unwrap();

    for written in 0.. {
        assert!(written < 1000, "the log grows");
        db.writer().execute("update t set bytes = randomblob(100000)").await.unwrap();
        if log.bytes() > at_most {
            break;
        }
        house.copies.step().await;
        assert!(house.trouble().contains("writing") && log.is_held(), "{}", house.trouble());
    }
    house.copies.step().await;
    assert!(!log.is_held(), "nobody waits for it");
    for _ in 0..2 {
        house.copies.step().await;
        assert!(house.trouble().contains("too long") && !log.is_held(), "{}", house.trouble());
    }
    assert_eq!(house.copies.standing().until, until);

    db.writer().execute("pragma wal_checkpoint(truncate)").await.unwrap();
    assert_eq!(log.bytes(), 0, "it is emptied as it is without a copy");
    fs::remove_file(&segments).unwrap();
    house.caught_up().await;
    assert!(log.is_held());
    house.portal.close().await;
}

/// What came in while a copy of the whole was made stays in it, however long it took: as a step goes over to it, and as it is
/// done after a destruction.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_came_during_a_long_copy_stays() {
    let house = House::new().await;
    house.caught_up().await;
    let inner = &house.copies.inner;
    for by_step in [true, false] {
        let blob = house.file();
        let mut shipper = house.copies.shipper.lock().await;
        shipper.begin(inner).await.unwrap();
        shipper.waiting.push(blob);
        shipper.put_files(inner).unwrap();
        house.clock.advance(2 * 3600);
        if by_step {
            while !shipper.coming.as_ref().unwrap().task.is_finished() {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            shipper.step(inner).await.unwrap();
        } else {
            let coming = shipper.coming.take().unwrap();
            shipper.go_over(inner, coming).await.unwrap();
        }
        drop(shipper);
        assert!(place(&house.copy().join("blobs"), blob).is_file(), "{by_step}");
        let id = house.generations().remove(0);
        let folder = house.copy().join("generations").join(&id);
        let keys = Keys::new(&fs::read(key_path(&house.keys(), &id)).unwrap().try_into().unwrap());
        let first = fs::read(segment::path(&folder, 1)).unwrap();
        let first = Segment::open(&first, &keys, 1, &id).unwrap();
        assert!(first.blobs.contains_key(&blob.to_string()), "{by_step}");
    }
    house.portal.close().await;
}

/// A copy of the whole counts when it was read back: of one whose bytes are not what was written nothing stays, and the former
/// copy stays with its key.
#[test]
fn a_copy_that_cannot_be_read_back_does_not_count() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let house = runtime.block_on(House::new());
    runtime.block_on(house.caught_up());
    let before = house.generations();
    let shelf = {
        let shipper = runtime.block_on(house.copies.shipper.lock());
        shipper.target.as_ref().unwrap().shelf.clone()
    };
    // Posted files come after the databases: whoever makes the copy waits here.
    let held = shelf.lock();
    runtime.block_on(async { house.copies.shipper.lock().await.begin(&house.copies.inner).await }).unwrap();
    let made = house.generations().into_iter().find(|id| !before.contains(id)).unwrap();
    let pieces = house.copy().join("generations").join(made).join("pieces");
    while files(&pieces).is_empty() || aside(&house.data()).exists() {
        std::thread::sleep(Duration::from_millis(1));
    }
    for piece in files(&pieces) {
        fs::write(piece, b"something else").unwrap();
    }
    drop(held);
    runtime.block_on(async {
        let seen = async {
            while house.trouble().is_empty() {
                house.copies.step().await;
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(PATIENCE, seen).await.expect("it is found");
        assert!(house.trouble().contains("read back"), "{}", house.trouble());
        assert_eq!((house.generations(), names(&house.keys().join("copies")).len()), (before, 1));
        house.caught_up().await;
        house.portal.close().await;
    });
}

/// Nothing is left in the data folder of a copy of the whole that failed, or whose program was killed; what another program is
/// at stays. A copy of the whole is not waited for at the end of the program, and none counts that was not made.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_cut_off_leaves_nothing() {
    let house = House::new().await;
    let base = house.base(false);
    fs::write(base.generation.folder.join("pieces"), b"").unwrap();
    assert!(base.make().await.is_err());
    assert!(!aside(&house.data()).exists() && house.generations().is_empty());

    let ended = house.base(true).make().await.err().unwrap();
    assert!(ended.to_string().contains("ends"), "{ended}");
    assert_eq!((house.generations(), names(&house.keys().join("copies"))), (Vec::new(), Vec::new()));
    house.copies.shipper.lock().await.begin(&house.copies.inner).await.unwrap();
    house.copies.end().await;
    assert_eq!((house.generations(), names(&house.keys().join("copies"))), (Vec::new(), Vec::new()));
    assert!(!house.copies.inner.ending.load(Ordering::Relaxed));
    house.caught_up().await;
    house.copies.end().await;

    let leave = || {
        fs::create_dir(aside(&house.data())).unwrap();
        fs::write(aside(&house.data()).join("copy.db"), b"SQLite format 3").unwrap();
    };
    leave();
    let opened = || tidy_up(&house.data()).unwrap();
    let lock = File::create(house.data().join(COPY_LOCK)).unwrap();
    lock.lock().unwrap();
    opened();
    assert!(aside(&house.data()).exists(), "it is being made");
    drop(lock);
    opened();
    assert!(!aside(&house.data()).exists());
    leave();
    let (config, env) = (house.portal.config.clone(), house.portal.env.clone());
    house.portal.close().await;
    Box::pin(Portal::open(config, env)).await.unwrap().close().await;
    assert!(!aside(&house.copies.inner.config.data).exists(), "also where nothing is copied");
}

/// A lock that another program holds for a moment keeps this one from copying for that moment only.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lock_of_a_moment_stops_nothing() {
    let house = House::new().await;
    let lock = File::create(house.data().join(COPY_LOCK)).unwrap();
    lock.lock().unwrap();
    let (stop, stopped) = watch::channel(false);
    let running = tokio::spawn(house.copies.clone().run(stopped));
    let told = async |is_told: &dyn Fn() -> bool| {
        let told = async {
            while !is_told() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(PATIENCE, told).await.expect("comes");
    };
    told(&|| house.trouble().contains("another program")).await;
    drop(lock);
    told(&|| house.copies.standing().until.is_some() && house.trouble().is_empty()).await;
    stop.send(true).unwrap();
    running.await.unwrap();
    house.copies.end().await;
    house.portal.close().await;
}
