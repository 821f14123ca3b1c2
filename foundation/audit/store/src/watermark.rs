//! Up to which number the table is complete.
//!
//! Records go into the tree in the order of their numbers, and what has been passed over can never go in any more. On
//! `SQLite` one transaction writes at a time: numbers become visible in their order. On `PostgreSQL` a transaction takes
//! its numbers when it inserts and shows them when it commits, so a smaller number may appear after a larger one, or
//! never, when the transaction is rolled back. The rule there:
//!
//! 1. Numbers that follow one another without a gap are complete at once.
//! 2. At a gap: let `m` be the greatest number that is visible, and `W` the transactions that, asked after that, hold the
//!    lock for inserting into the table. Whoever holds a number up to `m` took that lock before it took the number and
//!    lets it go after it has committed, so it is among `W`. When every one of `W` has ended, whatever is missing up to
//!    `m` was rolled back, and the table is complete up to `m`.
//!
//! Nobody waits for this but the tree: no lock is taken.

use orda_base::Result;
use orda_store::{Database, Kind, fault};
use std::collections::HashSet;

/// Transactions that may still show a number. The name of a transaction is not used again while the server runs.
const WRITERS: &str = "select distinct virtualtransaction from pg_locks \
     where locktype = 'relation' and relation = 'audit_entry'::regclass and mode = 'RowExclusiveLock' \
     and database = (select oid from pg_database where datname = current_database())";

/// What is known of the completeness of the table.
#[derive(Default)]
pub(crate) struct Watermark {
    /// Up to here there are no gaps that could still be filled.
    settled: i64,
    /// A number, and the transactions after whose end everything up to it is settled.
    waiting: Option<(i64, HashSet<String>)>,
}

impl Watermark {
    /// Is the table complete up to `seq` when everything before `expected` is, and `seq` is the next that is visible?
    pub(crate) const fn allows(&self, kind: Kind, expected: i64, seq: i64) -> bool {
        matches!(kind, Kind::Sqlite) || seq == expected || seq <= self.settled
    }

    /// Looks whether the gap that was met is settled. True when the table has become complete further on.
    pub(crate) async fn advance(&mut self, db: &Database) -> Result<bool> {
        if self.waiting.is_none() {
            // In this order: who holds the lock is asked after the number was seen.
            let greatest: i64 = sqlx::query_scalar("select coalesce(max(seq), 0) from audit_entry")
                .fetch_one(db.reader())
                .await
                .map_err(fault)?;
            self.waiting = Some((greatest, writers(db).await?));
        }
        let still = writers(db).await?;
        let Some((greatest, before)) = &self.waiting else { return Ok(false) };
        if !before.is_disjoint(&still) {
            return Ok(false);
        }
        self.settled = *greatest;
        self.waiting = None;
        Ok(true)
    }
}

async fn writers(db: &Database) -> Result<HashSet<String>> {
    let names: Vec<String> = sqlx::query_scalar(WRITERS).fetch_all(db.reader()).await.map_err(fault)?;
    Ok(names.into_iter().collect())
}
