//! What deleted rows leave behind in the files of a server.

use orda_base::Result;
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

    /// Erasing goes on waiting, and the row is there.
    async fn waits(&self, erased: &mut (impl Future<Output = Result<()>> + Unpin)) {
        assert!(timeout(Duration::from_millis(500), erased).await.is_err(), "it waits for the other");
        assert!(self.size().await > 0);
    }

    /// Erasing ends by itself, and nothing is left of the row.
    async fn ends(&self, erased: impl Future<Output = Result<()>>) {
        erased.await.expect("erased");
        assert_eq!(self.size().await, 0, "nothing is left of the row");
    }

    /// Reads, and goes on reading. Another table: a lock of this one would keep it from being written anew anyway.
    async fn reader(&self) -> PoolConnection<Any> {
        let mut reader = self.0.db.reader().acquire().await.expect("a connection");
        reader.execute("begin isolation level repeatable read").await.expect("begun");
        reader.execute("select component from store_migration").await.expect("read");
        reader
    }
}

/// Whoever began to read before rows were deleted may still see them, and the server keeps them in its files so long: erasing waits
/// for the end of the reading, and then nothing is left.
#[tokio::test]
async fn deleted_rows_are_erased_once_nobody_sees_them() {
    let things = Things::made().await;
    let mut reader = things.reader().await;
    things.run("delete from t_thing").await;
    let mut erased = Box::pin(things.0.db.erase_remains(&["t_thing"]));
    things.waits(&mut erased).await;
    reader.execute("commit").await.expect("ended");
    things.ends(erased).await;
}

/// Whoever begins later reads as of the oldest change under way anywhere on the server, writing a table anew as well: erasing waits
/// for a change in another database, and for whoever began to read here while that went on.
#[tokio::test]
async fn a_change_in_another_database_is_waited_for() {
    let (elsewhere, things) = (Things::made().await, Things::made().await);
    let mut change = elsewhere.0.db.writer().acquire().await.expect("a connection");
    change.execute("begin").await.expect("begun");
    change.execute("insert into t_thing (id) values ('another')").await.expect("changed");
    things.run("delete from t_thing").await;
    let mut erased = Box::pin(things.0.db.erase_remains(&["t_thing"]));
    things.waits(&mut erased).await;
    let mut reader = things.reader().await;
    change.execute("commit").await.expect("ended");
    things.waits(&mut erased).await;
    reader.execute("commit").await.expect("ended");
    things.ends(erased).await;
}
