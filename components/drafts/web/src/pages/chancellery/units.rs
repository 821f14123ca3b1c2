//! The control officer passes the draft to structural units of the Chancellery (385-20-g).

use super::beside;
use crate::DraftsWeb;
use crate::pages::verbs::{self, About, At};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Error, Message, UnitId};
use orda_drafts::{Action, Card, DraftRefusal, UnitChoice};
use orda_web::{Form, FormErrors, Path, Response, Ui, WebError, parts, parts::Choice, parts::Field};
use serde::Deserialize;

/// Which units.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    units: Vec<String>,
}

/// The page of the form.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let card = verbs::offered(&ui, &app, at, Action::PassToUnits, None).await?;
    page(&ui, &app, &card, &Input::default(), &FormErrors::none()).await
}

/// Passes it on.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version)): At,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let unknown = || Error::from(DraftRefusal::UnknownUnit);
    let units: Result<Vec<UnitId>, Error> = input.units.iter().map(|u| u.parse().map_err(|_| unknown())).collect();
    let done = async { app.drafts.pass_to_units(ui.actor(), draft, version, &units?).await };
    match done.await {
        Ok(()) => Ok(verbs::done(&ui, draft, version, &Message::new("drafts-units-done"))),
        Err(error) => {
            let (card, errors) = verbs::refused(
                &ui,
                &app,
                (draft, version),
                beside(error, &[("units", DraftRefusal::NoUnit), ("units", DraftRefusal::UnknownUnit)]),
            )
            .await?;
            page(&ui, &app, &card, &input, &errors).await
        }
    }
}

async fn page(ui: &Ui, app: &DraftsWeb, card: &Card, input: &Input, errors: &FormErrors) -> Result<Response, WebError> {
    let units = app.drafts.passable_units(ui.actor(), card.draft, card.version).await?;
    let about = About { card, title: "drafts-units-title" };
    let content = view(ui, &about, &units, input, errors);
    Ok(about.answer(ui, errors, content))
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, units: &[UnitChoice], input: &Input, errors: &FormErrors) -> Markup {
    let choices: Vec<_> =
        units.iter().filter(|u| !u.has_it).map(|u| Choice::new(u.id.to_string(), ui.text(&u.name))).collect();
    about.frame(ui, errors, &html! {
        p.govuk-body { (ui.t("drafts-units-text")) " " (parts::rule(ui, "385-20-g")) }
        @if units.iter().any(|u| u.has_it) {
            p.govuk-body { (ui.t("drafts-units-have")) }
            ul.govuk-list.govuk-list--bullet { @for unit in units.iter().filter(|u| u.has_it) { li { (ui.text(&unit.name)) } } }
        }
        @if choices.is_empty() { p.govuk-body { (ui.t("drafts-units-none")) } } @else {
            form method="post" novalidate {
                (parts::checkboxes(Field::new("units", ui.t("drafts-units-choose")).errors(errors), &choices, &input.units))
                (verbs::buttons(ui, about.card, ui.t("drafts-units-submit")))
            }
        }
    })
}
