//! The drafter changes a version that was not sent; the head's signature is voided by it (385-13, 385-14).

use super::About;
use super::confirmed::FormVerb;
use crate::DraftsWeb;
use axum::extract::State;
use maud::{Markup, html};
use orda_drafts::{Action, DraftId, VersionState};
use orda_web::{FormErrors, Path, Response, Ui, WebError, parts};

const VERB: FormVerb = FormVerb { action: Action::Change, title: "drafts-change-title", view };

/// Asks.
pub(crate) async fn ask(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(draft): Path<DraftId>,
) -> Result<Response, WebError> {
    VERB.ask(&ui, &app, draft).await
}

/// Begins the form with a copy of what there is.
pub(crate) async fn begin(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(draft): Path<DraftId>,
) -> Result<Response, WebError> {
    let begun = app.drafts.start_change(ui.actor(), draft).await;
    VERB.answer(&ui, &app, draft, begun).await
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, errors: &FormErrors) -> Markup {
    about.frame(ui, errors, &html! {
        @if about.card.state == VersionState::SignedByDrafter { (parts::warning(ui, ui.t("drafts-change-warning"))) }
        p.govuk-body { (ui.t("drafts-change-text")) }
        form method="post" novalidate { (super::buttons(ui, about.card, ui.t("drafts-change-confirm"))) }
    })
}
