//! Rows turned into what they mean.

use orda_base::{Error, Result, Role, Timestamp};
use orda_documents::{Blob, BlobId, FileSet, Format, StoredFile, WrappedKey};
use sqlx::Row;
use sqlx::any::AnyRow;
use std::str::FromStr;

/// Columns that [`file`] reads; `f` is the file, `b` its blob.
pub const FILE: &str = "f.id, f.set_id, f.name, f.format, b.size, b.sha256, f.position, f.created_at";

/// The column holds something that was never written there.
fn spoiled(column: &str) -> Error {
    Error::Internal(format!("documents: the column {column} is spoiled"))
}

fn parsed<T: FromStr>(row: &AnyRow, column: usize, name: &str) -> Result<T> {
    let text: &str = row.try_get(column).map_err(orda_store::fault)?;
    text.parse().map_err(|_| spoiled(name))
}

fn get<'r, T: sqlx::Decode<'r, sqlx::Any> + sqlx::Type<sqlx::Any>>(row: &'r AnyRow, column: usize) -> Result<T> {
    row.try_get(column).map_err(orda_store::fault)
}

fn unsigned<T: TryFrom<i64>>(row: &AnyRow, column: usize, name: &str) -> Result<T> {
    T::try_from(get::<i64>(row, column)?).map_err(|_| spoiled(name))
}

fn digest(row: &AnyRow, column: usize) -> Result<[u8; 32]> {
    get::<Vec<u8>>(row, column)?.try_into().map_err(|_| spoiled("sha256"))
}

/// A file from the columns of [`FILE`], the first of the row.
pub fn file(row: &AnyRow) -> Result<StoredFile> {
    Ok(StoredFile {
        id: parsed(row, 0, "id")?,
        set: parsed(row, 1, "set_id")?,
        name: get(row, 2)?,
        format: Format::from_code(get(row, 3)?).ok_or_else(|| spoiled("format"))?,
        size: unsigned(row, 4, "size")?,
        sha256: digest(row, 5)?,
        position: unsigned(row, 6, "position")?,
        created_at: Timestamp::from_micros(get(row, 7)?),
    })
}

/// A blob whose id, master and wrapped key follow the columns of [`FILE`].
pub fn blob_of_file(row: &AnyRow) -> Result<Blob> {
    Ok(Blob {
        id: parsed::<BlobId>(row, 8, "blob_id")?,
        size: unsigned(row, 4, "size")?,
        sha256: digest(row, 5)?,
        key: WrappedKey { master: get(row, 9)?, bytes: get(row, 10)? },
    })
}

/// A set from `id, body, role, sealed_at`.
pub fn set(row: &AnyRow) -> Result<FileSet> {
    Ok(FileSet {
        id: parsed(row, 0, "id")?,
        body: parsed(row, 1, "body")?,
        role: Role::from_code(get(row, 2)?).ok_or_else(|| spoiled("role"))?,
        sealed_at: get::<Option<i64>>(row, 3)?.map(Timestamp::from_micros),
    })
}

/// A blob from `id, size, sha256, master, wrapped_key`.
pub fn blob(row: &AnyRow) -> Result<Blob> {
    Ok(Blob {
        id: parsed::<BlobId>(row, 0, "blob_id")?,
        size: unsigned(row, 1, "size")?,
        sha256: digest(row, 2)?,
        key: WrappedKey { master: get(row, 3)?, bytes: get(row, 4)? },
    })
}
