//! Copying a whole database into another one, of either kind: every table of the schema, its rows as they are.
//!
//! ```text
//! source, held alone ──rows──> target: the mark, the schema, then all rows in one transaction ──> compared ──> the mark goes
//! ```
//!
//! Invariants:
//! - A target is empty before; it carries a mark (a table) until its copy was found whole, and no portal starts on it till then.
//! - Which tables there are is read from the schema that the migrations make: nothing lists them.
//! - Memory holds some batches of rows, whatever the size of a table.

mod end;
mod rows;
mod schema;

pub use rows::Sum;

use crate::database::{Database, Kind, path_of};
use crate::migration::{MigrationSet, UNFINISHED, is_complete, read_applied};
use crate::{Tx, fault};
use end::End;
use orda_base::{Error, Result};
use rows::Batch;
use schema::Table;
use sqlx::Executor;
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::sleep;

/// Batches that wait between reading and writing.
const AHEAD: usize = 2;

/// How often it is asked whether others are gone, and the pause between: a server takes a moment to see off who left.
const TRIES: u32 = 3;
const PAUSE: Duration = Duration::from_millis(300);

/// How far a copy is.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    /// The table that is being copied.
    pub table: &'a str,
    /// Rows of all tables that were copied.
    pub done: u64,
    /// Rows of all tables that there are.
    pub of: u64,
}

/// Is told how far it is.
pub type Told<'a> = &'a (dyn Fn(Progress<'_>) + Sync);

/// A table that was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Its name.
    pub table: String,
    /// Its rows, as they were in the source.
    pub sum: Sum,
}

/// The database that is copied. Until this is dropped nobody else writes to it, and no portal starts on it.
pub struct Source {
    end: End,
    tables: Vec<Table>,
}

impl Source {
    /// Holds the database at `url`, whose schema `sets` make.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it is not there, is in use, is itself a copy that was not ended, or its schema is not the newest.
    pub async fn open(url: &str, sets: &[MigrationSet]) -> Result<Self> {
        let mut end = End::open(url).await?;
        end.hold().await?;
        let names = schema::names(&mut end).await?;
        if let Some(other) = names.iter().find(|name| name.starts_with("store_") && *name != "store_migration") {
            let told = format!("the database to copy has the table {other}: it is no whole database of a portal");
            return Err(Error::Unavailable(told));
        }
        let rows = end.texts("select component, name, cast(digest as text) from store_migration").await?;
        if !is_complete(&read_applied(rows), sets, end.kind()) {
            let told = "the schema of the database to copy is not that of this program: run `orda migrate` before";
            return Err(Error::Unavailable(told.into()));
        }
        let tables = schema::tables(&mut end).await?;
        Ok(Self { end, tables })
    }

    /// Is nobody else connected to it? Whoever is may write to it when it is no longer held, which is not in the copy then.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when it is no longer held.
    pub async fn is_alone(&mut self) -> Result<bool> {
        for _ in 1..TRIES {
            if self.end.is_alone().await? {
                return Ok(true);
            }
            sleep(PAUSE).await;
        }
        self.end.is_alone().await
    }
}

/// Can the database at `url` become a copy? True when it holds one that was not ended, which [`load`] begins anew.
///
/// # Errors
/// [`Error::Unavailable`] names a table that is in it.
pub async fn is_begun(url: &str) -> Result<bool> {
    if path_of(url).is_some_and(|path| !Path::new(path).exists()) {
        return Ok(false);
    }
    let mut end = End::open(url).await?;
    let names = schema::names(&mut end).await?;
    end.close().await?;
    match names.first() {
        None => Ok(false),
        Some(_) if names.iter().any(|name| name == UNFINISHED) => Ok(true),
        Some(first) => Err(Error::Unavailable(format!("the target is not empty: it has the table {first}"))),
    }
}

/// Makes the schema at `url` and copies every row, in one transaction. What is there of a copy that was not ended goes before. The
/// mark stays: [`finish`].
///
/// # Errors
/// [`Error::Unavailable`] when the target is not empty, a table is not of the schema, or a value cannot be held by the target: named.
pub async fn load(source: &mut Source, url: &str, sets: &[MigrationSet], told: Told<'_>) -> Result<Vec<Copied>> {
    if is_begun(url).await? {
        empty(url, sets).await?;
    }
    let db = Database::open(url).await?;
    let made = async {
        db.mark().await?;
        db.bring_up_to_date(sets).await
    };
    let made = made.await;
    db.close().await;
    made?;

    let mut target = End::open(url).await?;
    target.begin().await?;
    let tables = schema::tables(&mut target).await?;
    if let Some(other) = schema::differing(&source.tables, &tables) {
        return Err(Error::Unavailable(format!("the table {other} is not as the migrations make it")));
    }
    let references = schema::references(&mut target).await?;
    let tables = schema::ordered(tables, &references)?;
    // Migrations add rows of their own; those of the source are copied with the others.
    for table in tables.iter().rev() {
        target.run(&format!("delete from {}", table.quoted())).await?;
    }
    let mut of = 0;
    for table in &tables {
        of += source.end.number(&format!("select cast(count(*) as text) from {}", table.quoted())).await?.unwrap_or(0);
    }
    let of = of.unsigned_abs();
    let (mut copied, mut done) = (Vec::new(), 0);
    for table in &tables {
        let mut tell = |rows| {
            done += rows;
            told(Progress { table: &table.name, done, of });
        };
        let sum = one(source, &mut target, table, &mut tell).await;
        let sum = sum.map_err(|error| Error::Unavailable(format!("{}: {error}", table.name)))?;
        schema::number_on(&mut source.end, &mut target, table).await?;
        copied.push(Copied { table: table.name.clone(), sum });
    }
    target.commit().await?;
    target.close().await?;
    Ok(copied)
}

/// Copies the rows of one table.
async fn one(source: &mut Source, target: &mut End, table: &Table, told: &mut (dyn FnMut(u64) + Send)) -> Result<Sum> {
    let (give, mut read) = mpsc::channel::<Batch>(AHEAD);
    let (pass, take) = mpsc::channel::<Batch>(AHEAD);
    let between = async move {
        while let Some(batch) = read.recv().await {
            let rows = batch.rows;
            if pass.send(batch).await.is_err() {
                break;
            }
            told(rows);
        }
    };
    let (sum, written, ()) =
        tokio::join!(rows::read(&mut source.end, table, give), rows::write(target, table, take), between);
    // Why the one failed is more than that the other had nobody to give to.
    written?;
    sum
}

/// Compares the copy at `url` with what was read in the source: a line for each table that is not as it was.
pub async fn compare(copied: &[Copied], url: &str) -> Result<Vec<String>> {
    let mut end = End::open(url).await?;
    let tables = schema::tables(&mut end).await?;
    let mut wrong = Vec::new();
    for Copied { table: name, sum } in copied {
        let Some(table) = tables.iter().find(|table| table.name == *name) else {
            wrong.push(format!("{name}: is not there"));
            continue;
        };
        let found = sum_of(&mut end, table).await?;
        if found.rows != sum.rows {
            wrong.push(format!("{name}: {} rows, in the copy {}", sum.rows, found.rows));
        } else if found != *sum {
            wrong.push(format!("{name}: rows of the copy are not as they were"));
        }
    }
    end.close().await?;
    Ok(wrong)
}

async fn sum_of(end: &mut End, table: &Table) -> Result<Sum> {
    let (give, mut take) = mpsc::channel::<Batch>(AHEAD);
    let (sum, ()) = tokio::join!(rows::read(end, table, give), async { while take.recv().await.is_some() {} });
    sum
}

/// The copy is whole: takes the mark off it, in its last transaction.
pub async fn finish(tx: &mut Tx) -> Result<()> {
    tx.conn().execute("drop table store_unfinished").await.map_err(fault)?;
    Ok(())
}

/// Takes away what there is of a copy that was not ended; the mark stays.
async fn empty(url: &str, sets: &[MigrationSet]) -> Result<()> {
    let mut end = End::open(url).await?;
    end.begin().await?;
    let cascade = if end.kind() == Kind::Postgres { " cascade" } else { "" };
    for name in schema::names(&mut end).await?.iter().filter(|name| *name != UNFINISHED) {
        end.run(&format!("drop table \"{name}\"{cascade}")).await?;
    }
    let components: BTreeSet<&str> = sets.iter().map(|set| set.component).collect();
    for function in schema::functions(&mut end).await? {
        if function.split_once('_').is_some_and(|(component, _)| components.contains(component)) {
            end.run(&format!("drop function {function}")).await?;
        }
    }
    end.commit().await?;
    end.close().await
}
