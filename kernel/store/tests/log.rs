//! Whoever follows the log of a database has, at any moment, what was committed before; or is told that it is lost.

use orda_base::{Entropy, SeededEntropy};
use orda_store::{Database, Lost, Pages, Place};
use sqlx::{AssertSqlSafe, Executor};
use std::fs::File;
use std::path::Path;

async fn open(folder: &Path) -> Database {
    Database::open(&format!("sqlite://{}/orda.db", folder.display())).await.expect("opens")
}

async fn run(db: &Database, sql: &str) {
    db.writer().execute(AssertSqlSafe(sql.to_owned())).await.expect("runs");
}

async fn rows(db: &Database) -> Vec<(i64, String)> {
    let sql = "select n, hex(bytes) from t order by n";
    sqlx::query_as(sql).fetch_all(db.reader()).await.expect("reads")
}

/// What the copy holds with these pages.
async fn laid_over(copy: &Path, pages: &Pages, aside: &Path) -> Vec<(i64, String)> {
    let file = File::options().write(true).open(copy).expect("the copy");
    pages.lay_over(&file).expect("written");
    let opened = aside.join("opened.db");
    std::fs::copy(copy, &opened).expect("copied");
    let db = Database::open_copy(&opened).await.expect("opens");
    assert_eq!(db.self_check().await.expect("checks"), Vec::<String>::new());
    let found = rows(&db).await;
    db.close().await;
    found
}

/// Transactions of two processes, of which the other empties the log whenever it can; looks and emptyings in between, in a
/// thousand random steps. After every look the copy with the pages is the database.
#[tokio::test]
async fn what_was_committed_is_read() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let db = open(folder.path()).await;
    run(&db, "create table t (n integer primary key, bytes blob)").await;
    let other = open(folder.path()).await;
    let log = db.log().expect("a log");
    let mut at = log.hold().await.expect("held");
    run(&other, "insert into t (bytes) values (randomblob(9000))").await;
    let copy = folder.path().join("copy.db");
    log.copy_to(&copy).expect("copied");
    let entropy = SeededEntropy::new(7);
    let (mut pages, mut emptied) = (Pages::default(), 0);
    for step in 0..1_000 {
        let mut random = [0; 2];
        entropy.fill(&mut random);
        let who = if random[1] % 2 == 0 { &db } else { &other };
        match random[0] % 10 {
            0..=4 => run(who, "insert into t (bytes) values (randomblob(abs(random() % 20000)))").await,
            5 => run(who, "delete from t where n in (select n from t order by random() limit 3)").await,
            // It cannot, or not past what was read.
            6 => run(&other, "pragma busy_timeout = 0; pragma wal_checkpoint(truncate)").await,
            7 => {
                log.empty(&mut at, &mut pages).await.expect("emptied").expect("not lost");
                emptied += 1;
            }
            _ => {
                log.read(&mut at, &mut pages).expect("read").expect("not lost");
                if step % 20 == 0 {
                    assert_eq!(laid_over(&copy, &pages, folder.path()).await, rows(&db).await, "step {step}");
                    pages = Pages::default();
                }
            }
        }
    }
    log.read(&mut at, &mut pages).expect("read").expect("not lost");
    assert_eq!(laid_over(&copy, &pages, folder.path()).await, rows(&db).await);
    assert!(emptied > 50 && log.bytes() < 4 << 20, "the log was emptied again and again: {} bytes", log.bytes());
    other.close().await;
    db.close().await;
}

fn lost(db: &Database, at: &mut Place) -> bool {
    db.log().expect("a log").read(at, &mut Pages::default()).expect("read") == Err(Lost)
}

/// Who let go, and whose database was erased or written past what was held, is told so; held anew it goes on. A log that is held
/// keeps nobody waiting who closes the database.
#[tokio::test]
async fn who_is_lost_is_told() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let db = open(folder.path()).await;
    run(&db, "create table t (n integer primary key, bytes blob)").await;
    let log = db.log().expect("a log");
    let mut at = log.hold().await.expect("held");
    assert!(log.is_held() && !lost(&db, &mut at));
    db.erase_remains(&[]).await.expect("erased");
    assert!(!log.is_held() && lost(&db, &mut at));

    let mut at = log.hold().await.expect("held again");
    run(&db, "insert into t (bytes) values (randomblob(9000))").await;
    assert!(!lost(&db, &mut at));
    log.let_go();
    for _ in 0..2 {
        run(&db, "pragma wal_checkpoint(truncate)").await;
        run(&db, "insert into t (bytes) values (randomblob(9000))").await;
    }
    let again = log.hold().await.expect("held again");
    assert!(lost(&db, &mut at), "the log was begun anew twice");
    let mut at = again;
    assert!(!lost(&db, &mut at));

    // Another process ends.
    let other = open(folder.path()).await;
    run(&other, "insert into t (bytes) values (randomblob(9000))").await;
    other.close().await;
    assert!(!lost(&db, &mut at) && log.bytes() > 9000);
    db.close().await;
}
