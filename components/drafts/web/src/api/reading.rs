//! Reading a draft and everything that belongs to it.

use super::read;
use super::schemas::{CardJson, EntryJson, FileJson, LetterJson, ReaderJson, SignatureJson, TextJson};
use crate::DraftsWeb;
use axum::extract::State;
use orda_base::{Access, Operation};
use orda_documents::FileId;
use orda_documents_web::download;
use orda_drafts::DraftId;
use orda_web::{Accounted, Caller, Path, Response, WebError};

/// A draft at its newest version that the caller may read.
#[utoipa::path(get, operation_id = "drafts_reading_newest", path = "/api/v1/drafts/{draft}", tag = "drafts", params(("draft" = String, Path)),
    responses((status = 200, body = CardJson), (status = 404, description = "no such draft, or not for the caller")))]
pub(crate) async fn newest(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path(draft): Path<DraftId>,
) -> Result<Response, WebError> {
    let card = app.drafts.card(&caller.0, draft, None).await?;
    Ok(read(CardJson::from(&card), draft, card.version, ""))
}

/// A draft at one version. When a named representative opens it first, the body's state becomes "under review".
#[utoipa::path(get, operation_id = "drafts_reading_card", path = "/api/v1/drafts/{draft}/versions/{version}", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = CardJson), (status = 404)))]
pub(crate) async fn card(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): Path<(DraftId, u32)>,
) -> Result<Response, WebError> {
    let card = app.drafts.card(&caller.0, draft, Some(version)).await?;
    Ok(read(CardJson::from(&card), draft, version, ""))
}

/// The texts, paragraph by paragraph.
#[utoipa::path(get, operation_id = "drafts_reading_text", path = "/api/v1/drafts/{draft}/versions/{version}/text", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = TextJson), (status = 404)))]
pub(crate) async fn text(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): Path<(DraftId, u32)>,
) -> Result<Response, WebError> {
    let text = app.drafts.text(&caller.0, draft, version).await?;
    Ok(read(TextJson::from(&text), draft, version, "text"))
}

/// The files.
#[utoipa::path(get, operation_id = "drafts_reading_files", path = "/api/v1/drafts/{draft}/versions/{version}/files", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = Vec<FileJson>), (status = 404)))]
pub(crate) async fn files(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): Path<(DraftId, u32)>,
) -> Result<Response, WebError> {
    let files = app.drafts.files(&caller.0, draft, version).await?;
    Ok(read(all::<_, FileJson>(&files), draft, version, "files"))
}

/// The original bytes of a file (385-8).
#[utoipa::path(get, operation_id = "drafts_reading_file", path = "/api/v1/drafts/{draft}/versions/{version}/files/{file}", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path), ("file" = String, Path)),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>), (status = 404)))]
pub(crate) async fn file(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version, file)): Path<(DraftId, u32, FileId)>,
) -> Result<Response, WebError> {
    let known = app.drafts.file(&caller.0, draft, version, file).await?;
    let (stored, bytes) = app.documents.give_out(&caller.0, known.id).await?;
    let access = Access::done("file", stored.id, Operation::Download).detail(format!("{draft}/v/{version}"));
    Ok(download(&stored, bytes).accessed(access))
}

/// The signatures, with their manifests and reports.
#[utoipa::path(get, operation_id = "drafts_reading_signatures", path = "/api/v1/drafts/{draft}/versions/{version}/signatures", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = Vec<SignatureJson>), (status = 404)))]
pub(crate) async fn signatures(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): Path<(DraftId, u32)>,
) -> Result<Response, WebError> {
    let signatures = app.drafts.signatures(&caller.0, draft, version).await?;
    Ok(read(all::<_, SignatureJson>(&signatures), draft, version, "signatures"))
}

/// The letters that the caller's side sent or got.
#[utoipa::path(get, operation_id = "drafts_reading_letters", path = "/api/v1/drafts/{draft}/versions/{version}/letters", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = Vec<LetterJson>), (status = 404)))]
pub(crate) async fn letters(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): Path<(DraftId, u32)>,
) -> Result<Response, WebError> {
    let letters = app.drafts.letters(&caller.0, draft, version).await?;
    Ok(read(all::<_, LetterJson>(&letters), draft, version, "letters"))
}

/// The history of all versions the caller may read, newest first.
#[utoipa::path(get, operation_id = "drafts_reading_history", path = "/api/v1/drafts/{draft}/history", tag = "drafts", params(("draft" = String, Path)),
    responses((status = 200, body = Vec<EntryJson>), (status = 404)))]
pub(crate) async fn history(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path(draft): Path<DraftId>,
) -> Result<Response, WebError> {
    let entries = app.drafts.history(&caller.0, draft).await?;
    let newest = entries.first().map_or(0, |e| e.entry.version);
    Ok(read(all::<_, EntryJson>(&entries), draft, newest, "history"))
}

/// Who can see a version, and why.
#[utoipa::path(get, operation_id = "drafts_reading_readers", path = "/api/v1/drafts/{draft}/versions/{version}/readers", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = Vec<ReaderJson>), (status = 404)))]
pub(crate) async fn readers(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): Path<(DraftId, u32)>,
) -> Result<Response, WebError> {
    let readers = app.drafts.readers(&caller.0, draft, version).await?;
    Ok(read(all::<_, ReaderJson>(&readers), draft, version, "access"))
}

/// Every view in its JSON form.
fn all<'a, T, U: From<&'a T>>(views: &'a [T]) -> Vec<U> {
    views.iter().map(U::from).collect()
}
