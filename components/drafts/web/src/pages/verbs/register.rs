//! The records clerk registers the cover letter, once (385-16).

use super::{About, line};
use crate::DraftsWeb;
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{BodyId, Error, Message};
use orda_drafts::{Action, Card, DraftId, RegistrationInput};
use orda_web::{Form, FormErrors, Path, Response, Ui, WebError, parts, parts::DateValue, parts::Dates, parts::Field};
use serde::Deserialize;

type At = Path<(DraftId, u32, BodyId)>;

/// Incoming number and date as they are typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    number: String,
    #[serde(flatten)]
    dates: Dates,
}

impl Input {
    fn date(&self) -> DateValue {
        self.dates.of("date")
    }
}

/// The page of the form; today is offered.
pub(crate) async fn form(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version, body)): At,
) -> Result<Response, WebError> {
    let card = super::offered(&ui, &app, (draft, version), Action::Register, Some(body)).await?;
    let input = Input { number: String::new(), dates: Dates::one("date", DateValue::of(app.env.now().date())) };
    Ok(page(&ui, &card, &input, &FormErrors::none()))
}

/// Registers.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version, body)): At,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let typed = RegistrationInput { number: input.number.clone(), date: input.date().date() };
    let done = async {
        if input.date().is_wrong() {
            return Err(Error::field("date", "drafts-field-date"));
        }
        app.drafts.register(ui.actor(), draft, body, typed).await
    };
    match done.await {
        Ok(()) => {
            let message = Message::new("drafts-register-done");
            Ok(super::done(&ui, draft, version, &message))
        }
        Err(error) => {
            let (card, errors) = super::refused(&ui, &app, (draft, version), error).await?;
            line(&card, body)?;
            Ok(page(&ui, &card, &input, &errors))
        }
    }
}

fn page(ui: &Ui, card: &Card, input: &Input, errors: &FormErrors) -> Response {
    let about = About { card, title: "drafts-register-title" };
    let content = view(ui, &about, input, errors);
    about.answer(ui, errors, content)
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, input: &Input, errors: &FormErrors) -> Markup {
    about.frame(ui, errors, &html! {
        p.govuk-body { (ui.t("drafts-register-text")) " " (parts::rule(ui, "385-16")) }
        form method="post" novalidate {
            (parts::text_input(
                Field::new("number", ui.t("drafts-letter-incoming-number"))
                    .hint(ui.t("drafts-register-number-hint")).errors(errors).width(20).max(60),
                &input.number,
            ))
            (parts::date_input(
                ui,
                Field::new("date", ui.t("drafts-letter-incoming-date")).hint(ui.t("drafts-register-date-hint")).errors(errors),
                &input.date(),
            ))
            (super::buttons(ui, about.card, ui.t("drafts-register-submit")))
        }
    })
}
