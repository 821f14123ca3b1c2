//! Information systems and their tokens.

use super::shapes::RoleBody;
use crate::IdentityWeb;
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use orda_base::{Access, Operation, Result, SystemId};
use orda_identity::{HeldRole, InformationSystem};
use orda_web::{Accounted, Caller, Json, Path, Response, WebError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An information system.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = InformationSystem)]
pub(crate) struct SystemView {
    id: String,
    name: String,
    roles: Vec<RoleBody>,
    /// RFC 3339.
    expires_at: String,
    /// RFC 3339; absent while it is not revoked.
    #[serde(skip_serializing_if = "Option::is_none")]
    revoked_at: Option<String>,
}

impl From<&InformationSystem> for SystemView {
    fn from(system: &InformationSystem) -> Self {
        Self {
            id: system.id.to_string(),
            name: system.name.clone(),
            roles: system.roles.iter().map(RoleBody::from).collect(),
            expires_at: system.expires_at.rfc3339(),
            revoked_at: system.revoked_at.map(orda_base::Timestamp::rfc3339),
        }
    }
}

/// A system to be registered.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = InformationSystemInput)]
pub(crate) struct SystemBody {
    name: String,
    roles: Vec<RoleBody>,
    /// Days for which the token is good: 1–366.
    days: u32,
}

/// Life of a new token.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = TokenRenewal)]
pub(crate) struct RenewalBody {
    /// 1–366.
    days: u32,
}

/// A token: shown here once, kept nowhere.
#[derive(Serialize, ToSchema)]
#[schema(as = SystemToken)]
pub(crate) struct TokenView {
    id: String,
    token: String,
}

/// Information systems, sorted by name.
#[utoipa::path(get, path = "/api/v1/systems", tag = "systems",
    responses((status = 200, body = Vec<SystemView>), (status = 401), (status = 403)))]
pub(crate) async fn list(State(app): State<IdentityWeb>, caller: Caller) -> Result<Response, WebError> {
    let picture = app.identity.systems(&caller.0).await?;
    let views: Vec<_> = picture.systems.iter().map(SystemView::from).collect();
    Ok(Json(views).into_response().accessed(Access::done("system", "", Operation::Search)))
}

/// Register a system; the answer holds its token, this once.
#[utoipa::path(post, path = "/api/v1/systems", tag = "systems", request_body = SystemBody,
    responses((status = 201, body = TokenView), (status = 401), (status = 403), (status = 409), (status = 422)))]
pub(crate) async fn register(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Json(input): Json<SystemBody>,
) -> Result<Response, WebError> {
    let roles: Vec<HeldRole> = input.roles.iter().map(RoleBody::read).collect::<Result<_>>()?;
    let (id, token) = app.identity.register_system(&caller.0, &input.name, &roles, input.days).await?;
    let view = TokenView { id: id.to_string(), token };
    Ok((StatusCode::CREATED, Json(view)).into_response().already_accounted())
}

/// Give a system a new token; the old one is void at once.
#[utoipa::path(put, path = "/api/v1/systems/{id}", tag = "systems", request_body = RenewalBody,
    params(("id" = String, Path, description = "Id of the system")),
    responses((status = 200, body = TokenView), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn renew(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<SystemId>,
    Json(input): Json<RenewalBody>,
) -> Result<Response, WebError> {
    let token = app.identity.renew_system(&caller.0, id, input.days).await?;
    Ok(Json(TokenView { id: id.to_string(), token }).into_response().already_accounted())
}

/// Revoke the token of a system.
#[utoipa::path(delete, path = "/api/v1/systems/{id}", tag = "systems",
    params(("id" = String, Path, description = "Id of the system")),
    responses((status = 204), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn revoke(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<SystemId>,
) -> Result<Response, WebError> {
    app.identity.revoke_system(&caller.0, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}
