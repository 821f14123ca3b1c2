//! The portal under an account of PostgreSQL that may read and write rows, and nothing else (`docs/postgresql.sql`).

use crate::world::draft;
use orda_store::testing::On;
use orda_test::TestPortal;
use sqlx::{AssertSqlSafe, Executor};

const GRANTS: &str = include_str!("../../docs/postgresql.sql");

/// Served by the account of the documents, the portal starts anew, takes a draft through the procedure, keeps evidence and
/// accounts for it. That account cannot change the schema, nor switch off what guards the accounting, nor change an entry.
#[tokio::test]
async fn the_portal_serves_with_the_least_rights() {
    let mut test = TestPortal::start(On::Postgres).await;
    let url = test.portal.config.database_url();
    let (server, name) = url.rsplit_once('/').unwrap();
    let (scheme, host) = (server.split("://").next().unwrap(), server.rsplit('@').next().unwrap());
    let role = format!("serving_{name}");
    let owner = test.portal.db.clone();
    let run =
        async |db: &orda_store::Database, sql: String| db.writer().execute(sqlx::raw_sql(AssertSqlSafe(sql))).await;
    run(&owner, format!("create role {role} login")).await.unwrap();
    let grants = GRANTS.replace("to orda;", &format!("to {role};")).replace("from orda;", &format!("from {role};"));
    assert_eq!(grants.matches(&role).count(), 5, "{grants}");
    run(&owner, grants).await.unwrap();

    test.portal.config.database = Some(format!("{scheme}://{role}@{host}/{name}"));
    test.restart().await;
    let played = draft(&test, "on_approval", &[]).await;
    assert_eq!(played.state().await, "on_approval");
    assert!(test.portal.preservation.run_due().await.unwrap().troubles.is_empty());
    test.portal.keeping.sealer.seal().await.unwrap();
    test.client("justice-drafter").await.get("/drafts").await.expect(200);
    let db = &test.portal.db;
    let entries: i64 = sqlx::query_scalar("select count(*) from audit_entry").fetch_one(db.reader()).await.unwrap();
    assert!(entries > 0);
    for refused in [
        "update audit_entry set actor_name = 'x'",
        "delete from audit_entry",
        "truncate audit_entry",
        "alter table audit_entry disable trigger all",
        "delete from audit_checkpoint",
        "update audit_former_key set note = 'x'",
        "drop table audit_entry",
        "create table more (id text)",
        "insert into store_migration (component, name, digest) values ('a', 'b', 1)",
    ] {
        assert!(run(db, refused.to_owned()).await.is_err(), "{refused}");
    }
    // Opened anew: the pool of before was closed with the portal.
    let owner = orda_store::Database::open(&url).await.unwrap();
    test.portal.db.close().await;
    run(&owner, format!("drop owned by {role}; drop role {role}")).await.unwrap();
    owner.close().await;
}
