//! Remarks of the working group and their answers (385-16-d, 385-18).

use super::inputs::{AnswerJsonInput, RemarkJsonInput};
use super::schemas::RemarkJson;
use super::{done, made, read};
use crate::DraftsWeb;
use axum::extract::State;
use orda_drafts::{AnswerInput, DraftId, RemarkId};
use orda_web::{Caller, Json, Path, Response, WebError};

/// The remarks on a version.
#[utoipa::path(get, operation_id = "drafts_remarks_list", path = "/api/v1/drafts/{draft}/versions/{version}/remarks", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = Vec<RemarkJson>), (status = 404)))]
pub(crate) async fn list(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): Path<(DraftId, u32)>,
) -> Result<Response, WebError> {
    let remarks = app.drafts.remarks(&caller.0, draft, version).await?;
    Ok(read(remarks.iter().map(RemarkJson::from).collect::<Vec<_>>(), draft, version, "remarks"))
}

/// A representative makes a remark.
#[utoipa::path(post, operation_id = "drafts_remarks_add", path = "/api/v1/drafts/{draft}/versions/{version}/remarks", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)), request_body = RemarkJsonInput,
    responses((status = 201, body = super::schemas::Made), (status = 403), (status = 404), (status = 422)))]
pub(crate) async fn add(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): Path<(DraftId, u32)>,
    Json(input): Json<RemarkJsonInput>,
) -> Result<Response, WebError> {
    Ok(made(&app.drafts.add_remark(&caller.0, draft, version, input.remark()?).await?.id))
}

/// The drafter answers a remark.
#[utoipa::path(post, operation_id = "drafts_remarks_answer", path = "/api/v1/drafts/{draft}/remarks/{remark}/answer", tag = "drafts",
    params(("draft" = String, Path), ("remark" = String, Path)), request_body = AnswerJsonInput,
    responses((status = 204), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn answer(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, remark)): Path<(DraftId, RemarkId)>,
    Json(input): Json<AnswerJsonInput>,
) -> Result<Response, WebError> {
    let answer = AnswerInput { accepted: input.accepted, text: input.text };
    app.drafts.answer_remark(&caller.0, draft, remark, answer).await?;
    Ok(done())
}

/// The author declares a remark settled.
#[utoipa::path(post, operation_id = "drafts_remarks_close", path = "/api/v1/drafts/{draft}/remarks/{remark}/close", tag = "drafts",
    params(("draft" = String, Path), ("remark" = String, Path)),
    responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn close(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, remark)): Path<(DraftId, RemarkId)>,
) -> Result<Response, WebError> {
    app.drafts.close_remark(&caller.0, draft, remark).await?;
    Ok(done())
}

/// The author takes a remark back.
#[utoipa::path(post, operation_id = "drafts_remarks_withdraw", path = "/api/v1/drafts/{draft}/remarks/{remark}/withdraw", tag = "drafts",
    params(("draft" = String, Path), ("remark" = String, Path)),
    responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn withdraw(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, remark)): Path<(DraftId, RemarkId)>,
) -> Result<Response, WebError> {
    app.drafts.withdraw_remark(&caller.0, draft, remark).await?;
    Ok(done())
}
