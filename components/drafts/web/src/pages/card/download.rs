//! Files, signatures and manifests as they are kept: original bytes, always as an attachment (385-8).

use crate::DraftsWeb;
use axum::extract::State;
use axum::response::IntoResponse;
use http::{HeaderValue, header};
use orda_base::{Access, Error, Operation};
use orda_documents::FileId;
use orda_documents_web::download;
use orda_drafts::{DraftId, SignatureView};
use orda_signatures::SignatureId;
use orda_web::{Accounted, Path, Response, Ui, WebError};

/// `/drafts/{draft}/v/{version}/files/{file}`.
pub(crate) async fn file(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version, file)): Path<(DraftId, u32, FileId)>,
) -> Result<Response, WebError> {
    let known = app.drafts.file(ui.actor(), draft, version, file).await?;
    let (stored, bytes) = app.documents.give_out(ui.actor(), known.id).await?;
    let access = Access::done("file", stored.id, Operation::Download).detail(format!("{draft}/v/{version}"));
    Ok(download(&stored, bytes).accessed(access))
}

/// `/drafts/{draft}/v/{version}/signatures/{signature}/cms`: the detached signature, DER.
pub(crate) async fn cms(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version, id)): Path<(DraftId, u32, SignatureId)>,
) -> Result<Response, WebError> {
    let view = find(&ui, &app, draft, version, id).await?;
    let bytes = view.record.cms;
    Ok(of_signature(draft, version, id, "p7s", "application/pkcs7-signature", bytes))
}

/// `/drafts/{draft}/v/{version}/signatures/{signature}/manifest`: exactly the bytes that were signed.
pub(crate) async fn manifest(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version, id)): Path<(DraftId, u32, SignatureId)>,
) -> Result<Response, WebError> {
    let view = find(&ui, &app, draft, version, id).await?;
    Ok(of_signature(draft, version, id, "json", "application/json", view.record.manifest))
}

async fn find(
    ui: &Ui,
    app: &DraftsWeb,
    draft: DraftId,
    version: u32,
    id: SignatureId,
) -> Result<SignatureView, WebError> {
    let all = app.drafts.signatures(ui.actor(), draft, version).await?;
    all.into_iter().find(|view| view.record.id == id).ok_or_else(|| Error::NotFound.into())
}

/// Names are made of an id: nothing in them needs to be quoted.
fn of_signature(
    draft: DraftId,
    version: u32,
    id: SignatureId,
    ending: &str,
    kind: &'static str,
    bytes: Vec<u8>,
) -> Response {
    let access = Access::done("signature", id, Operation::Download).detail(format!("{draft}/v/{version}"));
    let disposition = format!("attachment; filename=\"orda-{id}.{ending}\"");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::try_from(disposition).unwrap_or(HeaderValue::from_static("attachment")),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    (headers, bytes).into_response().accessed(access)
}
