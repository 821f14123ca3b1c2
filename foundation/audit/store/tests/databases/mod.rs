//! Databases for tests of stores: an embedded one always, and one of its own on the server that
//! `ORDA_TEST_POSTGRES` names (`cargo xtask test` starts one and sets it).

use orda_base::uuid::Uuid;
use orda_store::{Database, MigrationSet};
use sqlx::{AssertSqlSafe, Executor};

/// Empty databases with these tables, one of each kind.
pub async fn databases(sets: &[MigrationSet]) -> Vec<(tempfile::TempDir, Database)> {
    let folder = tempfile::tempdir().expect("temporary folder");
    let mut all = vec![(format!("sqlite://{}/orda.db", folder.path().display()), folder)];
    if let Ok(server) = std::env::var("ORDA_TEST_POSTGRES") {
        let name = format!("t{}", Uuid::from_bytes(orda_base::Env::system().random()).simple());
        let admin = Database::open(&server).await.expect("the server answers");
        admin.reader().execute(AssertSqlSafe(format!("create database {name}"))).await.expect("a database of its own");
        admin.close().await;
        let base = server.rsplit_once('/').map_or(server.as_str(), |(base, _)| base);
        all.push((format!("{base}/{name}"), tempfile::tempdir().expect("temporary folder")));
    }
    let mut open = Vec::new();
    for (url, folder) in all {
        let db = Database::open(&url).await.expect("opens");
        db.migrate(sets).await.expect("migrates");
        open.push((folder, db));
    }
    open
}
