//! What the centre needs of the outer world.

use super::{
    Authority, AuthorityId, CertificateFilter, CertificateId, CertificateRequest, CertificateRequestId,
    IssuedCertificate, RequestFilter, Service,
};
use crate::Transaction;
use async_trait::async_trait;
use eds::make::RevokedEntry;
use orda_base::{BodyId, LocalizedText, Page, PageRequest, PersonId, Result, Timestamp};

/// A person in a body, as a certificate names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffMember {
    /// Surname.
    pub surname: String,
    /// Given name.
    pub given: String,
    /// Patronymic; may be empty.
    pub patronymic: String,
    /// Individual identification number.
    pub iin: String,
    /// Business identification number of the body.
    pub bin: String,
    /// Name of the body.
    pub organisation: LocalizedText,
    /// Is the person head of the body now, acting heads included?
    pub head: bool,
}

impl StaffMember {
    /// Surname, given name and patronymic.
    pub fn full_name(&self) -> String {
        let parts = [&self.surname, &self.given, &self.patronymic];
        parts.into_iter().filter(|p| !p.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// Who works where; answered by the directory of people and bodies.
#[async_trait]
pub trait Staff: Send + Sync {
    /// The person in the body as of now; none when the person does not work there.
    async fn member(&self, person: PersonId, body: BodyId) -> Result<Option<StaffMember>>;
    /// Administrators who may decide requests of the body: its own, or the portal's when it has none.
    async fn administrators(&self, body: BodyId) -> Result<Vec<PersonId>>;
}

/// Reads of the centre.
#[async_trait]
pub trait CentreStore: Send + Sync {
    /// Starts a transaction.
    async fn begin(&self) -> Result<Box<dyn CentreWork>>;
    /// Every authority, newest first.
    async fn authorities(&self) -> Result<Vec<Authority>>;
    /// Number of the current list and when it is due, of every authority: tells cheaply whether anything changed.
    async fn crl_numbers(&self) -> Result<Vec<(AuthorityId, u64, Timestamp)>>;
    /// The newest authority: the one that issues.
    async fn newest_authority(&self) -> Result<Option<AuthorityId>>;
    /// Every service, newest first.
    async fn services(&self) -> Result<Vec<Service>>;
    /// Certificates of an authority with these serial numbers (hexadecimal), in no order.
    async fn certificates_by_serial(
        &self,
        authority: AuthorityId,
        serials: &[String],
    ) -> Result<Vec<IssuedCertificate>>;
    /// One request.
    async fn request(&self, id: CertificateRequestId) -> Result<Option<CertificateRequest>>;
    /// Requests, newest first.
    async fn requests(&self, filter: &RequestFilter, page: PageRequest) -> Result<Page<CertificateRequest>>;
    /// One certificate.
    async fn certificate(&self, id: CertificateId) -> Result<Option<IssuedCertificate>>;
    /// Certificates, newest first.
    async fn certificates(&self, filter: &CertificateFilter, page: PageRequest) -> Result<Page<IssuedCertificate>>;
}

/// One transaction of the centre.
#[async_trait]
pub trait CentreWork: Transaction {
    /// Keeps a new authority; `Conflict` when there is one of the same name.
    async fn insert_authority(&mut self, authority: &Authority) -> Result<()>;
    /// The newest authority, locked until the end of the transaction: lists are made one after another.
    async fn lock_authority(&mut self) -> Result<Option<Authority>>;
    /// The authority with this id, locked until the end of the transaction.
    async fn lock_authority_of(&mut self, id: AuthorityId) -> Result<Option<Authority>>;
    /// Every service, newest first, as of this transaction.
    async fn services(&mut self) -> Result<Vec<Service>>;
    /// Keeps a new service.
    async fn insert_service(&mut self, service: &Service) -> Result<()>;
    /// Puts a new list in place.
    async fn save_crl(&mut self, authority: &Authority) -> Result<()>;
    /// Keeps a new request; `Conflict` when the key was asked for before.
    async fn insert_request(&mut self, request: &CertificateRequest) -> Result<()>;
    /// Does the person have an undecided request in this body?
    async fn has_pending(&mut self, person: PersonId, body: BodyId) -> Result<bool>;
    /// The request, locked.
    async fn lock_request(&mut self, id: CertificateRequestId) -> Result<Option<CertificateRequest>>;
    /// Keeps the decision of a request.
    async fn save_request(&mut self, request: &CertificateRequest) -> Result<()>;
    /// Keeps a new certificate; `Conflict` when the key has one.
    async fn insert_certificate(&mut self, certificate: &IssuedCertificate) -> Result<()>;
    /// The certificate, locked.
    async fn lock_certificate(&mut self, id: CertificateId) -> Result<Option<IssuedCertificate>>;
    /// Keeps that a certificate is revoked.
    async fn save_revocation(&mut self, certificate: &IssuedCertificate) -> Result<()>;
    /// Everything revoked of an authority, oldest first.
    async fn revoked(&mut self, authority: AuthorityId) -> Result<Vec<RevokedEntry>>;
}
