//! Texts by their parts: structure, comparison, comparative table, Akoma Ntoso.

use super::read;
use super::schemas::{ComparisonJson, StructureJson, TableJson};
use crate::DraftsWeb;
use crate::pages::card::akoma;
use axum::extract::State;
use orda_base::{Actor, Error, Language};
use orda_drafts::DraftId;
use orda_web::{Caller, Path, Query, Response, WebError};
use serde::Deserialize;
use utoipa::IntoParams;

/// `kk` or `ru`; Kazakh when nothing is said.
fn language(code: &str) -> Result<Language, WebError> {
    match code {
        "" | "kk" => Ok(Language::Kk),
        "ru" => Ok(Language::Ru),
        _ => Err(Error::field("lang", "drafts-field-choose").into()),
    }
}

/// The texts by their parts, and how the languages compare.
#[utoipa::path(get, operation_id = "drafts_texts_structure", path = "/api/v1/drafts/{draft}/versions/{version}/structure", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = StructureJson), (status = 404)))]
pub(crate) async fn structure(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): Path<(DraftId, u32)>,
) -> Result<Response, WebError> {
    let texts = app.drafts.structured_text(&caller.0, draft, version).await?;
    Ok(read(StructureJson::from(texts.as_ref()), draft, version, "structure"))
}

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct InLanguage {
    /// `kk` or `ru`.
    #[serde(default)]
    lang: String,
}

/// A text as Akoma Ntoso 3.0.
#[utoipa::path(get, operation_id = "drafts_texts_akoma_ntoso", path = "/api/v1/drafts/{draft}/versions/{version}/akoma-ntoso", tag = "drafts",
    params(("draft" = String, Path), ("version" = u32, Path), InLanguage),
    responses((status = 200, content_type = "application/akn+xml", body = String), (status = 404), (status = 422)))]
pub(crate) async fn akoma_ntoso(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path((draft, version)): Path<(DraftId, u32)>,
    Query(wanted): Query<InLanguage>,
) -> Result<Response, WebError> {
    akoma::give(&app, &caller.0, draft, version, language(&wanted.lang)?).await
}

/// What is compared.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Compared {
    /// Number of the older version; the one before the newer when nothing is said.
    from: Option<u32>,
    /// Number of the newer version; the newest when nothing is said.
    to: Option<u32>,
    /// `kk` or `ru`.
    #[serde(default)]
    lang: String,
}

impl Compared {
    /// The two versions.
    ///
    /// # Errors
    /// Not found for who may read no version, and where there is only one.
    async fn versions(&self, app: &DraftsWeb, actor: &Actor, draft: DraftId) -> Result<(u32, u32), WebError> {
        let to = match self.to {
            Some(to) => to,
            None => app.drafts.card(actor, draft, None).await?.version,
        };
        let from = self.from.or_else(|| to.checked_sub(1)).filter(|from| *from > 0).ok_or(Error::NotFound)?;
        Ok((from, to))
    }
}

/// Two versions compared, paragraph by paragraph.
#[utoipa::path(get, operation_id = "drafts_reading_compare", path = "/api/v1/drafts/{draft}/compare", tag = "drafts", params(("draft" = String, Path), Compared),
    responses((status = 200, body = ComparisonJson), (status = 404), (status = 422)))]
pub(crate) async fn compare(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path(draft): Path<DraftId>,
    Query(wanted): Query<Compared>,
) -> Result<Response, WebError> {
    let (from, to) = wanted.versions(&app, &caller.0, draft).await?;
    let comparison = app.drafts.compare(&caller.0, draft, from, to, language(&wanted.lang)?).await?;
    Ok(read(ComparisonJson::from(&comparison), draft, to, "compare"))
}

/// The comparative table of two versions.
#[utoipa::path(get, operation_id = "drafts_texts_table", path = "/api/v1/drafts/{draft}/table", tag = "drafts", params(("draft" = String, Path), Compared),
    responses((status = 200, body = TableJson), (status = 404), (status = 422)))]
pub(crate) async fn table(
    State(app): State<DraftsWeb>,
    caller: Caller,
    Path(draft): Path<DraftId>,
    Query(wanted): Query<Compared>,
) -> Result<Response, WebError> {
    let (from, to) = wanted.versions(&app, &caller.0, draft).await?;
    let table = app.drafts.comparative_table(&caller.0, draft, from, to, language(&wanted.lang)?).await?;
    Ok(read(TableJson::from(&table), draft, to, "table"))
}
