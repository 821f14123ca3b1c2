//! Delegation of a head's duties.

use super::shapes::{ActingView, Created, day, parsed};
use crate::IdentityWeb;
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use orda_base::{Access, Operation};
use orda_identity::{ActingId, DelegationInput};
use orda_web::{Accounted, Caller, Json, Path, Response, WebError};
use serde::Deserialize;
use utoipa::ToSchema;

/// Who is to act in the caller's place.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct DelegationBody {
    /// Id of the body that the caller heads.
    body: String,
    /// Id of the person who acts.
    person: String,
    /// First day, `2026-11-22`.
    from: String,
    /// Last day.
    until: String,
    /// Number and date of the order, or the reason.
    basis: String,
}

/// Who acts, acted or will act in the caller's place, the latest first.
#[utoipa::path(get, operation_id = "identity_delegation_list", path = "/api/v1/profile/acting", tag = "profile",
    responses((status = 200, body = Vec<ActingView>), (status = 401)))]
pub(crate) async fn list(State(app): State<IdentityWeb>, caller: Caller) -> Result<Response, WebError> {
    let all = app.identity.delegations(&caller.0).await?;
    let views: Vec<ActingView> = all.iter().map(|d| ActingView::from(&d.acting)).collect();
    Ok(Json(views).into_response().accessed(Access::done("role", "", Operation::Read)))
}

/// The caller, who heads the body, names who acts in the caller's place (385-14).
#[utoipa::path(post, operation_id = "identity_delegation_name", path = "/api/v1/profile/acting", tag = "profile",
    request_body = DelegationBody,
    responses((status = 201, body = Created), (status = 401), (status = 403), (status = 409), (status = 422)))]
pub(crate) async fn name(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Json(input): Json<DelegationBody>,
) -> Result<Response, WebError> {
    let delegation = DelegationInput {
        body: parsed("body", &input.body)?,
        person: parsed("person", &input.person)?,
        from: day("from", &input.from)?,
        until: day("until", &input.until)?,
        basis: input.basis,
    };
    let id = app.identity.delegate(&caller.0, &delegation).await?;
    Ok((StatusCode::CREATED, Json(Created::of(id))).into_response().already_accounted())
}

/// The caller takes the duties back.
#[utoipa::path(delete, operation_id = "identity_delegation_end", path = "/api/v1/profile/acting/{id}", tag = "profile",
    params(("id" = String, Path, description = "Id of the appointment")),
    responses((status = 204), (status = 401), (status = 404)))]
pub(crate) async fn end(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<ActingId>,
) -> Result<Response, WebError> {
    app.identity.end_delegation(&caller.0, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}
