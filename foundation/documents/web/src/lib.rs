//! Uploading, listing and giving out files.
//!
//! Other components put [`file_field`] on the page where a document is filled, [`digests`] where it is read, and answer
//! their own downloads with [`download`] after they have checked the right to read.
//!
//! ```
//! use orda_documents::{Documents, FileSetId};
//! use orda_web::{Markup, Ui};
//!
//! async fn part(ui: &Ui, documents: &Documents, set: FileSetId) -> orda_base::Result<Markup> {
//!     let files = documents.files(set).await?;
//!     Ok(orda_documents_web::file_field(ui, documents, set, &files, &[]))
//! }
//! ```

mod api;
mod digests;
mod download;
mod field;
pub mod integrity;
mod pages;
mod receive;

pub use digests::digests;
pub use download::download;
pub use field::file_field;
pub use receive::FileError;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::routing::{get, post};
use orda_documents::Documents;
use orda_web::{Locales, only_known};
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;

/// Words of the pages.
pub const LOCALES: Locales = [
    ("kk", include_str!("../locales/kk.ftl")),
    ("ru", include_str!("../locales/ru.ftl")),
    ("en", include_str!("../locales/en.ftl")),
];

/// What the pages need.
#[derive(Clone)]
pub struct DocumentsWeb {
    /// Files.
    pub documents: Arc<Documents>,
}

/// Pages: uploading to a set, removing from it, taking a file out of a set that one fills.
pub fn routes(state: DocumentsWeb) -> Router {
    Router::new()
        .route("/files/{set}", get(pages::show).post(pages::upload))
        .route("/files/{set}/list", get(pages::list))
        .route("/files/{set}/{file}", get(pages::take))
        .route("/files/{set}/{file}/remove", post(pages::remove))
        // Files are limited while they stream in, all files of a set together.
        .layer(DefaultBodyLimit::disable())
        .route_layer(from_fn(only_known))
        .with_state(state)
}

/// The same for programs.
pub fn api(state: DocumentsWeb) -> OpenApiRouter {
    api::router().layer(DefaultBodyLimit::disable()).route_layer(from_fn(only_known)).with_state(state)
}
