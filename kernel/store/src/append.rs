//! Adding rows of one table, many at once: a statement of `sqlx` copies each of its values and builds a list of them, which
//! for a table that every request adds to costs more than the adding. On an embedded database they go to it from where they
//! are, through a connection of their own that takes turns with the one for everything else.

use crate::Tx;
use crate::database::{Database, SQLITE_WRITER_PRAGMAS, place};
use crate::fault::{fault, sqlite_fault};
use crate::tx::on_server;
use orda_base::{Error, Result};
use rusqlite::{Connection as Sqlite, OpenFlags, TransactionBehavior};
use sqlx::Any;
use sqlx::any::AnyArguments;
use sqlx::query::Query;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// Most rows a statement of `sqlx`. It is a trip to the database whatever it holds, so as many rows as there are go into one;
/// there are so few different ones that all of them stay prepared.
pub const MOST: usize = 32;

/// Who adds waits for the log to be brought into the database less often than who writes anything else: the same pages are written
/// again and again. Still before the log is longer than the length it is cut to.
const SELDOM: &str = "pragma wal_autocheckpoint = 8000";

/// A value of a new row.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// `bigint`.
    Number(i64),
    /// `text`.
    Text(&'a str),
}

/// A row that can be added.
pub trait NewRow: Send + 'static {
    /// The statement that adds so many rows, 1 to [`MOST`], with places for the values of each in their order: always the same
    /// text for the same number.
    fn insert(rows: usize) -> &'static str;
    /// Gives every value, in the order of the places.
    fn values<'a>(&'a self, put: &mut dyn FnMut(Value<'a>));
}

fn statement<T: NewRow>(rows: &[T]) -> Query<'_, Any, AnyArguments> {
    let mut query = Some(sqlx::query(T::insert(rows.len())));
    for row in rows {
        row.values(&mut |value| {
            query = query.take().map(|query| match value {
                Value::Number(number) => query.bind(number),
                Value::Text(text) => query.bind(text.to_owned()),
            });
        });
    }
    query.unwrap_or_else(|| sqlx::query(T::insert(rows.len())))
}

impl Tx {
    /// Adds `rows`, in their order.
    pub async fn append<T: NewRow>(&mut self, rows: &[T]) -> Result<()> {
        for some in rows.chunks(MOST) {
            statement(some).execute(self.conn()).await.map_err(fault)?;
        }
        Ok(())
    }
}

/// What adds rows to an embedded database. Opened when it is first needed, and anew after a failure.
#[derive(Clone)]
pub(crate) struct Appender {
    file: Arc<Path>,
    /// Who holds it writes to the database; nobody else does.
    turn: Arc<Semaphore>,
    connection: Arc<Mutex<Option<Sqlite>>>,
}

impl Appender {
    pub(crate) fn new(file: &str, turn: Arc<Semaphore>) -> Self {
        Self { file: Path::new(file).into(), turn, connection: Arc::default() }
    }

    /// Where one waits to be the one who writes.
    pub(crate) const fn turn(&self) -> &Arc<Semaphore> {
        &self.turn
    }

    /// Lets who writes end, and nobody write any more.
    pub(crate) async fn close(&self) {
        // Who does not end in time is not waited for.
        let _turn = place(&self.turn).await;
        self.turn.close();
        *self.connection.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn add<T: NewRow>(&self, rows: &[T]) -> rusqlite::Result<()> {
        let mut kept = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let mut connection = match kept.take() {
            Some(connection) => connection,
            None => open(&self.file)?,
        };
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        {
            let mut statement = tx.prepare_cached(T::insert(1))?;
            for row in rows {
                let (mut place, mut bound) = (0, Ok(()));
                row.values(&mut |value| {
                    place += 1;
                    if bound.is_ok() {
                        bound = match value {
                            Value::Number(number) => statement.raw_bind_parameter(place, number),
                            Value::Text(text) => statement.raw_bind_parameter(place, text),
                        };
                    }
                });
                bound?;
                statement.raw_execute()?;
            }
        }
        tx.commit()?;
        // After a failure it is not kept: the next ones begin on a connection on which nothing is under way.
        *kept = Some(connection);
        Ok(())
    }
}

fn open(file: &Path) -> rusqlite::Result<Sqlite> {
    let connection =
        Sqlite::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.execute_batch(SQLITE_WRITER_PRAGMAS)?;
    connection.execute_batch(SELDOM)?;
    Ok(connection)
}

impl Database {
    /// Adds `rows`, in their order, in a transaction of their own: durable when it returns. Waits for one transaction at
    /// most, and not for all that are in line.
    ///
    /// # Errors
    /// Why none of them was added, with the rows.
    pub async fn append<T: NewRow>(&self, rows: Vec<T>) -> std::result::Result<(), (Error, Vec<T>)> {
        let Some(appender) = self.appender().cloned() else {
            return self.append_by_statements(&rows).await.map_err(|error| (error, rows));
        };
        let place = match place(&appender.turn).await {
            Ok(place) => place,
            Err(error) => return Err((error, rows)),
        };
        let added = tokio::task::spawn_blocking(move || {
            let added = appender.add(&rows);
            drop(place);
            added.map_err(|error| (sqlite_fault(&error), rows))
        });
        added.await.unwrap_or_else(|error| Err((Error::internal(error), Vec::new())))
    }

    async fn append_by_statements<T: NewRow>(&self, rows: &[T]) -> Result<()> {
        if (1..=MOST).contains(&rows.len()) {
            // One statement is a transaction by itself: no trips to begin and to commit.
            return on_server(statement(rows).execute(self.writer())).await.map(drop);
        }
        let mut tx = self.begin().await?;
        tx.append(rows).await?;
        tx.commit().await
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests: a panic is a failed test")]
mod tests {
    use super::*;

    /// What is added goes into the database before the log is longer than the length it is cut to.
    #[test]
    fn the_log_stays_within_its_length() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("orda.db");
        drop(Sqlite::open(&file).unwrap());
        let connection = open(&file).unwrap();
        let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
        let (pages, most) = (number("wal_autocheckpoint"), number("journal_size_limit"));
        let frame = number("page_size") + 24;
        assert!(pages == 8000 && pages * frame < most, "{pages} pages of {frame} in {most}");
    }
}
