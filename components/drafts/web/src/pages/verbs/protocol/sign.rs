//! The head of a side signs exactly the wording that is shown (385-17-c).

use super::super::About;
use super::super::sign::view_showing;
use super::{At, find};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use orda_signatures_web::{SCRIPT, SignedForm, signed_cms};
use orda_web::{Accounted, FormErrors, Path, Query, Response, Ui, WebError};
use serde::Deserialize;

/// Which wording was shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wording {
    wording: u32,
}

/// The page of the form.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    page(&ui, &app, at, &FormErrors::none()).await
}

/// Takes the signature.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(at): At,
    Query(shown): Query<Wording>,
    input: SignedForm,
) -> Result<Response, WebError> {
    let (draft, version, id) = at;
    let signed = async { app.drafts.sign_protocol(ui.actor(), draft, id, shown.wording, &signed_cms(&input)?).await };
    match signed.await {
        Ok(()) => {
            Ok(ui.redirect(&format!("{}?what=protocol", paths::part(draft, version, "signed"))).already_accounted())
        }
        Err(error) => page(&ui, &app, at, &ui.form_errors(error)?).await,
    }
}

async fn page(
    ui: &Ui,
    app: &DraftsWeb,
    at: (orda_drafts::DraftId, u32, orda_drafts::ProtocolId),
    errors: &FormErrors,
) -> Result<Response, WebError> {
    let (draft, version, id) = at;
    let (card, line) = find(ui, app, at).await?;
    let task = match app.drafts.protocol_signing(ui.actor(), draft, id).await {
        Ok(task) => Some(task),
        Err(error) if errors.is_empty() => return Err(error.into()),
        Err(_) => None,
    };
    let about = About { card: &card, title: "drafts-protocol-sign" };
    let path = format!("{}/sign?wording={}", paths::protocol(draft, version, id), line.protocol.wording);
    let shown = super::points(ui, &line.protocol);
    let content = view_showing(ui, &about, task.as_ref(), "drafts-protocol-meaning", &path, errors, &shown);
    Ok(about.answer_with(ui, errors, content, &[SCRIPT]))
}
