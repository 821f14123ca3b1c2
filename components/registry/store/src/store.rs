//! Reads, and one transaction of a use case.

use crate::{list, record};
use async_trait::async_trait;
use orda_base::{Access, Actor, Date, Page, Result, Timestamp};
use orda_registry::ports::{RegistryStore, RegistryWork};
use orda_registry::{Entry, Record, RecordId, RecordQuery, UpdateLine, UpdatesQuery};
use orda_store::{Database, Tx, fault};
use sqlx::Any;
use sqlx::pool::PoolConnection;

/// The register on SQL.
pub struct RegistrySql {
    db: Database,
}

impl RegistrySql {
    /// Over this database.
    pub const fn new(db: Database) -> Self {
        Self { db }
    }

    async fn conn(&self) -> Result<PoolConnection<Any>> {
        self.db.reader().acquire().await.map_err(fault)
    }
}

#[async_trait]
impl RegistryStore for RegistrySql {
    async fn begin(&self) -> Result<Box<dyn RegistryWork>> {
        Ok(Box::new(Work { tx: self.db.begin().await? }))
    }

    async fn record(&self, id: RecordId) -> Result<Option<Record>> {
        record::load(&mut *self.conn().await?, id).await
    }

    async fn page(&self, query: &RecordQuery) -> Result<Page<Record>> {
        list::records(&mut *self.conn().await?, query).await
    }

    async fn updates(&self, query: &UpdatesQuery, today: Date) -> Result<Page<UpdateLine>> {
        list::updates(&mut *self.conn().await?, query, today).await
    }

    async fn history(&self, id: RecordId) -> Result<Vec<Entry>> {
        record::history(&mut *self.conn().await?, id).await
    }
}

/// A transaction.
struct Work {
    tx: Tx,
}

#[async_trait]
impl RegistryWork for Work {
    async fn insert(&mut self, new: &Record) -> Result<()> {
        record::insert(&mut self.tx, new).await
    }

    async fn lock(&mut self, id: RecordId) -> Result<Option<Record>> {
        record::lock(&mut self.tx, id).await
    }

    async fn save(&mut self, changed: &Record) -> Result<()> {
        record::save(&mut self.tx, changed).await
    }

    async fn enter(&mut self, id: RecordId, entry: &Entry) -> Result<()> {
        record::enter(&mut self.tx, id, entry).await
    }

    async fn account(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()> {
        orda_audit_store::record(&mut self.tx, actor, at, access).await
    }

    async fn commit(self: Box<Self>) -> Result<()> {
        self.tx.commit().await
    }
}
