//! Pages of one open set, for those who fill it.

use crate::field::{field_returning, list as file_list};
use crate::receive::{self, FileError};
use crate::{DocumentsWeb, download};
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use maud::html;
use orda_base::{Access, Error, Message, Operation};
use orda_documents::{FileId, FileSetId};
use orda_web::{Accounted, Form, Path, Query, Response, Ui, WebError};
use serde::Deserialize;

/// Where to go back to.
#[derive(Default, Deserialize)]
pub(crate) struct Back {
    #[serde(default)]
    back: String,
}

impl Back {
    /// A path within the portal; this page itself when another address was given.
    fn path(&self, set: FileSetId) -> String {
        let inside =
            self.back.starts_with('/') && !self.back.starts_with("//") && !self.back.contains(['\\', '\r', '\n', '\t']);
        if inside { self.back.clone() } else { format!("/files/{set}") }
    }
}

/// `GET /files/{set}?back=…`.
pub(crate) async fn show(
    ui: Ui,
    State(web): State<DocumentsWeb>,
    Path(set): Path<FileSetId>,
    Query(back): Query<Back>,
) -> Result<Response, WebError> {
    page(&ui, &web, set, &back.path(set), &[]).await
}

/// `GET /files/{set}/list?back=…`: the list alone, for the script.
pub(crate) async fn list(
    ui: Ui,
    State(web): State<DocumentsWeb>,
    Path(set): Path<FileSetId>,
    Query(back): Query<Back>,
) -> Result<Response, WebError> {
    web.documents.set(ui.actor(), set).await?;
    let files = web.documents.files(set).await?;
    let access = Access::done("file_set", set, Operation::Read);
    Ok(ui.fragment(file_list(&ui, &web.documents, set, &files, &back.path(set))).accessed(access))
}

/// `POST /files/{set}?back=…`: takes every file of the form. Goes back when all were taken, else shows why not.
pub(crate) async fn upload(
    ui: Ui,
    State(web): State<DocumentsWeb>,
    Path(set): Path<FileSetId>,
    Query(back): Query<Back>,
    form: Multipart,
) -> Result<Response, WebError> {
    web.documents.set(ui.actor(), set).await?;
    let back = back.path(set);
    let received = receive::all(&web.documents, ui.actor(), set, form).await?;
    if !received.refused.is_empty() {
        return page(&ui, &web, set, &back, &received.refused).await;
    }
    if received.stored.is_empty() {
        return Ok(ui.redirect_with(&back, &Message::new("documents-no-file")));
    }
    let message = Message::new("documents-received").with("count", received.stored.len());
    Ok(ui.redirect_with(&back, &message).already_accounted())
}

/// `GET /files/{set}/{file}`: the file itself, for those who fill the set.
pub(crate) async fn take(
    ui: Ui,
    State(web): State<DocumentsWeb>,
    Path((set, file)): Path<(FileSetId, FileId)>,
) -> Result<Response, WebError> {
    web.documents.set(ui.actor(), set).await?;
    let (file, bytes) = web.documents.give_out(ui.actor(), file).await?;
    if file.set != set {
        return Err(Error::NotFound.into());
    }
    Ok(download(&file, bytes).accessed(Access::done("file", file.id, Operation::Download)))
}

/// `POST /files/{set}/{file}/remove`.
pub(crate) async fn remove(
    ui: Ui,
    State(web): State<DocumentsWeb>,
    Path((set, file)): Path<(FileSetId, FileId)>,
    Form(back): Form<Back>,
) -> Result<Response, WebError> {
    web.documents.remove_file(ui.actor(), set, file).await?;
    let message = Message::new("documents-removed");
    Ok(ui.redirect_with(&back.path(set), &message).already_accounted())
}

async fn page(
    ui: &Ui,
    web: &DocumentsWeb,
    set: FileSetId,
    back: &str,
    errors: &[FileError],
) -> Result<Response, WebError> {
    web.documents.set(ui.actor(), set).await?;
    let files = web.documents.files(set).await?;
    let content = html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            h1.govuk-heading-l { (ui.t("documents-files")) }
            (field_returning(ui, &web.documents, set, &files, errors, back))
            p.govuk-body { a.govuk-link href=(back) { (ui.t("web-continue")) } }
        } }
    };
    let status = errors.first().map_or(200, |wrong| wrong.error.status());
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::CONFLICT);
    let access = Access::done("file_set", set, Operation::Change);
    let access = match errors.first() {
        Some(wrong) => access.ended(&wrong.error),
        None => Access::done("file_set", set, Operation::Read),
    };
    Ok(ui.page_with_status(status, ui.t("documents-files"), content).accessed(access))
}
