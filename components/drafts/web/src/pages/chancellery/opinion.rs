//! An officer of a unit of the Chancellery gives the unit's opinion (385-20-g).

use crate::DraftsWeb;
use crate::pages::verbs::{self, About, At};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::Message;
use orda_drafts::{Action, Card};
use orda_web::{Form, FormErrors, Path, Response, Ui, WebError, parts, parts::Field};
use serde::Deserialize;

/// The opinion.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    text: String,
}

/// The page of the form.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let card = verbs::offered(&ui, &app, at, Action::GiveOpinion, None).await?;
    Ok(page(&ui, &card, &Input::default(), &FormErrors::none()))
}

/// Keeps it.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version)): At,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    match app.drafts.give_opinion(ui.actor(), draft, version, &input.text.replace("\r\n", "\n")).await {
        Ok(()) => Ok(verbs::done(&ui, draft, version, &Message::new("drafts-opinion-done"))),
        Err(error) => {
            let (card, errors) = verbs::refused(&ui, &app, (draft, version), error).await?;
            Ok(page(&ui, &card, &input, &errors))
        }
    }
}

fn page(ui: &Ui, card: &Card, input: &Input, errors: &FormErrors) -> Response {
    let about = About { card, title: "drafts-opinion-title" };
    let content = view(ui, &about, input, errors);
    about.answer(ui, errors, content)
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, input: &Input, errors: &FormErrors) -> Markup {
    about.frame(ui, errors, &html! {
        p.govuk-body { (ui.t("drafts-opinion-text")) " " (parts::rule(ui, "385-20-g")) }
        form method="post" novalidate {
            (parts::textarea(ui, Field::new("text", ui.t("drafts-opinion-label")).errors(errors).rows(8).max(10_000), &input.text))
            (verbs::buttons(ui, about.card, ui.t("drafts-opinion-submit")))
        }
    })
}
