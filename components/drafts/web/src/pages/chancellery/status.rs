//! The control officer sets the final status by the results of voting (385-25-b). A status that contradicts them is warned
//! of, and needs a ground.

use super::beside;
use crate::DraftsWeb;
use crate::pages::verbs::{self, About, At};
use crate::view::{considered, label};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Error, Message};
use orda_drafts::{Action, Card, DraftRefusal, FinalStatus};
use orda_web::{Form, FormErrors, Path, Response, Ui, WebError, parts, parts::Choice, parts::Field};
use serde::Deserialize;

/// The status with its ground.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    status: String,
    ground: String,
}

/// The page of the form.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let card = verbs::offered(&ui, &app, at, Action::SetFinalStatus, None).await?;
    Ok(page(&ui, &card, &Input::default(), &FormErrors::none()))
}

/// Sets it.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version)): At,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let done = async {
        let status =
            FinalStatus::from_code(&input.status).ok_or_else(|| Error::field("status", "drafts-field-choose"))?;
        app.drafts.set_final_status(ui.actor(), draft, version, status, &input.ground.replace("\r\n", "\n")).await
    };
    match done.await {
        Ok(()) => Ok(verbs::done(&ui, draft, version, &Message::new("drafts-status-done"))),
        Err(error) => {
            let (card, errors) =
                verbs::refused(&ui, &app, (draft, version), beside(error, &[("ground", DraftRefusal::GroundMissing)]))
                    .await?;
            Ok(page(&ui, &card, &input, &errors))
        }
    }
}

fn page(ui: &Ui, card: &Card, input: &Input, errors: &FormErrors) -> Response {
    let about = About { card, title: "drafts-status-title" };
    let content = view(ui, &about, input, errors);
    about.answer(ui, errors, content)
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, input: &Input, errors: &FormErrors) -> Markup {
    let choices = FinalStatus::ALL.map(|s| Choice::new(s.code(), label(ui, "drafts-state", s.code())));
    about.frame(ui, errors, &html! {
        p.govuk-body { (ui.t("drafts-status-text")) " " (parts::rule(ui, "385-25-b")) }
        (considered::results(ui, about.card))
        (parts::warning(ui, ui.t("drafts-status-warning")))
        form method="post" novalidate {
            (parts::radios(Field::new("status", ui.t("drafts-status-choose")).errors(errors), &choices, &input.status))
            (parts::textarea(
                ui,
                Field::new("ground", ui.t("drafts-status-ground")).hint(ui.t("drafts-status-ground-hint")).errors(errors).max(10_000),
                &input.ground,
            ))
            (verbs::buttons(ui, about.card, ui.t("drafts-status-submit")))
        }
    })
}
