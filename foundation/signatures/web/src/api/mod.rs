//! The interface for programs: certificates, requests, revocation, verification.

mod requests;
mod tools;
mod verification;

use crate::SignaturesWeb;
use axum::extract::State;
use axum::response::IntoResponse;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use orda_base::{Access, BodyId, Error, Operation, Page, PageRequest, PersonId, Result};
use orda_signatures::centre::{CertificateFilter, CertificateId, IssuedCertificate, RevocationReason};
use orda_web::{Accounted, Caller, Json, Path, Query, Response, WebError};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn router() -> OpenApiRouter<SignaturesWeb> {
    OpenApiRouter::new()
        .routes(routes!(list_certificates))
        .routes(routes!(show_certificate))
        .routes(routes!(revoke_certificate))
        .merge(requests::router())
        .merge(tools::router())
        .merge(verification::router())
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

/// A page of certificates.
#[derive(Debug, Serialize, ToSchema)]
struct CertificatePage {
    items: Vec<CertificateView>,
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
