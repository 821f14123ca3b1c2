//! How far the records were sent to a system elsewhere. The number of the last one is kept here, so that nothing is left out
//! whatever happens to the program, the node or the receiver; something may be sent twice.
//!
//! Sent is what the tree holds: up to there no record can appear any more ([`crate::Sealer`]).

use crate::row::{SELECT, read};
use orda_audit::Entry;
use orda_base::{Result, Timestamp};
use orda_store::{Database, Tx, fault};
use sqlx::{AssertSqlSafe, Row};

/// The row that says how far it is. Cheap to clone.
#[derive(Clone)]
pub struct Forwarding(Database);

/// What was not sent yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsent {
    /// How many records at most: told by their numbers, some of which the database leaves out.
    pub records: u64,
    /// When the first of them was made.
    pub since: Timestamp,
}

impl Forwarding {
    /// Of this database.
    pub const fn new(db: Database) -> Self {
        Self(db)
    }

    /// Takes the sending for one node until `until`; the number of the last record that was sent. None while another node has it.
    pub async fn claim(&self, now: Timestamp, until: Timestamp) -> Result<Option<i64>> {
        let mut tx = self.0.begin().await?;
        sqlx::query(
            "insert into audit_forward (id, seq, claimed_until, told) values (1, 0, 0, 0) on conflict (id) do nothing",
        )
        .execute(tx.conn())
        .await
        .map_err(fault)?;
        let seq = sqlx::query_scalar(
            "update audit_forward set claimed_until = $2 where id = 1 and claimed_until <= $1 returning seq",
        )
        .bind(now.micros())
        .bind(until.micros())
        .fetch_optional(tx.conn())
        .await
        .map_err(fault)?;
        tx.commit().await?;
        Ok(seq)
    }

    /// At most `limit` records after `seq` that are settled, by number, whole.
    pub async fn next(&self, seq: i64, limit: u32) -> Result<Vec<Entry>> {
        let sql = format!(
            "{} where seq > $1 and seq <= (select coalesce(max(last_seq), 0) from audit_tree) order by seq limit {limit}",
            *SELECT
        );
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(seq).fetch_all(self.0.reader()).await.map_err(fault)?;
        rows.iter().map(read).collect()
    }

    /// Everything up to `seq` was handed over; the claim holds until `until`.
    pub async fn sent(&self, seq: i64, until: Timestamp) -> Result<()> {
        self.set("update audit_forward set seq = $1, claimed_until = $2 where id = 1", &[seq, until.micros()]).await
    }

    /// Ends the claim.
    pub async fn release(&self) -> Result<()> {
        self.set("update audit_forward set claimed_until = 0 where id = 1", &[]).await
    }

    /// Is it known to those who keep the portal that the sending does not go on?
    pub async fn is_told(&self) -> Result<bool> {
        let told: Option<i64> = sqlx::query_scalar("select told from audit_forward where id = 1")
            .fetch_optional(self.0.reader())
            .await
            .map_err(fault)?;
        Ok(told.is_some_and(|told| told != 0))
    }

    /// Is it to be told now, together with what else `tx` does? Once until [`Self::caught_up`], of all nodes by one.
    pub async fn is_news(tx: &mut Tx) -> Result<bool> {
        let news = sqlx::query("update audit_forward set told = 1 where id = 1 and told = 0")
            .execute(tx.conn())
            .await
            .map_err(fault)?
            .rows_affected();
        Ok(news > 0)
    }

    /// Nothing waits too long any more: when it does again, that is news.
    pub async fn caught_up(&self) -> Result<()> {
        if self.is_told().await? {
            self.set("update audit_forward set told = 0 where id = 1", &[]).await?;
        }
        Ok(())
    }

    /// What was not sent yet; none when everything was. Two looks at the index of numbers, however much waits.
    pub async fn unsent(&self) -> Result<Option<Unsent>> {
        let row = sqlx::query(
            "select (select max(seq) from audit_entry) - oldest.seq + 1 as records, oldest.at as since from \
             (select seq, at from audit_entry where seq > (select coalesce(max(seq), 0) from audit_forward) \
             order by seq limit 1) oldest",
        )
        .fetch_optional(self.0.reader())
        .await
        .map_err(fault)?;
        let Some(row) = row else { return Ok(None) };
        let records: i64 = row.try_get("records").map_err(fault)?;
        let since: i64 = row.try_get("since").map_err(fault)?;
        Ok(Some(Unsent { records: records.unsigned_abs(), since: Timestamp::from_micros(since) }))
    }

    async fn set(&self, sql: &'static str, values: &[i64]) -> Result<()> {
        let mut tx = self.0.begin().await?;
        let mut query = sqlx::query(sql);
        for value in values {
            query = query.bind(*value);
        }
        query.execute(tx.conn()).await.map_err(fault)?;
        tx.commit().await
    }
}
