//! Requests for certificates: made, listed, decided.

use super::{CertificateView, ListQuery, known, optional, wrong};
use crate::SignaturesWeb;
use crate::form::decode;
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use orda_base::{Access, Operation, PersonId};
use orda_signatures::centre::{CertificateRequest, CertificateRequestId, RequestFilter, RequestState};
use orda_web::{Accounted, Caller, Json, Path, Query, Response, WebError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<SignaturesWeb> {
    OpenApiRouter::new()
        .routes(routes!(list_requests, make_request))
        .routes(routes!(show_request))
        .routes(routes!(approve_request))
        .routes(routes!(reject_request))
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

/// A page of requests.
#[derive(Debug, Serialize, ToSchema)]
struct RequestPage {
    items: Vec<RequestView>,
    /// In the whole list.
    total: u64,
    page: u32,
    size: u32,
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
