//! What is done in, or about, one approving body (385-16).

use super::inputs::{
    CmsInput, ProlongInput, RefusalJson, RegistrationJson, RepresentativesInput, SigningJson, cms, date, id,
};
use super::schemas::PersonJson;
use super::{done, read};
use crate::DraftsWeb;
use axum::extract::State;
use orda_base::{BodyId, PersonId};
use orda_drafts::{Action, DraftId, RegistrationInput};
use orda_web::{Caller, Json, Path, Response, WebError};

type Of = Path<(DraftId, BodyId)>;
type At = Path<(DraftId, u32, BodyId)>;

/// The records clerk registers the letter, once (385-16).
#[utoipa::path(post, operation_id = "drafts_bodies_register", path = "/api/v1/drafts/{draft}/bodies/{body}/register", tag = "drafts",
    params(("draft" = String, Path), ("body" = String, Path)), request_body = RegistrationJson,
    responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn register(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, body)): Of,
    Json(input): Json<RegistrationJson>,
) -> Result<Response, WebError> {
    let date = date("date", &input.date)?;
    app.drafts.register(&caller.0, draft, body, RegistrationInput { number: input.number, date }).await?;
    Ok(done())
}

/// The records clerk passes the letter to the head (385-16-b).
#[utoipa::path(post, operation_id = "drafts_bodies_pass", path = "/api/v1/drafts/{draft}/bodies/{body}/pass", tag = "drafts",
    params(("draft" = String, Path), ("body" = String, Path)),
    responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn pass(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, body)): Of,
) -> Result<Response, WebError> {
    app.drafts.pass_to_head(&caller.0, draft, body).await?;
    Ok(done())
}

/// Employees who can be named.
#[utoipa::path(get, operation_id = "drafts_bodies_nameable", path = "/api/v1/drafts/{draft}/bodies/{body}/representatives", tag = "drafts",
    params(("draft" = String, Path), ("body" = String, Path)),
    responses((status = 200, body = Vec<PersonJson>), (status = 403), (status = 404)))]
pub(crate) async fn nameable(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, body)): Of,
) -> Result<Response, WebError> {
    let people = app.drafts.nameable(&caller.0, draft, body).await?;
    Ok(read(people.iter().map(PersonJson::from).collect::<Vec<_>>(), draft, 0, "representatives"))
}

/// The head names representatives (385-16-c).
#[utoipa::path(post, operation_id = "drafts_bodies_name", path = "/api/v1/drafts/{draft}/bodies/{body}/representatives", tag = "drafts",
    params(("draft" = String, Path), ("body" = String, Path)), request_body = RepresentativesInput,
    responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn name(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, body)): Of,
    Json(input): Json<RepresentativesInput>,
) -> Result<Response, WebError> {
    let people = input.people.iter().map(|p| id("people", p)).collect::<orda_base::Result<Vec<PersonId>>>()?;
    app.drafts.name_representatives(&caller.0, draft, body, &people, &input.resolution).await?;
    Ok(done())
}

/// What the head is to sign for an approval.
#[utoipa::path(get, operation_id = "drafts_bodies_task", path = "/api/v1/drafts/{draft}/versions/{version}/bodies/{body}/approve", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path), ("body" = String, Path)),
    responses((status = 200, body = SigningJson), (status = 403), (status = 404), (status = 409, description = "decided already, or remarks are open")))]
pub(crate) async fn task(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version, body)): At,
) -> Result<Response, WebError> {
    let task = app.drafts.signing(&caller.0, draft, version, Action::Approve, Some(body)).await?;
    Ok(read(SigningJson::from(&task), draft, version, "approve"))
}

/// The head approves by EDS (385-16-f).
#[utoipa::path(post, operation_id = "drafts_bodies_approve", path = "/api/v1/drafts/{draft}/versions/{version}/bodies/{body}/approve", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path), ("body" = String, Path)), request_body = CmsInput,
    responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn approve(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version, body)): At,
    Json(input): Json<CmsInput>,
) -> Result<Response, WebError> {
    app.drafts.approve(&caller.0, draft, version, body, &cms(&input.cms)?).await?;
    Ok(done())
}

/// The head sets the mark of refusal and sends the official letter (385-16-h, 385-16-i).
#[utoipa::path(post, operation_id = "drafts_bodies_refuse", path = "/api/v1/drafts/{draft}/versions/{version}/bodies/{body}/refuse", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path), ("body" = String, Path)), request_body = RefusalJson,
    responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn refuse(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version, body)): At,
    Json(input): Json<RefusalJson>,
) -> Result<Response, WebError> {
    let letter = if input.mark_only { None } else { Some(input.letter()?) };
    app.drafts.refuse(&caller.0, draft, version, body, letter).await?;
    Ok(done())
}

/// The official letter after the mark was set (385-16-i).
#[utoipa::path(post, operation_id = "drafts_bodies_refusal_letter", path = "/api/v1/drafts/{draft}/versions/{version}/bodies/{body}/refusal-letter", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path), ("body" = String, Path)), request_body = RefusalJson,
    responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn refusal_letter(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version, body)): At,
    Json(input): Json<RefusalJson>,
) -> Result<Response, WebError> {
    app.drafts.send_refusal_letter(&caller.0, draft, version, body, input.letter()?).await?;
    Ok(done())
}

/// Hands a letter over again that could not be delivered (385-15-d).
#[utoipa::path(post, operation_id = "drafts_bodies_resend", path = "/api/v1/drafts/{draft}/bodies/{body}/resend", tag = "drafts",
    params(("draft" = String, Path), ("body" = String, Path)),
    responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn resend(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, body)): Of,
) -> Result<Response, WebError> {
    app.drafts.resend(&caller.0, draft, body).await?;
    Ok(done())
}

/// Gives the body more time (385-16-j).
#[utoipa::path(post, operation_id = "drafts_bodies_prolong", path = "/api/v1/drafts/{draft}/bodies/{body}/prolong", tag = "drafts",
    params(("draft" = String, Path), ("body" = String, Path)), request_body = ProlongInput,
    responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn prolong(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, body)): Of,
    Json(input): Json<ProlongInput>,
) -> Result<Response, WebError> {
    app.drafts.prolong(&caller.0, draft, body, input.days).await?;
    Ok(done())
}
