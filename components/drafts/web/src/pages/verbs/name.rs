//! The head of an approving body names representatives from among its employees (385-16-c).

use super::{About, line};
use crate::DraftsWeb;
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{BodyId, Error, Message, PersonId};
use orda_drafts::{Action, BodyLine, Card, DraftId, DraftRefusal, PersonRef};
use orda_web::{Form, FormErrors, Path, Response, Ui, WebError, parts, parts::Choice, parts::Field};
use serde::Deserialize;

type At = Path<(DraftId, u32, BodyId)>;

/// Whom, and with what task.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    people: Vec<String>,
    resolution: String,
}

/// The page of the form.
pub(crate) async fn form(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version, body)): At,
) -> Result<Response, WebError> {
    let card = super::offered(&ui, &app, (draft, version), Action::NameRepresentatives, Some(body)).await?;
    let line = line(&card, body)?;
    let named = line.approval.iter().flat_map(|a| &a.representatives).map(|r| r.person.to_string()).collect();
    let resolution = line.approval.as_ref().map(|a| a.resolution.clone()).unwrap_or_default();
    page(&ui, &app, &card, body, &Input { people: named, resolution }, &FormErrors::none()).await
}

/// Names them.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version, body)): At,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    // Who is no person at all is no employee either.
    let stranger = || Error::from(DraftRefusal::NotAnEmployee { name: String::new() });
    let people: Result<Vec<PersonId>, Error> = input.people.iter().map(|p| p.parse().map_err(|_| stranger())).collect();
    let done = async { app.drafts.name_representatives(ui.actor(), draft, body, &people?, &input.resolution).await };
    match done.await {
        Ok(()) => Ok(super::done(&ui, draft, version, &Message::new("drafts-name-done"))),
        Err(error) => {
            let (card, errors) = super::refused(&ui, &app, (draft, version), beside_field(error)).await?;
            page(&ui, &app, &card, body, &input, &errors).await
        }
    }
}

/// "Nobody was chosen" is told beside the list.
fn beside_field(error: Error) -> Error {
    match &error {
        Error::Refused(refusal) if refusal.message.key == DraftRefusal::NoRepresentative.code() => {
            Error::field("people", "drafts-refusal-no-representative")
        }
        _ => error,
    }
}

async fn page(
    ui: &Ui,
    app: &DraftsWeb,
    card: &Card,
    body: BodyId,
    input: &Input,
    errors: &FormErrors,
) -> Result<Response, WebError> {
    let people = app.drafts.nameable(ui.actor(), card.draft, body).await?;
    let about = About { card, title: "drafts-name-title" };
    let content = view(ui, &about, line(card, body)?, &people, input, errors);
    Ok(about.answer(ui, errors, content))
}

/// The page.
pub(crate) fn view(
    ui: &Ui,
    about: &About<'_>,
    line: &BodyLine,
    people: &[PersonRef],
    input: &Input,
    errors: &FormErrors,
) -> Markup {
    let choices: Vec<_> = people
        .iter()
        .map(|p| {
            let choice = Choice::new(p.id.to_string(), p.name.as_str());
            let position = ui.text(&p.position);
            if position.is_empty() { choice } else { choice.hint(position) }
        })
        .collect();
    about.frame(ui, errors, &html! {
        p.govuk-body { (ui.t("drafts-name-text")) " " (parts::rule(ui, "385-16-c")) }
        @if let Some(registration) = line.approval.as_ref().and_then(|a| a.registration.as_ref()) {
            p.govuk-body { (ui.t("drafts-letter-incoming-number")) ": " strong { (registration.number) } }
        }
        @if choices.is_empty() { p.govuk-body { (ui.t("drafts-name-nobody")) } } @else {
            form method="post" novalidate {
                (parts::checkboxes(
                    Field::new("people", ui.t("drafts-name-people")).errors(errors).small(), &choices, &input.people))
                (parts::textarea(
                    ui,
                    Field::new("resolution", ui.t("drafts-name-task")).hint(ui.t("drafts-name-task-hint")).errors(errors).max(10_000),
                    &input.resolution,
                ))
                (super::buttons(ui, about.card, ui.t("drafts-name-submit")))
            }
        }
    })
}
