//! The control officer puts the draft on the agenda of a sitting (385-21).

use crate::pages::verbs::{self, About, At};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Error, Message};
use orda_drafts::{Action, Card, Sitting, SittingState};
use orda_web::{Form, FormErrors, Path, Response, Ui, WebError, parts, parts::Choice, parts::Field};
use serde::Deserialize;

/// Which sitting.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    sitting: String,
}

/// The page of the form.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let card = verbs::offered(&ui, &app, at, Action::PutOnAgenda, None).await?;
    page(&ui, &app, &card, &Input::default(), &FormErrors::none()).await
}

/// Puts it there.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version)): At,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let done = async {
        let sitting = input.sitting.parse().map_err(|_| Error::field("sitting", "drafts-field-choose"))?;
        app.drafts.put_on_agenda(ui.actor(), draft, version, sitting).await
    };
    match done.await {
        Ok(()) => Ok(verbs::done(&ui, draft, version, &Message::new("drafts-agenda-done"))),
        Err(error) => {
            let (card, errors) = verbs::refused(&ui, &app, (draft, version), error).await?;
            page(&ui, &app, &card, &input, &errors).await
        }
    }
}

async fn page(ui: &Ui, app: &DraftsWeb, card: &Card, input: &Input, errors: &FormErrors) -> Result<Response, WebError> {
    let mut sittings = app.drafts.sittings(ui.actor()).await?;
    sittings.retain(|s| s.state == SittingState::Planned);
    let about = About { card, title: "drafts-agenda-title" };
    let content = view(ui, &about, &sittings, input, errors);
    Ok(about.answer(ui, errors, content))
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, sittings: &[Sitting], input: &Input, errors: &FormErrors) -> Markup {
    let names: Vec<_> = sittings.iter().map(|s| (s.id.to_string(), super::super::sittings::name(ui, s))).collect();
    let choices: Vec<_> = names.iter().map(|(id, name)| Choice::new(id.as_str(), name.as_str())).collect();
    about.frame(ui, errors, &html! {
        p.govuk-body { (ui.t("drafts-agenda-text")) " " (parts::rule(ui, "385-21")) }
        @if choices.is_empty() { p.govuk-body { (ui.t("drafts-agenda-none")) } } @else {
            form method="post" novalidate {
                (parts::radios(Field::new("sitting", ui.t("drafts-agenda-choose")).errors(errors), &choices, &input.sitting))
                (verbs::buttons(ui, about.card, ui.t("drafts-agenda-submit")))
            }
        }
        p.govuk-body { a.govuk-link href=(format!("{}/new", paths::SITTINGS)) { (ui.t("drafts-sittings-new")) } }
    })
}
