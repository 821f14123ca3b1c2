//! What several nodes have of one database, and how one is taken out of use.

use orda_base::Error;
use orda_store::{Database, Migration, MigrationSet, is_in_use};
use orda_test::On;
use rstest::rstest;

/// Of several nodes one does a piece of work at a time; when it ends, or its connection does, another may. Other work is not held up.
#[tokio::test]
async fn one_node_works_alone() {
    let server = On::Postgres.open(&[]).await;
    let other = Database::open(&server.url).await.unwrap();
    let held = server.db.alone(77).await.unwrap();
    assert!(held.is_some());
    assert!(other.alone(77).await.unwrap().is_none(), "another does it");
    assert!(other.alone(78).await.unwrap().is_some(), "other work goes on");
    let end = "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = 77 \
               and database = (select oid from pg_database where datname = current_database())";
    sqlx::query(end).execute(other.reader()).await.unwrap();
    let mut again = other.alone(77).await.unwrap();
    for _ in 0..100 {
        if again.is_some() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        again = other.alone(77).await.unwrap();
    }
    assert!(again.is_some(), "a node that is gone holds nobody up");
    drop(held);
    let embedded = On::Sqlite.open(&[]).await;
    assert!(embedded.db.alone(77).await.unwrap().is_some());
}

/// Whoever is connected is seen; a server's tables go by their names and a word stays, with which nothing begins anew.
#[rstest]
#[tokio::test]
async fn a_database_is_taken_out_of_use(#[values(On::Sqlite, On::Postgres)] on: On) {
    const TABLES: MigrationSet = MigrationSet {
        component: "room",
        migrations: &[Migration::both("0001", "create table room_chair (id text primary key)")],
    };
    let test = on.open(&[TABLES]).await;
    assert!(is_in_use(&test.url).await.unwrap());
    test.db.close().await;
    assert!(!is_in_use(&test.url).await.unwrap());
    if on == On::Sqlite {
        return;
    }
    let db = Database::open(&test.url).await.unwrap();
    sqlx::query("create table roomy (id text)").execute(db.writer()).await.unwrap();
    assert_eq!(db.word().await.unwrap(), None);
    assert_eq!(db.drop_tables(&["room", "store"]).await.unwrap(), 2);
    assert_eq!(db.tables(&["room", "store", "roomy"]).await.unwrap(), Vec::<String>::new());
    sqlx::query("select * from roomy").execute(db.reader()).await.expect("another's table stays");
    for word in ["gone", "gone again"] {
        db.leave_word(word).await.unwrap();
    }
    assert_eq!(db.word().await.unwrap().as_deref(), Some("gone"));
    assert_eq!(db.drop_tables(&["room", "store"]).await.unwrap(), 0, "the word stays");
    assert!(matches!(db.migrate(&[TABLES]).await, Err(Error::Unavailable(word)) if word == "gone"));
}
