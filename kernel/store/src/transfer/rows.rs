//! Rows on their way. Whatever they come from, they are as `copy … (format binary)` has them: the number of columns in two bytes,
//! each column with its length in four before it, a length of -1 for none.

use super::end::{End, Link};
use super::schema::{Table, Type};
use crate::fault::{fault, sqlite_fault};
use crate::scan::{COPY_HEAD, Copied};
use futures::TryStreamExt;
use orda_base::{Error, Result};
use rusqlite::Connection as Sqlite;
use rusqlite::types::{ToSqlOutput, ValueRef};
use sha2::{Digest, Sha256};
use std::mem::take;
use std::sync::{Arc, PoisonError};
use tokio::sync::mpsc::{Receiver, Sender};

/// Bytes after which a batch is given on.
const FULL: usize = 256 << 10;
/// Signature of a binary copy; flags and the length of the extension follow it.
const SIGNATURE: &[u8; 11] = b"PGCOPY\n\xff\r\n\0";

/// Some rows.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) rows: u64,
    bytes: Vec<u8>,
}

/// Rows of a table taken together: how many, and the sum of their digests (SHA-256), whatever their order, which the two databases
/// do not agree about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// How many.
    pub rows: u64,
    digests: [u64; 4],
}

impl Sum {
    fn add(&mut self, row: &[u8]) {
        self.rows += 1;
        let digest = Sha256::digest(row);
        for (sum, part) in self.digests.iter_mut().zip(digest.chunks_exact(8)) {
            let mut eight = [0; 8];
            eight.copy_from_slice(part);
            *sum = sum.wrapping_add(u64::from_be_bytes(eight));
        }
    }
}

impl Batch {
    fn begin(&mut self, table: &Table) -> Result<usize> {
        let from = self.bytes.len();
        self.bytes.extend(i16::try_from(table.columns.len()).map_err(Error::internal)?.to_be_bytes());
        Ok(from)
    }

    fn put(&mut self, value: Option<&[u8]>) -> Result<()> {
        let length = value.map_or(Ok(-1), |value| i32::try_from(value.len())).map_err(Error::internal)?;
        self.bytes.extend(length.to_be_bytes());
        self.bytes.extend_from_slice(value.unwrap_or_default());
        Ok(())
    }

    /// The row that began there is complete. Is the batch full?
    fn end(&mut self, from: usize, sum: &mut Sum) -> bool {
        self.rows += 1;
        sum.add(&self.bytes[from..]);
        self.bytes.len() >= FULL
    }
}

fn nobody<T>(_: T) -> Error {
    Error::internal("nobody takes the rows any more")
}

/// Reads every row of a table and gives them on.
pub(super) async fn read(end: &mut End, table: &Table, give: Sender<Batch>) -> Result<Sum> {
    match &mut end.link {
        Link::Sqlite(connection) => {
            let (connection, table) = (Arc::clone(connection), table.clone());
            let read = tokio::task::spawn_blocking(move || {
                let connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
                read_sqlite(&connection, &table, &give)
            });
            read.await.map_err(Error::internal)?
        }
        Link::Postgres(connection) => {
            let copy = format!("copy ({}) to stdout (format binary)", table.select());
            let mut pieces = connection.copy_out_raw(&copy).await.map_err(fault)?;
            let (mut sum, mut batch, mut copied) = (Sum::default(), Batch::default(), Copied::default());
            while let Some(piece) = pieces.try_next().await.map_err(fault)? {
                copied.bytes.extend_from_slice(&piece);
                while copied.next_row()? {
                    let from = batch.begin(table)?;
                    for column in &copied.columns {
                        batch.put(column.clone().and_then(|range| copied.bytes.get(range)))?;
                    }
                    if batch.end(from, &mut sum) {
                        give.send(take(&mut batch)).await.map_err(nobody)?;
                    }
                }
                copied.forget();
            }
            if batch.rows > 0 {
                give.send(batch).await.map_err(nobody)?;
            }
            Ok(sum)
        }
    }
}

fn read_sqlite(connection: &Sqlite, table: &Table, give: &Sender<Batch>) -> Result<Sum> {
    let failed = |error: rusqlite::Error| sqlite_fault(&error);
    let mut statement = connection.prepare(&table.select()).map_err(failed)?;
    let mut rows = statement.query([]).map_err(failed)?;
    let (mut sum, mut batch) = (Sum::default(), Batch::default());
    while let Some(row) = rows.next().map_err(failed)? {
        let from = batch.begin(table)?;
        for (at, (column, holds)) in table.columns.iter().enumerate() {
            match (holds, row.get_ref(at).map_err(failed)?) {
                (_, ValueRef::Null) => batch.put(None)?,
                (Type::Number, ValueRef::Integer(number)) => batch.put(Some(&number.to_be_bytes()))?,
                (Type::Real, ValueRef::Real(number)) => batch.put(Some(&number.to_be_bytes()))?,
                (Type::Text, ValueRef::Text(bytes)) | (Type::Bytes, ValueRef::Blob(bytes)) => batch.put(Some(bytes))?,
                // This database takes anything; whoever wrote it there, no other does.
                (_, other) => {
                    let told = format!("{column} holds {}, which it cannot", other.data_type());
                    return Err(Error::Unavailable(told));
                }
            }
        }
        if batch.end(from, &mut sum) {
            give.blocking_send(take(&mut batch)).map_err(nobody)?;
        }
    }
    if batch.rows > 0 {
        give.blocking_send(batch).map_err(nobody)?;
    }
    Ok(sum)
}

/// Adds the rows that come to a table.
pub(super) async fn write(end: &mut End, table: &Table, mut rows: Receiver<Batch>) -> Result<()> {
    match &mut end.link {
        Link::Sqlite(connection) => {
            let (connection, table) = (Arc::clone(connection), table.clone());
            let written = tokio::task::spawn_blocking(move || {
                let connection = connection.lock().unwrap_or_else(PoisonError::into_inner);
                write_sqlite(&connection, &table, &mut rows)
            });
            written.await.map_err(Error::internal)?
        }
        Link::Postgres(connection) => {
            let copy = format!("copy {} ({}) from stdin (format binary)", table.quoted(), table.list());
            let mut into = connection.copy_in_raw(&copy).await.map_err(fault)?;
            let mut head = SIGNATURE.to_vec();
            head.resize(COPY_HEAD, 0);
            into.send(head).await.map_err(fault)?;
            while let Some(batch) = rows.recv().await {
                into.send(batch.bytes).await.map_err(fault)?;
            }
            into.send((-1_i16).to_be_bytes().to_vec()).await.map_err(fault)?;
            into.finish().await.map_err(fault)?;
            Ok(())
        }
    }
}

fn write_sqlite(connection: &Sqlite, table: &Table, rows: &mut Receiver<Batch>) -> Result<()> {
    let failed = |error: rusqlite::Error| sqlite_fault(&error);
    let places = crate::row::places(1, table.columns.len());
    let insert = format!("insert into {} ({}) values ({places})", table.quoted(), table.list());
    let mut statement = connection.prepare(&insert).map_err(failed)?;
    while let Some(batch) = rows.blocking_recv() {
        let mut rest = batch.bytes.as_slice();
        while !rest.is_empty() {
            // The number of columns, which is always that of the table.
            first::<2>(&mut rest)?;
            for (at, (_, holds)) in table.columns.iter().enumerate() {
                let length = i32::from_be_bytes(first(&mut rest)?);
                let value = match usize::try_from(length) {
                    Err(_) => ValueRef::Null,
                    Ok(length) => {
                        let (value, after) = rest.split_at_checked(length).ok_or_else(cut)?;
                        rest = after;
                        value_of(*holds, value)?
                    }
                };
                statement.raw_bind_parameter(at + 1, ToSqlOutput::Borrowed(value)).map_err(failed)?;
            }
            statement.raw_execute().map_err(failed)?;
        }
    }
    Ok(())
}

fn cut() -> Error {
    Error::internal("a row is cut off")
}

/// Takes the first bytes.
fn first<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N]> {
    let (bytes, after) = rest.split_first_chunk::<N>().ok_or_else(cut)?;
    *rest = after;
    Ok(*bytes)
}

fn value_of(holds: Type, mut bytes: &[u8]) -> Result<ValueRef<'_>> {
    Ok(match holds {
        Type::Number => ValueRef::Integer(i64::from_be_bytes(first(&mut bytes)?)),
        Type::Real => ValueRef::Real(f64::from_be_bytes(first(&mut bytes)?)),
        Type::Text => ValueRef::Text(bytes),
        Type::Bytes => ValueRef::Blob(bytes),
    })
}
