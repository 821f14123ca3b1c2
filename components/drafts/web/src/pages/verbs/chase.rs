//! The drafter reminds those who are waited for (385-11): one click, at most once a working day, no page between.

use crate::{DraftsWeb, paths};
use axum::extract::State;
use orda_base::{BodyId, Message};
use orda_drafts::DraftId;
use orda_web::{Accounted, Form, Path, Response, Ui, WebError};
use serde::Deserialize;

/// The page from which the button was pressed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct From {
    /// `work`: "my work"; anything else: the card.
    from: String,
}

impl From {
    fn answer(&self, ui: &Ui, draft: DraftId, version: u32, message: &Message) -> Response {
        let card = paths::version(draft, version);
        ui.redirect_with(if self.from == "work" { "/my-work" } else { &card }, message).already_accounted()
    }
}

/// One body.
pub(crate) async fn one(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version, body)): Path<(DraftId, u32, BodyId)>,
    Form(from): Form<From>,
) -> Result<Response, WebError> {
    app.drafts.chase(ui.actor(), draft, body).await?;
    Ok(from.answer(&ui, draft, version, &Message::new("drafts-chase-done")))
}

/// Every body that is waited for.
pub(crate) async fn all(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version)): Path<(DraftId, u32)>,
    Form(from): Form<From>,
) -> Result<Response, WebError> {
    let reminded = app.drafts.chase_all(ui.actor(), draft).await?;
    Ok(from.answer(&ui, draft, version, &Message::new("drafts-chase-done-all").with("n", reminded)))
}
