//! Beginning of a new draft: for which body, and what will be asked.

use super::Step;
use crate::view::column;
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{BodyId, Error, Role};
use orda_identity::Body;
use orda_web::{Accounted, Form, FormErrors, Response, Title, Ui, WebError, parts, parts::Choice, parts::Field};
use serde::Deserialize;
use std::sync::Arc;

/// For which body.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    body: String,
}

/// The page of the form.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>) -> Result<Response, WebError> {
    page(&ui, &app, &Input::default(), &FormErrors::none()).await
}

/// Begins.
pub(crate) async fn begin(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let begun = async {
        let mut own = ui.actor().bodies_with(Role::Drafter);
        let body = match (input.body.parse::<BodyId>(), own.next(), own.next()) {
            (Ok(body), ..) => body,
            (Err(_), Some(only), None) => only,
            (Err(_), Some(_), Some(_)) => return Err(Error::field("body", "drafts-field-choose")),
            (Err(_), None, _) => return Err(Error::Forbidden),
        };
        app.drafts.start_posting(ui.actor(), body).await
    };
    match begun.await {
        Ok(id) => Ok(ui.redirect(&paths::posting(id, "act")).already_accounted()),
        Err(error) => page(&ui, &app, &input, &ui.form_errors(error)?).await,
    }
}

async fn page(ui: &Ui, app: &DraftsWeb, input: &Input, errors: &FormErrors) -> Result<Response, WebError> {
    if !ui.actor().is_known() {
        return Err(Error::Unauthenticated.into());
    }
    let mut own = Vec::new();
    for id in ui.actor().bodies_with(Role::Drafter) {
        own.extend(app.directory.body(id).await?.filter(|b| b.active));
    }
    if own.is_empty() {
        return Err(Error::Forbidden.into());
    }
    let title = Title::new(ui.t("drafts-posting-title-new")).above(crate::view::back(
        ui,
        paths::LIST,
        ui.t("drafts-posting-back"),
    ));
    let content = view(ui, &own, input, errors);
    Ok(ui.form_page(title, errors, content))
}

/// The page.
pub(crate) fn view(ui: &Ui, own: &[Arc<Body>], input: &Input, errors: &FormErrors) -> Markup {
    let choices: Vec<_> = own.iter().map(|b| Choice::new(b.id.to_string(), ui.text(&b.name))).collect();
    column(&html! {
        (errors.summary(ui))
        h1.govuk-heading-l { (ui.t("drafts-posting-title-new")) }
        p.govuk-body { (ui.t("drafts-posting-after-new")) }
        h2.govuk-heading-m { (ui.t("drafts-posting-steps")) }
        ol.govuk-list.govuk-list--number { @for step in Step::ALL { li { (ui.t(step.names().1)) } } }
        form method="post" action=(paths::NEW) novalidate {
            @if choices.len() > 1 {
                (parts::radios(Field::new("body", ui.t("drafts-posting-body")).errors(errors), &choices, &input.body))
            } @else {
                @for body in own { p.govuk-body { (ui.t("drafts-word-drafting-body")) ": " strong { (ui.text(&body.name)) } } }
            }
            (parts::button_group(html! {
                (parts::button(ui.t("drafts-postings-start")))
                a.govuk-link href=(paths::POSTINGS) { (ui.t("drafts-postings-title")) }
            }))
        }
    })
}
