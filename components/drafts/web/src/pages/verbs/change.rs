//! The drafter changes a version that was not sent; the head's signature is voided by it (385-13, 385-14).

use super::About;
use crate::pages::guard::offered;
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_drafts::{Action, DraftId, VersionState};
use orda_web::{Accounted, FormErrors, Path, Response, Ui, WebError, parts};

/// Asks.
pub(crate) async fn ask(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(draft): Path<DraftId>,
) -> Result<Response, WebError> {
    let card = app.drafts.card(ui.actor(), draft, None).await?;
    offered(&ui, &card, Action::Change, None)?;
    let about = About { card: &card, title: "drafts-change-title" };
    Ok(about.answer(&ui, &FormErrors::none(), view(&ui, &about, &FormErrors::none())))
}

/// Begins the form with a copy of what there is.
pub(crate) async fn begin(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(draft): Path<DraftId>,
) -> Result<Response, WebError> {
    match app.drafts.start_change(ui.actor(), draft).await {
        Ok(posting) => Ok(ui.redirect(&paths::posting(posting, "check")).already_accounted()),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let card = app.drafts.card(ui.actor(), draft, None).await?;
            let about = About { card: &card, title: "drafts-change-title" };
            Ok(about.answer(&ui, &errors, view(&ui, &about, &errors)))
        }
    }
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, errors: &FormErrors) -> Markup {
    about.frame(ui, errors, &html! {
        @if about.card.state == VersionState::SignedByDrafter { (parts::warning(ui, ui.t("drafts-change-warning"))) }
        p.govuk-body { (ui.t("drafts-change-text")) }
        form method="post" novalidate { (super::buttons(ui, about.card, ui.t("drafts-change-confirm"))) }
    })
}
