//! Schema changes: each component brings its own, in order, each applied once.

use crate::{Database, Kind, fault};
use orda_base::{Error, Result};
use sqlx::{AssertSqlSafe, Executor, Row};
use std::collections::HashMap;

/// One change of the schema. Never edited once released; a new one is added.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Name with its number: `0001_initial`.
    pub name: &'static str,
    /// Statements for `SQLite`.
    pub sqlite: &'static str,
    /// Statements for `PostgreSQL`.
    pub postgres: &'static str,
}

impl Migration {
    /// A change whose text is the same on both databases.
    pub const fn both(name: &'static str, sql: &'static str) -> Self {
        Self { name, sqlite: sql, postgres: sql }
    }
}

/// The changes of one component, in order.
#[derive(Debug, Clone, Copy)]
pub struct MigrationSet {
    /// Name of the component; its tables carry it as prefix.
    pub component: &'static str,
    /// The changes, oldest first.
    pub migrations: &'static [Migration],
}

impl Database {
    /// Brings the schema up to date; does nothing when it is. All or nothing, safe when several nodes start at once.
    pub async fn migrate(&self, sets: &[MigrationSet]) -> Result<()> {
        let mut tx = self.begin().await?;
        if self.kind() == Kind::Postgres {
            // Only one node changes the schema; the others wait here and then find nothing to do.
            tx.conn().execute("select pg_advisory_xact_lock(4201)").await.map_err(fault)?;
        }
        tx.conn()
            .execute(
                "create table if not exists store_migration (component text not null, name text not null, \
                 digest bigint not null, primary key (component, name))",
            )
            .await
            .map_err(fault)?;
        let applied: HashMap<(String, String), i64> =
            sqlx::query("select component, name, digest from store_migration")
                .fetch_all(tx.conn())
                .await
                .map_err(fault)?
                .into_iter()
                .map(|row| ((row.get(0), row.get(1)), row.get(2)))
                .collect();
        for set in sets {
            for migration in set.migrations {
                let sql = match self.kind() {
                    Kind::Sqlite => migration.sqlite,
                    Kind::Postgres => migration.postgres,
                };
                let digest = digest(sql);
                match applied.get(&(set.component.to_owned(), migration.name.to_owned())) {
                    Some(known) if *known == digest => {}
                    Some(_) => {
                        return Err(Error::Internal(format!(
                            "migration {}/{} was changed after it had been applied",
                            set.component, migration.name
                        )));
                    }
                    None => {
                        tracing::info!(component = set.component, migration = migration.name, "migrating");
                        tx.conn().execute(sqlx::raw_sql(AssertSqlSafe(sql))).await.map_err(|e| {
                            Error::Internal(format!("migration {}/{}: {e}", set.component, migration.name))
                        })?;
                        sqlx::query("insert into store_migration (component, name, digest) values ($1, $2, $3)")
                            .bind(set.component)
                            .bind(migration.name)
                            .bind(digest)
                            .execute(tx.conn())
                            .await
                            .map_err(fault)?;
                    }
                }
            }
        }
        tx.commit().await
    }
}

/// FNV-1a: tells an edited migration from the applied one; no protection is meant.
fn digest(text: &str) -> i64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    i64::from_ne_bytes(hash.to_ne_bytes())
}
