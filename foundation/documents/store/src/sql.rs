//! Sets and files in the database.

use crate::row;
use crate::sets::{files_of, insert_set, set_of};
use async_trait::async_trait;
use orda_base::{Access, Actor, Env, Error, Result, Timestamp};
use orda_documents::{
    Blob, BlobId, DocumentsStore, DocumentsWork, FileId, FileSet, FileSetId, Refusal, StoredFile, WrappedKey,
    folded_name,
};
use orda_notifications::Notice;
use orda_store::{Database, Tx, fault};
use sqlx::{AssertSqlSafe, Row};
use std::collections::HashSet;

/// The rows of this component.
#[derive(Clone)]
pub struct DocumentsSql {
    db: Database,
}

impl DocumentsSql {
    /// In this database, whose schema is up to date.
    pub const fn new(db: Database) -> Self {
        Self { db }
    }
}

#[async_trait]
impl DocumentsStore for DocumentsSql {
    async fn begin(&self) -> Result<Box<dyn DocumentsWork>> {
        Ok(Box::new(Work { tx: self.db.begin().await? }))
    }

    async fn set(&self, id: FileSetId) -> Result<Option<FileSet>> {
        let found =
            sqlx::query("select id, body, role, sealed_at from documents_set where id = $1 and withdrawn_at is null")
                .bind(id.to_string())
                .fetch_optional(self.db.reader())
                .await
                .map_err(fault)?;
        found.as_ref().map(row::set).transpose()
    }

    async fn files(&self, set: FileSetId) -> Result<Vec<StoredFile>> {
        Ok(crate::files_of_sets(&self.db, &[set]).await?.remove(&set).unwrap_or_default())
    }

    async fn file(&self, id: FileId) -> Result<Option<(StoredFile, Blob)>> {
        let columns = row::FILE;
        let sql = format!(
            "select {columns}, b.id, b.master, b.wrapped_key from documents_file f \
             join documents_blob b on b.id = f.blob_id where f.id = $1 \
             and not exists (select 1 from documents_set s where s.id = f.set_id and s.withdrawn_at is not null)"
        );
        let found = sqlx::query(AssertSqlSafe(sql))
            .bind(id.to_string())
            .fetch_optional(self.db.reader())
            .await
            .map_err(fault)?;
        found.map(|row| Ok((row::file(&row)?, row::blob_of_file(&row)?))).transpose()
    }

    async fn referred(&self, blobs: &[BlobId]) -> Result<HashSet<BlobId>> {
        if blobs.is_empty() {
            return Ok(HashSet::new());
        }
        let places = (1..=blobs.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
        let sql = format!("select distinct blob_id from documents_file where blob_id in ({places})");
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for blob in blobs {
            query = query.bind(blob.to_string());
        }
        let rows = query.fetch_all(self.db.reader()).await.map_err(fault)?;
        rows.iter()
            .map(|row| row.get::<&str, _>(0).parse().map_err(|_| Error::internal("documents: a blob id is spoiled")))
            .collect()
    }

    async fn suspect(&self, file: FileId) -> Result<()> {
        let mut tx = self.db.begin().await?;
        sqlx::query(
            "update documents_blob set checked_at = 0 where id = (select blob_id from documents_file where id = $1)",
        )
        .bind(file.to_string())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
        tx.commit().await
    }

    async fn blobs(&self) -> Result<Vec<BlobId>> {
        let rows: Vec<String> = sqlx::query_scalar("select id from documents_blob order by id")
            .fetch_all(self.db.reader())
            .await
            .map_err(fault)?;
        rows.iter().map(|id| id.parse().map_err(|_| Error::internal("documents: a blob id is spoiled"))).collect()
    }

    async fn blob(&self, id: BlobId) -> Result<Option<Blob>> {
        let found = sqlx::query("select id, size, sha256, master, wrapped_key from documents_blob where id = $1")
            .bind(id.to_string())
            .fetch_optional(self.db.reader())
            .await
            .map_err(fault)?;
        found.as_ref().map(row::blob).transpose()
    }

    async fn outside_vault(&self, master: &str, limit: u32) -> Result<Vec<(BlobId, FileSetId, WrappedKey)>> {
        let rows = sqlx::query(
            "select b.id, min(f.set_id), b.wrapped_key from documents_blob b join documents_file f on f.blob_id = b.id \
             where b.master = $1 group by b.id, b.wrapped_key order by b.id limit $2",
        )
        .bind(master.to_owned())
        .bind(i64::from(limit))
        .fetch_all(self.db.reader())
        .await
        .map_err(fault)?;
        let spoiled = |_| Error::internal("documents: an id is spoiled");
        rows.iter()
            .map(|row| {
                let (blob, set): (&str, &str) = (row.get(0), row.get(1));
                let key = WrappedKey { master: master.to_owned(), bytes: row.get(2) };
                Ok((blob.parse().map_err(spoiled)?, set.parse().map_err(spoiled)?, key))
            })
            .collect()
    }
}

struct Work {
    tx: Tx,
}

impl Work {
    async fn insert_blob(&mut self, blob: &Blob) -> Result<()> {
        let size = i64::try_from(blob.size).map_err(Error::internal)?;
        sqlx::query(
            "insert into documents_blob (id, size, sha256, master, wrapped_key, revision) values ($1, $2, $3, $4, $5, 0)",
        )
        .bind(blob.id.to_string())
        .bind(size)
        .bind(blob.sha256.to_vec())
        .bind(blob.key.master.as_str())
        .bind(blob.key.bytes.as_slice())
        .execute(self.tx.conn())
        .await
        .map(|_| ())
        .map_err(fault)
    }
}

#[async_trait]
impl DocumentsWork for Work {
    async fn insert_set(&mut self, set: &FileSet, now: Timestamp) -> Result<()> {
        insert_set(&mut self.tx, set, now).await
    }

    async fn lock_open_set(&mut self, set: FileSetId) -> Result<FileSet> {
        let open = sqlx::query(
            "update documents_set set revision = revision + 1 where id = $1 and sealed_at is null and withdrawn_at is null \
             returning id, body, role, sealed_at",
        )
        .bind(set.to_string())
        .fetch_optional(self.tx.conn())
        .await
        .map_err(fault)?;
        match open {
            Some(row) => row::set(&row),
            None if set_of(&mut self.tx, set).await?.is_some() => Err(Refusal::Sealed.into()),
            None => Err(Error::NotFound),
        }
    }

    async fn files(&mut self, set: FileSetId) -> Result<Vec<StoredFile>> {
        files_of(self.tx.conn(), set).await
    }

    async fn insert_file(&mut self, file: &StoredFile, blob: &Blob) -> Result<()> {
        self.insert_blob(blob).await?;
        // Guarded here too: whoever calls without the lock changes nothing in a sealed set.
        let inserted = sqlx::query(
            "insert into documents_file (id, set_id, blob_id, name, folded_name, format, position, created_at) \
             select $1, id, $2, $3, $4, $5, $6, $7 from documents_set where id = $8 and sealed_at is null",
        )
        .bind(file.id.to_string())
        .bind(blob.id.to_string())
        .bind(file.name.as_str())
        .bind(folded_name(&file.name))
        .bind(file.format.code())
        .bind(i64::from(file.position))
        .bind(file.created_at.micros())
        .bind(file.set.to_string())
        .execute(self.tx.conn())
        .await
        .map_err(fault)?;
        if inserted.rows_affected() == 0 { Err(Refusal::Sealed.into()) } else { Ok(()) }
    }

    async fn delete_file(&mut self, file: FileId) -> Result<Option<BlobId>> {
        let removed = sqlx::query(
            "delete from documents_file where id = $1 \
             and exists (select 1 from documents_set s where s.id = set_id and s.sealed_at is null) returning blob_id",
        )
        .bind(file.to_string())
        .fetch_optional(self.tx.conn())
        .await
        .map_err(fault)?;
        let blob: String = removed.ok_or(Error::NotFound)?.get(0);
        // Two who remove the last two references at once must not each leave the bytes to the other.
        sqlx::query("update documents_blob set revision = revision + 1 where id = $1")
            .bind(&blob)
            .execute(self.tx.conn())
            .await
            .map_err(fault)?;
        let unreferred = sqlx::query(
            "delete from documents_blob where id = $1 \
             and not exists (select 1 from documents_file f where f.blob_id = documents_blob.id)",
        )
        .bind(&blob)
        .execute(self.tx.conn())
        .await
        .map_err(fault)?;
        let blob = blob.parse().map_err(|_| Error::internal("documents: a blob id is spoiled"))?;
        Ok((unreferred.rows_affected() > 0).then_some(blob))
    }

    async fn rewrap(&mut self, blob: BlobId, key: &WrappedKey) -> Result<()> {
        sqlx::query("update documents_blob set master = $2, wrapped_key = $3, revision = revision + 1 where id = $1")
            .bind(blob.to_string())
            .bind(key.master.clone())
            .bind(key.bytes.clone())
            .execute(self.tx.conn())
            .await
            .map(|_| ())
            .map_err(fault)
    }

    async fn replace_blob(&mut self, old: BlobId, new: &Blob) -> Result<bool> {
        // Holds off whoever copies or removes a file of it meanwhile.
        let locked = sqlx::query("update documents_blob set revision = revision + 1 where id = $1")
            .bind(old.to_string())
            .execute(self.tx.conn())
            .await
            .map_err(fault)?;
        if locked.rows_affected() == 0 {
            return Ok(false);
        }
        self.insert_blob(new).await?;
        sqlx::query("update documents_file set blob_id = $2 where blob_id = $1")
            .bind(old.to_string())
            .bind(new.id.to_string())
            .execute(self.tx.conn())
            .await
            .map_err(fault)?;
        sqlx::query("delete from documents_blob where id = $1")
            .bind(old.to_string())
            .execute(self.tx.conn())
            .await
            .map_err(fault)?;
        Ok(true)
    }

    async fn notify(&mut self, notices: &[Notice], env: &Env) -> Result<()> {
        orda_notifications_store::enqueue(&mut self.tx, env, notices).await
    }

    async fn record(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()> {
        orda_audit_store::record(&mut self.tx, actor, at, access).await
    }

    async fn commit(self: Box<Self>) -> Result<()> {
        self.tx.commit().await
    }
}
