//! A server of a database that is lost and comes back: nobody waits for it, nothing has to be started anew.

use orda_base::{Error, Result};
use orda_store::testing::{On, Port, TestDatabase, Way};
use orda_store::{Database, Migration, MigrationSet, fault};
use sqlx::Executor;
use std::time::Duration;

const THINGS: MigrationSet = MigrationSet {
    component: "lost",
    migrations: &[Migration::both("0001_initial", "create table lost_thing (id bigint primary key)")],
};
/// So long nobody waits who is answered; a test that waits longer hangs.
const HANGS: Duration = Duration::from_secs(10);

async fn behind_a_port() -> (TestDatabase, Port, Database) {
    let direct = On::Postgres.open(&[THINGS]).await;
    // postgres://user@host:port/name
    let (user, rest) = direct.url.split_once('@').expect("an address");
    let (server, name) = rest.split_once('/').expect("an address");
    let port = Port::before(server).await;
    let db = Database::open(&format!("{user}@{}/{name}", port.address)).await.expect("opens");
    (direct, port, db)
}

fn server_of(direct: &TestDatabase) -> Way {
    let (_, rest) = direct.url.split_once('@').expect("an address");
    Way::To(rest.split_once('/').expect("an address").0.to_owned())
}

async fn read(db: &Database) -> Result<i64> {
    sqlx::query_scalar("select count(*) from lost_thing").fetch_one(db.reader()).await.map_err(fault)
}

async fn write(db: &Database, id: i64) -> Result<()> {
    let mut tx = db.begin().await?;
    sqlx::query("insert into lost_thing (id) values ($1)").bind(id).execute(tx.conn()).await.map_err(fault)?;
    tx.commit().await
}

async fn told<T>(what: &str, asked: impl Future<Output = Result<T>>) {
    let answered = tokio::time::timeout(HANGS, asked).await.unwrap_or_else(|_| panic!("{what} hangs"));
    assert!(matches!(answered, Err(Error::Unavailable(_))), "{what}: {:?}", answered.err());
}

/// Until it is back; then at once and for everybody.
async fn found_again(db: &Database) {
    tokio::time::timeout(HANGS, async {
        while read(db).await.is_err() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await
    .expect("it is found again");
    let all = futures::future::join_all((0..40).map(|_| read(db))).await;
    assert!(all.iter().all(Result::is_ok), "no dead connection is left: {all:?}");
}

/// Of a server that falls silent, in the middle of a transaction too, and of one whose port ends connections, whoever waits is
/// told that it is unavailable, again and again; when it is back, all works on without a restart: reads, transactions, long reads
/// and what one node does alone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_waits_for_a_lost_server() {
    let (direct, port, db) = behind_a_port().await;
    let mut next = 0;
    for way in [Way::Silent, Way::Ended] {
        next += 10;
        let mut begun = db.begin().await.expect("begins");
        sqlx::query("insert into lost_thing (id) values ($1)").bind(next).execute(begun.conn()).await.expect("inserts");
        let held = db.alone(next).await.expect("answers").expect("nobody does it");
        let reads = futures::future::join_all((0..20).map(|_| read(&db))).await;
        assert!(reads.iter().all(Result::is_ok), "many connections are there");

        port.turn(way.clone());
        let in_the_middle = async {
            sqlx::query("select 1 from lost_thing").fetch_all(begun.conn()).await.map_err(fault)?;
            begun.commit().await
        };
        tokio::join!(
            told("a transaction", in_the_middle),
            told("a read", read(&db)),
            told("a write", write(&db, next + 1)),
            told("a long read", db.scan("select id from lost_thing".to_owned(), |_| ())),
        );
        for _ in 0..3 {
            told("the next read", read(&db)).await;
            told("the next job", db.alone(next)).await;
        }

        port.turn(server_of(&direct));
        found_again(&db).await;
        write(&db, next + 2).await.expect("writes");
        let scanned = db.scan("select id from lost_thing".to_owned(), |row| row.number(0)).await.expect("reads");
        assert!(scanned.contains(&Some(next + 2)) && !scanned.contains(&Some(next)), "{scanned:?}");
        // The lock of who held it is gone with its connection, at the server a moment later.
        drop(held);
        let again = async {
            while db.alone(next).await.expect("answers").is_none() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(HANGS, again).await.expect("the job is taken again");
    }
    db.close().await;
}

async fn settings(db: &Database) -> String {
    let sql = "select concat_ws(' ', current_setting('tcp_keepalives_idle'), current_setting('tcp_keepalives_interval'), \
               current_setting('tcp_keepalives_count'), current_setting('tcp_user_timeout'), \
               current_setting('client_connection_check_interval'))";
    sqlx::query_scalar(sql).fetch_one(db.reader()).await.expect("answers")
}

/// The server is told of every connection how to find out that this program is gone; one that does not take it serves all the same.
#[tokio::test]
async fn servers_are_told_to_look_after_connections() {
    let (direct, _port, db) = behind_a_port().await;
    assert_eq!(settings(&db).await, "10 5 3 30000 2s");
    db.close().await;
    // One whose list of settings cannot be read.
    let fails = "create view pg_settings as select cast(1 / 0 as text) as name; do $$ begin execute format('alter database %I \
                 set search_path = public, pg_catalog', current_database()); end $$";
    direct.db.writer().execute(sqlx::raw_sql(fails)).await.expect("made");
    direct.db.close().await;
    let db = Database::open(&direct.url).await.expect("opens");
    assert!(!settings(&db).await.ends_with(" 2s"));
    assert!(db.alone(1).await.expect("answers").is_some());
    db.close().await;
}

/// What takes long on a server that is well takes its time: statements are not cut off by how long they take.
#[tokio::test]
async fn long_statements_are_not_cut_off() {
    let (_direct, _port, db) = behind_a_port().await;
    let slept = sqlx::query("select 1 from pg_sleep(4)").execute(db.reader()).await;
    assert!(slept.is_ok(), "{slept:?}");
    db.close().await;
}

async fn asleep(db: &Database) -> i64 {
    let sql = "select count(*) from pg_stat_activity where datname = current_database() and state = 'active' \
               and query like '%pg_sleep(600)%' and pid <> pg_backend_pid()";
    sqlx::query_scalar(sql).fetch_one(db.reader()).await.expect("answers")
}

/// Statements that nobody waits for any more keep neither their places nor the server busy, however many and long they are.
#[tokio::test]
async fn who_gives_up_leaves_nothing_behind() {
    let (direct, _port, db) = behind_a_port().await;
    let places = db.connections()[0].most;
    let sleep = |_| sqlx::query("select 1 from pg_sleep(600)").execute(db.reader());
    let all_asleep = async {
        while asleep(&direct.db).await < i64::from(places) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::select! {
        ended = futures::future::try_join_all((0..places).map(sleep)) => panic!("they sleep: {ended:?}"),
        () = all_asleep => {}
    }
    found_again(&db).await;
    tokio::time::timeout(HANGS, async {
        while asleep(&direct.db).await > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await
    .expect("the server ends them");
    db.close().await;
    direct.db.close().await;
}

/// A connection that the server ends by itself is not given to the next one who asks.
#[tokio::test]
async fn ended_connections_leave_the_pool() {
    let (direct, _port, db) = behind_a_port().await;
    let before = futures::future::join_all((0..10).map(|_| read(&db))).await;
    assert!(before.iter().all(Result::is_ok));
    let end = "select count(*) from (select pg_terminate_backend(pid) from pg_stat_activity \
               where datname = current_database() and pid <> pg_backend_pid()) ended";
    let ended: i64 = sqlx::query_scalar(end).fetch_one(db.reader()).await.expect("the owner may");
    assert!(ended > 0);
    // As long as a connection may lie unused before it is asked whether it lives.
    tokio::time::sleep(Duration::from_millis(1200)).await;
    for _ in 0..20 {
        read(&db).await.expect("answers");
    }
    db.close().await;
    direct.db.close().await;
}

/// A standby takes nothing in: it is no server until it is promoted, and that is no fault of the program.
#[tokio::test]
async fn a_server_that_takes_nothing_in_is_unavailable() {
    let (_direct, _port, db) = behind_a_port().await;
    let mut tx = db.begin().await.expect("begins");
    sqlx::query("set transaction read only").execute(tx.conn()).await.expect("sets");
    let refused = sqlx::query("insert into lost_thing (id) values (1)").execute(tx.conn()).await.map_err(fault);
    assert!(matches!(refused, Err(Error::Unavailable(_))), "{refused:?}");
    tx.rollback().await.expect("rolls back");
    db.close().await;
}
