//! The drafter hands a letter over again that could not be delivered; no duplicate comes of it (385-15-d).

use super::{About, line};
use crate::DraftsWeb;
use crate::pages::guard::offered;
use crate::view::names;
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
    offered(&ui, &card, Action::Resend, Some(body))?;
    let about = About { card: &card, title: "drafts-resend-title" };
    let content = view(&ui, &about, line(&card, body)?, &FormErrors::none());
    Ok(about.answer(&ui, &FormErrors::none(), content))
}

/// Does it.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version, body)): At,
) -> Result<Response, WebError> {
    match app.drafts.resend(ui.actor(), draft, body).await {
        Ok(()) => Ok(super::done(&ui, draft, version, &Message::new("drafts-resend-done"))),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let card = super::card(&ui, &app, draft, version).await?;
            let about = About { card: &card, title: "drafts-resend-title" };
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
            p.govuk-body { (ui.tr("drafts-resend-text", &[("body", names::full(ui, &line.body).into())])) }
            form method="post" novalidate { (super::buttons(ui, about.card, ui.t("drafts-resend-submit"))) }
        },
    )
}
