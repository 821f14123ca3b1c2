//! Files, signatures and manifests as they are kept: original bytes, always as an attachment (385-8).

use crate::DraftsWeb;
use crate::pages::verbs::At;
use axum::extract::State;
use futures::TryStreamExt;
use orda_base::{Access, Error, Operation};
use orda_documents::FileId;
use orda_documents_web::download;
use orda_drafts::{DraftId, SignatureView};
use orda_signatures::SignatureId;
use orda_signatures::evidence::DataFile;
use orda_web::{Accounted, Path, Response, Ui, WebError, attachment};

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

/// `/drafts/{draft}/v/{version}/container`: everything that heads signed on the version, their signatures and the evidence,
/// to be checked anywhere with the root alone (ASiC-E).
pub(crate) async fn container(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let (draft, version) = at;
    let content = app.drafts.signed_content(ui.actor(), draft, version).await?;
    let part = |(name, bytes): (&'static str, Vec<u8>)| DataFile { name: name.to_owned(), bytes };
    let mut parts: Vec<DataFile> = content.written.into_iter().map(part).collect();
    // At most what one version may have: 60 MB (385-9).
    for file in &content.files {
        let (stored, pieces) = app.documents.give_out(ui.actor(), file.id).await?;
        let bytes = pieces.map_ok(|piece| piece.to_vec()).try_concat().await?;
        parts.push(DataFile { name: stored.name, bytes });
    }
    let signatures: Vec<_> = content.signatures.iter().collect();
    let bytes = app.preservation.container(&signatures, parts).await?;
    let access =
        Access::done("draft", draft, Operation::Download).detail(format!("v/{version} {}.asice", content.number));
    Ok(attachment(&format!("orda-{draft}-{version}.asice"), "application/vnd.etsi.asic-e+zip", bytes).accessed(access))
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
    attachment(&format!("orda-{id}.{ending}"), kind, bytes).accessed(access)
}
