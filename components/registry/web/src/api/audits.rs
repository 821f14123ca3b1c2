//! Audits, and those that fall due (365-9).

use super::audit_schemas::{AuditBody, AuditCardView, Audits, AuditsDue, ReportBody};
use super::schemas::Made;
use crate::RegistryWeb;
use crate::pages::query::StandingInput;
use axum::extract::State;
use axum::response::IntoResponse;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use orda_base::{Access, Error, Operation};
use orda_registry::{AUDIT, AuditId, AuditQuery, AuditsDueQuery, RecordId};
use orda_web::Question as _;
use orda_web::{Accounted, Caller, Json, Paging, Path, Query, Response, WebError};

fn done() -> Response {
    StatusCode::NO_CONTENT.into_response().already_accounted()
}

fn access(list: &str, input: &StandingInput) -> Access {
    let asked = format!("{list} {}", input.described());
    Access::done(AUDIT, asked.trim_end(), Operation::Search)
}

/// Audits that the caller may read: those whose report was not sent first, then the last sent.
#[utoipa::path(get, operation_id = "registry_audits", path = "/api/v1/registry/audits", tag = "registry",
    params(("body" = Option<String>, Query, description = "Id of the owner"),
        ("state" = Option<String>, Query, description = "sent or not_sent"),
        ("page" = Option<u32>, Query, description = "Page, from 1"), ("size" = Option<u32>, Query, description = "25, 50 or 100")),
    responses((status = 200, body = Audits), (status = 401), (status = 403), (status = 422)))]
pub(crate) async fn list(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Query(input): Query<StandingInput>,
    Query(paging): Query<Paging>,
) -> Result<Response, WebError> {
    let query = AuditQuery { page: paging.request(), ..input.audits() };
    let found = web.registry.audits(&caller.0, &query).await?;
    Ok(Json(Audits::from(&found)).into_response().accessed(access("audits", &input)))
}

/// Systems and resources whose next audit falls due, the longest overdue first; non-state systems while an interaction is in force.
#[utoipa::path(get, operation_id = "registry_audits_due", path = "/api/v1/registry/audits/due", tag = "registry",
    params(("body" = Option<String>, Query, description = "Id of the owner"),
        ("state" = Option<String>, Query, description = "overdue, soon or in_time"),
        ("page" = Option<u32>, Query, description = "Page, from 1"), ("size" = Option<u32>, Query, description = "25, 50 or 100")),
    responses((status = 200, body = AuditsDue), (status = 401), (status = 403), (status = 422)))]
pub(crate) async fn due(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Query(input): Query<StandingInput>,
    Query(paging): Query<Paging>,
) -> Result<Response, WebError> {
    let query = AuditsDueQuery { page: paging.request(), ..input.due() };
    let found = web.registry.audits_due(&caller.0, &query).await?;
    Ok(Json(AuditsDue::from(&found)).into_response().accessed(access("due", &input)))
}

/// Enters an audit of an own record.
#[utoipa::path(post, operation_id = "registry_enter_audit", path = "/api/v1/registry/records/{record}/audits",
    tag = "registry", params(("record" = String, Path, description = "Id of the record")), request_body = AuditBody,
    responses((status = 201, body = Made), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn enter(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path(id): Path<RecordId>,
    Json(input): Json<AuditBody>,
) -> Result<Response, WebError> {
    let made = web.registry.enter_audit(&caller.0, id, &input.read()).await?;
    Ok((StatusCode::CREATED, Json(Made { id: made.to_string() })).into_response().already_accounted())
}

/// An audit with its history.
#[utoipa::path(get, operation_id = "registry_audit", path = "/api/v1/registry/audits/{audit}", tag = "registry",
    params(("audit" = String, Path, description = "Id of the audit")),
    responses((status = 200, body = AuditCardView), (status = 401), (status = 404)))]
pub(crate) async fn card(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path(id): Path<AuditId>,
) -> Result<Response, WebError> {
    let card = web.registry.audit(&caller.0, id).await?;
    Ok(Json(AuditCardView::from(&card)).into_response().accessed(Access::done(AUDIT, id, Operation::Read)))
}

/// Corrects what was entered of an audit, with a reason, until its report is sent.
#[utoipa::path(put, operation_id = "registry_correct_audit", path = "/api/v1/registry/audits/{audit}", tag = "registry",
    params(("audit" = String, Path, description = "Id of the audit")), request_body = AuditBody,
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn correct(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path(id): Path<AuditId>,
    Json(input): Json<AuditBody>,
) -> Result<Response, WebError> {
    web.registry.correct_audit(&caller.0, id, &input.read(), &input.reason).await?;
    Ok(done())
}

/// Puts a file in the place of the report of an audit.
#[utoipa::path(put, operation_id = "registry_attach_report", path = "/api/v1/registry/audits/{audit}/report",
    tag = "registry", params(("audit" = String, Path, description = "Id of the audit")), request_body = ReportBody,
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409), (status = 413), (status = 422)))]
pub(crate) async fn attach(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path(id): Path<AuditId>,
    Json(input): Json<ReportBody>,
) -> Result<Response, WebError> {
    let bytes = STANDARD.decode(&input.content).map_err(|_| Error::field("content", "registry-field-base64"))?;
    web.registry.attach_report(&caller.0, id, &input.name, bytes.into()).await?;
    Ok(done())
}

/// Sends the report of an audit to the authorised body. What is missing is named in `errors`.
#[utoipa::path(post, operation_id = "registry_send_report", path = "/api/v1/registry/audits/{audit}/sending",
    tag = "registry", params(("audit" = String, Path, description = "Id of the audit")),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn send(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path(id): Path<AuditId>,
) -> Result<Response, WebError> {
    web.registry.send_report(&caller.0, id).await?;
    Ok(done())
}
