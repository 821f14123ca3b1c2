//! Destroyed documents stand nowhere any more, byte by byte; the others are whole (385-6-8). `cargo xtask destruction` does it
//! with ten thousand.

use crate::destruction::{ADMIN, ALL, OFFICER, decide, document, file_with, word};
use crate::marks::{Found, Marks};
use crate::world::{actor, caught_up, code, copied};
use futures::{StreamExt, TryStreamExt, stream};
use orda::backup::{From, Source, Target, restore, restore_continuous, take};
use orda::compose::Portal;
use orda::config::Config;
use orda::verify::{destruction, verify};
use orda_drafts::DraftId;
use orda_drafts::ports::DraftsStore;
use orda_drafts_store::DraftsSql;
use orda_retention::State;
use orda_store::Database;
use orda_store::testing::TestDatabase;
use orda_test::{On, TestPortal};
use rstest::rstest;
use sha2::{Digest, Sha256};
use sqlx::AssertSqlSafe;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Use cases under way at once.
const AT_ONCE: usize = 8;

/// How many documents.
struct Size {
    all: usize,
    gone: usize,
    /// The server is the test's own: all its files are looked at, and its archive.
    archive: Option<PathBuf>,
}

impl Size {
    /// As the environment says (`ORDA_DESTRUCTION_DOCUMENTS`, `ORDA_DESTRUCTION_DESTROY`), or few.
    fn of(on: On) -> Self {
        let given = |name: &str| std::env::var(name).ok().map(|text| text.parse().expect("a number"));
        Self {
            all: given("ORDA_DESTRUCTION_DOCUMENTS").unwrap_or(40),
            gone: given("ORDA_DESTRUCTION_DESTROY").unwrap_or(4),
            archive: std::env::var_os("ORDA_DESTRUCTION_ARCHIVE").map(PathBuf::from).filter(|_| on == On::Postgres),
        }
    }
}

/// A document with its word.
#[derive(Clone)]
struct Made {
    id: DraftId,
    word: String,
    /// Taken through letters, remarks and decisions.
    discussed: bool,
}

/// Takes a document through letters, remarks and decisions, each with the word.
async fn discussed(test: &TestPortal, word: &str) -> DraftId {
    let mut script = test.script("on_approval", &[("finance", "refused"), ("economy", "approved")]);
    script.title.kk = format!("{} {word}", script.title.kk);
    script.text.kk = format!("1. Мәтін {word}.\n2. Екінші {word}.");
    script.text.ru = format!("1. Текст {word}.\n2. Второй {word}.");
    test.stage().play(&script).await.unwrap()
}

async fn make(test: &TestPortal, size: &Size) -> Vec<Made> {
    let made = stream::iter(0..size.all).map(|n| async move {
        let word = word(&test.portal.env);
        // Some of those that go and some that stay.
        let is_discussed = n % 40 == 0 || n % 40 == 21;
        let id = if is_discussed { discussed(test, &word).await } else { document(test, &word).await };
        if n % 5 == 0 {
            // Texts are read from files and kept when somebody looks.
            test.portal.drafts.structured_text(&actor(test, "justice-drafter"), id, 1).await.unwrap();
        }
        Made { id, word, discussed: is_discussed }
    });
    made.buffered(AT_ONCE).collect().await
}

/// A digest of all that a document says: its state, texts, history and the bytes of its files, which are those that came in.
async fn content(portal: &Portal, made: &Made) -> String {
    let store = DraftsSql::new(portal.db.clone(), portal.env.clone());
    let draft = store.dossier(made.id).await.unwrap().expect("it is there").draft;
    let mut digest = Sha256::new();
    digest.update(format!("{draft:?} {:?}", store.entries(made.id).await.unwrap()));
    for version in &draft.versions {
        digest.update(format!("{:?}", store.texts(made.id, version.number).await.unwrap()));
        for file in portal.documents.files(version.content.files).await.unwrap() {
            let (_, bytes) = portal.documents.open(file.id).await.unwrap();
            let bytes = bytes.try_fold(Vec::new(), |all, piece| async move { Ok([all, piece.to_vec()].concat()) });
            let bytes = bytes.await.unwrap();
            assert!(made.discussed || bytes == file_with(&made.word), "bit for bit as it came");
            digest.update(&bytes);
        }
    }
    hex::encode(digest.finalize())
}

async fn contents(portal: &Portal, all: &[Made]) -> Vec<String> {
    stream::iter(all).map(|made| content(portal, made)).buffered(AT_ONCE).collect().await
}

fn ran(program: &str, args: &[&str]) {
    let done = Command::new(program).args(args).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
}

async fn said(db: &Database, sql: &'static str) {
    sqlx::query(AssertSqlSafe(sql)).execute(db.reader()).await.unwrap();
}

/// What the words are found in: the data folder, and the files of the server.
async fn look(marks: &Marks, test: &TestPortal, everything: bool) -> Found {
    let found = marks.in_folder(&test.portal.config.data);
    if test.portal.config.database.as_ref().is_none_or(|url| url.starts_with("sqlite")) {
        return found;
    }
    // What the server has in memory is written.
    said(&test.portal.db, "checkpoint").await;
    found.and(marks.on_server(&test.portal.db, everything).await)
}

/// The server's own cycle as operations.md describes it: a new base backup, then nothing older.
fn cycle(url: &str, aside: &Path, archive: &Path) -> PathBuf {
    let new = aside.join("base-new");
    base_backup(url, &new);
    fs::remove_dir_all(aside.join("base-old")).unwrap();
    fs::remove_file(aside.join("dump")).unwrap();
    let label = fs::read_to_string(new.join("backup_label")).unwrap();
    let first = label.split("(file ").nth(1).and_then(|rest| rest.split(')').next()).expect("the first segment");
    ran("pg_archivecleanup", &[archive.to_str().unwrap(), first]);
    new
}

fn base_backup(url: &str, to: &Path) {
    ran("pg_basebackup", &["--checkpoint=fast", "--dbname", url, "--pgdata", to.to_str().unwrap()]);
}

/// The embedded database is copied all the time meanwhile, with its keys in the mirror.
async fn portal(on: On, aside: &Path) -> TestPortal {
    fs::create_dir(aside.join("copy")).unwrap();
    TestPortal::start_with(on, |config| {
        config.retention = [("minister_order".to_owned(), 0)].into();
        if on == On::Sqlite {
            config.backup.continuous_to = Some(aside.join("copy"));
            config.backup.keys_to = Some(aside.join("keys"));
        }
    })
    .await
}

/// The continuous copy, carried on by itself until dropped or ended.
struct Copying {
    stop: watch::Sender<bool>,
    running: Option<JoinHandle<()>>,
}

impl Copying {
    async fn begin(test: &TestPortal) -> Self {
        let (stop, stopped) = watch::channel(false);
        let copy = test.portal.continuous.clone().unwrap();
        let running = Some(tokio::spawn(copy.run(stopped)));
        let begun = Self { stop, running };
        caught_up(test, true).await;
        begun
    }

    /// Everything is in it, and nothing changes in it any more.
    async fn end(mut self, test: &TestPortal) {
        caught_up(test, true).await;
        self.stop.send_replace(true);
        self.running.take().unwrap().await.unwrap();
    }
}

impl Drop for Copying {
    fn drop(&mut self) {
        self.stop.send_replace(true);
    }
}

/// Makes an installation of a continuous copy and today's mirror of the keys, in which nothing has to be destroyed again.
async fn of_copy(test: &TestPortal, aside: &Path, to: &Path) {
    let told = std::sync::Mutex::new(Vec::new());
    let (from, keys) = (aside.join("copy"), aside.join("keys"));
    let tell = |line: &str| told.lock().unwrap().push(line.to_owned());
    let done = restore_continuous((&from, &keys), Some(to), None, false, &test.portal.env, &tell).await.unwrap();
    assert_eq!(done.outcome.findings, []);
    assert!(!told.lock().unwrap().iter().any(|said| said.contains("were destroyed")), "{told:?}");
}

/// What the continuous copy holds of the words before: restored of it they stand there.
async fn copy_before(test: &TestPortal, aside: &Path, words: &Marks, gone: usize) {
    caught_up(test, false).await;
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("restored");
    of_copy(test, aside, &to).await;
    let found = words.in_folder(&to);
    let there: BTreeSet<&String> = found.hits.keys().map(|(word, _)| word).collect();
    assert_eq!(there.len(), gone, "the copy holds what is there");
    copied(&aside.join("copy"), &aside.join("copy-kept"));
}

/// After it no file of the copy and of the mirror of the keys holds any of the words, nor does what is restored of them with today's
/// vault; the others are whole there. What somebody kept of the copy from before opens with none of today's keys.
async fn copy_after(test: &TestPortal, aside: &Path, words: &Marks, (stay, before): (&[Made], &[String])) -> Found {
    let found = words.in_folder(&aside.join("copy")).and(words.in_folder(&aside.join("keys")));
    assert_eq!(found.hits, BTreeMap::new(), "neither in the copy nor in the mirror of the keys");
    assert_eq!(fs::read_dir(aside.join("keys/copies")).unwrap().count(), 1, "one key of one copy");
    let to = aside.join("of-copy");
    of_copy(test, aside, &to).await;
    fs::copy(aside.join("keys/vault.db"), to.join("keys/vault.db")).unwrap();
    let config = Config { data: to.clone(), public_url: test.portal.config.public_url.clone(), ..Config::default() };
    let again = Portal::open(config, test.portal.env.clone()).await.unwrap();
    assert_eq!(verify(&again, &ALL).await.unwrap().wrong, []);
    assert!(contents(&again, stay).await == before, "the others as they were, bit for bit");
    let restored = words.in_folder(&to);
    assert_eq!(restored.hits, BTreeMap::new(), "nothing came back with the copy");
    again.close().await;
    let (kept, keys, old) = (aside.join("copy-kept"), aside.join("keys"), aside.join("of-kept"));
    let opened = restore_continuous((&kept, &keys), Some(&old), None, true, &test.portal.env, &|_| {}).await;
    assert!(opened.unwrap_err().to_string().contains("no copy can be read"));
    found.and(restored)
}

/// Of many documents a tenth is destroyed. Before, their words stand in the files of the data folder or of the server; afterwards
/// no file holds any of them, however written: database, its log, index of words, what the server knows of columns, texts read
/// from files, notices, letters, vault. The act says what, who, when and on what ground, by number and digest. The others are
/// whole, bit for bit. A backup taken before, restored together with today's keys, brings nothing back; with yesterday's backup
/// alone nothing of any document can be read (on a server: once its own copies from before are removed). Nor does the continuous
/// copy of the embedded database, which goes on meanwhile.
///
/// Covers: 385-6-8
#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn destroyed_documents_are_gone(#[values(On::Sqlite, On::Postgres)] on: On) {
    let size = Size::of(on);
    let everything = size.archive.is_some();
    let aside = tempfile::tempdir().unwrap();
    let test = portal(on, aside.path()).await;
    let portal = &test.portal;
    let mut clock = Instant::now();
    let mut took = |what: &str| {
        println!("{on:?}: {what}: {:.1} s", clock.elapsed().as_secs_f64());
        clock = Instant::now();
    };
    let all = make(&test, &size).await;
    took("documents made");
    let count = "select count(*) from drafts_structure";
    let structured: i64 = sqlx::query_scalar(count).fetch_one(portal.db.reader()).await.unwrap();
    assert!(usize::try_from(structured).unwrap() >= size.all.div_ceil(5));
    test.clock.advance(2 * 24 * 3600);
    let every = size.all / size.gone;
    let (gone, stay): (Vec<_>, Vec<_>) = all.iter().cloned().enumerate().partition(|(n, _)| n % every == 0);
    let [gone, stay] = [gone, stay].map(|some| some.into_iter().map(|(_, made)| made).collect::<Vec<Made>>());
    let [words, kept] = [&gone, &stay].map(|some| some.iter().map(|made| made.word.clone()).collect::<Vec<String>>());
    assert_eq!(words.len(), size.gone);
    let (words, others) = (Marks::new(&words), Marks::new(&kept));
    let before = contents(portal, &stay).await;
    took("contents read");

    let (to, keys) = (aside.path().join("backup"), aside.path().join("keys"));
    let server = tempfile::tempdir().unwrap();
    let (url, dump) = (&test.database.url, server.path().join("dump"));
    let is_server = on == On::Postgres;
    if is_server {
        // What the server found out about the columns is there, as it is after a day.
        said(&portal.db, "analyze").await;
        ran("pg_dump", &["--format=custom", "--file", dump.to_str().unwrap(), url]);
    }
    if everything {
        base_backup(url, &server.path().join("base-old"));
    }
    let source = Source { config: &portal.config, db: &portal.db, env: &portal.env, by: orda_backups::By::Schedule };
    let target = Target { to: to.clone().into(), keys_to: keys.clone(), keep: None };
    take(&source, &target, &|_| {}).await.unwrap();
    took("backup");

    if !is_server {
        copy_before(&test, aside.path(), &words, size.gone).await;
        took("continuous copy, and restored of it");
    }
    let found = look(&words, &test, everything).await;
    assert!(found.times() > size.gone * 5, "the search finds what is there: {}", found.times());
    println!("{on:?}: {} hits in {} MB before", found.times(), found.bytes >> 20);
    took("search");
    let (mut numbers, mut posted) = (Vec::new(), Vec::new());
    let store = DraftsSql::new(portal.db.clone(), portal.env.clone());
    for made in &gone {
        let draft = store.dossier(made.id).await.unwrap().unwrap().draft;
        posted.extend(portal.documents.files(draft.current().content.files).await.unwrap());
        numbers.push(draft.number);
    }
    assert!(posted.len() >= size.gone);
    let proposal = portal.retention.propose(&actor(&test, ADMIN), &numbers, "Сақтау мерзімі өтті").await.unwrap();
    assert_eq!(decide(&test, ADMIN, proposal).await.unwrap(), State::Proposed);
    assert_eq!(decide(&test, OFFICER, proposal).await.unwrap(), State::Decided);
    took("proposed and decided");
    let copying = if is_server { None } else { Some(Copying::begin(&test).await) };
    let done = portal.retention.carry_out(&actor(&test, ADMIN), proposal).await.unwrap();
    if let Some(copying) = copying {
        copying.end(&test).await;
    }
    assert_eq!((done.state, done.items.len()), (State::Destroyed, size.gone));
    took("carried out");

    // The server's log follows in its cycle, below.
    let found = look(&words, &test, false).await;
    assert_eq!(found.hits, BTreeMap::new(), "nothing of any of them in any file");
    let found = look(&others, &test, false).await;
    assert!(found.times() > stay.len() * 5, "the others are there");
    let there: BTreeSet<&String> = found.hits.keys().map(|(word, _)| word).collect();
    assert_eq!(there.len(), stay.len(), "each of them");
    for made in &gone {
        let found = portal.drafts.card(&actor(&test, "justice-drafter"), made.id, None).await;
        assert_eq!(code(found), "error-not-found");
    }
    for file in &posted {
        assert_eq!(portal.documents.open(file.id).await.err().map(|e| e.code()), Some("error-not-found"));
    }
    took("search");
    assert!(contents(portal, &stay).await == before, "the others as they were, bit for bit");
    assert_eq!(verify(portal, &ALL).await.unwrap().wrong, [], "and whole");
    took("others verified");
    let report = destruction(portal).await.unwrap();
    assert_eq!((report.destroyed, report.wrong, report.twins), (size.gone, vec![], vec![]));
    took("destruction verified");

    let act = portal.retention.act(&actor(&test, OFFICER), proposal).await.unwrap();
    assert!(act.starts_with(b"%PDF"));
    assert!(done.items.iter().all(|item| item.parts.len() >= 3 && item.parts.iter().all(|p| p.sha256.len() == 64)));

    // Yesterday's backup with today's keys.
    let target = Target { to: aside.path().join("today").into(), keys_to: keys.clone(), keep: None };
    test.clock.advance(60);
    take(&source, &target, &|_| {}).await.unwrap();
    assert_eq!(words.in_folder(aside.path()).hits, BTreeMap::new(), "neither in backups nor in the mirror of the keys");
    if !is_server {
        let after = copy_after(&test, aside.path(), &words, (&stay, &before));
        let found = Box::pin(after).await;
        println!("{on:?}: {} hits in {} MB of the continuous copy", found.times(), found.bytes >> 20);
        took("restored of the continuous copy");
    }
    let restored = aside.path().join("restored");
    let from = From { from: &to.clone().into(), keys: &keys, snapshot: None };
    let told = std::sync::Mutex::new(Vec::new());
    let outcome =
        restore(&from, &restored, false, &portal.env, &|line| told.lock().unwrap().push(line.to_owned())).await;
    assert_eq!(outcome.unwrap().findings, []);
    let mut database: Option<TestDatabase> = None;
    if is_server {
        let other = On::Postgres.open(&[]).await;
        ran(
            "pg_restore",
            &["--clean", "--if-exists", "--exit-on-error", "--dbname", &other.url, dump.to_str().unwrap()],
        );
        database = Some(other);
    } else {
        let line = format!("{} documents were destroyed", size.gone);
        assert!(told.lock().unwrap().iter().any(|said| said.starts_with(&line)), "{told:?}");
        assert_eq!(words.in_folder(&restored).hits, BTreeMap::new(), "nothing came back");
        blind(&test, &all, &from, aside.path()).await;
    }
    took("restored");
    let config = Config {
        data: restored.clone(),
        database: database.as_ref().map(|other| other.url.clone()),
        public_url: portal.config.public_url.clone(),
        ..Config::default()
    };
    let again = Portal::open(config, portal.env.clone()).await.unwrap();
    took("opened");
    assert_eq!(verify(&again, &ALL).await.unwrap().wrong, []);
    assert!(contents(&again, &stay).await == before, "the others as they were, bit for bit");
    took("others verified");
    let mut found = words.in_folder(&restored);
    if is_server {
        said(&again.db, "checkpoint").await;
        found = found.and(words.on_server(&again.db, false).await);
    }
    if let Some(archive) = &size.archive {
        let new = cycle(url, server.path(), archive);
        said(&again.db, "checkpoint").await;
        found = found.and(words.on_server(&again.db, true).await);
        found = found.and(words.in_folder(&new)).and(words.in_folder(archive));
    }
    let (bytes, hits) = (found.bytes, found.times());
    println!("{on:?}: {} of {} destroyed; {hits} hits in {} MB after", size.gone, size.all, bytes >> 20);
    assert_eq!(found.hits, BTreeMap::new(), "nothing came back");
    took("search");
    again.close().await;
}

/// Who has the backup and the master key, but not the vault, reads what no document says.
async fn blind(test: &TestPortal, all: &[Made], from: &From<'_>, aside: &Path) {
    let without = aside.join("without");
    fs::create_dir_all(&without).unwrap();
    fs::copy(from.keys.join("master.key"), without.join("master.key")).unwrap();
    let from = From { from: from.from, keys: &without, snapshot: None };
    let blind = aside.join("blind");
    let findings = restore(&from, &blind, true, &test.portal.env, &|_| {}).await.unwrap().findings;
    assert!(findings.len() >= all.len() && findings.iter().all(|f| f.code() == "no_key"), "{}", findings.len());
    let everything: Vec<String> = all.iter().map(|made| made.word.clone()).collect();
    let found = Marks::new(&everything).in_folder(&blind);
    assert_eq!(found.hits, BTreeMap::new(), "neither titles nor texts, remarks, letters, notices");
}
