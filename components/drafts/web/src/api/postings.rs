//! Forms in progress. Files go into the set named `file_set`, by the interface of documents.

use super::inputs::id;
use super::schemas::{BodyJson, Choosable, PostingJson, SavePosting, StartPosting, SubmitPosting};
use super::{done, made};
use crate::DraftsWeb;
use axum::extract::State;
use axum::response::IntoResponse;
use orda_base::{Access, BodyId, Error, Operation};
use orda_drafts::{ActKind, DraftId, PostingFields, PostingId, PostingStep};
use orda_web::{Accounted, Caller, Json, Path, Response, WebError};

/// Forms the caller has begun.
#[utoipa::path(get, operation_id = "drafts_postings_list", path = "/api/v1/drafts/unfinished", tag = "drafts", responses((status = 200, body = Vec<String>)))]
pub(crate) async fn list(State(app): State<DraftsWeb>, caller: Caller) -> Result<Response, WebError> {
    if !caller.0.is_known() {
        return Err(Error::Unauthenticated.into());
    }
    let ids: Vec<_> = app.drafts.postings(&caller.0).await?.iter().map(|p| p.id.to_string()).collect();
    Ok(Json(ids).into_response().accessed(Access::done("posting", "", Operation::Read)))
}

/// Begins a new draft (385-13).
#[utoipa::path(post, operation_id = "drafts_postings_start", path = "/api/v1/drafts/unfinished", tag = "drafts", request_body = StartPosting,
    responses((status = 201, body = super::schemas::Made), (status = 403, description = "not a drafter of the body")))]
pub(crate) async fn start(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Json(input): Json<StartPosting>,
) -> Result<Response, WebError> {
    let body: BodyId = id("body", &input.body)?;
    Ok(made(&app.drafts.start_posting(&caller.0, body).await?))
}

/// A form with its files and with what is missing.
#[utoipa::path(get, operation_id = "drafts_postings_show", path = "/api/v1/drafts/unfinished/{id}", tag = "drafts", params(("id" = String, Path)),
    responses((status = 200, body = PostingJson), (status = 404, description = "no such form of the caller's")))]
pub(crate) async fn show(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path(id): Path<PostingId>,
) -> Result<Response, WebError> {
    let view = app.drafts.posting(&caller.0, id).await?;
    Ok(Json(PostingJson::from(&view)).into_response().accessed(Access::done("posting", id, Operation::Read)))
}

/// Saves parts of a form; what is left out stays.
#[utoipa::path(patch, operation_id = "drafts_postings_save", path = "/api/v1/drafts/unfinished/{id}", tag = "drafts", params(("id" = String, Path)),
    request_body = SavePosting, responses((status = 204), (status = 422, description = "a field is wrong")))]
pub(crate) async fn save(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path(posting): Path<PostingId>,
    Json(input): Json<SavePosting>,
) -> Result<Response, WebError> {
    app.drafts.save_posting_steps(&caller.0, posting, |before| steps(input, before)).await?;
    Ok(done())
}

/// What is to be saved; of an answer given in part the rest stays as it was.
fn steps(input: SavePosting, before: &PostingFields) -> Result<Vec<PostingStep>, Error> {
    let mut steps = Vec::new();
    if input.title.is_some() || input.kind.is_some() {
        let kind = match &input.kind {
            Some(code) => Some(ActKind::from_code(code).ok_or_else(|| Error::field("kind", "drafts-field-choose"))?),
            None => before.kind,
        };
        steps.push(PostingStep::Act { title: input.title.map_or_else(|| before.title.clone(), Into::into), kind });
    }
    if input.text_kk.is_some() || input.text_ru.is_some() {
        steps.push(PostingStep::Texts {
            kk: input.text_kk.unwrap_or_else(|| before.texts.kk.join("\n")),
            ru: input.text_ru.unwrap_or_else(|| before.texts.ru.join("\n")),
        });
    }
    if let Some(bodies) = &input.approving_bodies {
        let bodies: Result<Vec<BodyId>, Error> = bodies.iter().map(|b| id("bodies", b)).collect();
        steps.push(PostingStep::Bodies(bodies?));
    }
    steps.extend(input.term.map(PostingStep::Term));
    steps.extend(input.no_secrets.map(PostingStep::NoSecrets));
    Ok(steps)
}

/// Throws a form away.
#[utoipa::path(delete, operation_id = "drafts_postings_discard", path = "/api/v1/drafts/unfinished/{id}", tag = "drafts", params(("id" = String, Path)),
    responses((status = 204), (status = 404)))]
pub(crate) async fn discard(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path(id): Path<PostingId>,
) -> Result<Response, WebError> {
    app.drafts.discard_posting(&caller.0, id).await?;
    Ok(done())
}

/// Posts: a new draft, a changed version, or a new version.
#[utoipa::path(post, operation_id = "drafts_postings_submit", path = "/api/v1/drafts/unfinished/{id}/submit", tag = "drafts", params(("id" = String, Path)),
    request_body = SubmitPosting,
    responses((status = 201, description = "the id of the draft", body = super::schemas::Made),
        (status = 409, description = "refused, with the rule"), (status = 422, description = "fields are missing")))]
pub(crate) async fn submit(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path(id): Path<PostingId>,
    Json(input): Json<SubmitPosting>,
) -> Result<Response, WebError> {
    Ok(made(&app.drafts.submit_posting(&caller.0, id, input.confirmed).await?))
}

/// Bodies that may be chosen as approving ones.
#[utoipa::path(get, operation_id = "drafts_postings_choosable", path = "/api/v1/drafts/unfinished/{id}/bodies", tag = "drafts", params(("id" = String, Path)),
    responses((status = 200, body = Choosable)))]
pub(crate) async fn choosable(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path(id): Path<PostingId>,
) -> Result<Response, WebError> {
    let body = app.drafts.posting(&caller.0, id).await?.posting.body;
    let (bodies, last) = app.drafts.choosable_bodies(&caller.0, body).await?;
    let bodies: Vec<BodyJson> = bodies.iter().map(Into::into).collect();
    let answer = Choosable { bodies, last: last.iter().map(ToString::to_string).collect() };
    Ok(Json(answer).into_response().accessed(Access::done("posting", id, Operation::Read)))
}

/// Begins a change of a version that was not sent (385-14): the form, with a copy of what there is.
#[utoipa::path(post, operation_id = "drafts_postings_change", path = "/api/v1/drafts/{draft}/changes", tag = "drafts", params(("draft" = String, Path)),
    responses((status = 201, body = super::schemas::Made), (status = 409)))]
pub(crate) async fn change(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path(draft): Path<DraftId>,
) -> Result<Response, WebError> {
    Ok(made(&app.drafts.start_change(&caller.0, draft).await?))
}

/// Begins a new version (385-18-b): the form, with a copy of the newest version.
#[utoipa::path(post, operation_id = "drafts_postings_version", path = "/api/v1/drafts/{draft}/versions", tag = "drafts", params(("draft" = String, Path)),
    responses((status = 201, body = super::schemas::Made), (status = 409)))]
pub(crate) async fn version(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path(draft): Path<DraftId>,
) -> Result<Response, WebError> {
    Ok(made(&app.drafts.start_version(&caller.0, draft).await?))
}
