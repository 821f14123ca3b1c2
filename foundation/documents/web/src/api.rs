//! Files for programs: `/api/v1/file-sets`.

use crate::{DocumentsWeb, download, receive};
use axum::body::Body;
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use orda_base::{Access, BodyId, Error, Operation, Role};
use orda_documents::{FileId, FileSetId, StoredFile};
use orda_web::{Accounted, Caller, Json, Path, Query, Response, WebError};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn router() -> OpenApiRouter<DocumentsWeb> {
    OpenApiRouter::new()
        .routes(routes!(create))
        .routes(routes!(show))
        .routes(routes!(list, add))
        .routes(routes!(take, remove))
}

/// A new set.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewFileSet {
    /// Id of the state body; may be left out by those who hold the role in one body only.
    #[schema(value_type = Option<String>, format = Uuid)]
    #[serde(default)]
    body: Option<BodyId>,
    /// Role of those who may fill the set; `drafter` when left out.
    #[schema(value_type = Option<String>, example = "drafter")]
    #[serde(default)]
    role: Option<Role>,
}

/// A set of files.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FileSetView {
    /// Its id.
    id: String,
    /// Id of the state body it belongs to.
    body: String,
    /// Role of those who may fill it.
    role: &'static str,
    /// Is it sealed, so that nothing in it changes?
    sealed: bool,
    /// Bytes of all its files together.
    size: u64,
    /// Bytes that all its files together may have.
    limit: u64,
    /// Codes of the permitted formats.
    formats: Vec<&'static str>,
    /// Its files, in their order.
    files: Vec<FileView>,
}

/// A file.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FileView {
    /// Its id.
    id: String,
    /// Its name.
    name: String,
    /// Code of its format: `pdf`.
    format: &'static str,
    /// What it is for: `graphic`, `text`, `table`, `presentation`, `archive`.
    kind: &'static str,
    /// Length in bytes.
    size: u64,
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    sha256: String,
    /// When it was received (RFC 3339).
    created_at: String,
}

impl From<&StoredFile> for FileView {
    fn from(file: &StoredFile) -> Self {
        Self {
            id: file.id.to_string(),
            name: file.name.clone(),
            format: file.format.code(),
            kind: file.format.kind().code(),
            size: file.size,
            sha256: file.sha256_hex(),
            created_at: file.created_at.rfc3339(),
        }
    }
}

async fn view(web: &DocumentsWeb, caller: &Caller, set: FileSetId) -> Result<FileSetView, WebError> {
    let set = web.documents.set(&caller.0, set).await?;
    let files = web.documents.files(set.id).await?;
    let settings = web.documents.settings();
    Ok(FileSetView {
        id: set.id.to_string(),
        body: set.body.to_string(),
        role: set.role.code(),
        sealed: set.sealed_at.is_some(),
        size: files.iter().map(|f| f.size).sum(),
        limit: settings.set_limit,
        formats: settings.formats.iter().map(orda_documents::Format::code).collect(),
        files: files.iter().map(FileView::from).collect(),
    })
}

/// Makes an open set of files.
#[utoipa::path(post, path = "/api/v1/file-sets", tag = "documents", request_body = NewFileSet,
    responses((status = 201, body = FileSetView), (status = 403, description = "the role is not held in the body"),
        (status = 422, description = "the body must be named")))]
pub(crate) async fn create(
    State(web): State<DocumentsWeb>,
    caller: Caller,
    Json(new): Json<NewFileSet>,
) -> Result<Response, WebError> {
    let role = new.role.unwrap_or(Role::Drafter);
    let body = match new.body {
        Some(body) => body,
        None => only_body(&caller, role)?,
    };
    let set = web.documents.create_set(&caller.0, body, role).await?;
    let made = view(&web, &caller, set).await?;
    let place = [(header::LOCATION, format!("/api/v1/file-sets/{set}"))];
    Ok((StatusCode::CREATED, place, Json(made)).into_response().already_accounted())
}

/// The one body in which the caller holds `role`.
fn only_body(caller: &Caller, role: Role) -> Result<BodyId, Error> {
    let mut bodies = caller.0.bodies_with(role);
    let first = bodies.next().ok_or(if caller.0.is_known() { Error::Forbidden } else { Error::Unauthenticated })?;
    if bodies.any(|other| other != first) { Err(Error::field("body", "error-required")) } else { Ok(first) }
}

/// A set with its files.
#[utoipa::path(get, path = "/api/v1/file-sets/{set}", tag = "documents", params(("set" = String, Path)),
    responses((status = 200, body = FileSetView), (status = 404, description = "no such set, or not the caller's")))]
pub(crate) async fn show(
    State(web): State<DocumentsWeb>,
    caller: Caller,
    Path(set): Path<FileSetId>,
) -> Result<Response, WebError> {
    let shown = view(&web, &caller, set).await?;
    Ok(Json(shown).into_response().accessed(Access::done("file_set", set, Operation::Read)))
}

/// Files of a set, in their order.
#[utoipa::path(get, path = "/api/v1/file-sets/{set}/files", tag = "documents", params(("set" = String, Path)),
    responses((status = 200, body = Vec<FileView>), (status = 404, description = "no such set, or not the caller's")))]
pub(crate) async fn list(
    State(web): State<DocumentsWeb>,
    caller: Caller,
    Path(set): Path<FileSetId>,
) -> Result<Response, WebError> {
    let shown = view(&web, &caller, set).await?;
    Ok(Json(shown.files).into_response().accessed(Access::done("file_set", set, Operation::Read)))
}

/// The name of a file whose bytes are the body.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct NewFile {
    /// Name with its ending; needed unless the body is a form.
    #[serde(default)]
    name: String,
}

/// Adds a file: its bytes as the body with the name in the query, or a form (`multipart/form-data`) of one file.
#[utoipa::path(post, path = "/api/v1/file-sets/{set}/files", tag = "documents", params(("set" = String, Path), NewFile),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = FileView), (status = 409, description = "format, structure or name refused (385-10)"),
        (status = 413, description = "more than all files of the set together may have (385-9)")))]
pub(crate) async fn add(
    State(web): State<DocumentsWeb>,
    caller: Caller,
    Path(set): Path<FileSetId>,
    Query(new): Query<NewFile>,
    request: Request<Body>,
) -> Result<Response, WebError> {
    let documents = &web.documents;
    let file = if is_form(&request) {
        let form =
            Multipart::from_request(request, &()).await.map_err(|_| Error::field("", "error-form-unreadable"))?;
        receive::first(documents, &caller.0, set, form).await?
    } else {
        receive::one(documents, &caller.0, set, &new.name, request.into_body().into_data_stream()).await?
    };
    let place = [(header::LOCATION, format!("/api/v1/file-sets/{set}/files/{}", file.id))];
    Ok((StatusCode::CREATED, place, Json(FileView::from(&file))).into_response().already_accounted())
}

fn is_form(request: &Request<Body>) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    kind.to_ascii_lowercase().starts_with("multipart/form-data")
}

/// The original bytes of a file.
#[utoipa::path(get, path = "/api/v1/file-sets/{set}/files/{file}", tag = "documents",
    params(("set" = String, Path), ("file" = String, Path)),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>),
        (status = 404, description = "no such file, or not the caller's")))]
pub(crate) async fn take(
    State(web): State<DocumentsWeb>,
    caller: Caller,
    Path((set, file)): Path<(FileSetId, FileId)>,
) -> Result<Response, WebError> {
    web.documents.set(&caller.0, set).await?;
    let (file, bytes) = web.documents.give_out(&caller.0, file).await?;
    if file.set != set {
        return Err(Error::NotFound.into());
    }
    Ok(download(&file, bytes).accessed(Access::done("file", file.id, Operation::Download)))
}

/// Removes a file from an open set.
#[utoipa::path(delete, path = "/api/v1/file-sets/{set}/files/{file}", tag = "documents",
    params(("set" = String, Path), ("file" = String, Path)),
    responses((status = 204), (status = 404, description = "no such file, or not the caller's"),
        (status = 409, description = "the set is sealed")))]
pub(crate) async fn remove(
    State(web): State<DocumentsWeb>,
    caller: Caller,
    Path((set, file)): Path<(FileSetId, FileId)>,
) -> Result<Response, WebError> {
    web.documents.remove_file(&caller.0, set, file).await?;
    Ok(StatusCode::NO_CONTENT.into_response().already_accounted())
}
