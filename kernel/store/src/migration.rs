//! Schema changes: each component brings its own, in order, each applied once.

use crate::{Database, Kind, fault};
use orda_base::{Error, Result};
use sqlx::any::AnyRow;
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

    /// Its statements for this database.
    const fn sql(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Sqlite => self.sqlite,
            Kind::Postgres => self.postgres,
        }
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
    /// Brings the schema up to date; does nothing when it is, so that an account that may not change the schema can serve. All
    /// or nothing, safe when several nodes start at once.
    ///
    /// # Errors
    /// A change that was edited after it had been applied; on a server, an account that may not change the schema.
    /// [`Error::Unavailable`] when what was here was destroyed ([`Self::leave_word`]), is a copy that was not ended
    /// ([`crate::transfer`]), or the database does not answer.
    pub async fn migrate(&self, sets: &[MigrationSet]) -> Result<()> {
        if let Some(word) = self.word().await? {
            return Err(Error::Unavailable(word));
        }
        if self.has(UNFINISHED).await? {
            let told = "this is a copy that was not ended: begin it anew by `orda copy`, or go on with the database of which it is one";
            return Err(Error::Unavailable(told.into()));
        }
        self.bring_up_to_date(sets).await
    }

    /// Marks this as a copy that is not whole yet.
    pub(crate) async fn mark(&self) -> Result<()> {
        let mut tx = self.begin().await?;
        let sql = "create table if not exists store_unfinished (mark text)";
        tx.conn().execute(sql).await.map_err(fault)?;
        tx.commit().await
    }

    /// The same as [`Self::migrate`], of whatever is here.
    pub(crate) async fn bring_up_to_date(&self, sets: &[MigrationSet]) -> Result<()> {
        if self.is_up_to_date(sets).await? {
            return Ok(());
        }
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
            .map_err(|error| {
                Error::Unavailable(format!("the schema is not up to date: run `orda migrate` as its owner ({error})"))
            })?;
        let rows = sqlx::query(APPLIED).fetch_all(tx.conn()).await.map_err(fault)?;
        let applied = applied(&rows);
        for set in sets {
            for migration in set.migrations {
                let sql = migration.sql(self.kind());
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

    /// Was every change applied, as it is now?
    pub async fn is_up_to_date(&self, sets: &[MigrationSet]) -> Result<bool> {
        if !self.has("store_migration").await? {
            return Ok(false);
        }
        let rows = sqlx::query(APPLIED).fetch_all(self.reader()).await.map_err(fault)?;
        Ok(is_complete(&applied(&rows), sets, self.kind()))
    }

    /// Is there a table of this name?
    async fn has(&self, table: &'static str) -> Result<bool> {
        let there = match self.kind() {
            Kind::Sqlite => "select count(*) from sqlite_master where name = $1",
            Kind::Postgres => "select count(to_regclass($1))",
        };
        let there: i64 = sqlx::query_scalar(there).bind(table).fetch_one(self.reader()).await.map_err(fault)?;
        Ok(there > 0)
    }
}

/// The table that marks a copy which is not whole yet.
pub(crate) const UNFINISHED: &str = "store_unfinished";

/// Digests of the changes that were applied, by component and name.
pub(crate) type Applied = HashMap<(String, String), i64>;

/// Was every change applied, as it is now?
pub(crate) fn is_complete(applied: &Applied, sets: &[MigrationSet], kind: Kind) -> bool {
    let mut all = sets.iter().flat_map(|set| set.migrations.iter().map(move |one| (set.component, one)));
    all.all(|(component, one)| {
        applied.get(&(component.to_owned(), one.name.to_owned())) == Some(&digest(one.sql(kind)))
    })
}

/// What was applied, from rows of texts.
pub(crate) fn read_applied(rows: Vec<Vec<String>>) -> Applied {
    let rows = rows.into_iter().filter_map(|row| <[String; 3]>::try_from(row).ok());
    rows.filter_map(|[component, name, digest]| Some(((component, name), digest.parse().ok()?))).collect()
}

/// What was applied.
const APPLIED: &str = "select component, name, digest from store_migration";

fn applied(rows: &[AnyRow]) -> Applied {
    rows.iter().map(|row| ((row.get(0), row.get(1)), row.get(2))).collect()
}

/// FNV-1a: tells an edited migration from the applied one; no protection is meant.
fn digest(text: &str) -> i64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    i64::from_ne_bytes(hash.to_ne_bytes())
}
