//! How far the integrity check is, and what it found.

use crate::row;
use async_trait::async_trait;
use orda_base::{Access, Actor, Env, Error, Result, Timestamp};
use orda_documents::{Blob, BlobId, CheckState, CheckStore, DamagedBlob, FileId};
use orda_notifications::Notice;
use orda_store::{Database, Tx, fault};
use sqlx::Row;
use sqlx::any::AnyRow;

/// The check on SQL.
pub struct ChecksSql {
    db: Database,
    env: Env,
}

impl ChecksSql {
    /// In this database, whose schema is up to date.
    pub const fn new(db: Database, env: Env) -> Self {
        Self { db, env }
    }
}

fn file(row: &AnyRow, column: usize) -> Result<FileId> {
    let text: &str = row.try_get(column).map_err(fault)?;
    text.parse().map_err(|_| Error::internal("documents: an id is spoiled"))
}

#[async_trait]
impl CheckStore for ChecksSql {
    async fn due(&self, before: Timestamp, limit: u32) -> Result<Vec<(Blob, FileId)>> {
        let rows = sqlx::query(
            "select b.id, b.size, b.sha256, b.master, b.wrapped_key, \
             (select min(f.id) from documents_file f where f.blob_id = b.id) as file from documents_blob b \
             where b.checked_at < $1 and exists (select 1 from documents_file f where f.blob_id = b.id) \
             order by b.checked_at limit $2",
        )
        .bind(before.micros())
        .bind(i64::from(limit))
        .fetch_all(self.db.reader())
        .await
        .map_err(fault)?;
        rows.iter().map(|row| Ok((row::blob(row)?, file(row, 5)?))).collect()
    }

    async fn intact(&self, blob: BlobId, now: Timestamp, access: &Access) -> Result<bool> {
        let mut tx = self.db.begin().await?;
        let healed =
            "update documents_blob set checked_at = $2, damaged_at = null where id = $1 and damaged_at is not null";
        let healed = read_again(&mut tx, blob, now, healed).await?;
        if healed {
            orda_audit_store::record(&mut tx, &Actor::portal(), now, access).await?;
        }
        tx.commit().await?;
        Ok(healed)
    }

    async fn damaged(&self, blob: BlobId, now: Timestamp, access: &Access, notices: &[Notice]) -> Result<bool> {
        let mut tx = self.db.begin().await?;
        let new = "update documents_blob set checked_at = $2, damaged_at = $2 where id = $1 and damaged_at is null";
        let new = read_again(&mut tx, blob, now, new).await?;
        if new {
            orda_notifications_store::enqueue(&mut tx, &self.env, notices).await?;
            orda_audit_store::record(&mut tx, &Actor::portal(), now, access).await?;
        }
        tx.commit().await?;
        Ok(new)
    }

    async fn state(&self, limit: u32) -> Result<CheckState> {
        let counted = sqlx::query(
            "select count(*), count(case when checked_at = 0 then 1 end), \
             min(case when checked_at > 0 then checked_at end) from documents_blob",
        )
        .fetch_one(self.db.reader())
        .await
        .map_err(fault)?;
        let rows = sqlx::query(
            "select b.id, b.size, b.sha256, b.master, b.wrapped_key, \
             (select min(f.id) from documents_file f where f.blob_id = b.id) as file, b.damaged_at from documents_blob b \
             where b.damaged_at is not null and exists (select 1 from documents_file f where f.blob_id = b.id) \
             order by b.damaged_at desc limit $1",
        )
        .bind(i64::from(limit))
        .fetch_all(self.db.reader())
        .await
        .map_err(fault)?;
        let number =
            |column: usize| -> Result<u64> { Ok(counted.try_get::<i64, _>(column).map_err(fault)?.unsigned_abs()) };
        let oldest: Option<i64> = counted.try_get(2).map_err(fault)?;
        let damaged = rows.iter().map(|row| {
            let blob = row::blob(row)?;
            Ok(DamagedBlob {
                blob: blob.id,
                file: file(row, 5)?,
                size: blob.size,
                sha256: blob.sha256,
                found_at: Timestamp::from_micros(row.try_get(6).map_err(fault)?),
            })
        });
        Ok(CheckState {
            all: number(0)?,
            unread: number(1)?,
            oldest: oldest.map(Timestamp::from_micros),
            damaged: damaged.collect::<Result<_>>()?,
        })
    }
}

/// The bytes were read again now. `change` keeps what was found; false when that was known before.
async fn read_again(tx: &mut Tx, blob: BlobId, now: Timestamp, change: &'static str) -> Result<bool> {
    for sql in [change, "update documents_blob set checked_at = $2 where id = $1"] {
        let query = sqlx::query(sql).bind(blob.to_string()).bind(now.micros());
        if query.execute(tx.conn()).await.map_err(fault)?.rows_affected() > 0 {
            return Ok(sql == change);
        }
    }
    Ok(false)
}
