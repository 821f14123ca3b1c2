//! Copying a whole database into another one, of each kind into each.

#![allow(clippy::unwrap_used, reason = "tests: a panic is a failed test")]

use orda_base::Error;
use orda_store::testing::{On, TestDatabase, run};
use orda_store::transfer::{self, Copied, Progress, Source, compare, finish, load};
use orda_store::{Database, Migration, MigrationSet, is_in_use};
use sqlx::{AssertSqlSafe, Executor, Row};
use std::sync::Mutex;

/// Tables that refer to one another against the order of their names, one that numbers its rows and lets none go, rows that come with
/// the schema, every type.
const SQLITE: &str = "
create table t_a (id text primary key, b text not null references t_b (id));
create table t_b (id text primary key, parent text references t_b (id), c text references t_c (id));
create table t_c (id text primary key, n bigint, ratio double precision, bytes bytea, word text not null default '');
create table t_log (seq integer primary key autoincrement, word text not null);
create trigger t_log_no_update before update on t_log begin select raise(abort, 'never changed'); end;
create table t_state (id bigint primary key, version bigint not null);
insert into t_state (id, version) values (1, 1);
insert into t_c (id) values ('comes along');
";
const POSTGRES: &str = "
create table t_c (id text primary key, n bigint, ratio double precision, bytes bytea, word text not null default '');
create table t_b (id text primary key, parent text references t_b (id), c text references t_c (id));
create table t_a (id text primary key, b text not null references t_b (id));
create table t_log (word text not null, seq bigint generated always as identity primary key);
create function t_refuse() returns trigger language plpgsql as $$ begin raise exception 'never changed'; end $$;
create trigger t_log_no_change before update on t_log for each row execute function t_refuse();
create table t_state (id bigint primary key, version bigint not null);
insert into t_state (id, version) values (1, 1);
insert into t_c (id) values ('comes along');
";
const SETS: [MigrationSet; 1] = [MigrationSet {
    component: "t",
    migrations: &[Migration { name: "0001_initial", sqlite: SQLITE, postgres: POSTGRES }],
}];
const NEWER: [MigrationSet; 1] = [MigrationSet {
    component: "t",
    migrations: &[
        Migration { name: "0001_initial", sqlite: SQLITE, postgres: POSTGRES },
        Migration::both("0002_more", "create table t_more (id text primary key)"),
    ],
}];

/// One with rows.
async fn filled(on: On) -> TestDatabase {
    let database = on.open(&SETS).await;
    let mut tx = database.db.begin().await.unwrap();
    for n in 0..3000_i64 {
        // What is not there stands in the text: the driver of both databases knows no type of it.
        let there = |is: bool, value: &str| if is { value.to_owned() } else { "null".to_owned() };
        let (number, ratio) = (there(n % 3 != 0, &(i64::MAX - n).to_string()), there(n % 5 != 0, "0.1"));
        let bytes = (n % 7 != 0).then(|| vec![0_u8, 255, u8::try_from(n % 256).unwrap()]);
        let place = there(bytes.is_some(), "$3");
        let sql = format!("insert into t_c (id, n, ratio, bytes, word) values ($1, {number}, {ratio}, {place}, $2)");
        let query = sqlx::query(AssertSqlSafe(sql)).bind(format!("№ {n} Ұңғүқ")).bind(if n % 2 == 0 {
            String::new()
        } else {
            "сөз\n\\N\t\"".repeat(60)
        });
        let query = match bytes {
            Some(bytes) => query.bind(bytes),
            None => query,
        };
        query.execute(tx.conn()).await.unwrap();
    }
    let rows = "insert into t_b (id, parent, c) values ('b9', null, 'comes along'), ('b1', 'b9', null), ('b5', 'b1', null); \
                insert into t_a (id, b) values ('a', 'b5'); update t_state set version = 7 where id = 1; \
                insert into t_log (word) values ('one'), ('two'), ('three'); delete from t_log where word = 'three'";
    tx.conn().execute(sqlx::raw_sql(rows)).await.unwrap();
    tx.commit().await.unwrap();
    database.db.close().await;
    database
}

fn told(_: Progress<'_>) {}

/// Waits until nobody is connected: a server takes a moment to see off who left.
async fn free(url: &str) {
    while is_in_use(url).await.unwrap() {}
}

async fn copied(from: &TestDatabase, to: &str) -> Result<Vec<Copied>, Error> {
    free(&from.url).await;
    let mut source = Source::open(&from.url, &SETS).await?;
    load(&mut source, to, &SETS, &told).await
}

fn said<T: std::fmt::Debug>(refused: Result<T, Error>) -> String {
    refused.expect_err("refused").to_string()
}

async fn scalar(db: &Database, sql: &'static str) -> String {
    sqlx::query(sql).fetch_one(db.reader()).await.unwrap().get(0)
}

/// Every table of the schema is copied, whoever refers to whom: every row as it was, in place of those that come with the schema, with
/// progress up to the last. The copy numbers on where the source was, though its last row is gone, and refuses what it refused. Until it
/// is found whole nothing starts on it.
#[tokio::test]
async fn every_row_is_copied_into_either_kind() {
    for (from, to) in [(On::Sqlite, On::Postgres), (On::Postgres, On::Sqlite), (On::Sqlite, On::Sqlite)] {
        let (from, to) = (filled(from).await, to.nothing().await);
        let seen = Mutex::new(Vec::new());
        let mut source = Source::open(&from.url, &SETS).await.unwrap();
        let watch = |at: Progress<'_>| seen.lock().unwrap().push((at.done, at.of));
        let tables = load(&mut source, &to.url, &SETS, &watch).await.unwrap();
        let mut named: Vec<(&str, u64)> = tables.iter().map(|one| (one.table.as_str(), one.sum.rows)).collect();
        named.sort_unstable();
        assert_eq!(named, [("t_a", 1), ("t_b", 3), ("t_c", 3001), ("t_log", 2), ("t_state", 1)]);
        let seen = seen.into_inner().unwrap();
        assert!(seen.len() > 6 && seen.is_sorted() && seen.last() == Some(&(3008, 3008)), "in batches: {seen:?}");
        drop(source);
        assert_eq!(compare(&tables, &to.url).await.unwrap(), [""; 0]);

        let db = Database::open(&to.url).await.unwrap();
        assert!(said(db.migrate(&SETS).await).contains("orda copy"));
        let mut tx = db.begin().await.unwrap();
        finish(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        db.migrate(&SETS).await.expect("it is whole");
        let mut tx = db.begin().await.unwrap();
        tx.conn().execute("insert into t_log (word) values ('next')").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(scalar(&db, "select cast(seq as text) from t_log where word = 'next'").await, "4");
        assert_eq!(scalar(&db, "select cast(version as text) from t_state").await, "7");
        assert_eq!(scalar(&db, "select word from t_c where id = '№ 1 Ұңғүқ'").await, "сөз\n\\N\t\"".repeat(60));
        assert!(db.writer().execute("update t_log set word = 'other'").await.is_err(), "it refuses what it refused");
        assert_eq!(db.self_check().await.unwrap(), [""; 0]);
        db.close().await;
        // Back again, in another order of the rows: the same sums.
        let back = On::Sqlite.nothing().await;
        run(&from.url, "insert into t_log (word) values ('next')").await;
        let again = copied(&to, &back.url).await.unwrap();
        let sorted = |mut tables: Vec<Copied>| {
            tables.sort_by(|a, b| a.table.cmp(&b.table));
            tables
        };
        let third = On::Sqlite.nothing().await;
        assert_eq!(sorted(again), sorted(copied(&from, &third.url).await.unwrap()));
    }
}

/// A row of the copy that is changed, taken away or added is found, and its table named; so is one that is exchanged for another.
#[tokio::test]
async fn a_copy_that_differs_is_found() {
    let from = filled(On::Sqlite).await;
    for to in On::ALL {
        let to = to.nothing().await;
        let tables = copied(&from, &to.url).await.unwrap();
        for (sql, undone, wrong) in [
            (
                "update t_c set word = 'x' where n is null and id = '№ 0 Ұңғүқ'",
                "update t_c set word = '' where word = 'x'",
                "t_c: rows",
            ),
            ("update t_c set n = 0 where id = '№ 0 Ұңғүқ'", "update t_c set n = null where n = 0", "t_c: rows"),
            ("delete from t_a", "insert into t_a (id, b) values ('a', 'b5')", "t_a: 1 rows, in the copy 0"),
            (
                "insert into t_a (id, b) values ('z', 'b5')",
                "delete from t_a where id = 'z'",
                "t_a: 1 rows, in the copy 2",
            ),
            (
                "update t_b set c = null where id = 'b9'",
                "update t_b set c = 'comes along' where id = 'b9'",
                "t_b: rows",
            ),
        ] {
            run(&to.url, sql).await;
            let found = compare(&tables, &to.url).await.unwrap();
            assert!(!found.is_empty() && found[0].starts_with(wrong), "{sql}: {found:?}");
            run(&to.url, undone).await;
            assert_eq!(compare(&tables, &to.url).await.unwrap(), [""; 0], "{undone}");
        }
    }
}

/// One that is cut off, after its schema was made or after its rows came, leaves a copy on which nothing starts and of which none is
/// made; it is begun anew, and comes to its end.
#[tokio::test]
async fn a_copy_that_is_cut_off_is_begun_anew() {
    let from = filled(On::Sqlite).await;
    for to in On::ALL {
        let to = to.nothing().await;
        assert!(!transfer::is_begun(&to.url).await.unwrap());
        let mut source = Source::open(&from.url, &SETS).await.unwrap();
        // In the middle of the rows: whoever is told ends it.
        let (cut, is_cut) = tokio::sync::oneshot::channel();
        let cut = Mutex::new(Some(cut));
        let told = |at: Progress<'_>| {
            if at.table == "t_c" {
                let _ = cut.lock().unwrap().take().map(|cut| cut.send(()));
            }
        };
        tokio::select! {
            biased;
            _ = is_cut => {}
            _ = load(&mut source, &to.url, &SETS, &told) => panic!("it was not cut off"),
        }
        drop(source);
        free(&from.url).await;
        free(&to.url).await;
        for _ in 0..2 {
            assert!(transfer::is_begun(&to.url).await.unwrap());
            let db = Database::open(&to.url).await.unwrap();
            assert!(said(db.migrate(&SETS).await).contains("orda copy"));
            db.close().await;
            let source = Source::open(&to.url, &SETS).await.map(|_| ());
            assert!(said(source).contains("store_unfinished"));
            let tables = copied(&from, &to.url).await.unwrap();
            assert_eq!(compare(&tables, &to.url).await.unwrap(), [""; 0]);
        }
    }
}

/// Nothing is written into a database that holds anything; one that is in use, is not there, is no portal's or has another schema is
/// not copied; while one is copied nobody else gets at it.
#[tokio::test]
async fn what_is_not_copied() {
    let from = filled(On::Sqlite).await;
    for to in On::ALL {
        let other = to.nothing().await;
        run(&other.url, "create table notes (id text)").await;
        assert!(said(copied(&from, &other.url).await).contains("it has the table notes"));
        assert!(said(transfer::is_begun(&other.url).await).contains("it has the table notes"));
        let full = filled(to).await;
        assert!(said(copied(&from, &full.url).await).contains("it has the table store_migration"));

        let source =
            |url: String, sets: &'static [MigrationSet]| async move { Source::open(&url, sets).await.map(drop) };
        assert!(said(source(other.url.clone(), &SETS).await).contains("nothing of a portal"));
        assert!(said(source(full.url.clone(), &NEWER).await).contains("orda migrate"));
        free(&full.url).await;
        let held = Source::open(&full.url, &SETS).await.unwrap();
        assert!(is_in_use(&full.url).await.unwrap());
        assert!(source(full.url.clone(), &SETS).await.is_err(), "it is held");
        drop(held);
        free(&full.url).await;
        run(&full.url, "create table t_other (id text)").await;
        let target = On::Sqlite.nothing().await;
        assert!(said(copied(&full, &target.url).await).contains("t_other is not as the migrations make it"));
    }
    let missing = format!("sqlite://{}/missing.db", from.folder.path().display());
    assert!(said(Source::open(&missing, &SETS).await.map(drop)).contains("there is no database"));
    assert!(!from.folder.path().join("missing.db").exists(), "none is made");
}

/// Into a database of a server that is copied nobody writes, also who was connected: what was acknowledged is in the copy. One into which
/// somebody writes at that moment is not copied, and who connects meanwhile is seen.
#[tokio::test]
async fn nothing_is_written_into_what_is_copied() {
    let (from, to) = (filled(On::Postgres).await, On::Sqlite.nothing().await);
    let db = Database::open(&from.url).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.conn().execute("insert into t_log (word) values ('open')").await.unwrap();
    assert!(said(Source::open(&from.url, &SETS).await.map(drop)).contains("somebody writes"));
    tx.commit().await.unwrap();

    let mut source = Source::open(&from.url, &SETS).await.unwrap();
    let late = sqlx::raw_sql("set local lock_timeout = 1; insert into t_log (word) values ('late')");
    assert!(db.writer().execute(late).await.is_err(), "it waits, and is not acknowledged");
    assert!(!source.is_alone().await.unwrap());
    let tables = load(&mut source, &to.url, &SETS, &told).await.unwrap();
    assert_eq!(compare(&tables, &to.url).await.unwrap(), [""; 0]);
    assert_eq!(tables.iter().find(|one| one.table == "t_log").unwrap().sum.rows, 3);
    db.close().await;
    while !source.is_alone().await.unwrap() {}
    drop(source);
    run(&from.url, "insert into t_log (word) values ('after')").await;
}

/// A value that the other database cannot hold ends the copy, with the table and column; nothing of it stays but the mark.
#[tokio::test]
async fn a_value_that_cannot_be_held_is_named() {
    for (sql, named) in [
        ("insert into t_c (id, n) values ('x', 'many')", "t_c: unavailable: n holds Text"),
        ("insert into t_c (id, word) values ('x', 'a' || char(0) || 'b')", "t_c: "),
    ] {
        let (from, to) = (filled(On::Sqlite).await, On::Postgres.nothing().await);
        run(&from.url, sql).await;
        let refused = said(copied(&from, &to.url).await);
        assert!(refused.contains(named), "{refused}");
        let db = Database::open(&to.url).await.unwrap();
        assert_eq!(scalar(&db, "select cast(count(*) as text) from t_b").await, "0");
        assert!(db.migrate(&SETS).await.is_err());
        db.close().await;
    }
}
