//! One transaction of a use case.

use crate::{result, service};
use async_trait::async_trait;
use orda_base::{Access, Actor, PersonId, Result, Timestamp};
use orda_documents::FileSetId;
use orda_services::ports::ServicesWork;
use orda_services::{Authorisation, AuthorisationId, Entry, ResultId, Service, ServiceId, ServiceResult};
use orda_signatures::SignatureRecord;
use orda_store::Tx;

/// A transaction.
pub(crate) struct Work {
    tx: Tx,
}

impl Work {
    pub(crate) const fn new(tx: Tx) -> Self {
        Self { tx }
    }
}

#[async_trait]
impl ServicesWork for Work {
    async fn insert_service(&mut self, service: &Service) -> Result<()> {
        service::insert(&mut self.tx, service).await
    }

    async fn lock_service(&mut self, id: ServiceId) -> Result<Option<Service>> {
        service::lock(&mut self.tx, id).await
    }

    async fn save_service(&mut self, service: &Service) -> Result<()> {
        service::save(&mut self.tx, service).await
    }

    async fn insert_authorisation(&mut self, authorisation: &Authorisation) -> Result<()> {
        service::grant(&mut self.tx, authorisation).await
    }

    async fn lock_authorisation(&mut self, id: AuthorisationId) -> Result<Option<Authorisation>> {
        service::lock_authorisation(&mut self.tx, id).await
    }

    async fn hold_authorisations(&mut self, service: ServiceId, person: PersonId) -> Result<Vec<Authorisation>> {
        service::hold(&mut self.tx, service, person).await
    }

    async fn save_authorisation(&mut self, authorisation: &Authorisation) -> Result<()> {
        service::save_authorisation(&mut self.tx, authorisation).await
    }

    async fn insert_result(&mut self, result: &ServiceResult) -> Result<()> {
        result::insert(&mut self.tx, result).await
    }

    async fn lock_result(&mut self, id: ResultId) -> Result<Option<ServiceResult>> {
        result::lock(&mut self.tx, id).await
    }

    async fn save_result(&mut self, result: &ServiceResult) -> Result<()> {
        result::save(&mut self.tx, result).await
    }

    async fn add_signature(&mut self, record: &SignatureRecord) -> Result<()> {
        orda_signatures_store::insert(&mut self.tx, record).await
    }

    async fn seal(&mut self, set: FileSetId, now: Timestamp) -> Result<()> {
        orda_documents_store::seal(&mut self.tx, set, now).await
    }

    async fn enter(&mut self, object: &str, entry: &Entry) -> Result<()> {
        service::enter(&mut self.tx, object, entry).await
    }

    async fn record(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()> {
        orda_audit_store::record(&mut self.tx, actor, at, access).await
    }

    async fn commit(self: Box<Self>) -> Result<()> {
        self.tx.commit().await
    }
}
