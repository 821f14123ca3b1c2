//! What stores rely on, on an embedded database; the suite in `tests/` runs the stores themselves on both.

use orda_base::Error;
use orda_store::testing::On;
use orda_store::{Database, MOST, Migration, MigrationSet, NewRow, ScanRow, Value};
use sqlx::Row;
use std::sync::{Arc, LazyLock};
use tokio::sync::Notify;

const FIRST: MigrationSet = MigrationSet {
    component: "t",
    migrations: &[Migration::both(
        "0001_initial",
        "create table t_thing (id text primary key, n bigint, bytes bytea, ratio double precision); create index t_n on t_thing (n)",
    )],
};
const EDITED: MigrationSet =
    MigrationSet { component: "t", migrations: &[Migration::both("0001_initial", "create table t_other (id text)")] };

async fn database() -> (tempfile::TempDir, Database) {
    let folder = tempfile::tempdir().expect("temporary folder");
    let db = Database::open(&format!("sqlite://{}/orda.db", folder.path().display())).await.expect("opens");
    (folder, db)
}

/// Migrations are applied once; an edited one is refused.
#[tokio::test]
async fn migrations_apply_once() {
    let (_folder, db) = database().await;
    db.migrate(&[FIRST]).await.expect("first run");
    db.migrate(&[FIRST]).await.expect("second run does nothing");
    assert!(db.migrate(&[EDITED]).await.is_err());
}

/// Every portable type comes back as it went in, nulls included.
#[tokio::test]
async fn portable_types_round_trip() {
    let (_folder, db) = database().await;
    db.migrate(&[FIRST]).await.expect("migrates");
    let mut tx = db.begin().await.expect("begins");
    for (id, n, bytes) in [("a", Some(7_i64), Some(vec![0_u8, 255])), ("b", None, None)] {
        sqlx::query("insert into t_thing (id, n, bytes, ratio) values ($1, $2, $3, $4)")
            .bind(id)
            .bind(n)
            .bind(bytes)
            .bind(0.5)
            .execute(tx.conn())
            .await
            .expect("inserts");
    }
    tx.commit().await.expect("commits");
    let rows =
        sqlx::query("select id, n, bytes, ratio from t_thing order by id").fetch_all(db.reader()).await.expect("reads");
    assert_eq!(rows[0].get::<String, _>("id"), "a");
    assert_eq!(rows[0].get::<Option<i64>, _>("n"), Some(7));
    assert_eq!(rows[0].get::<Option<Vec<u8>>, _>("bytes"), Some(vec![0, 255]));
    assert!((rows[0].get::<f64, _>("ratio") - 0.5).abs() < f64::EPSILON);
    assert_eq!(rows[1].get::<Option<i64>, _>("n"), None);
    assert_eq!(rows[1].get::<Option<Vec<u8>>, _>("bytes"), None);
}

/// What was not committed is not there; a reading connection refuses to write.
#[tokio::test]
async fn dropped_transactions_leave_nothing() {
    let (_folder, db) = database().await;
    db.migrate(&[FIRST]).await.expect("migrates");
    let mut tx = db.begin().await.expect("begins");
    sqlx::query("insert into t_thing (id) values ('x')").execute(tx.conn()).await.expect("inserts");
    drop(tx);
    let n: i64 = sqlx::query_scalar("select count(*) from t_thing").fetch_one(db.reader()).await.expect("reads");
    assert_eq!(n, 0);
    assert!(sqlx::query("insert into t_thing (id) values ('y')").execute(db.reader()).await.is_err());
}

/// Writers that come at once wait for each other instead of failing.
#[tokio::test]
async fn concurrent_writers_all_succeed() {
    let (_folder, db) = database().await;
    db.migrate(&[FIRST]).await.expect("migrates");
    let tasks: Vec<_> = (0..32)
        .map(|i| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut tx = db.begin().await?;
                let _: Option<i64> = sqlx::query_scalar("select max(n) from t_thing")
                    .fetch_one(tx.conn())
                    .await
                    .map_err(orda_store::fault)?;
                sqlx::query("insert into t_thing (id, n) values ($1, $2)")
                    .bind(i.to_string())
                    .bind(i64::from(i))
                    .execute(tx.conn())
                    .await
                    .map_err(orda_store::fault)?;
                tx.commit().await
            })
        })
        .collect();
    for task in tasks {
        task.await.expect("no panic").expect("commits");
    }
}

/// Rows are read where the database keeps them: numbers and texts as they were written, nothing for a value of another
/// kind or for none, and a wrong query is told.
#[tokio::test]
async fn rows_are_scanned() {
    for on in On::ALL {
        let test = on.open(&[FIRST]).await;
        let mut tx = test.db.begin().await.expect("begins");
        for (id, n) in [("Ең", Some(-7_i64)), ("b", None)] {
            let insert = sqlx::query("insert into t_thing (id, n, bytes) values ($1, $2, $3)");
            insert.bind(id).bind(n).bind(vec![0xff_u8]).execute(tx.conn()).await.expect("inserts");
        }
        tx.commit().await.expect("commits");
        let sql = "select id, n, bytes from t_thing order by n is null";
        let take = |row: &ScanRow<'_>| (row.bytes(0).map(<[u8]>::to_vec), row.number(1), row.number(9));
        let rows = test.db.scan(sql.to_owned(), take).await.expect("reads");
        assert_eq!(rows, [(Some("Ең".into()), Some(-7), None), (Some("b".into()), None, None)], "{on:?}");
        assert!(test.db.scan("select nothing from t_thing".to_owned(), |_| ()).await.is_err());
        // It cannot write.
        assert!(test.db.scan("insert into t_thing (id) values ('z') returning id".to_owned(), |_| ()).await.is_err());
    }
}

struct Thing(String, i64);

impl NewRow for Thing {
    fn insert(rows: usize) -> &'static str {
        static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
            let text = |rows| {
                let places: Vec<String> =
                    (0..rows).map(|row| format!("(${}, ${})", row * 2 + 1, row * 2 + 2)).collect();
                format!("insert into t_thing (id, n) values {}", places.join(", "))
            };
            (1..=MOST).map(text).collect()
        });
        &TEXTS[rows - 1]
    }

    fn values<'a>(&'a self, put: &mut dyn FnMut(Value<'a>)) {
        put(Value::Text(&self.0));
        put(Value::Number(self.1));
    }
}

fn things(range: std::ops::Range<i64>) -> Vec<Thing> {
    range.map(|n| Thing(format!("Құжат {n}"), n)).collect()
}

async fn numbers(db: &Database) -> Vec<i64> {
    sqlx::query_scalar("select n from t_thing order by n").fetch_all(db.reader()).await.expect("reads")
}

/// Rows are added all or none: one that is refused leaves none of its batch, gives them back, and the next are added. Both
/// alone and within a transaction, few and many.
#[tokio::test]
async fn rows_are_added_all_or_none() {
    for on in On::ALL {
        let database = on.open(&[FIRST]).await;
        let db = &database.db;
        db.append(things(0..3)).await.map_err(|(error, _)| error).expect("adds some");
        db.append(things(3..100)).await.map_err(|(error, _)| error).expect("adds many");
        for again in [99..102, 50..140] {
            let count = again.clone().count();
            let (error, rows) = db.append(things(again)).await.expect_err("one is there already");
            assert!(matches!(error, Error::Conflict), "{on:?}: {error}");
            assert_eq!(rows.len(), count, "{on:?}: what was not added comes back");
        }
        assert_eq!(numbers(db).await, (0..100).collect::<Vec<_>>(), "{on:?}");
        let mut tx = db.begin().await.expect("begins");
        tx.append(&things(100..150)).await.expect("adds within");
        tx.commit().await.expect("commits");
        db.append(things(150..151)).await.map_err(|(error, _)| error).expect("adds after a transaction");
        db.append(Vec::<Thing>::new()).await.map_err(|(error, _)| error).expect("nothing is nothing");
        assert_eq!(numbers(db).await, (0..151).collect::<Vec<_>>(), "{on:?}");
    }
}

/// What is added by itself waits for the transaction that writes, and not for those that are in line behind it.
#[tokio::test]
async fn rows_do_not_stand_in_line() {
    let (_folder, db) = database().await;
    db.migrate(&[FIRST]).await.expect("migrates");
    let first = db.begin().await.expect("begins");
    let (later, stop) = (db.clone(), Arc::new(Notify::new()));
    let stopped = Arc::clone(&stop);
    let in_line = tokio::spawn(async move {
        for _ in 0..3 {
            // Each is held until it is told to end.
            let tx = later.begin().await.expect("begins");
            stopped.notified().await;
            tx.rollback().await.expect("rolls back");
        }
    });
    tokio::task::yield_now().await;
    let adding = {
        let db = db.clone();
        tokio::spawn(async move { db.append(things(0..5)).await.map_err(|(e, _)| e) })
    };
    tokio::task::yield_now().await;
    assert_eq!(numbers(&db).await, Vec::<i64>::new(), "somebody writes");
    // The one who is first in line has asked for its turn before; its end lets the rows in, with two more behind it.
    first.rollback().await.expect("rolls back");
    stop.notify_one();
    adding.await.expect("ends").expect("adds");
    assert_eq!(numbers(&db).await.len(), 5);
    assert!(!in_line.is_finished(), "others are in line still");
    stop.notify_one();
    stop.notify_one();
    in_line.abort();
}
