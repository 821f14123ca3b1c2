//! What the use cases need of the outer world: reads, and one unit of work that commits everything together.

use crate::{
    Authorisation, AuthorisationId, Entry, ResultId, ResultNumber, ResultQuery, Scope, Service, ServiceId,
    ServiceResult,
};
use async_trait::async_trait;
use orda_base::{Access, Actor, BodyId, Date, Page, PersonId, Result, Timestamp};
use orda_documents::FileSetId;
use orda_signatures::{SignatureId, SignatureRecord};

/// Reads, and the beginning of a unit of work. Every read is a constant number of queries.
#[async_trait]
pub trait ServicesStore: Send + Sync {
    /// Begins a unit of work.
    async fn begin(&self) -> Result<Box<dyn ServicesWork>>;
    /// A service.
    async fn service(&self, id: ServiceId) -> Result<Option<Service>>;
    /// Services of these providers, and these services, by code.
    async fn services(&self, bodies: &[BodyId], ids: &[ServiceId]) -> Result<Vec<Service>>;
    /// Authorisations of a person, for all services.
    async fn authorisations_of(&self, person: PersonId) -> Result<Vec<Authorisation>>;
    /// Authorisations for a service, newest first.
    async fn authorisations(&self, service: ServiceId) -> Result<Vec<Authorisation>>;
    /// A result.
    async fn result(&self, id: ResultId) -> Result<Option<ServiceResult>>;
    /// The result with this number.
    async fn by_number(&self, number: &ResultNumber) -> Result<Option<ServiceResult>>;
    /// A page of the results within `scope`, newest first, seen on `today`; of the recipient with this IIN or BIN only when
    /// one is given.
    async fn page(
        &self,
        scope: &Scope,
        query: &ResultQuery,
        recipient: Option<&str>,
        today: Date,
    ) -> Result<Page<ServiceResult>>;
    /// History of a service or of a result, oldest first.
    async fn history(&self, object: &str) -> Result<Vec<Entry>>;
    /// A signature.
    async fn signature(&self, id: SignatureId) -> Result<Option<SignatureRecord>>;
}

/// One transaction. Dropped without [`Self::commit`], nothing of it happened.
#[async_trait]
pub trait ServicesWork: Send {
    /// A new service. Conflict when its code is taken.
    async fn insert_service(&mut self, service: &Service) -> Result<()>;
    /// Takes hold of a service.
    async fn lock_service(&mut self, id: ServiceId) -> Result<Option<Service>>;
    /// What became of a service.
    async fn save_service(&mut self, service: &Service) -> Result<()>;
    /// A new authorisation. The service is held.
    async fn insert_authorisation(&mut self, authorisation: &Authorisation) -> Result<()>;
    /// Takes hold of one authorisation.
    async fn lock_authorisation(&mut self, id: AuthorisationId) -> Result<Option<Authorisation>>;
    /// Takes hold of all authorisations of a person for a service: none of them is withdrawn until the end of the work.
    async fn hold_authorisations(&mut self, service: ServiceId, person: PersonId) -> Result<Vec<Authorisation>>;
    /// What became of an authorisation.
    async fn save_authorisation(&mut self, authorisation: &Authorisation) -> Result<()>;
    /// A new result. Conflict when its number was given before.
    async fn insert_result(&mut self, result: &ServiceResult) -> Result<()>;
    /// Takes hold of a result.
    async fn lock_result(&mut self, id: ResultId) -> Result<Option<ServiceResult>>;
    /// What became of a result.
    async fn save_result(&mut self, result: &ServiceResult) -> Result<()>;
    /// Keeps an accepted signature.
    async fn add_signature(&mut self, record: &SignatureRecord) -> Result<()>;
    /// Closes a set of files: nothing in it changes any more.
    async fn seal(&mut self, set: FileSetId, now: Timestamp) -> Result<()>;
    /// Adds to the history of a service or of a result, which is held.
    async fn enter(&mut self, object: &str, entry: &Entry) -> Result<()>;
    /// Accounts for an access.
    async fn record(&mut self, actor: &Actor, at: Timestamp, access: &Access) -> Result<()>;
    /// Makes it all durable.
    async fn commit(self: Box<Self>) -> Result<()>;
}
