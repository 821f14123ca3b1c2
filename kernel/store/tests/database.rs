//! What stores rely on, on an embedded database; the suite in `tests/` runs the stores themselves on both.

use orda_store::testing::On;
use orda_store::{Database, Migration, MigrationSet, ScanRow};
use sqlx::Row;

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
        let take =
            |row: &ScanRow<'_>| (row.text(0).map(str::to_owned), row.number(1), row.text(2).is_some(), row.number(9));
        let rows = test.db.scan(sql.to_owned(), take).await.expect("reads");
        assert_eq!(rows, [(Some("Ең".into()), Some(-7), false, None), (Some("b".into()), None, false, None)], "{on:?}");
        assert!(test.db.scan("select nothing from t_thing".to_owned(), |_| ()).await.is_err());
        // It cannot write.
        assert!(test.db.scan("insert into t_thing (id) values ('z') returning id".to_owned(), |_| ()).await.is_err());
    }
}
