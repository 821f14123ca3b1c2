//! Reads, and one transaction of a use case.

use crate::{audit, interaction, list, record, told};
use async_trait::async_trait;
use orda_base::uuid::Uuid;
use orda_base::{Access, Actor, BodyId, Date, Env, Page, Result, Timestamp};
use orda_documents::FileSetId;
use orda_notifications::Notice;
use orda_registry::ports::{RegistryStore, RegistryWork};
use orda_registry::{
    Audit, AuditId, AuditQuery, AuditState, DataSetId, DueSearch, Entry, Interaction, InteractionId, InteractionQuery,
    Part, Record, RecordId, RecordQuery, UpdateLine, UpdatesQuery,
};
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

    async fn untold(&self, today: Date) -> Result<Vec<UpdateLine>> {
        told::untold(&mut *self.conn().await?, today).await
    }

    async fn history(&self, object: Uuid) -> Result<Vec<Entry>> {
        record::history(&mut *self.conn().await?, object).await
    }

    async fn interaction(&self, id: InteractionId) -> Result<Option<Interaction>> {
        interaction::load(&mut *self.conn().await?, id).await
    }

    async fn interactions(&self, query: &InteractionQuery, of: Option<&[BodyId]>) -> Result<Page<Interaction>> {
        interaction::page(&mut *self.conn().await?, query, of).await
    }

    async fn in_force(&self) -> Result<Vec<Interaction>> {
        interaction::in_force(&mut *self.conn().await?).await
    }

    async fn records(&self, ids: &[RecordId]) -> Result<Vec<Record>> {
        record::load_all(&mut *self.conn().await?, ids).await
    }

    async fn non_state(&self) -> Result<Vec<Record>> {
        record::non_state(&mut *self.conn().await?).await
    }

    async fn audit(&self, id: AuditId) -> Result<Option<Audit>> {
        audit::load(&mut *self.conn().await?, id).await
    }

    async fn audits_of(&self, of: RecordId) -> Result<Vec<Audit>> {
        audit::of(&mut *self.conn().await?, of).await
    }

    async fn audits(&self, query: &AuditQuery, of: Option<&[BodyId]>) -> Result<Page<Audit>> {
        audit::page(&mut *self.conn().await?, query, of).await
    }

    async fn audits_due(&self, search: &DueSearch, of: Option<&[BodyId]>) -> Result<Page<Record>> {
        audit::due(&mut *self.conn().await?, search, of).await
    }

    async fn untold_audits(&self, today: Date, until: Date) -> Result<Vec<Record>> {
        audit::untold(&mut *self.conn().await?, today, until).await
    }

    async fn without_audit_term(&self) -> Result<Vec<RecordId>> {
        audit::without_term(&mut *self.conn().await?).await
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

    async fn insert_interaction(&mut self, new: &Interaction) -> Result<()> {
        interaction::insert(&mut self.tx, new).await
    }

    async fn lock_interaction(&mut self, id: InteractionId) -> Result<Option<Interaction>> {
        interaction::lock(&mut self.tx, id).await
    }

    async fn is_taken(&mut self, part: Part) -> Result<bool> {
        interaction::is_taken(&mut self.tx, part).await
    }

    async fn save_interaction(&mut self, changed: &Interaction) -> Result<()> {
        interaction::save(&mut self.tx, changed).await
    }

    async fn insert_audit(&mut self, new: &Audit) -> Result<()> {
        audit::insert(&mut self.tx, new).await
    }

    async fn lock_audit(&mut self, id: AuditId) -> Result<Option<Audit>> {
        audit::lock(&mut self.tx, id).await
    }

    async fn save_audit(&mut self, changed: &Audit) -> Result<()> {
        audit::save(&mut self.tx, changed).await
    }

    async fn audited_until(&mut self, of: RecordId) -> Result<Option<Date>> {
        audit::until(&mut self.tx, of).await
    }

    async fn tell_of_audit(&mut self, of: RecordId, due: Date, state: AuditState) -> Result<bool> {
        audit::tell(&mut self.tx, of, due, state).await
    }

    async fn seal(&mut self, set: FileSetId, now: Timestamp) -> Result<()> {
        orda_documents_store::seal(&mut self.tx, set, now).await
    }

    async fn enter(&mut self, object: Uuid, entry: &Entry) -> Result<()> {
        record::enter(&mut self.tx, object, entry).await
    }

    async fn tell(&mut self, set: DataSetId, due: Date) -> Result<bool> {
        told::tell(&mut self.tx, set, due).await
    }

    async fn notify(&mut self, env: &Env, notices: &[Notice]) -> Result<()> {
        orda_notifications_store::enqueue(&mut self.tx, env, notices).await
    }

    async fn account(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()> {
        orda_audit_store::record(&mut self.tx, actor, at, access).await
    }

    async fn commit(self: Box<Self>) -> Result<()> {
        self.tx.commit().await
    }
}
