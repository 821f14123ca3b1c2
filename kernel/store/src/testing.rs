//! Databases for tests: an embedded one, and one of its own on the server that `ORDA_TEST_POSTGRES` names
//! (`cargo xtask test` starts one and sets it).

mod port;

pub use port::{Port, Way};

use crate::{Database, MigrationSet};
use sqlx::{AssertSqlSafe, Executor};

/// A database that is there for one test. The folder, if any, goes when this is dropped.
pub struct TestDatabase {
    /// The database.
    pub db: Database,
    /// Its address.
    pub url: String,
    /// A temporary folder of the test's own.
    pub folder: tempfile::TempDir,
}

/// Which databases there are to test on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// The embedded one.
    Sqlite,
    /// The server. Without `ORDA_TEST_POSTGRES` the test fails and says so: nothing is skipped in silence.
    Postgres,
}

impl On {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Sqlite, Self::Postgres];

    /// An empty database with these tables.
    ///
    /// # Panics
    /// When it cannot be made: the test fails.
    pub async fn open(self, sets: &[MigrationSet]) -> TestDatabase {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = match self {
            Self::Sqlite => format!("sqlite://{}/orda.db", folder.path().display()),
            Self::Postgres => create_database().await,
        };
        let db = Database::open(&url).await.expect("the database opens");
        db.migrate(sets).await.expect("the tables are made");
        TestDatabase { db, url, folder }
    }

    /// A database in which there is nothing at all, and to which nobody is connected.
    ///
    /// # Panics
    /// When it cannot be made: the test fails.
    pub async fn nothing(self) -> TestDatabase {
        let database = self.open(&[]).await;
        database.db.close().await;
        run(&database.url, "drop table store_migration").await;
        database
    }
}

/// Runs statements in the database at this address, from outside.
///
/// # Panics
/// When they fail: the test fails.
pub async fn run(url: &str, sql: &str) {
    let db = Database::open(url).await.expect("the database opens");
    db.writer().execute(sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))).await.expect("the statements run");
    db.close().await;
}

/// Empty databases with these tables, one of each kind.
pub async fn databases(sets: &[MigrationSet]) -> Vec<TestDatabase> {
    let mut all = Vec::new();
    for on in On::ALL {
        all.push(on.open(sets).await);
    }
    all
}

async fn create_database() -> String {
    let server = std::env::var("ORDA_TEST_POSTGRES")
        .expect("ORDA_TEST_POSTGRES names a PostgreSQL server for tests; run `cargo xtask test`, which starts one");
    let name = format!("t{}", orda_base::Env::system().uuid().simple());
    let admin = Database::open(&server).await.expect("the server answers");
    admin.reader().execute(AssertSqlSafe(format!("create database {name}"))).await.expect("a database of its own");
    admin.close().await;
    let base = server.rsplit_once('/').map_or(server.as_str(), |(base, _)| base);
    format!("{base}/{name}")
}
