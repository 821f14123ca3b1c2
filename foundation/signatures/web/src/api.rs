//! The interface for programs: certificates, requests, revocation, verification.

use crate::SignaturesWeb;
use crate::form::decode;
use crate::pages::pki::fresh;
use crate::pages::verify::check;
use axum::extract::State;
use axum::response::IntoResponse;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use orda_base::{Access, BodyId, Error, Operation, Page, PageRequest, PersonId, Refusal, Result};
use orda_signatures::centre::{
    Authority, CertificateFilter, CertificateId, CertificateRequest, CertificateRequestId, IssuedCertificate,
    RequestFilter, RequestState, RevocationReason,
};
use orda_signatures::{Examined, Report};
use orda_web::{Accounted, Caller, Json, Path, Query, Response, WebError};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn router() -> OpenApiRouter<SignaturesWeb> {
    OpenApiRouter::new()
        .routes(routes!(list_certificates))
        .routes(routes!(show_certificate))
        .routes(routes!(revoke_certificate))
        .routes(routes!(list_requests, make_request))
        .routes(routes!(show_request))
        .routes(routes!(approve_request))
        .routes(routes!(reject_request))
        .routes(routes!(verify_signature))
        .routes(routes!(list_authorities))
}

/// A certificate that the centre issued.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EdsCertificate)]
struct CertificateView {
    id: String,
    /// Whose it is.
    person: String,
    /// For which body.
    body: String,
    /// Full name in the certificate.
    name: String,
    /// Business identification number in the certificate.
    bin: String,
    /// Role identifiers.
    roles: Vec<String>,
    /// Serial number, hexadecimal.
    serial: String,
    /// SHA-256 of the certificate, hexadecimal.
    sha256: String,
    /// `valid`, `not_yet_valid`, `expired` or `revoked`.
    state: &'static str,
    /// RFC 3339.
    not_before: String,
    /// RFC 3339.
    not_after: String,
    /// RFC 3339; absent when it is not revoked.
    #[serde(skip_serializing_if = "Option::is_none")]
    revoked_at: Option<String>,
    /// Why it was revoked.
    #[serde(skip_serializing_if = "Option::is_none")]
    revocation_reason: Option<&'static str>,
    /// The certificate, DER in base64.
    certificate: String,
}

impl CertificateView {
    fn of(app: &SignaturesWeb, item: IssuedCertificate) -> Self {
        let state = item.state(app.env.now()).code();
        Self {
            id: item.id.to_string(),
            person: item.person.to_string(),
            body: item.body.to_string(),
            name: item.subject.full_name(),
            bin: item.subject.bin,
            roles: item.subject.roles,
            serial: item.serial,
            sha256: item.sha256,
            state,
            not_before: item.not_before.rfc3339(),
            not_after: item.not_after.rfc3339(),
            revoked_at: item.revoked.map(|r| r.at.rfc3339()),
            revocation_reason: item.revoked.map(|r| r.reason.code()),
            certificate: STANDARD.encode(item.certificate),
        }
    }
}

/// A request for a certificate.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CertificateRequest)]
struct RequestView {
    id: String,
    /// Who asks.
    person: String,
    /// For which body.
    body: String,
    /// Kind and length of the key.
    key: String,
    /// SHA-256 of the public key, hexadecimal.
    key_sha256: String,
    /// `pending`, `approved` or `rejected`.
    state: &'static str,
    /// Why it was rejected; empty otherwise.
    reason: String,
    /// RFC 3339.
    requested_at: String,
    /// RFC 3339; absent while it waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_at: Option<String>,
    /// Id of the certificate that was issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate: Option<String>,
}

impl From<CertificateRequest> for RequestView {
    fn from(item: CertificateRequest) -> Self {
        Self {
            id: item.id.to_string(),
            person: item.person.to_string(),
            body: item.body.to_string(),
            key: item.key_name,
            key_sha256: item.spki_sha256,
            state: item.state.code(),
            reason: item.reason,
            requested_at: item.requested_at.rfc3339(),
            decided_at: item.decided_at.map(orda_base::Timestamp::rfc3339),
            certificate: item.certificate.map(|id| id.to_string()),
        }
    }
}

/// A page of certificates.
#[derive(Debug, Serialize, ToSchema)]
struct CertificatePage {
    items: Vec<CertificateView>,
    /// In the whole list.
    total: u64,
    page: u32,
    size: u32,
}

/// A page of requests.
#[derive(Debug, Serialize, ToSchema)]
struct RequestPage {
    items: Vec<RequestView>,
    /// In the whole list.
    total: u64,
    page: u32,
    size: u32,
}

/// Which part of which list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// `own` (as when absent), or `administered`: of the bodies that the caller keeps.
    scope: String,
    /// Id of a body.
    body: String,
    /// Id of a person (only `administered`).
    person: String,
    /// State of a request.
    state: String,
    /// Number of the page, from 1.
    page: Option<u32>,
    /// Rows a page: 25, 50 or 100.
    size: Option<u32>,
}

impl ListQuery {
    fn page(&self) -> PageRequest {
        PageRequest::new(self.page, self.size)
    }

    fn is_administered(&self) -> Result<bool> {
        match self.scope.as_str() {
            "" | "own" => Ok(false),
            "administered" => Ok(true),
            _ => Err(wrong("scope")),
        }
    }

    fn bodies(&self) -> Result<Option<Vec<BodyId>>> {
        optional("body", &self.body).map(|body: Option<BodyId>| body.map(|b| vec![b]))
    }
}

fn wrong(field: &str) -> Error {
    Error::field(field, "signatures-error-value")
}

fn optional<T: std::str::FromStr>(field: &str, text: &str) -> Result<Option<T>> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| wrong(field)) }
}

fn known(caller: &Caller) -> Result<()> {
    if caller.0.is_known() { Ok(()) } else { Err(Error::Unauthenticated) }
}

/// Certificates: one's own, or those of the bodies that one keeps.
#[utoipa::path(get, path = "/api/v1/certificates", tag = "signatures", params(ListQuery),
    responses((status = 200, body = CertificatePage), (status = 401), (status = 403), (status = 422)))]
async fn list_certificates(
    State(app): State<SignaturesWeb>,
    caller: Caller,
    Query(query): Query<ListQuery>,
) -> Result<Response, WebError> {
    known(&caller)?;
    let found: Page<IssuedCertificate> = if query.is_administered()? {
        let person: Option<PersonId> = optional("person", &query.person)?;
        let filter = CertificateFilter { person, bodies: query.bodies()?, unrevoked: false };
        app.centre.certificates(&caller.0, filter, query.page()).await?
    } else {
        app.centre.own_certificates(&caller.0, query.page()).await?
    };
    let found = found.map(|item| CertificateView::of(&app, item));
    let page = CertificatePage { items: found.items, total: found.total, page: found.number, size: found.size };
    Ok(Json(page).into_response().accessed(Access::done("certificate", "", Operation::Search)))
}

/// One certificate.
#[utoipa::path(get, path = "/api/v1/certificates/{id}", tag = "signatures",
    params(("id" = String, Path, description = "Id of the certificate")),
    responses((status = 200, body = CertificateView), (status = 401), (status = 404)))]
async fn show_certificate(
    State(app): State<SignaturesWeb>,
    caller: Caller,
    Path(id): Path<CertificateId>,
) -> Result<Response, WebError> {
    known(&caller)?;
    let found = app.centre.get_certificate(&caller.0, id).await?;
    let view = CertificateView::of(&app, found);
    Ok(Json(view).into_response().accessed(Access::done("certificate", id, Operation::Read)))
}

/// Why a certificate is revoked.
#[derive(Debug, Deserialize, ToSchema)]
struct Revocation {
    /// `superseded`, `key_compromise`, `affiliation_changed`, `cessation_of_operation` or `unspecified`.
    reason: String,
}

/// Revoke a certificate: one's own, or as administrator. It can't be undone.
#[utoipa::path(post, path = "/api/v1/certificates/{id}/revoke", tag = "signatures",
    params(("id" = String, Path, description = "Id of the certificate")), request_body = Revocation,
    responses((status = 200, body = CertificateView), (status = 401), (status = 404), (status = 409), (status = 422)))]
async fn revoke_certificate(
    State(app): State<SignaturesWeb>,
    caller: Caller,
    Path(id): Path<CertificateId>,
    Json(input): Json<Revocation>,
) -> Result<Response, WebError> {
    known(&caller)?;
    let reason = RevocationReason::from_code(&input.reason).ok_or_else(|| wrong("reason"))?;
    let revoked = app.centre.revoke(&caller.0, id, reason).await?;
    Ok(Json(CertificateView::of(&app, revoked)).into_response().already_accounted())
}

/// Requests for certificates: one's own, or those of the bodies that one keeps.
#[utoipa::path(get, path = "/api/v1/certificate-requests", tag = "signatures", params(ListQuery),
    responses((status = 200, body = RequestPage), (status = 401), (status = 403), (status = 422)))]
async fn list_requests(
    State(app): State<SignaturesWeb>,
    caller: Caller,
    Query(query): Query<ListQuery>,
) -> Result<Response, WebError> {
    known(&caller)?;
    let found = if query.is_administered()? {
        let state = match query.state.as_str() {
            "" => None,
            code => Some(RequestState::from_code(code).ok_or_else(|| wrong("state"))?),
        };
        let person: Option<PersonId> = optional("person", &query.person)?;
        let filter = RequestFilter { person, bodies: query.bodies()?, state };
        app.centre.requests(&caller.0, filter, query.page()).await?
    } else {
        app.centre.own_requests(&caller.0, query.page()).await?
    };
    let found = found.map(RequestView::from);
    let page = RequestPage { items: found.items, total: found.total, page: found.number, size: found.size };
    Ok(Json(page).into_response().accessed(Access::done("certificate_request", "", Operation::Search)))
}

/// A new request.
#[derive(Debug, Deserialize, ToSchema)]
struct NewRequest {
    /// Id of the body.
    body: String,
    /// PKCS#10, PEM or DER in base64, signed with the key that is to be certified.
    csr: String,
}

/// Ask for a certificate for oneself. Nothing but the public key of the request is used.
#[utoipa::path(post, path = "/api/v1/certificate-requests", tag = "signatures", request_body = NewRequest,
    responses((status = 201, body = RequestView), (status = 401), (status = 403), (status = 409), (status = 422)))]
async fn make_request(
    State(app): State<SignaturesWeb>,
    caller: Caller,
    Json(input): Json<NewRequest>,
) -> Result<Response, WebError> {
    known(&caller)?;
    let body = input.body.parse().map_err(|_| wrong("body"))?;
    let made = app.centre.request(&caller.0, body, &decode(input.csr.as_bytes())?).await?;
    Ok((StatusCode::CREATED, Json(RequestView::from(made))).into_response().already_accounted())
}

/// One request.
#[utoipa::path(get, path = "/api/v1/certificate-requests/{id}", tag = "signatures",
    params(("id" = String, Path, description = "Id of the request")),
    responses((status = 200, body = RequestView), (status = 401), (status = 404)))]
async fn show_request(
    State(app): State<SignaturesWeb>,
    caller: Caller,
    Path(id): Path<CertificateRequestId>,
) -> Result<Response, WebError> {
    known(&caller)?;
    let found = app.centre.get_request(&caller.0, id).await?;
    let access = Access::done("certificate_request", id, Operation::Read);
    Ok(Json(RequestView::from(found)).into_response().accessed(access))
}

/// Approve a request: the certificate is issued at once. Nobody approves one's own.
#[utoipa::path(post, path = "/api/v1/certificate-requests/{id}/approve", tag = "signatures",
    params(("id" = String, Path, description = "Id of the request")),
    responses((status = 200, body = CertificateView), (status = 401), (status = 403), (status = 404), (status = 409)))]
async fn approve_request(
    State(app): State<SignaturesWeb>,
    caller: Caller,
    Path(id): Path<CertificateRequestId>,
) -> Result<Response, WebError> {
    known(&caller)?;
    let issued = app.centre.approve(&caller.0, id).await?;
    Ok(Json(CertificateView::of(&app, issued)).into_response().already_accounted())
}

/// Why a request is rejected.
#[derive(Debug, Deserialize, ToSchema)]
struct Rejection {
    /// Told to the person who asked; at most 2,000 characters.
    reason: String,
}

/// Reject a request.
#[utoipa::path(post, path = "/api/v1/certificate-requests/{id}/reject", tag = "signatures",
    params(("id" = String, Path, description = "Id of the request")), request_body = Rejection,
    responses((status = 200, body = RequestView), (status = 401), (status = 403), (status = 404), (status = 409),
        (status = 422)))]
async fn reject_request(
    State(app): State<SignaturesWeb>,
    caller: Caller,
    Path(id): Path<CertificateRequestId>,
    Json(input): Json<Rejection>,
) -> Result<Response, WebError> {
    known(&caller)?;
    let rejected = app.centre.reject(&caller.0, id, &input.reason).await?;
    Ok(Json(RequestView::from(rejected)).into_response().already_accounted())
}

/// A signature to be verified. The whole request is at most 1 MiB.
#[derive(Debug, Deserialize, ToSchema)]
struct Verification {
    /// The signed bytes, base64.
    content: String,
    /// The detached CMS: PEM, or DER in base64.
    signature: String,
}

/// What a verification found.
#[derive(Debug, Serialize, ToSchema)]
struct VerificationReport {
    /// Did every step pass?
    valid: bool,
    /// Who signed, as the certificate says; says nothing about truth unless `valid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    signer: Option<SignerView>,
    /// The time that the signer's machine claims, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    claimed_at: Option<String>,
    /// As of when it was verified, RFC 3339.
    checked_at: String,
    /// Every step, in order.
    steps: Vec<StepView>,
}

/// Who signed. The person's number is left out but for its last four digits.
#[derive(Debug, Serialize, ToSchema)]
struct SignerView {
    name: String,
    /// `••••••••0017`
    iin: String,
    bin: String,
    organisation: String,
    roles: Vec<String>,
    /// Serial number of the certificate, hexadecimal.
    serial: String,
    issuer: String,
}

/// A step of a verification.
#[derive(Debug, Serialize, ToSchema)]
struct StepView {
    /// `structure`, `digest`, `signature`, `chain`, `validity`, `revocation`, `identity` or `role`.
    step: &'static str,
    /// `ok`, `failed` or `not_checked`.
    status: &'static str,
    /// Why it failed: a stable code.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

impl From<Examined> for VerificationReport {
    fn from(examined: Examined) -> Self {
        let signer = examined.signer.map(|signer| SignerView {
            iin: crate::report::masked(&signer.iin),
            name: signer.name,
            bin: signer.bin,
            organisation: signer.organisation,
            roles: signer.role_oids,
            serial: signer.serial,
            issuer: signer.issuer,
        });
        let report = examined.report;
        Self {
            valid: report.is_good(),
            signer,
            claimed_at: examined.claimed_at.map(orda_base::Timestamp::rfc3339),
            checked_at: orda_base::Timestamp::from_seconds(report.at).rfc3339(),
            steps: steps(&report),
        }
    }
}

fn steps(report: &Report) -> Vec<StepView> {
    let view = |entry: &orda_signatures::StepReport| StepView {
        step: entry.step.code(),
        status: entry.status.code(),
        reason: entry.reason.map(orda_signatures::Reason::code),
    };
    report.steps.iter().map(view).collect()
}

/// Verify a detached signature against the centres that the portal trusts, as of now. For everybody.
#[utoipa::path(post, path = "/api/v1/signatures/verify", tag = "signatures", request_body = Verification,
    responses((status = 200, body = VerificationReport), (status = 409), (status = 413), (status = 422)))]
async fn verify_signature(
    State(app): State<SignaturesWeb>,
    Json(input): Json<Verification>,
) -> Result<Response, WebError> {
    let content = STANDARD.decode(input.content.trim()).map_err(|_| wrong("content"))?;
    let cms = decode(input.signature.as_bytes()).map_err(|error| match error {
        Error::Refused(refusal) if is_malformed(&refusal) => wrong("signature"),
        other => other,
    })?;
    let examined = check(&app, &content, &cms).await?;
    let access = Access::done("signature_verification", hex::encode(Sha256::digest(&content)), Operation::Read)
        .detail(if examined.report.is_good() { "valid" } else { "invalid" });
    Ok(Json(VerificationReport::from(examined)).into_response().accessed(access))
}

fn is_malformed(refusal: &Refusal) -> bool {
    refusal.message.key == "signatures-refusal-malformed"
}

/// A root of the built-in centre with its current list.
#[derive(Debug, Serialize, ToSchema)]
struct AuthorityView {
    name: String,
    /// The certificate, DER in base64.
    certificate: String,
    /// The list of revoked certificates, DER in base64.
    crl: String,
    /// Number of the list.
    crl_number: u64,
    /// Until when the list is to be relied upon, RFC 3339.
    crl_next_at: String,
}

impl From<Authority> for AuthorityView {
    fn from(item: Authority) -> Self {
        Self {
            name: item.name,
            certificate: STANDARD.encode(item.certificate),
            crl: STANDARD.encode(item.crl),
            crl_number: item.crl_number,
            crl_next_at: item.crl_next_at.rfc3339(),
        }
    }
}

/// Roots of the built-in centre, newest first, with their lists of revoked certificates. For everybody.
#[utoipa::path(get, path = "/api/v1/certifying-centre", tag = "signatures",
    responses((status = 200, body = Vec<AuthorityView>)))]
async fn list_authorities(State(app): State<SignaturesWeb>) -> Result<Response, WebError> {
    let views: Vec<AuthorityView> = fresh(&app).await?.into_iter().map(Into::into).collect();
    Ok(Json(views).into_response().accessed(Access::done("certifying_centre", "", Operation::Read)))
}
