//! The records clerk passes the registered letter to the head (385-16-b).

use super::{About, line};
use crate::DraftsWeb;
use crate::pages::guard::offered;

use axum::extract::State;
use maud::{Markup, html};
use orda_base::{BodyId, Message};
use orda_drafts::{Action, BodyLine, DraftId};
use orda_web::{FormErrors, Path, Response, Ui, WebError};

type At = Path<(DraftId, u32, BodyId)>;

/// Asks.
pub(crate) async fn ask(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version, body)): At,
) -> Result<Response, WebError> {
    let card = super::card(&ui, &app, draft, version).await?;
    offered(&ui, &card, Action::PassToHead, Some(body))?;
    let about = About { card: &card, title: "drafts-pass-title" };
    let content = view(&ui, &about, line(&card, body)?, &FormErrors::none());
    Ok(about.answer(&ui, &FormErrors::none(), content))
}

/// Does it.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version, body)): At,
) -> Result<Response, WebError> {
    match app.drafts.pass_to_head(ui.actor(), draft, body).await {
        Ok(()) => Ok(super::done(&ui, draft, version, &Message::new("drafts-pass-done"))),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let card = super::card(&ui, &app, draft, version).await?;
            let about = About { card: &card, title: "drafts-pass-title" };
            let content = view(&ui, &about, line(&card, body)?, &errors);
            Ok(about.answer(&ui, &errors, content))
        }
    }
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
