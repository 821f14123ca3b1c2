//! What other components do with sets inside their own transactions.

use crate::row;
use orda_base::{BodyId, Env, Error, Result, Role, Timestamp};
use orda_documents::{FileId, FileSet, FileSetId, StoredFile};
use orda_store::{Database, Tx, fault};
use sqlx::{AnyConnection, AssertSqlSafe, Row};
use std::collections::{BTreeSet, HashMap};

/// The set with this id.
pub async fn set_of(tx: &mut Tx, set: FileSetId) -> Result<Option<FileSet>> {
    let found =
        sqlx::query("select id, body, role, sealed_at from documents_set where id = $1 and withdrawn_at is null")
            .bind(set.to_string())
            .fetch_optional(tx.conn())
            .await
            .map_err(fault)?;
    found.as_ref().map(row::set).transpose()
}

/// Files of a set in their order.
pub async fn files_of(conn: &mut AnyConnection, set: FileSetId) -> Result<Vec<StoredFile>> {
    let columns = row::FILE;
    let sql = format!(
        "select {columns} from documents_file f join documents_blob b on b.id = f.blob_id \
         where f.set_id = $1 order by f.position"
    );
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(set.to_string()).fetch_all(conn).await.map_err(fault)?;
    rows.iter().map(row::file).collect()
}

/// Files of several sets in one query, in their order.
pub async fn files_of_sets(db: &Database, sets: &[FileSetId]) -> Result<HashMap<FileSetId, Vec<StoredFile>>> {
    let mut found: HashMap<FileSetId, Vec<StoredFile>> = HashMap::new();
    if sets.is_empty() {
        return Ok(found);
    }
    let columns = row::FILE;
    let places = (1..=sets.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "select {columns} from documents_file f join documents_blob b on b.id = f.blob_id \
         where f.set_id in ({places}) order by f.set_id, f.position"
    );
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for set in sets {
        query = query.bind(set.to_string());
    }
    for row in query.fetch_all(db.reader()).await.map_err(fault)? {
        let file = row::file(&row)?;
        found.entry(file.set).or_default().push(file);
    }
    Ok(found)
}

/// Closes a set: from now on nothing in it changes. A set that is already sealed stays as it is.
///
/// # Errors
/// [`Error::NotFound`] when there is no such set.
pub async fn seal(tx: &mut Tx, set: FileSetId, now: Timestamp) -> Result<()> {
    let sealed = sqlx::query(
        "update documents_set set sealed_at = coalesce(sealed_at, $1), revision = revision + 1 where id = $2",
    )
    .bind(now.micros())
    .bind(set.to_string())
    .execute(tx.conn())
    .await
    .map_err(fault)?;
    if sealed.rows_affected() == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// These sets and every other one that holds some of the same bytes: copies that were begun from them, of forms that were thrown
/// away too.
pub async fn with_copies(tx: &mut Tx, sets: &[FileSetId]) -> Result<Vec<FileSetId>> {
    let mut all: BTreeSet<FileSetId> = sets.iter().copied().collect();
    for set in sets {
        let copies: Vec<String> = sqlx::query_scalar(
            "select distinct c.set_id from documents_file c join documents_file f on f.blob_id = c.blob_id where f.set_id = $1",
        )
        .bind(set.to_string())
        .fetch_all(tx.conn())
        .await
        .map_err(fault)?;
        for copy in copies {
            all.insert(copy.parse().map_err(|_| Error::internal("documents: an id of a set is spoiled"))?);
        }
    }
    Ok(all.into_iter().collect())
}

/// Withdraws sets and their copies: from now on their files are given out to nobody, whoever may fill the set. They stay until
/// they are destroyed (385-3).
pub async fn withdraw_sets(tx: &mut Tx, sets: &[FileSetId], now: Timestamp) -> Result<()> {
    for set in with_copies(tx, sets).await? {
        sqlx::query(
            "update documents_set set withdrawn_at = coalesce(withdrawn_at, $1), revision = revision + 1 where id = $2",
        )
        .bind(now.micros())
        .bind(set.to_string())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    }
    Ok(())
}

/// Makes a new open set whose files are the same bytes as those of `from`, sealed or not. The copy is changed without
/// the original, the original without the copy.
///
/// # Errors
/// [`Error::NotFound`] when there is no such set.
pub async fn copy_set(tx: &mut Tx, env: &Env, from: FileSetId, body: BodyId, role: Role) -> Result<FileSetId> {
    let now = env.now();
    // Holds off removals from the original until the copy refers to its bytes too.
    let locked = sqlx::query("update documents_set set revision = revision + 1 where id = $1 and withdrawn_at is null")
        .bind(from.to_string())
        .execute(tx.conn())
        .await
        .map_err(fault)?;
    if locked.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    let copy = FileSet { id: FileSetId::generate(env), body, role, sealed_at: None };
    insert_set(tx, &copy, now).await?;
    let rows = sqlx::query(
        "select blob_id, name, folded_name, format, position from documents_file where set_id = $1 order by position",
    )
    .bind(from.to_string())
    .fetch_all(tx.conn())
    .await
    .map_err(fault)?;
    if rows.is_empty() {
        return Ok(copy.id);
    }
    let places = (0..rows.len()).map(|row| {
        let first = row * 8 + 1;
        let places = (first..first + 8).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
        format!("({places})")
    });
    let sql = format!(
        "insert into documents_file (id, set_id, created_at, blob_id, name, folded_name, format, position) values {}",
        places.collect::<Vec<_>>().join(", ")
    );
    let mut insert = sqlx::query(AssertSqlSafe(sql));
    for row in &rows {
        insert = insert.bind(FileId::generate(env).to_string()).bind(copy.id.to_string()).bind(now.micros());
        for column in 0..4 {
            insert = insert.bind(row.try_get::<String, _>(column).map_err(fault)?);
        }
        insert = insert.bind(row.try_get::<i64, _>(4).map_err(fault)?);
    }
    insert.execute(tx.conn()).await.map_err(fault)?;
    Ok(copy.id)
}

pub(crate) async fn insert_set(tx: &mut Tx, set: &FileSet, now: Timestamp) -> Result<()> {
    sqlx::query(
        "insert into documents_set (id, body, role, created_at, sealed_at, revision) values ($1, $2, $3, $4, $5, 0)",
    )
    .bind(set.id.to_string())
    .bind(set.body.to_string())
    .bind(set.role.code())
    .bind(now.micros())
    .bind(set.sealed_at.map(Timestamp::micros))
    .execute(tx.conn())
    .await
    .map_err(fault)?;
    Ok(())
}
