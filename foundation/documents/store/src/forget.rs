//! Taking sets of files out of the tables: part of the guaranteed destruction of documents (385-6-8).

use orda_base::{Error, Result};
use orda_documents::{BlobId, FileSetId};
use orda_store::{Database, Tx, fault};
use sqlx::AssertSqlSafe;
use std::collections::BTreeSet;

/// Which of these sets there are.
pub async fn existing_sets(db: &Database, sets: &[FileSetId]) -> Result<BTreeSet<FileSetId>> {
    let mut found = BTreeSet::new();
    for some in sets.chunks(500) {
        let places = (1..=some.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
        let sql = format!("select id from documents_set where id in ({places})");
        let mut query = sqlx::query_scalar::<_, String>(AssertSqlSafe(sql));
        for set in some {
            query = query.bind(set.to_string());
        }
        for id in query.fetch_all(db.reader()).await.map_err(fault)? {
            found.insert(id.parse().map_err(|_| Error::internal("documents: an id of a set is spoiled"))?);
        }
    }
    Ok(found)
}

/// Removes sets with their files, sealed or not. Returns the blobs to which no file refers any more: their bytes are to be
/// removed once this is durable.
pub async fn forget_sets(tx: &mut Tx, sets: &[FileSetId]) -> Result<Vec<BlobId>> {
    let mut blobs = Vec::new();
    for set in sets {
        // Holds off whoever fills or copies it.
        sqlx::query("update documents_set set revision = revision + 1 where id = $1")
            .bind(set.to_string())
            .execute(tx.conn())
            .await
            .map_err(fault)?;
        let gone: Vec<String> = sqlx::query_scalar("delete from documents_file where set_id = $1 returning blob_id")
            .bind(set.to_string())
            .fetch_all(tx.conn())
            .await
            .map_err(fault)?;
        blobs.extend(gone);
        sqlx::query("delete from documents_set where id = $1")
            .bind(set.to_string())
            .execute(tx.conn())
            .await
            .map_err(fault)?;
    }
    blobs.sort();
    blobs.dedup();
    let mut unreferred = Vec::new();
    for blob in blobs {
        let gone = sqlx::query(
            "delete from documents_blob where id = $1 \
             and not exists (select 1 from documents_file f where f.blob_id = documents_blob.id)",
        )
        .bind(blob.clone())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
        if gone.rows_affected() > 0 {
            unreferred.push(blob.parse().map_err(|_| Error::internal("documents: a blob id is spoiled"))?);
        }
    }
    Ok(unreferred)
}
