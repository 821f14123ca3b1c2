//! Protocols of disagreements (385-17).

use super::inputs::{ProtocolInput, SigningJson, WordingCmsInput, cms};
use super::schemas::ProtocolJson;
use super::{done, made, read};
use crate::DraftsWeb;
use axum::extract::State;
use orda_base::BodyId;
use orda_drafts::{DraftId, ProtocolId};
use orda_web::{Caller, Json, Path, Response, WebError};

type At = Path<(DraftId, ProtocolId)>;

/// Begins the protocol with a body that has refused; gives the one there is.
#[utoipa::path(post, operation_id = "drafts_protocols_start", path = "/api/v1/drafts/{draft}/versions/{version}/bodies/{body}/protocol", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path), ("body" = String, Path)),
    responses((status = 201, body = super::schemas::Made), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn start(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version, body)): Path<(DraftId, u32, BodyId)>,
) -> Result<Response, WebError> {
    Ok(made(&app.drafts.start_protocol(&caller.0, draft, version, body).await?))
}

/// A protocol.
#[utoipa::path(get, operation_id = "drafts_protocols_show", path = "/api/v1/drafts/{draft}/protocols/{protocol}", tag = "drafts",
    params(("draft" = String, Path), ("protocol" = String, Path)),
    responses((status = 200, body = ProtocolJson), (status = 404)))]
pub(crate) async fn show(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, id)): At,
) -> Result<Response, WebError> {
    let line = app.drafts.protocol(&caller.0, draft, id).await?;
    Ok(read(ProtocolJson::from(&line), draft, line.protocol.version, "protocol"))
}

/// Saves the points; a signature given before is voided (385-17-c).
#[utoipa::path(put, operation_id = "drafts_protocols_save", path = "/api/v1/drafts/{draft}/protocols/{protocol}", tag = "drafts",
    params(("draft" = String, Path), ("protocol" = String, Path)), request_body = ProtocolInput,
    responses((status = 204), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn save(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, id)): At,
    Json(input): Json<ProtocolInput>,
) -> Result<Response, WebError> {
    let points = input.points.into_iter().map(Into::into).collect();
    app.drafts.save_protocol(&caller.0, draft, id, input.wording, points).await?;
    Ok(done())
}

/// What the head of a side is to sign.
#[utoipa::path(get, operation_id = "drafts_protocols_task", path = "/api/v1/drafts/{draft}/protocols/{protocol}/sign", tag = "drafts",
    params(("draft" = String, Path), ("protocol" = String, Path)),
    responses((status = 200, body = SigningJson), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn task(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, id)): At,
) -> Result<Response, WebError> {
    let task = app.drafts.protocol_signing(&caller.0, draft, id).await?;
    Ok(read(SigningJson::from(&task), draft, task.version, "protocol"))
}

/// The head of a side signs the wording that was shown (385-17-c).
#[utoipa::path(post, operation_id = "drafts_protocols_sign", path = "/api/v1/drafts/{draft}/protocols/{protocol}/sign", tag = "drafts",
    params(("draft" = String, Path), ("protocol" = String, Path)), request_body = WordingCmsInput,
    responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn sign(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, id)): At,
    Json(input): Json<WordingCmsInput>,
) -> Result<Response, WebError> {
    app.drafts.sign_protocol(&caller.0, draft, id, input.wording, &cms(&input.cms)?).await?;
    Ok(done())
}
