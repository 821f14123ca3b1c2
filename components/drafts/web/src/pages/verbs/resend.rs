//! The drafter hands a letter over again that could not be delivered; no duplicate comes of it (385-15-d).

use super::About;
use super::confirmed::BodyVerb;
use crate::DraftsWeb;
use crate::view::names;
use axum::extract::State;
use maud::{Markup, html};
use orda_base::BodyId;
use orda_drafts::{Action, BodyLine, DraftId};
use orda_web::{FormErrors, Path, Response, Ui, WebError};

type At = Path<(DraftId, u32, BodyId)>;

const VERB: BodyVerb =
    BodyVerb { action: Action::Resend, title: "drafts-resend-title", done: "drafts-resend-done", view };

/// Asks.
pub(crate) async fn ask(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    VERB.ask(&ui, &app, at).await
}

/// Does it.
pub(crate) async fn post(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let done = app.drafts.resend(ui.actor(), at.0, at.2).await;
    VERB.answer(&ui, &app, at, done).await
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, line: &BodyLine, errors: &FormErrors) -> Markup {
    about.frame(
        ui,
        errors,
        &html! {
            p.govuk-body { (ui.tr("drafts-resend-text", &[("body", names::full(ui, &line.body).into())])) }
            form method="post" novalidate { (super::buttons(ui, about.card, ui.t("drafts-resend-submit"))) }
        },
    )
}
