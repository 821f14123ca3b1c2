//! The drafter begins a new version; the old one stays readable as it is (385-18-b).

use super::About;
use super::confirmed::FormVerb;
use crate::view::count;
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_drafts::{Action, DraftId};
use orda_web::{FormErrors, Path, Response, Ui, WebError, parts};

const VERB: FormVerb = FormVerb { action: Action::PostVersion, title: "drafts-version-title", view };

/// Asks.
pub(crate) async fn ask(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(draft): Path<DraftId>,
) -> Result<Response, WebError> {
    VERB.ask(&ui, &app, draft).await
}

/// Begins the form with a copy of the newest version.
pub(crate) async fn begin(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(draft): Path<DraftId>,
) -> Result<Response, WebError> {
    let begun = app.drafts.start_version(ui.actor(), draft).await;
    VERB.answer(&ui, &app, draft, begun).await
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, errors: &FormErrors) -> Markup {
    let card = about.card;
    about.frame(ui, errors, &html! {
        p.govuk-body { (ui.tr("drafts-version-text", &[("n", count(card.version))])) }
        @if card.open_remarks > 0 {
            (parts::inset(html! {
                (ui.tr("drafts-card-open-remarks", &[("n", count(card.open_remarks))])) " "
                a.govuk-link href=(paths::part(card.draft, card.version, "remarks")) { (ui.t("drafts-tab-remarks")) }
            }))
        }
        form method="post" novalidate { (super::buttons(ui, card, ui.t("drafts-version-confirm"))) }
    })
}
