//! The use cases of the centre.

use super::refresh::Making;
use super::{
    Authority, AuthorityId, CentreSettings, CentreStore, CentreWork, CertificateFilter, CertificateId,
    CertificateRequest, CertificateRequestId, IssuedCertificate, MasterKey, RequestFilter, RequestState, RevokedState,
    Staff, StaffMember, policy,
};
use crate::trust::{Cache, TrustProfile};
use crate::{Algorithms, notices, refusal};
use eds::RevocationReason;
use eds::make::{self, SigningKey};
use orda_base::{Access, Actor, BodyId, Env, Error, Operation, Page, PageRequest, PersonId, Result, Role, Timestamp};
use std::sync::Arc;
use zeroize::Zeroizing;

/// Longest reason that may be given, in characters.
const REASON: usize = 2000;

/// The built-in certifying centre.
pub struct CertifyingCentre {
    pub(super) store: Arc<dyn CentreStore>,
    pub(super) staff: Arc<dyn Staff>,
    pub(super) env: Env,
    pub(super) key: MasterKey,
    pub(super) settings: CentreSettings,
    pub(super) cache: Cache,
}

/// A key with its certificate: what a person carries. Made only for demo data and the command line; the keys of people
/// are made in their browsers.
pub struct KeyCarrier {
    /// The certificate as the centre keeps it.
    pub issued: IssuedCertificate,
    /// The private key, PKCS#8 in DER.
    pub pkcs8: Zeroizing<Vec<u8>>,
    /// The root above it, DER.
    pub root: Vec<u8>,
}

impl KeyCarrier {
    /// The PKCS#12 file under `password`.
    ///
    /// # Errors
    /// `Refused` when it cannot be written.
    pub fn to_pkcs12(&self, password: &str) -> Result<Vec<u8>> {
        let certificate = eds::Certificate::from_der(&self.issued.certificate).map_err(refusal::made)?;
        let root = eds::Certificate::from_der(&self.root).map_err(refusal::made)?;
        make::to_pkcs12(&self.pkcs8, &certificate, &[root], password, &self.issued.subject.common_name)
            .map_err(refusal::made)
    }

    /// A detached signature over `content`, as the browser would make it.
    ///
    /// # Errors
    /// `Refused` when it cannot be made.
    pub fn sign(&self, content: &[u8], at: Timestamp) -> Result<Vec<u8>> {
        let certificate = eds::Certificate::from_der(&self.issued.certificate).map_err(refusal::made)?;
        let key = SigningKey::from_pkcs8(&self.pkcs8).map_err(refusal::made)?;
        make::sign_detached(content, &certificate, &[], &key, at.seconds()).map_err(refusal::made)
    }
}

impl CertifyingCentre {
    /// The centre over its store, the directory, the master key and settings.
    pub fn new(
        store: Arc<dyn CentreStore>,
        staff: Arc<dyn Staff>,
        env: Env,
        key: MasterKey,
        settings: CentreSettings,
    ) -> Self {
        Self { store, staff, env, key, settings, cache: Cache::default() }
    }

    /// Its settings.
    pub const fn settings(&self) -> &CentreSettings {
        &self.settings
    }

    /// Makes the root, when there is none yet, with its first, empty list. Only an administrator of the portal (or the
    /// portal itself).
    ///
    /// # Errors
    /// `Forbidden`; `signatures-refusal-centre_exists`.
    pub async fn create(&self, actor: &Actor) -> Result<AuthorityId> {
        if !actor.has_in_portal(Role::Administrator) {
            return Err(Error::Forbidden);
        }
        let mut work = self.store.begin().await?;
        if work.lock_authority().await?.is_some() {
            return Err(refusal::centre_exists().into());
        }
        let now = self.env.now();
        let authority = self.making().root(&self.settings.common_name, now)?;
        work.insert_authority(&authority).await?;
        let access = Access::done("certifying_centre", authority.id, Operation::Create).detail(authority.name.clone());
        work.account(actor, now, &access).await?;
        work.commit().await?;
        Ok(authority.id)
    }

    /// Is there a root?
    pub async fn exists(&self) -> Result<bool> {
        Ok(!self.store.crl_numbers().await?.is_empty())
    }

    /// A person asks for a certificate for oneself in `body`, with a PKCS#10 request (DER or PEM) made where the key is.
    /// Nothing of the request but the public key is used.
    ///
    /// # Errors
    /// `Forbidden` for who is not of the body; refusals: `no_possession`, `unknown_algorithm`, `weak_key`, `known_weakness`, `malformed`,
    /// `request_pending`, `key_used`, `not_of_body`, `no_centre`.
    pub async fn request(&self, actor: &Actor, body: BodyId, csr: &[u8]) -> Result<CertificateRequest> {
        policy::may_request(actor, body).check()?;
        let person = actor.person().ok_or(Error::Forbidden)?;
        let parsed = make::CertificateRequest::read(csr).map_err(refusal::request)?;
        self.strong_enough(parsed.spki())?;
        let member = self.member(person, body).await?;
        let administrators = self.staff.administrators(body).await?;
        let now = self.env.now();
        let request = CertificateRequest {
            id: CertificateRequestId::generate(&self.env),
            person,
            body,
            spki_sha256: crate::sha256_hex(parsed.spki()),
            spki: parsed.spki().to_vec(),
            key_name: parsed.key_name(),
            state: RequestState::Pending,
            reason: String::new(),
            requested_at: now,
            decided_at: None,
            decided_by: None,
            certificate: None,
        };
        let mut work = self.store.begin().await?;
        // One request at a time: two of the same person at once must not both find that none is pending.
        work.lock_authority().await?.ok_or_else(refusal::no_centre)?;
        if work.has_pending(person, body).await? {
            return Err(refusal::request_pending().into());
        }
        work.insert_request(&request).await.map_err(refusal::key_used_on_conflict)?;
        let access = Access::done("certificate_request", request.id, Operation::Create).detail(body.to_string());
        work.account(actor, now, &access).await?;
        work.notify(&notices::requested(&request, &member, &administrators)).await?;
        work.commit().await?;
        Ok(request)
    }

    /// An administrator approves a request: the certificate is issued at once, naming the person as the directory does
    /// now, with the role of a head if the person is head of the body now (acting heads included).
    ///
    /// # Errors
    /// `NotFound`, `Forbidden` (also for one's own request); refusals: `request_decided`, `not_of_body`, `no_centre`.
    pub async fn approve(&self, actor: &Actor, id: CertificateRequestId) -> Result<IssuedCertificate> {
        let mut work = self.store.begin().await?;
        let request = work.lock_request(id).await?.ok_or(Error::NotFound)?;
        policy::may_decide(actor, &request).check()?;
        let certificate_id = CertificateId::generate(&self.env);
        let now = self.env.now();
        let request = request.approved(actor.person(), certificate_id, now)?;
        let member = self.member(request.person, request.body).await?;
        let issued = self
            .issue_in(&mut *work, actor, certificate_id, request.person, request.body, &member, &request.spki, now)
            .await?;
        work.save_request(&request).await?;
        let access = Access::done("certificate_request", request.id, Operation::Change).detail("approved");
        work.account(actor, now, &access).await?;
        work.notify(&[notices::issued(&issued, &member)]).await?;
        work.commit().await?;
        Ok(issued)
    }

    /// An administrator rejects a request, saying why.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`, `Invalid` for a missing or too long reason; refusal `request_decided`.
    pub async fn reject(&self, actor: &Actor, id: CertificateRequestId, reason: &str) -> Result<CertificateRequest> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Error::field("reason", "signatures-error-reason_missing"));
        }
        if reason.chars().count() > REASON {
            return Err(Error::field("reason", "signatures-error-reason_long"));
        }
        let mut work = self.store.begin().await?;
        let request = work.lock_request(id).await?.ok_or(Error::NotFound)?;
        policy::may_decide(actor, &request).check()?;
        let now = self.env.now();
        let request = request.rejected(actor.person(), reason, now)?;
        work.save_request(&request).await?;
        let access = Access::done("certificate_request", request.id, Operation::Change).detail("rejected");
        work.account(actor, now, &access).await?;
        let member = self.staff.member(request.person, request.body).await?;
        work.notify(&[notices::rejected(&request, member.as_ref())]).await?;
        work.commit().await?;
        Ok(request)
    }

    /// Revokes a certificate: its owner or an administrator. A new list is made and in force at once (385-57-c).
    ///
    /// # Errors
    /// `NotFound`; refusal `already_revoked`.
    pub async fn revoke(
        &self,
        actor: &Actor,
        id: CertificateId,
        reason: RevocationReason,
    ) -> Result<IssuedCertificate> {
        let issuer = self.store.certificate(id).await?.ok_or(Error::NotFound)?.authority;
        let mut work = self.store.begin().await?;
        let mut authority = work.lock_authority_of(issuer).await?.ok_or_else(refusal::no_centre)?;
        let mut certificate = work.lock_certificate(id).await?.ok_or(Error::NotFound)?;
        policy::may_revoke(actor, &certificate).check()?;
        if certificate.revoked.is_some() {
            return Err(refusal::already_revoked().into());
        }
        // Lists count in seconds: the whole second counts as revoked, so that it is refused from this moment on.
        let now = self.env.now();
        certificate.revoked =
            Some(RevokedState { at: Timestamp::from_seconds(now.seconds()), by: actor.person(), reason });
        work.save_revocation(&certificate).await?;
        let revoked = work.revoked(authority.id).await?;
        self.making().new_list(&mut authority, &revoked, now)?;
        work.save_crl(&authority).await?;
        let access = Access::done("certificate", certificate.id, Operation::Change).detail(format!(
            "revoked {} {}",
            certificate.serial,
            reason.code()
        ));
        work.account(actor, now, &access).await?;
        if !actor.is(certificate.person) {
            work.notify(&[notices::revoked(&certificate)]).await?;
        }
        work.commit().await?;
        Ok(certificate)
    }

    /// Issues a certificate without a request: for the command line. Only an administrator of the portal, or the portal.
    ///
    /// # Errors
    /// `Forbidden`; refusals `not_of_body`, `key_used`, `no_centre`, `weak_key`.
    pub async fn issue(&self, actor: &Actor, person: PersonId, body: BodyId, spki: &[u8]) -> Result<IssuedCertificate> {
        if !actor.has_in_portal(Role::Administrator) || actor.is(person) {
            return Err(Error::Forbidden);
        }
        let member = self.member(person, body).await?;
        let now = self.env.now();
        let id = CertificateId::generate(&self.env);
        let mut work = self.store.begin().await?;
        let issued = self.issue_in(&mut *work, actor, id, person, body, &member, spki, now).await?;
        work.commit().await?;
        Ok(issued)
    }

    /// Makes a key and issues a certificate for it: for demo people and the command line.
    ///
    /// # Errors
    /// As [`Self::issue`].
    pub async fn issue_with_key(&self, actor: &Actor, person: PersonId, body: BodyId) -> Result<KeyCarrier> {
        let pkcs8 = SigningKey::generate_p256().map_err(refusal::made)?;
        let spki = SigningKey::from_pkcs8(&pkcs8).and_then(|k| k.spki()).map_err(refusal::made)?;
        let issued = self.issue(actor, person, body, &spki).await?;
        let authorities = self.store.authorities().await?;
        let root = authorities.into_iter().find(|a| a.id == issued.authority).ok_or_else(refusal::no_centre)?;
        Ok(KeyCarrier { issued, pkcs8, root: root.certificate })
    }

    /// May a key of this kind and length still get a certificate?
    fn strong_enough(&self, spki: &[u8]) -> Result<()> {
        let name = eds::PublicKey::from_spki(spki).map_err(refusal::request)?.name();
        let rules = Algorithms::with(self.settings.rsa_least_bits, &self.settings.retired).for_new();
        eds::strength::not_retired(&rules, &[name], self.env.now().seconds()).map_err(refusal::request)
    }

    #[allow(clippy::too_many_arguments, reason = "everything a certificate says, from two use cases")]
    async fn issue_in(
        &self,
        work: &mut dyn CentreWork,
        actor: &Actor,
        id: CertificateId,
        person: PersonId,
        body: BodyId,
        member: &StaffMember,
        spki: &[u8],
        now: Timestamp,
    ) -> Result<IssuedCertificate> {
        self.strong_enough(spki)?;
        let authority = work.lock_authority().await?.ok_or_else(refusal::no_centre)?;
        let certificate = self.making().certificate(&authority, member, spki, now)?;
        let issued = IssuedCertificate {
            id,
            authority: authority.id,
            person,
            body,
            serial: certificate.serial_hex(),
            sha256: certificate.sha256_hex(),
            subject: self.settings.profile.read(&certificate).map_err(refusal::made)?,
            spki_sha256: crate::sha256_hex(spki),
            not_before: Timestamp::from_seconds(certificate.not_before()),
            not_after: Timestamp::from_seconds(certificate.not_after()),
            certificate: certificate.der().to_vec(),
            issued_at: now,
            issued_by: actor.person(),
            revoked: None,
        };
        work.insert_certificate(&issued).await.map_err(refusal::key_used_on_conflict)?;
        let access = Access::done("certificate", issued.id, Operation::Create).detail(format!(
            "{} {} {}",
            issued.serial,
            person,
            issued.subject.roles.join(" ")
        ));
        work.account(actor, now, &access).await?;
        Ok(issued)
    }

    async fn member(&self, person: PersonId, body: BodyId) -> Result<StaffMember> {
        Ok(self.staff.member(person, body).await?.ok_or_else(refusal::not_of_body)?)
    }

    /// One request, for who may see it.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn get_request(&self, actor: &Actor, id: CertificateRequestId) -> Result<CertificateRequest> {
        let found = self.store.request(id).await?.ok_or(Error::NotFound)?;
        if policy::may_see(actor, found.person, found.body) { Ok(found) } else { Err(Error::NotFound) }
    }

    /// One certificate, for who may see it.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn get_certificate(&self, actor: &Actor, id: CertificateId) -> Result<IssuedCertificate> {
        let found = self.store.certificate(id).await?.ok_or(Error::NotFound)?;
        if policy::may_see(actor, found.person, found.body) { Ok(found) } else { Err(Error::NotFound) }
    }

    /// One's own requests, newest first.
    ///
    /// # Errors
    /// `Forbidden` for who is no person.
    pub async fn own_requests(&self, actor: &Actor, page: PageRequest) -> Result<Page<CertificateRequest>> {
        let person = actor.person().ok_or(Error::Forbidden)?;
        self.store.requests(&RequestFilter { person: Some(person), ..RequestFilter::default() }, page).await
    }

    /// One's own certificates, newest first.
    ///
    /// # Errors
    /// `Forbidden` for who is no person.
    pub async fn own_certificates(&self, actor: &Actor, page: PageRequest) -> Result<Page<IssuedCertificate>> {
        let person = actor.person().ok_or(Error::Forbidden)?;
        self.store.certificates(&CertificateFilter { person: Some(person), ..CertificateFilter::default() }, page).await
    }

    /// Requests of the bodies the actor administers.
    ///
    /// # Errors
    /// `Forbidden` for who administers nothing.
    pub async fn requests(
        &self,
        actor: &Actor,
        mut filter: RequestFilter,
        page: PageRequest,
    ) -> Result<Page<CertificateRequest>> {
        filter.bodies = administered(actor, filter.bodies)?;
        self.store.requests(&filter, page).await
    }

    /// Certificates of the bodies the actor administers.
    ///
    /// # Errors
    /// `Forbidden` for who administers nothing.
    pub async fn certificates(
        &self,
        actor: &Actor,
        mut filter: CertificateFilter,
        page: PageRequest,
    ) -> Result<Page<IssuedCertificate>> {
        filter.bodies = administered(actor, filter.bodies)?;
        self.store.certificates(&filter, page).await
    }

    /// Every authority, newest first. Keys stay sealed.
    pub async fn authorities(&self) -> Result<Vec<Authority>> {
        self.store.authorities().await
    }

    /// What is trusted because of this centre: every root with its current list. A list that is due is renewed first.
    pub async fn trust(&self) -> Result<Arc<TrustProfile>> {
        let now = self.env.now();
        let mut numbers = self.store.crl_numbers().await?;
        if numbers.iter().any(|(_, _, next)| *next <= now) {
            self.refresh_crl().await?;
            numbers = self.store.crl_numbers().await?;
        }
        let key: Vec<(AuthorityId, u64)> = numbers.into_iter().map(|(id, number, _)| (id, number)).collect();
        if let Some(known) = self.cache.get(&key) {
            return Ok(known);
        }
        let fresh = Arc::new(TrustProfile::of_centre(&self.store.authorities().await?, &self.settings)?);
        self.cache.put(key, Arc::clone(&fresh));
        Ok(fresh)
    }

    pub(super) const fn making(&self) -> Making<'_> {
        Making { env: &self.env, key: &self.key, settings: &self.settings }
    }
}

/// Which bodies' lists the actor may see: all as administrator of the portal, else those administered, narrowed to the
/// wanted ones.
fn administered(actor: &Actor, wanted: Option<Vec<BodyId>>) -> Result<Option<Vec<BodyId>>> {
    if actor.has_in_portal(Role::Administrator) {
        return Ok(wanted);
    }
    let own: Vec<BodyId> = actor.bodies_with(Role::Administrator).collect();
    if own.is_empty() {
        return Err(Error::Forbidden);
    }
    Ok(Some(match wanted {
        Some(wanted) => wanted.into_iter().filter(|b| own.contains(b)).collect(),
        None => own,
    }))
}
