//! People, their access and their positions.

use super::shapes::{ActiveBody, Created, PersonBody, PersonView, PositionBody, day, optional};
use crate::IdentityWeb;
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use orda_base::{Access, Error, Operation, PageRequest, PersonId, Result, Role};
use orda_identity::{PeopleFilter, PositionId};
use orda_web::{Accounted, Caller, Json, Path, Query, Response, WebError};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which people are wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(crate) struct PeopleQuery {
    /// Words of name, login, e-mail address or position.
    q: String,
    /// Id of a body.
    body: String,
    /// Code of a role.
    role: String,
    /// `1`: also those who are barred.
    inactive: String,
    /// Number of the page, from 1.
    page: Option<u32>,
    /// Rows a page: 25, 50 or 100.
    size: Option<u32>,
}

/// A page of people.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PeoplePage)]
pub(crate) struct PeoplePage {
    items: Vec<PersonView>,
    total: u64,
    page: u32,
    size: u32,
}

/// The last day of a position.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PositionEnd)]
pub(crate) struct EndBody {
    /// `2026-11-22`
    until: String,
}

/// A one-time password: shown here once, kept nowhere.
#[derive(Serialize, ToSchema)]
#[schema(as = OneTimePassword)]
pub(crate) struct PasswordView {
    password: String,
}

/// The people whom the caller keeps.
#[utoipa::path(get, path = "/api/v1/people", tag = "people", params(PeopleQuery),
    responses((status = 200, body = PeoplePage), (status = 401), (status = 403), (status = 422)))]
pub(crate) async fn list(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Query(query): Query<PeopleQuery>,
) -> Result<Response, WebError> {
    let role = match query.role.as_str() {
        "" => None,
        code => Some(Role::from_code(code).ok_or_else(|| Error::field("role", "error-choose"))?),
    };
    let body = optional("body", Some(&query.body))?;
    let inactive = query.inactive == "1";
    let filter = PeopleFilter { words: query.q.clone(), body, role, inactive, ..PeopleFilter::default() };
    let found = app.identity.list_people(&caller.0, &filter, PageRequest::new(query.page, query.size)).await?;
    let items = found.entries().map(PersonView::from).collect();
    let page = PeoplePage { items, total: found.page.total, page: found.page.number, size: found.page.size };
    Ok(Json(page).into_response().accessed(Access::done("person", query.q.trim(), Operation::Search)))
}

/// A number of a person, which belongs into no address.
#[derive(Deserialize, ToSchema)]
#[schema(as = PersonNumber)]
pub(crate) struct NumberBody {
    /// Individual identification number, 12 digits.
    #[serde(default)]
    iin: String,
}

/// Find a person by the individual identification number, among those whom the caller keeps.
#[utoipa::path(post, path = "/api/v1/people/by-number", tag = "people", request_body = NumberBody,
    responses((status = 200, body = Created), (status = 401), (status = 403), (status = 422)))]
pub(crate) async fn by_number(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Json(input): Json<NumberBody>,
) -> Result<Response, WebError> {
    let id = app.identity.person_with_number(&caller.0, &input.iin).await?;
    let access = Access::done("person", id, Operation::Search).detail("by number");
    Ok(Json(Created::of(id)).into_response().accessed(access))
}

/// Register a person.
#[utoipa::path(post, path = "/api/v1/people", tag = "people", request_body = PersonBody,
    responses((status = 201, body = Created), (status = 401), (status = 403), (status = 422)))]
pub(crate) async fn create(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Json(input): Json<PersonBody>,
) -> Result<Response, WebError> {
    let position = input.position.as_ref().map(PositionBody::read).transpose()?;
    let id = app.identity.create_person(&caller.0, &input.read(), position.as_ref()).await?;
    Ok((StatusCode::CREATED, Json(Created::of(id))).into_response().already_accounted())
}

/// One person.
#[utoipa::path(get, path = "/api/v1/people/{id}", tag = "people",
    params(("id" = String, Path, description = "Id of the person")),
    responses((status = 200, body = PersonView), (status = 401), (status = 404)))]
pub(crate) async fn show(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<PersonId>,
) -> Result<Response, WebError> {
    let picture = app.identity.record_of(&caller.0, id).await?;
    let entry = picture.person(id).ok_or(Error::NotFound)?;
    Ok(Json(PersonView::from(entry)).into_response().accessed(Access::done("person", id, Operation::Read)))
}

/// Change a person's data.
#[utoipa::path(put, path = "/api/v1/people/{id}", tag = "people", request_body = PersonBody,
    params(("id" = String, Path, description = "Id of the person")),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn update(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<PersonId>,
    Json(input): Json<PersonBody>,
) -> Result<Response, WebError> {
    app.identity.update_person(&caller.0, id, &input.read()).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// Bar a person from the portal, or let the person in again.
#[utoipa::path(put, path = "/api/v1/people/{id}/active", tag = "people", request_body = ActiveBody,
    params(("id" = String, Path, description = "Id of the person")),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn set_active(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<PersonId>,
    Json(input): Json<ActiveBody>,
) -> Result<Response, WebError> {
    app.identity.set_person_active(&caller.0, id, input.active).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// Give a person a one-time password; all sessions of the person end.
#[utoipa::path(post, path = "/api/v1/people/{id}/password", tag = "people",
    params(("id" = String, Path, description = "Id of the person")),
    responses((status = 201, body = PasswordView), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn reset_password(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<PersonId>,
) -> Result<Response, WebError> {
    let password = app.identity.reset_password(&caller.0, id).await?;
    Ok((StatusCode::CREATED, Json(PasswordView { password })).into_response().already_accounted())
}

/// End all sessions of a person, who stays let in.
#[utoipa::path(delete, path = "/api/v1/people/{id}/sessions", tag = "people",
    params(("id" = String, Path, description = "Id of the person")),
    responses((status = 204), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn end_sessions(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<PersonId>,
) -> Result<Response, WebError> {
    app.identity.end_sessions(&caller.0, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// End the sessions of everybody, but the present one.
#[utoipa::path(delete, path = "/api/v1/sessions", tag = "people",
    responses((status = 204), (status = 401), (status = 403), (status = 409)))]
pub(crate) async fn end_all_sessions(State(app): State<IdentityWeb>, caller: Caller) -> Result<Response, WebError> {
    app.identity.end_all_sessions(&caller.0).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// Give a person a position.
#[utoipa::path(post, path = "/api/v1/people/{id}/positions", tag = "people", request_body = PositionBody,
    params(("id" = String, Path, description = "Id of the person")),
    responses((status = 201, body = Created), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn add_position(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path(id): Path<PersonId>,
    Json(input): Json<PositionBody>,
) -> Result<Response, WebError> {
    let position = app.identity.add_position(&caller.0, id, &input.read()?).await?;
    Ok((StatusCode::CREATED, Json(Created::of(position))).into_response().already_accounted())
}

/// End a position on its last day.
#[utoipa::path(put, path = "/api/v1/people/{id}/positions/{position}/end", tag = "people", request_body = EndBody,
    params(("id" = String, Path, description = "Id of the person"), ("position" = String, Path, description = "Id of the position")),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn end_position(
    State(app): State<IdentityWeb>,
    caller: Caller,
    Path((id, position)): Path<(PersonId, PositionId)>,
    Json(input): Json<EndBody>,
) -> Result<Response, WebError> {
    app.identity.end_position(&caller.0, id, position, day("until", &input.until)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}
