//! Removing a data set.

use super::schemas::ReasonBody;
use crate::RegistryWeb;
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use orda_registry::{DataSetId, RecordId};
use orda_web::{Accounted, Caller, Json, Path, Response, WebError};

/// Removes a data set: it is watched over no more, its updates stay in the history.
#[utoipa::path(post, operation_id = "registry_remove_data_set",
    path = "/api/v1/registry/records/{record}/data-sets/{data_set}/removal", tag = "registry",
    params(("record" = String, Path, description = "Id of the record"),
        ("data_set" = String, Path, description = "Id of the data set")),
    request_body = ReasonBody,
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn remove(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path((id, which)): Path<(RecordId, DataSetId)>,
    Json(input): Json<ReasonBody>,
) -> Result<Response, WebError> {
    web.registry.remove_data_set(&caller.0, id, which, &input.reason).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}
