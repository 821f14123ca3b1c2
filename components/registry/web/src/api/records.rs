//! Records, orders of access, and the report on updates.

use super::schemas::{AccessBody, Made, RecordBody, RecordCardView, Records, Updates};
use crate::RegistryWeb;
use crate::pages::query::{ListInput, StandingInput};
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use orda_base::{Access, Operation};
use orda_registry::{RESOURCE, RecordId, RecordQuery, UpdatesQuery};
use orda_web::Question as _;
use orda_web::{Accounted, Caller, Json, Paging, Path, Query, Response, WebError};

/// Information systems and information resources, by name.
#[utoipa::path(get, operation_id = "registry_list", path = "/api/v1/registry/records", tag = "registry",
    params(("words" = Option<String>, Query, description = "Parts of names"),
        ("body" = Option<String>, Query, description = "Id of the owner"),
        ("kind" = Option<String>, Query, description = "system or resource"),
        ("state" = Option<String>, Query, description = "not_in_operation, in_operation or withdrawn"),
        ("page" = Option<u32>, Query, description = "Page, from 1"), ("size" = Option<u32>, Query, description = "25, 50 or 100")),
    responses((status = 200, body = Records), (status = 401), (status = 422)))]
pub(crate) async fn list(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Query(input): Query<ListInput>,
    Query(paging): Query<Paging>,
) -> Result<Response, WebError> {
    let query = RecordQuery { page: paging.request(), ..input.query() };
    let found = web.registry.records(&caller.0, &query).await?;
    let access = Access::done(RESOURCE, input.described(), Operation::Search);
    Ok(Json(Records::from(&found)).into_response().accessed(access))
}

/// Enters a record of an own body; it is not in operation.
#[utoipa::path(post, operation_id = "registry_register", path = "/api/v1/registry/records", tag = "registry",
    request_body = RecordBody,
    responses((status = 201, body = Made), (status = 401), (status = 403), (status = 422)))]
pub(crate) async fn register(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Json(input): Json<RecordBody>,
) -> Result<Response, WebError> {
    let id = web.registry.register(&caller.0, &input.read()).await?;
    Ok((StatusCode::CREATED, Json(Made { id: id.to_string() })).into_response().already_accounted())
}

/// A record with its order of access, findings, data sets and history, and with what it lacks to be put into operation.
#[utoipa::path(get, operation_id = "registry_card", path = "/api/v1/registry/records/{record}", tag = "registry",
    params(("record" = String, Path, description = "Id of the record")),
    responses((status = 200, body = RecordCardView), (status = 401), (status = 404)))]
pub(crate) async fn card(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path(id): Path<RecordId>,
) -> Result<Response, WebError> {
    let card = web.registry.card(&caller.0, id).await?;
    Ok(Json(RecordCardView::from(&card)).into_response().accessed(Access::done(RESOURCE, id, Operation::Read)))
}

/// Changes name and category; owner and kind stay.
#[utoipa::path(put, operation_id = "registry_change", path = "/api/v1/registry/records/{record}", tag = "registry",
    params(("record" = String, Path, description = "Id of the record")), request_body = RecordBody,
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn change(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path(id): Path<RecordId>,
    Json(input): Json<RecordBody>,
) -> Result<Response, WebError> {
    let changed = web.registry.change(&caller.0, id, &input.read()).await?;
    let done = StatusCode::NO_CONTENT.into_response();
    let read = Access::done(RESOURCE, id, Operation::Read);
    Ok(if changed { done.already_accounted() } else { done.accessed(read) })
}

/// Lays down the order of access anew.
#[utoipa::path(put, operation_id = "registry_set_access", path = "/api/v1/registry/records/{record}/access-order",
    tag = "registry",
    params(("record" = String, Path, description = "Id of the record")), request_body = AccessBody,
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn set_access(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path(id): Path<RecordId>,
    Json(input): Json<AccessBody>,
) -> Result<Response, WebError> {
    web.registry.set_access(&caller.0, id, &input.read()).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// The report on updates: data sets of records in operation, the longest overdue first.
#[utoipa::path(get, operation_id = "registry_updates", path = "/api/v1/registry/updates", tag = "registry",
    params(("body" = Option<String>, Query, description = "Id of the owner"),
        ("state" = Option<String>, Query, description = "overdue or up_to_date"),
        ("page" = Option<u32>, Query, description = "Page, from 1"), ("size" = Option<u32>, Query, description = "25, 50 or 100")),
    responses((status = 200, body = Updates), (status = 401), (status = 422)))]
pub(crate) async fn updates(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Query(input): Query<StandingInput>,
    Query(paging): Query<Paging>,
) -> Result<Response, WebError> {
    let query = UpdatesQuery { page: paging.request(), ..input.updates() };
    let found = web.registry.updates(&caller.0, &query).await?;
    let asked = format!("updates {}", input.described());
    let access = Access::done(RESOURCE, asked.trim_end(), Operation::Search);
    Ok(Json(Updates::from(&found)).into_response().accessed(access))
}
