//! Services and authorisations.

use super::schemas::{AuthorisationBody, Made, ReasonBody, ServiceBody, ServiceCardView, ServiceView};
use crate::{ServicesWeb, view};
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use orda_base::{Access, Operation};
use orda_services::{AuthorisationId, ServiceId};
use orda_web::{Accounted, Caller, Json, Path, Response, WebError};

/// Services of the caller's bodies, and those for which the caller is authorised.
#[utoipa::path(get, operation_id = "services_list", path = "/api/v1/services", tag = "services",
    responses((status = 200, body = Vec<ServiceView>), (status = 401), (status = 403)))]
pub(crate) async fn list(State(web): State<ServicesWeb>, caller: Caller) -> Result<Response, WebError> {
    let desk = web.services.services(&caller.0).await?;
    let views: Vec<_> = desk.lines.iter().map(|line| ServiceView::from(&line.service)).collect();
    Ok(Json(views).into_response().accessed(Access::done("service", "", Operation::Search)))
}

/// Enters a service of an own body.
#[utoipa::path(post, operation_id = "services_register", path = "/api/v1/services", tag = "services", request_body = ServiceBody,
    responses((status = 201, body = Made), (status = 401), (status = 403), (status = 422)))]
pub(crate) async fn register(
    State(web): State<ServicesWeb>,
    caller: Caller,
    Json(input): Json<ServiceBody>,
) -> Result<Response, WebError> {
    let id = web.services.register(&caller.0, &input.read()).await?;
    Ok((StatusCode::CREATED, Json(Made { id: id.to_string() })).into_response().already_accounted())
}

/// A service with its authorisations and its history.
#[utoipa::path(get, operation_id = "services_card", path = "/api/v1/services/{service}", tag = "services",
    params(("service" = String, Path, description = "Id of the service")),
    responses((status = 200, body = ServiceCardView), (status = 401), (status = 404)))]
pub(crate) async fn card(
    State(web): State<ServicesWeb>,
    caller: Caller,
    Path(id): Path<ServiceId>,
) -> Result<Response, WebError> {
    let card = web.services.service_card(&caller.0, id).await?;
    Ok(Json(ServiceCardView::from(&card)).into_response().accessed(Access::done("service", id, Operation::Read)))
}

/// Changes name and kind of a service, and whether it is provided.
#[utoipa::path(put, operation_id = "services_change", path = "/api/v1/services/{service}", tag = "services", request_body = ServiceBody,
    params(("service" = String, Path, description = "Id of the service")),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn change(
    State(web): State<ServicesWeb>,
    caller: Caller,
    Path(id): Path<ServiceId>,
    Json(input): Json<ServiceBody>,
) -> Result<Response, WebError> {
    let changed = web.services.change(&caller.0, id, &input.read()).await?;
    Ok(view::saved(StatusCode::NO_CONTENT.into_response(), changed, "service", id))
}

/// Authorises an employee for a service.
#[utoipa::path(post, operation_id = "services_authorise", path = "/api/v1/services/{service}/authorisations", tag = "services",
    params(("service" = String, Path, description = "Id of the service")), request_body = AuthorisationBody,
    responses((status = 201, body = Made), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn authorise(
    State(web): State<ServicesWeb>,
    caller: Caller,
    Path(id): Path<ServiceId>,
    Json(input): Json<AuthorisationBody>,
) -> Result<Response, WebError> {
    let made = web.services.authorise(&caller.0, id, &input.read()).await?;
    Ok((StatusCode::CREATED, Json(Made { id: made.to_string() })).into_response().already_accounted())
}

/// Withdraws an authorisation at once.
#[utoipa::path(post, operation_id = "services_withdraw",
    path = "/api/v1/services/{service}/authorisations/{authorisation}/withdrawal", tag = "services",
    params(("service" = String, Path, description = "Id of the service"),
        ("authorisation" = String, Path, description = "Id of the authorisation")),
    request_body = ReasonBody,
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn withdraw(
    State(web): State<ServicesWeb>,
    caller: Caller,
    Path((id, which)): Path<(ServiceId, AuthorisationId)>,
    Json(input): Json<ReasonBody>,
) -> Result<Response, WebError> {
    web.services.withdraw(&caller.0, id, which, &input.reason).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}
