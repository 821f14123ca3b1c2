//! What deleted rows leave behind in the files of a server.

use orda_store::testing::{On, TestDatabase};
use orda_store::{Migration, MigrationSet};
use sqlx::pool::PoolConnection;
use sqlx::{Any, AssertSqlSafe, Executor};
use std::time::Duration;
use tokio::time::timeout;

const THINGS: MigrationSet = MigrationSet {
    component: "t",
    migrations: &[Migration::both("0001_initial", "create table t_thing (id text primary key)")],
};

/// A database with one row, and how large the table of it is.
struct Things(TestDatabase);

impl Things {
    async fn made() -> Self {
        let things = Self(On::Postgres.open(&[THINGS]).await);
        things.run("insert into t_thing (id) values ('secret')").await;
        things
    }

    async fn run(&self, sql: &'static str) {
        self.0.db.writer().execute(sql).await.expect("run");
    }

    async fn size(&self) -> i64 {
        let sql = AssertSqlSafe("select pg_relation_size('t_thing')");
        sqlx::query_scalar(sql).fetch_one(self.0.db.reader()).await.expect("a size")
    }

    /// Erasing waits until `other` ends its transaction, and then nothing is left of the row.
    async fn erased_after(&self, mut other: PoolConnection<Any>) {
        let mut erased = Box::pin(self.0.db.erase_remains(&["t_thing"]));
        assert!(timeout(Duration::from_millis(500), &mut erased).await.is_err(), "it waits for the other");
        assert!(self.size().await > 0);
        other.execute("commit").await.expect("ended");
        erased.await.expect("erased");
        assert_eq!(self.size().await, 0, "nothing is left of the row");
    }
}

/// Whoever began to read before rows were deleted may still see them, and the server keeps them in its files so long: erasing waits
/// for the end of the reading, and then nothing is left.
#[tokio::test]
async fn deleted_rows_are_erased_once_nobody_sees_them() {
    let things = Things::made().await;
    let mut reader = things.0.db.reader().acquire().await.expect("a connection");
    reader.execute("begin isolation level repeatable read").await.expect("begun");
    // Another table: a lock of this one would keep it from being written anew anyway.
    reader.execute("select component from store_migration").await.expect("read");
    things.run("delete from t_thing").await;
    things.erased_after(reader).await;
}

/// Whoever begins later reads as of the oldest change under way anywhere on the server, writing a table anew as well: erasing waits
/// for a change in another database too.
#[tokio::test]
async fn a_change_in_another_database_is_waited_for() {
    let elsewhere = Things::made().await;
    let mut change = elsewhere.0.db.writer().acquire().await.expect("a connection");
    change.execute("begin").await.expect("begun");
    change.execute("insert into t_thing (id) values ('another')").await.expect("changed");
    let things = Things::made().await;
    things.run("delete from t_thing").await;
    things.erased_after(change).await;
}
