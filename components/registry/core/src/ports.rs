//! What the use cases need of the outer world: reads, and one unit of work that commits everything together.

use crate::{Entry, Record, RecordId, RecordQuery, UpdateLine, UpdatesQuery};
use async_trait::async_trait;
use orda_base::{Access, Actor, Date, Page, Result, Timestamp};

/// Reads, and the beginning of a unit of work. Every read is a constant number of queries.
#[async_trait]
pub trait RegistryStore: Send + Sync {
    /// Begins a unit of work.
    async fn begin(&self) -> Result<Box<dyn RegistryWork>>;
    /// A record.
    async fn record(&self, id: RecordId) -> Result<Option<Record>>;
    /// A page of the records, by name.
    async fn page(&self, query: &RecordQuery) -> Result<Page<Record>>;
    /// A page of the data sets of records in operation, the longest overdue first.
    async fn updates(&self, query: &UpdatesQuery, today: Date) -> Result<Page<UpdateLine>>;
    /// History of a record, oldest first.
    async fn history(&self, id: RecordId) -> Result<Vec<Entry>>;
}

/// One transaction. Dropped without [`Self::commit`], nothing of it happened.
#[async_trait]
pub trait RegistryWork: Send {
    /// A new record.
    async fn insert(&mut self, record: &Record) -> Result<()>;
    /// Takes hold of a record.
    async fn lock(&mut self, id: RecordId) -> Result<Option<Record>>;
    /// What became of a record, which is held.
    async fn save(&mut self, record: &Record) -> Result<()>;
    /// Adds to the history of a record, which is held.
    async fn enter(&mut self, id: RecordId, entry: &Entry) -> Result<()>;
    /// Accounts for an access.
    async fn account(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()>;
    /// Makes it all durable.
    async fn commit(self: Box<Self>) -> Result<()>;
}
