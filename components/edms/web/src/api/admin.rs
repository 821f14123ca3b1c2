//! Participants, deliveries and reference data, for administrators.

use super::schemas::{Deliveries, ParticipantBody, ParticipantView, ReferenceView};
use crate::EdmsWeb;
use crate::pages::deliveries::{Wanted, access};
use axum::extract::State;
use axum::response::IntoResponse;
use http::StatusCode;
use orda_base::{Access, BodyId, Operation};
use orda_edms::{MessageId, ParticipantInput};
use orda_web::{Accounted, Caller, Json, Path, Query, Response, WebError};

/// Every body with how letters come to it.
#[utoipa::path(get, path = "/api/v1/exchange/participants", tag = "edms",
    responses((status = 200, body = Vec<ParticipantView>), (status = 401), (status = 403)))]
pub(crate) async fn participants(State(web): State<EdmsWeb>, caller: Caller) -> Result<Response, WebError> {
    let page = web.edms.participants(&caller.0).await?;
    let views: Vec<_> = page.lines.iter().map(ParticipantView::from).collect();
    Ok(Json(views).into_response().accessed(Access::done("edms_participant", "", Operation::Search)))
}

/// How letters come to a body.
#[utoipa::path(get, path = "/api/v1/exchange/participants/{body}", tag = "edms",
    params(("body" = String, Path, description = "Id of the body")),
    responses((status = 200, body = ParticipantView), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn participant(
    State(web): State<EdmsWeb>,
    caller: Caller,
    Path(body): Path<BodyId>,
) -> Result<Response, WebError> {
    let line = web.edms.participant(&caller.0, body).await?;
    let access = Access::done("edms_participant", body, Operation::Read);
    Ok(Json(ParticipantView::from(&line)).into_response().accessed(access))
}

/// Decides how letters come to a body.
#[utoipa::path(put, path = "/api/v1/exchange/participants/{body}", tag = "edms", request_body = ParticipantBody,
    params(("body" = String, Path, description = "Id of the body")),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn decide(
    State(web): State<EdmsWeb>,
    caller: Caller,
    Path(body): Path<BodyId>,
    Json(input): Json<ParticipantBody>,
) -> Result<Response, WebError> {
    let ParticipantBody { way, url, format, key, paused } = input;
    web.edms.decide(&caller.0, body, &ParticipantInput { way, url, format, key, paused }).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// Messages to document systems that did not arrive yet, or those in one state.
#[utoipa::path(get, path = "/api/v1/exchange/deliveries", tag = "edms",
    params(("state" = Option<String>, Query, description = "waiting, sent or failed"),
        ("page" = Option<u32>, Query, description = "Page, from 1"), ("size" = Option<u32>, Query, description = "25, 50 or 100")),
    responses((status = 200, body = Deliveries), (status = 401), (status = 403)))]
pub(crate) async fn deliveries(
    State(web): State<EdmsWeb>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let page = web.edms.deliveries(&caller.0, wanted.delivering(), wanted.request()).await?;
    Ok(Json(Deliveries::from(page)).into_response().accessed(access(&wanted)))
}

/// Sends a message again at once.
#[utoipa::path(post, path = "/api/v1/exchange/deliveries/{id}/resend", tag = "edms",
    params(("id" = String, Path, description = "Id of the message")),
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn resend(
    State(web): State<EdmsWeb>,
    caller: Caller,
    Path(id): Path<MessageId>,
) -> Result<Response, WebError> {
    web.edms.resend(&caller.0, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}

/// The newest reference data.
#[utoipa::path(get, path = "/api/v1/exchange/reference", tag = "edms",
    responses((status = 200, body = ReferenceView), (status = 401), (status = 403)))]
pub(crate) async fn reference(State(web): State<EdmsWeb>, caller: Caller) -> Result<Response, WebError> {
    let page = web.edms.participants(&caller.0).await?;
    let access = Access::done("edms_reference", "", Operation::Read);
    Ok(Json(ReferenceView::from(page.reference)).into_response().accessed(access))
}
