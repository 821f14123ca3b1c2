//! Roles: which there are, giving and taking them away.

use super::shapes::{Created, RoleBody};
use crate::IdentityWeb;
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use orda_base::{PersonId, Result, Role};
use orda_identity::{BodyKind, GrantId, policy};
use orda_web::{Accounted, Caller, Json, Path, Response, Ui, WebError};
use serde::Serialize;
use utoipa::ToSchema;

/// A role that there is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Role)]
pub(crate) struct RoleKind {
    /// Code: `drafter`.
    role: &'static str,
    /// Name in the language of the request.
    name: String,
    /// What it may do, in the language of the request.
    may: String,
    /// Is it held in the whole portal?
    in_portal: bool,
    /// Is it held in a body of any kind?
    in_body: bool,
    /// May an information system hold it?
    for_systems: bool,
}

/// Roles that there are, and what each may do.
#[utoipa::path(get, path = "/api/v1/roles", tag = "roles", responses((status = 200, body = Vec<RoleKind>), (status = 401)))]
pub(crate) async fn list(ui: Ui) -> Response {
    let kind = |role: Role| RoleKind {
        role: role.code(),
        name: ui.t(&format!("role-{}", role.code())).to_owned(),
        may: ui.t(&format!("identity-may-{}", role.code())).to_owned(),
        in_portal: policy::exists(role, None),
        in_body: policy::exists(role, Some(BodyKind::Ministry)),
        for_systems: policy::fits_system(role),
    };
    Json(Role::ALL.map(kind)).into_response()
}

/// Give a role to a person.
#[utoipa::path(post, path = "/api/v1/people/{id}/roles", tag = "roles", request_body = RoleBody,
    params(("id" = String, Path, description = "Id of the person")),
    responses((status = 201, body = Created), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn grant(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<PersonId>,
    Json(input): Json<RoleBody>,
) -> Result<Response, WebError> {
    let held = input.read()?;
    let grant = app.identity.grant_role(&caller.0, id, held.role, held.body).await?;
    Ok((StatusCode::CREATED, Json(Created::of(grant))).into_response().already_accounted())
}

/// Take a role away.
#[utoipa::path(delete, path = "/api/v1/people/{id}/roles/{grant}", tag = "roles",
    params(("id" = String, Path, description = "Id of the person"), ("grant" = String, Path, description = "Id of the grant")),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn withdraw(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path((id, grant)): Path<(PersonId, GrantId)>,
) -> Result<Response, WebError> {
    app.identity.revoke_role(&caller.0, id, grant).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}
