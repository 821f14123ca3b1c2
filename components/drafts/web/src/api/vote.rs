//! Voting in absentia (385-22 to 385-24).

use super::inputs::{SigningJson, cms, id};
use super::schemas::{HeadJson, VoteJson};
use super::{done, read};
use crate::DraftsWeb;
use axum::extract::State;
use orda_base::{BodyId, Error, PersonId};
use orda_drafts::{DraftId, VoteInput, VoteValue};
use orda_web::{Caller, Json, Path, Query, Response, WebError};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

type At = Path<(DraftId, u32)>;
type Of = Path<(DraftId, u32, BodyId)>;

/// A vote to be started.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = drafts::VoteInput)]
#[serde(default)]
pub(crate) struct VoteJsonInput {
    /// Ids of the heads who are to vote.
    heads: Vec<String>,
    /// Working days for the vote.
    days: u16,
}

/// Which value is to be signed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct Wanted {
    /// `support` or `against`.
    value: String,
}

/// A vote to be cast.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = drafts::BallotInput)]
#[serde(default)]
pub(crate) struct BallotInput {
    /// `support` («Қолдаймын») or `against` («Қарсымын»).
    value: String,
    /// CMS over the manifest of that value, DER, base64.
    cms: String,
}

fn value_of(code: &str) -> Result<VoteValue, Error> {
    VoteValue::from_code(code).ok_or_else(|| Error::field("value", "drafts-field-choose"))
}

/// Heads who can be listed.
#[utoipa::path(get, operation_id = "drafts_vote_heads", path = "/api/v1/drafts/{draft}/versions/{version}/vote/heads", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = Vec<HeadJson>), (status = 403), (status = 404)))]
pub(crate) async fn heads(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): At,
) -> Result<Response, WebError> {
    let heads = app.drafts.votable_heads(&caller.0, draft, version).await?;
    Ok(read(heads.iter().map(HeadJson::from).collect::<Vec<_>>(), draft, version, "heads"))
}

/// Starts a vote in absentia on this version (385-22, 385-22-b).
#[utoipa::path(post, operation_id = "drafts_vote_start", path = "/api/v1/drafts/{draft}/versions/{version}/vote", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)), request_body = VoteJsonInput,
    responses((status = 204), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn start(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): At,
    Json(input): Json<VoteJsonInput>,
) -> Result<Response, WebError> {
    let heads = input.heads.iter().map(|h| id("heads", h)).collect::<orda_base::Result<Vec<PersonId>>>()?;
    app.drafts.start_vote(&caller.0, draft, version, VoteInput { heads, days: input.days }).await?;
    Ok(done())
}

/// The results (385-24).
#[utoipa::path(get, operation_id = "drafts_vote_results", path = "/api/v1/drafts/{draft}/versions/{version}/vote", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = VoteJson), (status = 403, description = "no control officer, or the vote is not closed"), (status = 404)))]
pub(crate) async fn results(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): At,
) -> Result<Response, WebError> {
    let results = app.drafts.vote_results(&caller.0, draft, version).await?;
    Ok(read(VoteJson::from(&results), draft, version, "vote"))
}

/// Closes the vote (385-24).
#[utoipa::path(post, operation_id = "drafts_vote_close", path = "/api/v1/drafts/{draft}/versions/{version}/vote/close", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)),
    responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn close(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): At,
) -> Result<Response, WebError> {
    app.drafts.close_vote(&caller.0, draft, version).await?;
    Ok(done())
}

/// What the head of the body is to sign for a value.
#[utoipa::path(get, operation_id = "drafts_vote_task", path = "/api/v1/drafts/{draft}/versions/{version}/bodies/{body}/vote", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path), ("body" = String, Path), Wanted),
    responses((status = 200, body = SigningJson), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn task(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version, body)): Of,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let task = app.drafts.vote_signing(&caller.0, draft, version, body, value_of(&wanted.value)?).await?;
    Ok(read(SigningJson::from(&task), draft, version, "vote"))
}

/// A listed head votes (385-23).
#[utoipa::path(post, operation_id = "drafts_vote_cast", path = "/api/v1/drafts/{draft}/versions/{version}/bodies/{body}/vote", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path), ("body" = String, Path)), request_body = BallotInput,
    responses((status = 204), (status = 403), (status = 404), (status = 409, description = "voted already, late, closed, or the signature is refused"), (status = 422)))]
pub(crate) async fn cast(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version, body)): Of,
    Json(input): Json<BallotInput>,
) -> Result<Response, WebError> {
    let value = value_of(&input.value)?;
    app.drafts.cast_vote(&caller.0, draft, version, body, value, &cms(&input.cms)?).await?;
    Ok(done())
}
