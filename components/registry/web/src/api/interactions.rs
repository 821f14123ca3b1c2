//! Interactions and their accesses (365-15).

use super::interaction_schemas::{AccessesView, InteractionBody, InteractionCardView, Interactions, ParticipantBody};
use super::schemas::{Made, ReasonBody};
use crate::RegistryWeb;
use crate::pages::query::{AccessesInput, InteractionsInput};
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use orda_base::{Access, Operation};
use orda_registry::{INTERACTION, InteractionId, InteractionQuery, ParticipantId, RecordId};
use orda_web::Question as _;
use orda_web::{Accounted, Caller, Json, Paging, Path, Query, Response, WebError};

fn done() -> Response {
    StatusCode::NO_CONTENT.into_response().already_accounted()
}

/// Interactions that the caller may see, the latest first.
#[utoipa::path(get, operation_id = "registry_interactions", path = "/api/v1/registry/interactions", tag = "registry",
    params(("record" = Option<String>, Query, description = "Id of a record"),
        ("page" = Option<u32>, Query, description = "Page, from 1"), ("size" = Option<u32>, Query, description = "25, 50 or 100")),
    responses((status = 200, body = Interactions), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn list(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Query(input): Query<InteractionsInput>,
    Query(paging): Query<Paging>,
) -> Result<Response, WebError> {
    let query = InteractionQuery { page: paging.request(), ..input.query() };
    let found = web.registry.interactions(&caller.0, &query).await?;
    let access = Access::done(INTERACTION, input.described(), Operation::Search);
    Ok(Json(Interactions::from(&found)).into_response().accessed(access))
}

/// Proposes an interaction of systems with a record.
#[utoipa::path(post, operation_id = "registry_propose", path = "/api/v1/registry/records/{record}/interactions",
    tag = "registry",
    params(("record" = String, Path, description = "Id of the record")), request_body = InteractionBody,
    responses((status = 201, body = Made), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn propose(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path(id): Path<RecordId>,
    Json(input): Json<InteractionBody>,
) -> Result<Response, WebError> {
    let made = web.registry.propose(&caller.0, id, &input.read()).await?;
    Ok((StatusCode::CREATED, Json(Made { id: made.to_string() })).into_response().already_accounted())
}

/// An interaction with its participants and history.
#[utoipa::path(get, operation_id = "registry_interaction", path = "/api/v1/registry/interactions/{interaction}",
    tag = "registry", params(("interaction" = String, Path, description = "Id of the interaction")),
    responses((status = 200, body = InteractionCardView), (status = 401), (status = 404)))]
pub(crate) async fn card(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path(id): Path<InteractionId>,
) -> Result<Response, WebError> {
    let card = web.registry.interaction(&caller.0, id).await?;
    let access = Access::done(INTERACTION, id, Operation::Read);
    Ok(Json(InteractionCardView::from(&card)).into_response().accessed(access))
}

/// Enters a participant.
#[utoipa::path(post, operation_id = "registry_add_participant",
    path = "/api/v1/registry/interactions/{interaction}/participants", tag = "registry",
    params(("interaction" = String, Path, description = "Id of the interaction")), request_body = ParticipantBody,
    responses((status = 201, body = Made), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn add_participant(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path(id): Path<InteractionId>,
    Json(input): Json<ParticipantBody>,
) -> Result<Response, WebError> {
    let made = web.registry.add_participant(&caller.0, id, &input.read()).await?;
    Ok((StatusCode::CREATED, Json(Made { id: made.to_string() })).into_response().already_accounted())
}

/// Ends a participation at once.
#[utoipa::path(post, operation_id = "registry_end_participant",
    path = "/api/v1/registry/interactions/{interaction}/participants/{participant}/end", tag = "registry",
    params(("interaction" = String, Path, description = "Id of the interaction"),
        ("participant" = String, Path, description = "Id of the participant")),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn end_participant(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path((id, which)): Path<(InteractionId, ParticipantId)>,
) -> Result<Response, WebError> {
    web.registry.end_participant(&caller.0, id, which).await?;
    Ok(done())
}

/// Puts an interaction in force: from now on only its participants call its part of the interface. For administrators of the
/// portal.
#[utoipa::path(post, operation_id = "registry_put_in_force", path = "/api/v1/registry/interactions/{interaction}/force",
    tag = "registry", params(("interaction" = String, Path, description = "Id of the interaction")),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn force(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path(id): Path<InteractionId>,
) -> Result<Response, WebError> {
    web.registry.put_in_force(&caller.0, id).await?;
    Ok(done())
}

/// Ends an interaction; nothing of it changes after that.
#[utoipa::path(post, operation_id = "registry_end_interaction", path = "/api/v1/registry/interactions/{interaction}/end",
    tag = "registry",
    params(("interaction" = String, Path, description = "Id of the interaction")), request_body = ReasonBody,
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn end(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path(id): Path<InteractionId>,
    Json(input): Json<ReasonBody>,
) -> Result<Response, WebError> {
    web.registry.end_interaction(&caller.0, id, &input.reason).await?;
    Ok(done())
}

/// Accesses of an interaction in a span of days, as far as it was in force: how many calls of each system, and the calls, newest
/// first.
#[utoipa::path(get, operation_id = "registry_accesses", path = "/api/v1/registry/interactions/{interaction}/accesses",
    tag = "registry",
    params(("interaction" = String, Path, description = "Id of the interaction"),
        ("from" = Option<String>, Query, description = "First day, `2026-11-23`; thirty days back where it is not said"),
        ("until" = Option<String>, Query, description = "Last day; today where it is not said"),
        ("after" = Option<String>, Query, description = "`next` of the page before"),
        ("size" = Option<u32>, Query, description = "25, 50 or 100")),
    responses((status = 200, body = AccessesView), (status = 401), (status = 404), (status = 422)))]
pub(crate) async fn accesses(
    State(web): State<RegistryWeb>,
    caller: Caller,
    Path(id): Path<InteractionId>,
    Query(input): Query<AccessesInput>,
    Query(paging): Query<Paging>,
) -> Result<Response, WebError> {
    let size = paging.request().size;
    let found = web.registry.accesses(&caller.0, id, &input.span(), &input.after, size).await?;
    let asked = format!("{id} accesses {}", input.described());
    let access = Access::done(INTERACTION, asked.trim_end(), Operation::Search);
    Ok(Json(AccessesView::from(&found)).into_response().accessed(access))
}
