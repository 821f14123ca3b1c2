//! Reading very many rows: each is looked at where the database keeps it, nothing is copied, on a connection of its own.
//! A row of `sqlx` is a copy of each of its values; over millions of rows that costs more than the reading.

use crate::database::{Database, Kind};
use crate::fault::{fault, sqlite_fault};
use futures::TryStreamExt;
use orda_base::{Error, Result};
use rusqlite::types::ValueRef;
use rusqlite::{Connection as Sqlite, OpenFlags};
use sqlx::postgres::PgConnection;
use sqlx::{Connection, Executor};
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

/// What every binary copy of `PostgreSQL` begins with: signature, flags, length of the extension.
pub(crate) const COPY_HEAD: usize = 19;

/// One row of [`Database::scan`]. Its columns are numbered from 0.
pub struct ScanRow<'a>(Values<'a>);

enum Values<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres { bytes: &'a [u8], columns: &'a [Option<Range<usize>>] },
}

impl ScanRow<'_> {
    /// The whole number in this column (`bigint`); none when it holds anything else.
    pub fn number(&self, column: usize) -> Option<i64> {
        match &self.0 {
            Values::Sqlite(row) => match row.get_ref(column).ok()? {
                ValueRef::Integer(number) => Some(number),
                _ => None,
            },
            Values::Postgres { .. } => Some(i64::from_be_bytes(self.bytes(column)?.try_into().ok()?)),
        }
    }

    /// The bytes of the text in this column, of which nobody knows whether they are one; none when it holds anything else.
    pub fn bytes(&self, column: usize) -> Option<&[u8]> {
        match &self.0 {
            Values::Sqlite(row) => match row.get_ref(column).ok()? {
                ValueRef::Text(text) => Some(text),
                _ => None,
            },
            Values::Postgres { bytes, columns } => bytes.get(columns.get(column)?.clone()?),
        }
    }
}

impl Database {
    /// Reads the rows of `sql`, a query without places for values, and gives what `take` makes of each.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when the database does not answer; [`Error::Internal`] when the query is wrong.
    pub async fn scan<T: Send + 'static>(
        &self,
        sql: String,
        mut take: impl FnMut(&ScanRow<'_>) -> T + Send + 'static,
    ) -> Result<Vec<T>> {
        let source = Arc::clone(self.source());
        match self.kind() {
            Kind::Sqlite => tokio::task::spawn_blocking(move || {
                let mut all = Vec::new();
                let connection = open(&source).map_err(|e| sqlite_fault(&e))?;
                let mut statement = connection.prepare(&sql).map_err(|e| sqlite_fault(&e))?;
                let mut rows = statement.query([]).map_err(|e| sqlite_fault(&e))?;
                while let Some(row) = rows.next().map_err(|e| sqlite_fault(&e))? {
                    all.push(take(&ScanRow(Values::Sqlite(row))));
                }
                Ok(all)
            })
            .await
            .map_err(Error::internal)?,
            Kind::Postgres => {
                let mut connection = PgConnection::connect(&source).await.map_err(fault)?;
                connection.execute("set default_transaction_read_only = on").await.map_err(fault)?;
                let copy = format!("copy ({sql}) to stdout (format binary)");
                let mut pieces = connection.copy_out_raw(&copy).await.map_err(fault)?;
                let (mut all, mut copied) = (Vec::new(), Copied::default());
                while let Some(piece) = pieces.try_next().await.map_err(fault)? {
                    copied.bytes.extend_from_slice(&piece);
                    while copied.next_row()? {
                        all.push(take(&ScanRow(Values::Postgres { bytes: &copied.bytes, columns: &copied.columns })));
                    }
                    copied.forget();
                }
                drop(pieces);
                connection.close().await.map_err(fault)?;
                Ok(all)
            }
        }
    }
}

/// Not "read only": such a connection could not read along with a log that has no index yet.
fn open(path: &str) -> rusqlite::Result<Sqlite> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Sqlite::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// Rows as `copy … (format binary)` sends them: the number of columns in two bytes, each column with its length in four
/// before it, a length of -1 for none; a number of columns of -1 ends all.
#[derive(Default)]
pub(crate) struct Copied {
    /// What has come and was not read yet.
    pub(crate) bytes: Vec<u8>,
    /// Up to where it was read.
    read: usize,
    begun: bool,
    /// Where the values of the row read last stand in the bytes.
    pub(crate) columns: Vec<Option<Range<usize>>>,
}

impl Copied {
    /// Is there a whole row more? It then stands in `columns`.
    pub(crate) fn next_row(&mut self) -> Result<bool> {
        let mut at = self.read;
        if !self.begun {
            if self.bytes.len() < COPY_HEAD {
                return Ok(false);
            }
            at = COPY_HEAD;
        }
        let Some(count) = self.bytes.get(at..at + 2) else { return Ok(false) };
        let count = i16::from_be_bytes([count[0], count[1]]);
        at += 2;
        self.columns.clear();
        for _ in 0..count {
            let Some(length) = self.bytes.get(at..at + 4) else { return Ok(false) };
            let length = i32::from_be_bytes([length[0], length[1], length[2], length[3]]);
            at += 4;
            if length < 0 {
                self.columns.push(None);
                continue;
            }
            let end = at + usize::try_from(length).map_err(Error::internal)?;
            if end > self.bytes.len() {
                return Ok(false);
            }
            self.columns.push(Some(at..end));
            at = end;
        }
        self.begun = true;
        self.read = at;
        Ok(count >= 0)
    }

    /// Drops what was read.
    pub(crate) fn forget(&mut self) {
        self.bytes.drain(..self.read);
        self.read = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows are found wherever the pieces are cut.
    #[test]
    fn rows_are_found_however_they_are_cut() {
        let mut sent = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0".to_vec();
        for number in 0..3_i64 {
            sent.extend(3_i16.to_be_bytes());
            sent.extend(8_i32.to_be_bytes());
            sent.extend(number.to_be_bytes());
            sent.extend((-1_i32).to_be_bytes());
            sent.extend(4_i32.to_be_bytes());
            sent.extend("Ең".as_bytes());
        }
        sent.extend((-1_i16).to_be_bytes());
        for size in 1..=sent.len() {
            let (mut copied, mut all) = (Copied::default(), Vec::new());
            for piece in sent.chunks(size) {
                copied.bytes.extend_from_slice(piece);
                while copied.next_row().expect("reads") {
                    let row = ScanRow(Values::Postgres { bytes: &copied.bytes, columns: &copied.columns });
                    assert_eq!((row.bytes(1), row.bytes(2), row.bytes(3)), (None, Some("Ең".as_bytes()), None));
                    all.push(row.number(0));
                }
                copied.forget();
            }
            assert_eq!(all, [Some(0), Some(1), Some(2)], "in pieces of {size}");
        }
    }
}
