//! An account of a server that may not change the schema.

use orda_base::Error;
use orda_store::testing::On;
use orda_store::{Database, Migration, MigrationSet};
use sqlx::{AssertSqlSafe, Executor};

const FIRST: MigrationSet = MigrationSet {
    component: "t",
    migrations: &[Migration::both("0001_initial", "create table t_thing (id text primary key)")],
};
const MORE: MigrationSet = MigrationSet {
    component: "t",
    migrations: &[
        Migration::both("0001_initial", "create table t_thing (id text primary key)"),
        Migration::both("0002_more", "create table t_more (id text primary key)"),
    ],
};

/// It finds a schema that is up to date and reads and writes rows; it neither changes the schema nor erases what rows left
/// behind, and is told who may.
#[tokio::test]
async fn accounts_without_the_schema_serve() {
    let database = On::Postgres.open(&[FIRST]).await;
    let (owner, rest) = database.url.split_once("://").and_then(|(_, rest)| rest.split_once('@')).expect("an address");
    let role = format!("serving_{}", rest.rsplit_once('/').expect("a name").1);
    let run = async |db: &Database, sql: &str| db.writer().execute(AssertSqlSafe(sql.to_owned())).await;
    run(&database.db, &format!("create role {role} login")).await.expect("a role");
    run(&database.db, &format!("grant select, insert, delete on t_thing to {role}")).await.expect("granted");
    run(&database.db, &format!("grant select on store_migration to {role}")).await.expect("granted");
    run(&database.db, "revoke create on schema public from public").await.expect("revoked");
    let serving = Database::open(&format!("postgres://{role}@{rest}")).await.expect("opens");
    serving.migrate(&[FIRST]).await.expect("up to date");
    run(&serving, "insert into t_thing (id) values ('a')").await.expect("writes");
    for refused in ["create table t_other (id text)", "drop table t_thing", "alter table t_thing disable trigger all"] {
        assert!(run(&serving, refused).await.is_err(), "{refused}");
    }
    for refused in [serving.migrate(&[MORE]).await, serving.erase_remains(&["t_thing"]).await] {
        assert!(matches!(refused, Err(Error::Unavailable(said)) if said.contains("owner")), "{owner}");
    }
    for schema in ["usage", "create"] {
        run(&database.db, &format!("grant {schema} on schema public to {role}")).await.expect("granted");
        let refused = serving.check_may_drop(&["t"]).await;
        assert!(matches!(refused, Err(Error::Unavailable(said)) if said.contains("owner")), "{schema}");
    }
    run(&database.db, &format!("revoke all on schema public from {role}")).await.expect("revoked");
    database.db.check_may_drop(&["t", "store"]).await.expect("the owner may");
    database.db.migrate(&[MORE]).await.expect("the owner may");
    database.db.erase_remains(&["t_thing"]).await.expect("the owner may");
    serving.migrate(&[MORE]).await.expect("up to date again");
    serving.close().await;
    run(&database.db, &format!("drop owned by {role}")).await.expect("dropped");
    run(&database.db, &format!("drop role {role}")).await.expect("dropped");
}
