//! The records clerk registers a letter, or refuses to (385-16).

use super::card::crumbs;
use super::letter;
use crate::EdmsWeb;
use crate::view;
use axum::extract::State;
use orda_base::Error;
use orda_edms::{LetterCard, LetterId, RegistrationInput};
use orda_web::parts::{self, DateValue, Dates, Field};
use orda_web::{Accounted, Form, FormErrors, Markup, Message, Path, Response, Title, Ui, WebError, html};
use serde::Deserialize;

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

async fn offered(web: &EdmsWeb, ui: &Ui, id: LetterId) -> Result<LetterCard, WebError> {
    let card = web.edms.card(ui.actor(), id).await?;
    if card.may_register { Ok(card) } else { Err(Error::Forbidden.into()) }
}

pub(crate) async fn form(State(web): State<EdmsWeb>, ui: Ui, Path(id): Path<LetterId>) -> Result<Response, WebError> {
    let card = offered(&web, &ui, id).await?;
    let number = web.edms.offered_number(ui.actor(), id).await?;
    let input = Input { number, dates: Dates::one("date", DateValue::of(web.env.now().date())) };
    let content = content(&ui, &card, &input, &FormErrors::none());
    Ok(ui.page(Title::new(ui.t("edms-register-title")).above(crumbs(&ui)), content))
}

pub(crate) async fn post(
    State(web): State<EdmsWeb>,
    ui: Ui,
    Path(id): Path<LetterId>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let typed = RegistrationInput { number: input.number.clone(), date: input.date().date() };
    match web.edms.register(ui.actor(), id, typed).await {
        Ok(_) => {
            let message = Message::new("edms-register-done");
            Ok(ui.redirect_with(&letter(id), &message).already_accounted())
        }
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let card = web.edms.card(ui.actor(), id).await?;
            let title = Title::new(ui.t("edms-register-title")).above(crumbs(&ui));
            Ok(ui.page_with_errors(title, &errors, content(&ui, &card, &input, &errors)))
        }
    }
}

fn content(ui: &Ui, card: &LetterCard, input: &Input, errors: &FormErrors) -> Markup {
    let fields = html! {
        (parts::text_input(
            Field::new("number", ui.t("edms-column-incoming")).hint(ui.t("edms-register-hint")).errors(errors).width(20).max(60),
            &input.number,
        ))
        (parts::date_input(ui, Field::new("date", ui.t("edms-card-incoming-date")).errors(errors), &input.date()))
    };
    verb(ui, card, errors, ui.t("edms-register-title"), &fields, ui.t("edms-register"))
}

/// A page of one verb about a letter.
fn verb(ui: &Ui, card: &LetterCard, errors: &FormErrors, title: &str, fields: &Markup, verb: &str) -> Markup {
    html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            (errors.summary(ui))
            h1.govuk-heading-l { (title) }
            p.govuk-body {
                (view::title(ui, &card.letter.title)) ", " (card.letter.outgoing.number) " " (parts::rule(ui, "385-16"))
            }
            form method="post" novalidate {
                (fields)
                (parts::button_group(html! {
                    (parts::button(verb))
                    a.govuk-link href=(letter(card.letter.id)) { (ui.t("web-cancel")) }
                }))
            }
        } }
    }
}

/// The reason as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Reason {
    reason: String,
}

pub(crate) async fn decline_form(
    State(web): State<EdmsWeb>,
    ui: Ui,
    Path(id): Path<LetterId>,
) -> Result<Response, WebError> {
    let card = offered(&web, &ui, id).await?;
    if !card.may_decline {
        return Err(Error::Forbidden.into());
    }
    let content = decline_content(&ui, &card, "", &FormErrors::none());
    Ok(ui.page(Title::new(ui.t("edms-decline-title")).above(crumbs(&ui)), content))
}

pub(crate) async fn decline(
    State(web): State<EdmsWeb>,
    ui: Ui,
    Path(id): Path<LetterId>,
    Form(input): Form<Reason>,
) -> Result<Response, WebError> {
    match web.edms.decline(ui.actor(), id, &input.reason).await {
        Ok(_) => Ok(ui.redirect_with(&letter(id), &Message::new("edms-decline-done")).already_accounted()),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let card = web.edms.card(ui.actor(), id).await?;
            let title = Title::new(ui.t("edms-decline-title")).above(crumbs(&ui));
            Ok(ui.page_with_errors(title, &errors, decline_content(&ui, &card, &input.reason, &errors)))
        }
    }
}

fn decline_content(ui: &Ui, card: &LetterCard, reason: &str, errors: &FormErrors) -> Markup {
    let field = Field::new("reason", ui.t("edms-decline-reason")).rows(5).max(2000).errors(errors);
    verb(ui, card, errors, ui.t("edms-decline-title"), &parts::textarea(ui, field, reason), ui.t("edms-decline"))
}
