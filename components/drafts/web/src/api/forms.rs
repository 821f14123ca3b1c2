//! Printed forms of a version: which there are, and where.

use super::read;
use crate::forms::available;
use crate::pages::card::forms::LANGUAGES;
use crate::{DraftsWeb, paths};
use axum::extract::State;
use orda_drafts::DraftId;
use orda_web::{Caller, Path, Response, WebError};
use serde::Serialize;
use utoipa::ToSchema;

/// A printed form.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FormJson {
    /// `approval_sheet`, `protocol`, `vote_record`, `minutes` or `card`.
    form: &'static str,
    /// Address of the PDF file by language: `kk`, `ru`.
    links: std::collections::BTreeMap<&'static str, String>,
}

/// The printed forms of a version: PDF files in Kazakh and Russian, with all signatures and a code for their check.
#[utoipa::path(get, operation_id = "drafts_forms", path = "/api/v1/drafts/{draft}/versions/{version}/forms", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = Vec<FormJson>), (status = 404)))]
pub(crate) async fn list(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): Path<(DraftId, u32)>,
) -> Result<Response, WebError> {
    let card = app.drafts.card(&caller.0, draft, Some(version)).await?;
    let forms: Vec<FormJson> = available(&card)
        .into_iter()
        .map(|form| FormJson {
            form: form.code(),
            links: LANGUAGES
                .into_iter()
                .map(|language| (language.code(), paths::form(draft, version, &form.name(), language)))
                .collect(),
        })
        .collect();
    Ok(read(forms, draft, version, "forms"))
}
