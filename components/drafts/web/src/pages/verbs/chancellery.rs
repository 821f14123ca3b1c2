//! The drafter sends the draft to the Chancellery; the gate names whoever is missing (385-19, 385-19-b).

use super::About;
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Error, Message, Role};
use orda_drafts::{Card, DraftId};
use orda_web::{FormErrors, Path, Response, Ui, WebError, parts};

type At = Path<(DraftId, u32)>;

/// Asks; or says what bars the way.
pub(crate) async fn ask(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let card = super::card(&ui, &app, at).await?;
    if !ui.actor().has(Role::Drafter, card.body.id) {
        return Err(Error::Forbidden.into());
    }
    Ok(page(&ui, &card, &FormErrors::none()))
}

/// Sends.
pub(crate) async fn post(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let (draft, version) = at;
    match app.drafts.send_to_chancellery(ui.actor(), draft, version).await {
        Ok(()) => Ok(super::done(&ui, draft, version, &Message::new("drafts-chancellery-done"))),
        Err(error) => {
            let (card, errors) = super::refused(&ui, &app, (draft, version), error).await?;
            Ok(page(&ui, &card, &errors))
        }
    }
}

fn page(ui: &Ui, card: &Card, errors: &FormErrors) -> Response {
    let about = About { card, title: "drafts-chancellery-title" };
    let content = view(ui, &about, errors);
    about.answer(ui, errors, content)
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, errors: &FormErrors) -> Markup {
    let card = about.card;
    let ready = card.state == orda_drafts::VersionState::ApprovedByAll && card.missing.is_empty();
    about.frame(
        ui,
        errors,
        &html! {
            p.govuk-body { (ui.t("drafts-chancellery-text")) " " (parts::rule(ui, "385-19")) }
            @if ready {
                (parts::inset(html! { (ui.t("drafts-chancellery-ready")) }))
                form method="post" action=(paths::part(card.draft, card.version, "chancellery")) novalidate {
                    (super::buttons(ui, card, ui.t("drafts-chancellery-submit")))
                }
            } @else {
                (parts::warning(ui, ui.t("drafts-chancellery-barred")))
                @if !card.missing.is_empty() {
                    h2.govuk-heading-s { (ui.t("drafts-chancellery-missing")) }
                    (crate::pages::card::head::missing(ui, card))
                }
                p.govuk-body {
                    a.govuk-link href=(paths::version(card.draft, card.version)) { (ui.t("drafts-posting-back")) }
                }
            }
        },
    )
}
