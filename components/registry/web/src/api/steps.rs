//! What is entered about a record, and its steps.

use super::schemas::{DataSetBody, FindingBody, Made, ReasonBody};
use crate::RegistryWeb;
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use orda_registry::{DataSetId, FindingId, RecordId};
use orda_web::{Accounted, Caller, Json, Path, Response, WebError};

fn done() -> Response {
    StatusCode::NO_CONTENT.into_response().already_accounted()
}

/// Enters a finding. It is never changed; a wrong one is withdrawn.
#[utoipa::path(post, operation_id = "registry_add_finding", path = "/api/v1/registry/records/{record}/findings",
    tag = "registry",
    params(("record" = String, Path, description = "Id of the record")), request_body = FindingBody,
    responses((status = 201, body = Made), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn add_finding(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path(id): Path<RecordId>,
    Json(input): Json<FindingBody>,
) -> Result<Response, WebError> {
    let made = web.registry.add_finding(&caller.0, id, &input.read()).await?;
    Ok((StatusCode::CREATED, Json(Made { id: made.to_string() })).into_response().already_accounted())
}

/// Withdraws a finding.
#[utoipa::path(post, operation_id = "registry_withdraw_finding",
    path = "/api/v1/registry/records/{record}/findings/{finding}/withdrawal", tag = "registry",
    params(("record" = String, Path, description = "Id of the record"),
        ("finding" = String, Path, description = "Id of the finding")),
    request_body = ReasonBody,
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn withdraw_finding(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path((id, which)): Path<(RecordId, FindingId)>,
    Json(input): Json<ReasonBody>,
) -> Result<Response, WebError> {
    web.registry.withdraw_finding(&caller.0, id, which, &input.reason).await?;
    Ok(done())
}

/// Enters a data set. Of a record in operation its update period must be said.
#[utoipa::path(post, operation_id = "registry_add_data_set", path = "/api/v1/registry/records/{record}/data-sets",
    tag = "registry",
    params(("record" = String, Path, description = "Id of the record")), request_body = DataSetBody,
    responses((status = 201, body = Made), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn add_data_set(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path(id): Path<RecordId>,
    Json(input): Json<DataSetBody>,
) -> Result<Response, WebError> {
    let made = web.registry.add_data_set(&caller.0, id, &input.read()).await?;
    Ok((StatusCode::CREATED, Json(Made { id: made.to_string() })).into_response().already_accounted())
}

/// Changes name and update period of a data set.
#[utoipa::path(put, operation_id = "registry_change_data_set",
    path = "/api/v1/registry/records/{record}/data-sets/{data_set}", tag = "registry",
    params(("record" = String, Path, description = "Id of the record"),
        ("data_set" = String, Path, description = "Id of the data set")),
    request_body = DataSetBody,
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn change_data_set(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path((id, which)): Path<(RecordId, DataSetId)>,
    Json(input): Json<DataSetBody>,
) -> Result<Response, WebError> {
    web.registry.change_data_set(&caller.0, id, which, &input.read()).await?;
    Ok(done())
}

/// Records that a data set was updated now.
#[utoipa::path(post, operation_id = "registry_updated",
    path = "/api/v1/registry/records/{record}/data-sets/{data_set}/update", tag = "registry",
    params(("record" = String, Path, description = "Id of the record"),
        ("data_set" = String, Path, description = "Id of the data set")),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn updated(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path((id, which)): Path<(RecordId, DataSetId)>,
) -> Result<Response, WebError> {
    web.registry.updated(&caller.0, id, which).await?;
    Ok(done())
}

/// Puts a record into operation. Everything that is missing is named in `errors`.
#[utoipa::path(post, operation_id = "registry_operate", path = "/api/v1/registry/records/{record}/operation",
    tag = "registry", params(("record" = String, Path, description = "Id of the record")),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn operate(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path(id): Path<RecordId>,
) -> Result<Response, WebError> {
    web.registry.put_into_operation(&caller.0, id).await?;
    Ok(done())
}

/// Withdraws a record; nothing of it changes after that.
#[utoipa::path(post, operation_id = "registry_withdraw", path = "/api/v1/registry/records/{record}/withdrawal",
    tag = "registry",
    params(("record" = String, Path, description = "Id of the record")), request_body = ReasonBody,
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn withdraw(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path(id): Path<RecordId>,
    Json(input): Json<ReasonBody>,
) -> Result<Response, WebError> {
    web.registry.withdraw(&caller.0, id, &input.reason).await?;
    Ok(done())
}
