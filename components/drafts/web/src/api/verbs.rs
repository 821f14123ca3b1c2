//! What the drafting body does: sign, send, send to the Chancellery.

use super::inputs::{CmsInput, LetterInput, SigningJson, cms};
use super::{done, read};
use crate::DraftsWeb;
use axum::extract::State;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use orda_drafts::{Action, DraftId, SigningTask};
use orda_web::{Caller, Json, Path, Response, WebError};

type At = Path<(DraftId, u32)>;

impl From<&SigningTask> for SigningJson {
    fn from(task: &SigningTask) -> Self {
        Self { purpose: task.purpose.code(), version: task.version, manifest: STANDARD.encode(&task.manifest) }
    }
}

/// What the head of the drafting body is to sign.
#[utoipa::path(get, operation_id = "drafts_verbs_signing", path = "/api/v1/drafts/{draft}/versions/{version}/sign", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = SigningJson), (status = 403, description = "not the head"), (status = 404), (status = 409)))]
pub(crate) async fn signing(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): At,
) -> Result<Response, WebError> {
    let task = app.drafts.signing(&caller.0, draft, version, Action::Sign, None).await?;
    Ok(read(SigningJson::from(&task), draft, version, "sign"))
}

/// The head of the drafting body signs (385-14).
#[utoipa::path(post, operation_id = "drafts_verbs_sign", path = "/api/v1/drafts/{draft}/versions/{version}/sign", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)), request_body = CmsInput,
    responses((status = 204), (status = 403), (status = 404), (status = 409, description = "the signature or the state is refused")))]
pub(crate) async fn sign(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): At,
    Json(input): Json<CmsInput>,
) -> Result<Response, WebError> {
    app.drafts.sign(&caller.0, draft, version, &cms(&input.cms)?).await?;
    Ok(done())
}

/// The cover letter as it is offered (385-15).
#[utoipa::path(get, operation_id = "drafts_verbs_letter", path = "/api/v1/drafts/{draft}/versions/{version}/send", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = LetterInput), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn letter(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): At,
) -> Result<Response, WebError> {
    let (letter, _) = app.drafts.cover_letter_of(&caller.0, draft, version).await?;
    Ok(read(LetterInput::from(letter), draft, version, "cover letter"))
}

/// Sends one letter to each listed body (385-15-d).
#[utoipa::path(post, operation_id = "drafts_verbs_send", path = "/api/v1/drafts/{draft}/versions/{version}/send", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)), request_body = LetterInput,
    responses((status = 204), (status = 403), (status = 404), (status = 409, description = "unsigned, no link, empty requisites, files")))]
pub(crate) async fn send(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): At,
    Json(input): Json<LetterInput>,
) -> Result<Response, WebError> {
    app.drafts.send(&caller.0, draft, version, input.letter()?).await?;
    Ok(done())
}

/// Sends the newest version to the Chancellery (385-19, 385-19-b).
#[utoipa::path(post, operation_id = "drafts_verbs_chancellery", path = "/api/v1/drafts/{draft}/versions/{version}/chancellery", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)),
    responses((status = 204), (status = 403), (status = 404), (status = 409, description = "names the bodies that are missing")))]
pub(crate) async fn chancellery(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): At,
) -> Result<Response, WebError> {
    app.drafts.send_to_chancellery(&caller.0, draft, version).await?;
    Ok(done())
}
