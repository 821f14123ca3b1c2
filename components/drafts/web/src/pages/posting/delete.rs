//! A form in progress is thrown away, with its files; asked once.

use super::At;
use super::unfinished::title;
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::html;
use orda_base::Message;
use orda_drafts::PostingId;
use orda_web::{Accounted, Path, Response, Ui, WebError, parts};

/// Asks.
pub(crate) async fn ask(ui: Ui, State(app): State<DraftsWeb>, Path(id): Path<PostingId>) -> Result<Response, WebError> {
    let view = app.drafts.posting(ui.actor(), id).await?;
    let consequence = ui.tr("drafts-postings-delete-text", &[("title", title(&ui, &view.posting).into())]);
    Ok(parts::confirm_page(
        &ui,
        parts::Confirmation {
            question: ui.t("drafts-postings-delete-title"),
            consequence: &consequence,
            content: html! {},
            action: &paths::posting(id, "delete"),
            verb: ui.t("drafts-postings-delete-confirm"),
            back: paths::POSTINGS,
            dangerous: true,
        },
    ))
}

/// Deletes.
pub(crate) async fn delete(ui: Ui, State(app): State<DraftsWeb>, Path(id): At) -> Result<Response, WebError> {
    app.drafts.discard_posting(ui.actor(), id).await?;
    Ok(ui.redirect_with(paths::POSTINGS, &Message::new("drafts-posting-deleted")).already_accounted())
}
