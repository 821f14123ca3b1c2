//! State bodies, their units and acting heads.

use super::shapes::{ActingView, ActiveBody, BodyBody, BodyView, Created, UnitBody, UnitView, day, parsed};
use crate::IdentityWeb;
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use orda_base::{Access, BodyId, Error, Operation, Result, UnitId};
use orda_identity::{ActingId, policy};
use orda_web::{Accounted, Caller, Json, Path, Query, Response, WebError};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which bodies are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct BodyQuery {
    /// `1`: also those that no longer take part.
    inactive: String,
}

/// A body with its units and acting heads.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BodyCard)]
pub(crate) struct BodyCard {
    body: BodyView,
    units: Vec<UnitView>,
    /// Only for who keeps the body.
    acting: Vec<ActingView>,
}

/// An acting head to be appointed.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ActingHeadInput)]
pub(crate) struct ActingBody {
    /// Id of the person.
    person: String,
    /// First day, `2026-11-22`.
    from: String,
    /// Last day.
    until: String,
}

/// State bodies, sorted by Kazakh name. Everybody in the portal may know who takes part.
#[utoipa::path(get, path = "/api/v1/bodies", tag = "bodies", params(BodyQuery),
    responses((status = 200, body = Vec<BodyView>), (status = 401)))]
pub(crate) async fn list(State(app): State<IdentityWeb>, Query(query): Query<BodyQuery>) -> Result<Response, WebError> {
    let picture = app.identity.picture().await?;
    let wanted = picture.bodies.iter().filter(|b| b.active || query.inactive == "1");
    let views: Vec<_> = wanted.map(|b| BodyView::from(b.as_ref())).collect();
    Ok(Json(views).into_response().accessed(Access::done("body", "", Operation::Search)))
}

/// Register a body.
#[utoipa::path(post, path = "/api/v1/bodies", tag = "bodies", request_body = BodyBody,
    responses((status = 201, body = Created), (status = 401), (status = 403), (status = 422)))]
pub(crate) async fn create(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Json(input): Json<BodyBody>,
) -> Result<Response, WebError> {
    let id = app.identity.create_body(&caller.0, &input.read()?).await?;
    Ok((StatusCode::CREATED, Json(Created::of(id))).into_response().already_accounted())
}

/// One body.
#[utoipa::path(get, path = "/api/v1/bodies/{id}", tag = "bodies",
    params(("id" = String, Path, description = "Id of the body")),
    responses((status = 200, body = BodyCard), (status = 401), (status = 404)))]
pub(crate) async fn show(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<BodyId>,
) -> Result<Response, WebError> {
    let picture = app.identity.picture().await?;
    let body = picture.body(id).ok_or(Error::NotFound)?;
    let keeps = policy::may_keep_body(&caller.0, id).is_allowed();
    let acting = picture.acting.iter().filter(|a| keeps && a.body == id);
    let card = BodyCard {
        body: BodyView::from(body.as_ref()),
        units: picture.units_of(id).map(UnitView::from).collect(),
        acting: acting.map(ActingView::from).collect(),
    };
    Ok(Json(card).into_response().accessed(Access::done("body", id, Operation::Read)))
}

/// Change a body.
#[utoipa::path(put, path = "/api/v1/bodies/{id}", tag = "bodies", request_body = BodyBody,
    params(("id" = String, Path, description = "Id of the body")),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn update(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<BodyId>,
    Json(input): Json<BodyBody>,
) -> Result<Response, WebError> {
    app.identity.update_body(&caller.0, id, &input.read()?).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// Take a body out of the participants, or back in.
#[utoipa::path(put, path = "/api/v1/bodies/{id}/active", tag = "bodies", request_body = ActiveBody,
    params(("id" = String, Path, description = "Id of the body")),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn set_active(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<BodyId>,
    Json(input): Json<ActiveBody>,
) -> Result<Response, WebError> {
    app.identity.set_body_active(&caller.0, id, input.active).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// Add a unit to a body.
#[utoipa::path(post, path = "/api/v1/bodies/{id}/units", tag = "bodies", request_body = UnitBody,
    params(("id" = String, Path, description = "Id of the body")),
    responses((status = 201, body = Created), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn create_unit(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<BodyId>,
    Json(input): Json<UnitBody>,
) -> Result<Response, WebError> {
    let unit = app.identity.create_unit(&caller.0, id, &input.read()?).await?;
    Ok((StatusCode::CREATED, Json(Created::of(unit))).into_response().already_accounted())
}

/// Change a unit, or close it.
#[utoipa::path(put, path = "/api/v1/units/{id}", tag = "bodies", request_body = UnitBody,
    params(("id" = String, Path, description = "Id of the unit")),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn update_unit(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<UnitId>,
    Json(input): Json<UnitBody>,
) -> Result<Response, WebError> {
    app.identity.update_unit(&caller.0, id, &input.read()?, input.active).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// Appoint an acting head for a period.
#[utoipa::path(post, path = "/api/v1/bodies/{id}/acting", tag = "bodies", request_body = ActingBody,
    params(("id" = String, Path, description = "Id of the body")),
    responses((status = 201, body = Created), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn appoint_acting(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<BodyId>,
    Json(input): Json<ActingBody>,
) -> Result<Response, WebError> {
    let person = parsed("person", &input.person)?;
    let (from, until) = (day("from", &input.from)?, day("until", &input.until)?);
    let acting = app.identity.appoint_acting(&caller.0, id, person, from, until).await?;
    Ok((StatusCode::CREATED, Json(Created::of(acting))).into_response().already_accounted())
}

/// End the appointment of an acting head: from today on it does not hold.
#[utoipa::path(delete, path = "/api/v1/acting/{id}", tag = "bodies",
    params(("id" = String, Path, description = "Id of the appointment")),
    responses((status = 204), (status = 401), (status = 404), (status = 409)))]
pub(crate) async fn end_acting(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<ActingId>,
) -> Result<Response, WebError> {
    app.identity.end_acting(&caller.0, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}
