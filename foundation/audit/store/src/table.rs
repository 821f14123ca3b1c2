//! The table of records, read forwards and ahead: while one stretch is compared, the next are read and hashed beside it.

use crate::row::scan;
use merkle::Hash;
use orda_base::{Error, Result};
use orda_store::{Database, fault};
use std::collections::VecDeque;
use std::vec;
use tokio::task::JoinHandle;

/// Numbers a stretch: some megabytes of records, so that beginning one costs nothing beside reading it.
const STRETCH: i64 = 1 << 16;
/// Stretches that are read at once: more than cores only holds memory.
const AHEAD: usize = 3;

/// Number and hash of each record of a stretch.
type Stretch = Vec<(i64, Hash, ())>;

/// The records of a database, one after another.
pub(crate) struct Table<'a> {
    db: &'a Database,
    waiting: vec::IntoIter<(i64, Hash, ())>,
    ahead: VecDeque<JoinHandle<Result<Stretch>>>,
    /// Where the next stretch begins at the earliest; none when all are under way.
    next: Option<i64>,
}

impl<'a> Table<'a> {
    pub(crate) fn new(db: &'a Database) -> Self {
        Self { db, waiting: Vec::new().into_iter(), ahead: VecDeque::new(), next: Some(i64::MIN) }
    }

    async fn fill(&mut self) -> Result<()> {
        while self.waiting.as_slice().is_empty() {
            while let Some(from) = self.next.filter(|_| self.ahead.len() < AHEAD) {
                // Numbers may lie far apart, and a forged one anywhere: a stretch begins where there is a record.
                let first: Option<i64> = sqlx::query_scalar("select min(seq) from audit_entry where seq >= $1")
                    .bind(from)
                    .fetch_one(self.db.reader())
                    .await
                    .map_err(fault)?;
                let Some(first) = first else {
                    self.next = None;
                    break;
                };
                let last = first.saturating_add(STRETCH - 1);
                self.next = last.checked_add(1);
                let db = self.db.clone();
                self.ahead.push_back(tokio::spawn(async move {
                    scan(&db, &format!("seq between {first} and {last} order by seq"), |_, _| ()).await
                }));
            }
            let Some(stretch) = self.ahead.pop_front() else { return Ok(()) };
            self.waiting = stretch.await.map_err(Error::internal)??.into_iter();
        }
        Ok(())
    }

    /// Takes the next record when its number is below `seq`.
    pub(crate) async fn next_below(&mut self, seq: i64) -> Result<Option<i64>> {
        self.fill().await?;
        let below = self.waiting.as_slice().first().is_some_and(|(found, ..)| *found < seq);
        Ok(if below { self.waiting.next().map(|(found, ..)| found) } else { None })
    }

    /// Takes the record with this number, when it is the next.
    pub(crate) async fn take(&mut self, seq: i64) -> Result<Option<Hash>> {
        self.fill().await?;
        let next = self.waiting.as_slice().first().is_some_and(|(found, ..)| *found == seq);
        Ok(if next { self.waiting.next().map(|(_, hash, ())| hash) } else { None })
    }

    /// Takes these records when they are the next, with exactly these hashes, and in one stretch; else none of them.
    pub(crate) async fn take_all(&mut self, seqs: &[i64], hashes: &[Hash]) -> Result<bool> {
        self.fill().await?;
        let Some(next) = self.waiting.as_slice().get(..seqs.len()) else { return Ok(false) };
        let same =
            next.iter().zip(seqs.iter().zip(hashes)).all(|(found, (seq, hash))| (found.0, found.1) == (*seq, *hash));
        if same && !seqs.is_empty() {
            self.waiting.nth(seqs.len() - 1);
        }
        Ok(same)
    }

    /// How many records have numbers above this one.
    pub(crate) async fn count_after(&self, seq: i64) -> Result<u64> {
        let count: i64 = sqlx::query_scalar("select count(*) from audit_entry where seq > $1")
            .bind(seq)
            .fetch_one(self.db.reader())
            .await
            .map_err(fault)?;
        Ok(count.unsigned_abs())
    }
}
