//! Files, signatures and manifests as they are kept: original bytes, always as an attachment (385-8).

use crate::DraftsWeb;
use axum::body::Body;
use axum::extract::State;
use axum::response::IntoResponse;
use http::{HeaderName, HeaderValue, header};
use orda_base::{Access, Error, Operation};
use orda_documents::FileId;
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
    let (stored, bytes) = app.documents.open(known.id).await?;
    let access = Access::done("file", stored.id, Operation::Download).detail(format!("{draft}/v/{version}"));
    let body = Body::from_stream(bytes);
    Ok(attachment(&stored.name, "application/octet-stream", Some(stored.size), body).accessed(access))
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

async fn find(ui: &Ui, app: &DraftsWeb, draft: DraftId, version: u32, id: SignatureId) -> Result<SignatureView, WebError> {
    let all = app.drafts.signatures(ui.actor(), draft, version).await?;
    all.into_iter().find(|view| view.record.id == id).ok_or_else(|| Error::NotFound.into())
}

fn of_signature(draft: DraftId, version: u32, id: SignatureId, ending: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let access = Access::done("signature", id, Operation::Download).detail(format!("{draft}/v/{version}"));
    let name = format!("orda-{id}.{ending}");
    attachment(&name, kind, None, Body::from(bytes)).accessed(access)
}

/// The bytes under a name, for saving: a browser never shows them as a page of the portal.
pub(crate) fn attachment(name: &str, kind: &'static str, size: Option<u64>, body: Body) -> Response {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_. ".contains(c) { c } else { '_' }).collect();
    let encoded: String = name
        .bytes()
        .map(|b| if b.is_ascii_alphanumeric() || b"-_.".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect();
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}");
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let set = |headers: &mut http::HeaderMap, name: HeaderName, value: String| {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(name, value);
        }
    };
    set(headers, header::CONTENT_DISPOSITION, disposition);
    if let Some(size) = size {
        set(headers, header::CONTENT_LENGTH, size.to_string());
    }
    response
}
