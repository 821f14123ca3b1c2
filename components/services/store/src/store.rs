//! Reads.

use crate::work::Work;
use crate::{list, result, service};
use async_trait::async_trait;
use orda_base::{BodyId, Date, Page, PersonId, Result};
use orda_services::ports::{ServicesStore, ServicesWork};
use orda_services::{
    Authorisation, Entry, ResultId, ResultNumber, ResultQuery, Scope, Service, ServiceId, ServiceResult,
};
use orda_signatures::{SignatureId, SignatureRecord};
use orda_store::{Database, fault};
use sqlx::Any;
use sqlx::pool::PoolConnection;

/// Services and their results on SQL.
pub struct ServicesSql {
    db: Database,
}

impl ServicesSql {
    /// Over this database.
    pub const fn new(db: Database) -> Self {
        Self { db }
    }

    async fn conn(&self) -> Result<PoolConnection<Any>> {
        self.db.reader().acquire().await.map_err(fault)
    }
}

#[async_trait]
impl ServicesStore for ServicesSql {
    async fn begin(&self) -> Result<Box<dyn ServicesWork>> {
        Ok(Box::new(Work::new(self.db.begin().await?)))
    }

    async fn service(&self, id: ServiceId) -> Result<Option<Service>> {
        service::load(&mut *self.conn().await?, id).await
    }

    async fn services(&self, bodies: &[BodyId], ids: &[ServiceId]) -> Result<Vec<Service>> {
        service::list(&mut *self.conn().await?, bodies, ids).await
    }

    async fn authorisations_of(&self, person: PersonId) -> Result<Vec<Authorisation>> {
        service::authorisations_of(&mut *self.conn().await?, person).await
    }

    async fn authorisations(&self, service: ServiceId) -> Result<Vec<Authorisation>> {
        service::authorisations(&mut *self.conn().await?, service).await
    }

    async fn result(&self, id: ResultId) -> Result<Option<ServiceResult>> {
        result::load(&mut *self.conn().await?, id).await
    }

    async fn by_number(&self, number: &ResultNumber) -> Result<Option<ServiceResult>> {
        result::by_number(&mut *self.conn().await?, number).await
    }

    async fn page(
        &self,
        scope: &Scope,
        query: &ResultQuery,
        recipient: Option<&str>,
        today: Date,
    ) -> Result<Page<ServiceResult>> {
        list::page(&mut *self.conn().await?, scope, (query, recipient), today).await
    }

    async fn history(&self, object: &str) -> Result<Vec<Entry>> {
        service::history(&mut *self.conn().await?, object).await
    }

    async fn signature(&self, id: SignatureId) -> Result<Option<SignatureRecord>> {
        orda_signatures_store::get(&self.db, id).await
    }
}
