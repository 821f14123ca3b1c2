//! What deleted rows leave behind in the files of a server.

use orda_store::testing::On;
use orda_store::{Migration, MigrationSet};
use sqlx::{AssertSqlSafe, Executor};
use std::time::Duration;

const THINGS: MigrationSet = MigrationSet {
    component: "t",
    migrations: &[Migration::both("0001_initial", "create table t_thing (id text primary key)")],
};

/// Whoever began to read before rows were deleted may still see them, and the server keeps them in its files so long: erasing waits
/// for the end of the reading, and then nothing is left.
#[tokio::test]
async fn deleted_rows_are_erased_once_nobody_sees_them() {
    let database = On::Postgres.open(&[THINGS]).await;
    let db = &database.db;
    let run = async |sql: &'static str| db.writer().execute(sql).await.expect("run");
    let size = async || -> i64 {
        let sql = AssertSqlSafe("select pg_relation_size('t_thing')");
        sqlx::query_scalar(sql).fetch_one(db.reader()).await.expect("a size")
    };
    run("insert into t_thing (id) values ('secret')").await;
    let mut reader = db.reader().acquire().await.expect("a connection");
    reader.execute("begin isolation level repeatable read").await.expect("begun");
    // Another table: a lock of this one would keep it from being written anew anyway.
    reader.execute("select component from store_migration").await.expect("read");
    run("delete from t_thing").await;

    let mut erased = Box::pin(db.erase_remains(&["t_thing"]));
    assert!(tokio::time::timeout(Duration::from_millis(500), &mut erased).await.is_err(), "it waits for the reader");
    assert!(size().await > 0);
    reader.execute("commit").await.expect("ended");
    erased.await.expect("erased");
    assert_eq!(size().await, 0, "nothing is left of the row");
}
