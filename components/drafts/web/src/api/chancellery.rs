//! What the Chancellery does with a draft (385-20 to 385-25).

use super::inputs::{date, id};
use super::schemas::{MinutesJson, SittingCardJson, SittingJson, UnitJson};
use super::{done, made, read};
use crate::DraftsWeb;
use axum::extract::State;
use axum::response::IntoResponse;
use orda_base::{Access, Error, Operation, UnitId};
use orda_documents::FileId;
use orda_documents_web::download;
use orda_drafts::{
    CheckInput, CheckPart, DraftId, FinalStatus, RejectionInput, ResultInput, SittingId, SittingInput, SittingResult,
};
use orda_web::{Accounted, Caller, Json, Path, Response, WebError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

type At = Path<(DraftId, u32)>;

/// The result of one part of the check.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = drafts::CheckInput)]
#[serde(default)]
pub(crate) struct CheckJsonInput {
    /// `regulations` or `records`.
    part: String,
    /// Does the draft comply? Then it meets every point.
    complies: bool,
    /// What does not comply.
    remarks: String,
    /// Codes of the points it meets.
    met: Vec<String>,
}

/// Why the cover letter is not accepted.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = drafts::RejectionInput)]
#[serde(default)]
pub(crate) struct RejectionJson {
    /// Outgoing number of the message.
    number: String,
    /// The reason.
    reason: String,
}

/// To which units.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = drafts::UnitsInput)]
#[serde(default)]
pub(crate) struct UnitsInput {
    /// Ids of units of the Chancellery.
    units: Vec<String>,
}

/// An opinion.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = drafts::OpinionInput)]
#[serde(default)]
pub(crate) struct OpinionInput {
    /// The opinion.
    text: String,
}

/// On which agenda.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = drafts::AgendaInput)]
#[serde(default)]
pub(crate) struct AgendaInput {
    /// Id of the sitting.
    sitting: String,
}

/// The final status.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = drafts::StatusInput)]
#[serde(default)]
pub(crate) struct StatusInput {
    /// `accepted` or `not_accepted`.
    status: String,
    /// Needed when it contradicts the vote or the minutes.
    ground: String,
}

/// A sitting.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = drafts::SittingInput)]
#[serde(default)]
pub(crate) struct SittingJsonInput {
    /// Its number.
    number: String,
    /// Its day: `2026-11-24`.
    date: String,
    /// Where it is held.
    place: String,
}

/// The minutes of a sitting; their files are in its set.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = drafts::MinutesInput)]
#[serde(default)]
pub(crate) struct MinutesInput {
    /// One result for each draft of the agenda.
    results: Vec<ResultJson>,
}

/// What the minutes say of a draft.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = drafts::ResultInput)]
#[serde(default)]
pub(crate) struct ResultJson {
    /// Id of the draft.
    draft: String,
    /// `accepted` or `not_accepted`.
    result: String,
    /// What they say besides.
    note: String,
}

/// Records the result of one part of the check (385-20-b, 385-20-c).
#[utoipa::path(post, operation_id = "drafts_chancellery_check", path = "/api/v1/drafts/{draft}/versions/{version}/check", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)), request_body = CheckJsonInput,
    responses((status = 204), (status = 403), (status = 404), (status = 409), (status = 422)))]
pub(crate) async fn check(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): At,
    Json(input): Json<CheckJsonInput>,
) -> Result<Response, WebError> {
    let part = CheckPart::from_code(&input.part).ok_or_else(|| Error::field("part", "drafts-field-choose"))?;
    let check = CheckInput { part, complies: input.complies, remarks: input.remarks, met: input.met };
    app.drafts.record_check(&caller.0, draft, version, check).await?;
    Ok(done())
}

/// Sets the mark of rejection and sends the message «қабылданған жоқ» (385-20-d, 385-20-f).
#[utoipa::path(post, operation_id = "drafts_chancellery_not_accepted", path = "/api/v1/drafts/{draft}/versions/{version}/not-accepted", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)), request_body = RejectionJson,
    responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn not_accepted(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): At,
    Json(input): Json<RejectionJson>,
) -> Result<Response, WebError> {
    let rejection = RejectionInput { number: input.number, reason: input.reason };
    app.drafts.reject_by_chancellery(&caller.0, draft, version, rejection).await?;
    Ok(done())
}

/// Units to which the draft can be passed.
#[utoipa::path(get, operation_id = "drafts_chancellery_units", path = "/api/v1/drafts/{draft}/versions/{version}/units", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = Vec<UnitJson>), (status = 403), (status = 404)))]
pub(crate) async fn units(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): At,
) -> Result<Response, WebError> {
    let units = app.drafts.passable_units(&caller.0, draft, version).await?;
    Ok(read(units.iter().map(UnitJson::from).collect::<Vec<_>>(), draft, version, "units"))
}

/// Passes the draft to units of the Chancellery (385-20-g).
#[utoipa::path(post, operation_id = "drafts_chancellery_pass", path = "/api/v1/drafts/{draft}/versions/{version}/units", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)), request_body = UnitsInput,
    responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn pass(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): At,
    Json(input): Json<UnitsInput>,
) -> Result<Response, WebError> {
    let units = input.units.iter().map(|u| id("units", u)).collect::<orda_base::Result<Vec<UnitId>>>()?;
    app.drafts.pass_to_units(&caller.0, draft, version, &units).await?;
    Ok(done())
}

/// Gives the opinion of a unit (385-20-g).
#[utoipa::path(post, operation_id = "drafts_chancellery_opinion", path = "/api/v1/drafts/{draft}/versions/{version}/opinion", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)), request_body = OpinionInput,
    responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn opinion(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): At,
    Json(input): Json<OpinionInput>,
) -> Result<Response, WebError> {
    app.drafts.give_opinion(&caller.0, draft, version, &input.text).await?;
    Ok(done())
}

/// Puts the draft on the agenda of a sitting (385-21).
#[utoipa::path(post, operation_id = "drafts_chancellery_agenda", path = "/api/v1/drafts/{draft}/versions/{version}/agenda", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)), request_body = AgendaInput,
    responses((status = 204), (status = 403), (status = 404), (status = 409)))]
pub(crate) async fn agenda(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): At,
    Json(input): Json<AgendaInput>,
) -> Result<Response, WebError> {
    let sitting: SittingId = id("sitting", &input.sitting)?;
    app.drafts.put_on_agenda(&caller.0, draft, version, sitting).await?;
    Ok(done())
}

/// Sets the final status (385-25-b).
#[utoipa::path(post, operation_id = "drafts_chancellery_status", path = "/api/v1/drafts/{draft}/versions/{version}/status", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)), request_body = StatusInput,
    responses((status = 204), (status = 403), (status = 404), (status = 409, description = "no minutes, an open vote, or no ground"), (status = 422)))]
pub(crate) async fn status(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): At,
    Json(input): Json<StatusInput>,
) -> Result<Response, WebError> {
    let status = FinalStatus::from_code(&input.status).ok_or_else(|| Error::field("status", "drafts-field-choose"))?;
    app.drafts.set_final_status(&caller.0, draft, version, status, &input.ground).await?;
    Ok(done())
}

/// The minutes that show the result of a version (385-21-b).
#[utoipa::path(get, operation_id = "drafts_chancellery_minutes", path = "/api/v1/drafts/{draft}/versions/{version}/minutes", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = MinutesJson), (status = 404)))]
pub(crate) async fn minutes(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): At,
) -> Result<Response, WebError> {
    let minutes = app.drafts.minutes(&caller.0, draft, version).await?;
    Ok(read(MinutesJson::from(&minutes), draft, version, "minutes"))
}

/// The original bytes of a file of the minutes.
#[utoipa::path(get, operation_id = "drafts_chancellery_minutes_file", path = "/api/v1/drafts/{draft}/versions/{version}/minutes/files/{file}", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path), ("file" = String, Path)),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>), (status = 404)))]
pub(crate) async fn minutes_file(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version, file)): Path<(DraftId, u32, FileId)>,
) -> Result<Response, WebError> {
    let known = app.drafts.minutes_file(&caller.0, draft, version, file).await?;
    let (stored, bytes) = app.documents.give_out(&caller.0, known.id).await?;
    let access = Access::done("file", stored.id, Operation::Download).detail(format!("{draft}/v/{version} minutes"));
    Ok(download(&stored, bytes).accessed(access))
}

/// The sittings, the latest day first.
#[utoipa::path(get, operation_id = "drafts_sittings_list", path = "/api/v1/sittings", tag = "drafts",
    responses((status = 200, body = Vec<SittingJson>), (status = 404)))]
pub(crate) async fn sittings(State(app): State<DraftsWeb>, caller: Caller) -> Result<Response, WebError> {
    let sittings = app.drafts.sittings(&caller.0).await?;
    let access = Access::done("page", "sittings", Operation::Read);
    Ok(Json(sittings.iter().map(SittingJson::from).collect::<Vec<_>>()).into_response().accessed(access))
}

/// Enters a sitting.
#[utoipa::path(post, operation_id = "drafts_sittings_make", path = "/api/v1/sittings", tag = "drafts", request_body = SittingJsonInput,
    responses((status = 201, body = super::schemas::Made), (status = 404), (status = 422)))]
pub(crate) async fn make_sitting(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Json(input): Json<SittingJsonInput>,
) -> Result<Response, WebError> {
    let date = date("date", &input.date)?;
    let sitting = SittingInput { number: input.number, date, place: input.place };
    Ok(made(&app.drafts.make_sitting(&caller.0, sitting).await?))
}

/// A sitting with its agenda and the files of its minutes.
#[utoipa::path(get, operation_id = "drafts_sittings_show", path = "/api/v1/sittings/{sitting}", tag = "drafts",
    params(("sitting" = String, Path)), responses((status = 200, body = SittingCardJson), (status = 404)))]
pub(crate) async fn sitting(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path(id): Path<SittingId>,
) -> Result<Response, WebError> {
    let view = app.drafts.sitting(&caller.0, id).await?;
    let access = Access::done("sitting", id, Operation::Read);
    Ok(Json(SittingCardJson::from(&view)).into_response().accessed(access))
}

/// The sitting has ended.
#[utoipa::path(post, operation_id = "drafts_sittings_end", path = "/api/v1/sittings/{sitting}/end", tag = "drafts",
    params(("sitting" = String, Path)), responses((status = 204), (status = 404), (status = 409)))]
pub(crate) async fn end_sitting(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path(id): Path<SittingId>,
) -> Result<Response, WebError> {
    app.drafts.end_sitting(&caller.0, id).await?;
    Ok(done())
}

/// Posts the minutes (385-21, 385-21-b, 385-25).
#[utoipa::path(post, operation_id = "drafts_sittings_minutes", path = "/api/v1/sittings/{sitting}/minutes", tag = "drafts",
    params(("sitting" = String, Path)), request_body = MinutesInput,
    responses((status = 204), (status = 404), (status = 409, description = "not ended, or a vote is open"), (status = 422, description = "a draft without a result, or no file")))]
pub(crate) async fn post_minutes(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path(sitting): Path<SittingId>,
    Json(input): Json<MinutesInput>,
) -> Result<Response, WebError> {
    let one = |r: &ResultJson| -> orda_base::Result<ResultInput> {
        let draft = id("draft", &r.draft)?;
        Ok(ResultInput { draft, result: SittingResult::from_code(&r.result), note: r.note.clone() })
    };
    let results = input.results.iter().map(one).collect::<orda_base::Result<Vec<_>>>()?;
    app.drafts.post_minutes(&caller.0, sitting, results).await?;
    Ok(done())
}
