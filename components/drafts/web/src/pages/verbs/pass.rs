//! The records clerk passes the registered letter to the head (385-16-b).

use super::About;
use super::confirmed::BodyVerb;
use crate::DraftsWeb;
use axum::extract::State;
use maud::{Markup, html};
use orda_base::BodyId;
use orda_drafts::{Action, BodyLine, DraftId};
use orda_web::{FormErrors, Path, Response, Ui, WebError};

type At = Path<(DraftId, u32, BodyId)>;

const VERB: BodyVerb =
    BodyVerb { action: Action::PassToHead, title: "drafts-pass-title", done: "drafts-pass-done", view };

/// Asks.
pub(crate) async fn ask(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    VERB.ask(&ui, &app, at).await
}

/// Does it.
pub(crate) async fn post(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let done = app.drafts.pass_to_head(ui.actor(), at.0, at.2).await;
    VERB.answer(&ui, &app, at, done).await
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, line: &BodyLine, errors: &FormErrors) -> Markup {
    about.frame(
        ui,
        errors,
        &html! {
            p.govuk-body { (ui.t("drafts-pass-text")) }
            @if let Some(registration) = line.approval.as_ref().and_then(|a| a.registration.as_ref()) {
                p.govuk-body { (ui.t("drafts-letter-incoming-number")) ": " strong { (registration.number) } }
            }
            form method="post" novalidate { (super::buttons(ui, about.card, ui.t("drafts-pass-submit"))) }
        },
    )
}
