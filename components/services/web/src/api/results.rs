//! Results, and their check for everybody.

use super::schemas::{
    CheckedView, CmsBody, DocumentBody, Made, ReasonBody, RecipientBody, ResultBody, ResultCardView, Results,
    SigningView,
};
use crate::ServicesWeb;
use crate::pages::{public, query::ListInput};
use crate::view;
use axum::extract::State;
use axum::response::IntoResponse;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use orda_base::{Access, Error, Operation, Result};
use orda_services::{ResultId, ResultQuery, ServiceId};
use orda_web::Question as _;
use orda_web::{Accounted, Caller, Json, Paging, Path, Query, Response, WebError};
use serde::Deserialize;

/// Results that the caller may see, newest first.
#[utoipa::path(get, operation_id = "services_results", path = "/api/v1/service-results", tag = "services",
    params(("words" = Option<String>, Query, description = "Parts of numbers of results and of names of recipients"),
        ("recipient" = Option<String>, Query, description = "Id of a result: those of its recipient only"),
        ("service" = Option<String>, Query, description = "Id of a service"),
        ("state" = Option<Vec<String>>, Query, description = "draft, signed, issued, revoked"),
        ("validity" = Option<String>, Query, description = "current or expired"),
        ("from" = Option<String>, Query, description = "First day of preparing"),
        ("to" = Option<String>, Query, description = "Last day of preparing"),
        ("page" = Option<u32>, Query, description = "Page, from 1"), ("size" = Option<u32>, Query, description = "25, 50 or 100")),
    responses((status = 200, body = Results), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn list(
    State(web): State<ServicesWeb>,
    caller: Caller,
    Query(input): Query<ListInput>,
    Query(paging): Query<Paging>,
) -> Result<Response, WebError> {
    let query = ResultQuery { page: paging.request(), ..input.query() };
    let found = web.services.results(&caller.0, &query).await?;
    let access = Access::done("service_result", input.described(), Operation::Search);
    Ok(Json(Results::from(&found)).into_response().accessed(access))
}

/// The newest result of the recipient with an IIN or BIN; its id is the value of `recipient` in the list.
#[utoipa::path(post, operation_id = "services_by_recipient", path = "/api/v1/service-results/by-recipient", tag = "services",
    request_body = RecipientBody,
    responses((status = 200, body = Made), (status = 401), (status = 403), (status = 422)))]
pub(crate) async fn by_recipient(
    State(web): State<ServicesWeb>,
    caller: Caller,
    Json(input): Json<RecipientBody>,
) -> Result<Response, WebError> {
    let id = web.services.newest_of_recipient(&caller.0, &input.recipient_number).await?;
    let access = Access::done("service_result", "", Operation::Search).detail("by number");
    Ok(Json(Made { id: id.to_string() }).into_response().accessed(access))
}

/// Begins a result; it gets its number at once.
#[utoipa::path(post, operation_id = "services_prepare", path = "/api/v1/service-results", tag = "services", request_body = ResultBody,
    responses((status = 201, body = Made), (status = 401), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn prepare(
    State(web): State<ServicesWeb>,
    caller: Caller,
    Json(input): Json<ResultBody>,
) -> Result<Response, WebError> {
    let service: ServiceId = input.service.parse().map_err(|_| Error::field("service", "error-choose"))?;
    let id = web.services.prepare(&caller.0, service, &input.read()).await?;
    Ok((StatusCode::CREATED, Json(Made { id: id.to_string() })).into_response().already_accounted())
}

/// A result with its history; its signature is checked anew.
#[utoipa::path(get, operation_id = "services_result", path = "/api/v1/service-results/{result}", tag = "services",
    params(("result" = String, Path, description = "Id of the result")),
    responses((status = 200, body = ResultCardView), (status = 401), (status = 404)))]
pub(crate) async fn card(
    State(web): State<ServicesWeb>,
    caller: Caller,
    Path(id): Path<ResultId>,
) -> Result<Response, WebError> {
    let card = web.services.result_card(&caller.0, id).await?;
    Ok(Json(ResultCardView::from(&card)).into_response().accessed(Access::done("service_result", id, Operation::Read)))
}

/// Changes recipient and validity of a draft.
#[utoipa::path(put, operation_id = "services_edit", path = "/api/v1/service-results/{result}", tag = "services",
    params(("result" = String, Path, description = "Id of the result")), request_body = ResultBody,
    responses((status = 204), (status = 401), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn edit(
    State(web): State<ServicesWeb>,
    caller: Caller,
    Path(id): Path<ResultId>,
    Json(input): Json<ResultBody>,
) -> Result<Response, WebError> {
    let changed = web.services.edit(&caller.0, id, &input.read()).await?;
    Ok(view::saved(StatusCode::NO_CONTENT.into_response(), changed, "service_result", id))
}

/// Puts a PDF file in the place of the document of a draft.
#[utoipa::path(put, operation_id = "services_attach", path = "/api/v1/service-results/{result}/document", tag = "services",
    params(("result" = String, Path, description = "Id of the result")), request_body = DocumentBody,
    responses((status = 204), (status = 401), (status = 404), (status = 409), (status = 413), (status = 422)))]
pub(crate) async fn attach(
    State(web): State<ServicesWeb>,
    caller: Caller,
    Path(id): Path<ResultId>,
    Json(input): Json<DocumentBody>,
) -> Result<Response, WebError> {
    let bytes = STANDARD.decode(&input.content).map_err(|_| Error::field("content", "services-field-base64"))?;
    web.services.attach(&caller.0, id, &input.name, bytes.into()).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// What the caller is to sign.
#[utoipa::path(get, operation_id = "services_signing", path = "/api/v1/service-results/{result}/signature", tag = "services",
    params(("result" = String, Path, description = "Id of the result")),
    responses((status = 200, body = SigningView), (status = 401), (status = 404), (status = 409)))]
pub(crate) async fn signing(
    State(web): State<ServicesWeb>,
    caller: Caller,
    Path(id): Path<ResultId>,
) -> Result<Response, WebError> {
    let task = web.services.signing(&caller.0, id).await?;
    let view = SigningView { purpose: task.purpose.code(), manifest: STANDARD.encode(&task.manifest) };
    Ok(Json(view).into_response().accessed(Access::done("service_result", id, Operation::Read)))
}

/// Certifies a result with the caller's own certificate.
#[utoipa::path(post, operation_id = "services_sign", path = "/api/v1/service-results/{result}/signature", tag = "services",
    params(("result" = String, Path, description = "Id of the result")), request_body = CmsBody,
    responses((status = 204), (status = 401), (status = 404), (status = 409)))]
pub(crate) async fn sign(
    State(web): State<ServicesWeb>,
    caller: Caller,
    Path(id): Path<ResultId>,
    Json(input): Json<CmsBody>,
) -> Result<Response, WebError> {
    let cms = STANDARD.decode(&input.cms).map_err(|_| Error::field("cms", "services-field-base64"))?;
    web.services.sign(&caller.0, id, &cms).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// Issues a certified result.
#[utoipa::path(post, operation_id = "services_issue", path = "/api/v1/service-results/{result}/issue", tag = "services",
    params(("result" = String, Path, description = "Id of the result")),
    responses((status = 204), (status = 401), (status = 404), (status = 409)))]
pub(crate) async fn issue(
    State(web): State<ServicesWeb>,
    caller: Caller,
    Path(id): Path<ResultId>,
) -> Result<Response, WebError> {
    web.services.issue(&caller.0, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// Revokes a result that was issued.
#[utoipa::path(post, operation_id = "services_revoke", path = "/api/v1/service-results/{result}/revocation", tag = "services",
    params(("result" = String, Path, description = "Id of the result")), request_body = ReasonBody,
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn revoke(
    State(web): State<ServicesWeb>,
    caller: Caller,
    Path(id): Path<ResultId>,
    Json(input): Json<ReasonBody>,
) -> Result<Response, WebError> {
    web.services.revoke(&caller.0, id, &input.reason).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// The digest of a document that claims to be the result.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Brought {
    sha256: Option<String>,
}

impl Brought {
    fn read(self) -> Result<Option<String>> {
        let good = |digest: &String| digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit());
        if self.sha256.as_ref().is_none_or(good) {
            Ok(self.sha256)
        } else {
            Err(Error::field("sha256", "services-field-sha256"))
        }
    }
}

/// Is the result with this number genuine and still valid? For everybody.
#[utoipa::path(get, operation_id = "services_check", path = "/api/v1/results/{number}", tag = "services",
    params(("number" = String, Path, description = "Unique identification number of the result"),
        ("sha256" = Option<String>, Query, description = "SHA-256 of a document to be compared, 64 hexadecimal digits")),
    responses((status = 200, body = CheckedView), (status = 404), (status = 422), (status = 429)))]
pub(crate) async fn check(
    State(web): State<ServicesWeb>,
    Path(number): Path<String>,
    Query(brought): Query<Brought>,
) -> Result<Response, WebError> {
    let checked = web.services.check(&number, brought.read()?).await?;
    let access = public::accessed(&checked);
    Ok(public::closed(Json(CheckedView::from(&checked)).into_response()).accessed(access))
}
