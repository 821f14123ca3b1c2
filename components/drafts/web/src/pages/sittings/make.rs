//! A new sitting: number, day, place.

use crate::view::column;
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Error, Message};
use orda_drafts::SittingInput;
use orda_web::{
    Accounted, Form, FormErrors, Response, Ui, WebError, parts, parts::DateValue, parts::Dates, parts::Field,
};
use serde::Deserialize;

/// The sitting as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    number: String,
    #[serde(flatten)]
    dates: Dates,
    place: String,
}

impl Input {
    fn date(&self) -> DateValue {
        self.dates.of("date")
    }
}

/// The page of the form.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>) -> Result<Response, WebError> {
    // Who keeps no sittings does not get the form either.
    app.drafts.sittings(ui.actor()).await?;
    Ok(page(&ui, &Input::default(), &FormErrors::none()))
}

/// Enters it.
pub(crate) async fn post(ui: Ui, State(app): State<DraftsWeb>, Form(input): Form<Input>) -> Result<Response, WebError> {
    let typed = SittingInput { number: input.number.clone(), date: input.date().date(), place: input.place.clone() };
    let made = async {
        if input.date().is_wrong() {
            return Err(Error::field("date", "drafts-field-date"));
        }
        app.drafts.make_sitting(ui.actor(), typed).await
    };
    match made.await {
        Ok(id) => {
            let message = Message::new("drafts-sitting-made");
            Ok(ui.redirect_with(&paths::sitting(id, ""), &message).already_accounted())
        }
        Err(error) => Ok(page(&ui, &input, &ui.form_errors(error)?)),
    }
}

fn page(ui: &Ui, input: &Input, errors: &FormErrors) -> Response {
    let (title, content) = (super::title(ui, ui.t("drafts-sittings-new")), view(ui, input, errors));
    ui.form_page(title, errors, content)
}

/// The page.
pub(crate) fn view(ui: &Ui, input: &Input, errors: &FormErrors) -> Markup {
    column(&html! {
        (errors.summary(ui))
        h1.govuk-heading-l { (ui.t("drafts-sittings-new")) }
        form method="post" action=(format!("{}/new", paths::SITTINGS)) novalidate {
            (parts::text_input(
                Field::new("number", ui.t("drafts-sitting-number")).errors(errors).width(20).max(60), &input.number))
            (parts::date_input(ui, Field::new("date", ui.t("drafts-sitting-date")).errors(errors), &input.date()))
            (parts::text_input(
                Field::new("place", ui.t("drafts-sitting-place")).optional(ui).errors(errors).max(200), &input.place))
            (parts::button_group(html! {
                (parts::button(ui.t("drafts-sitting-make")))
                a.govuk-link href=(paths::SITTINGS) { (ui.t("web-cancel")) }
            }))
        }
    })
}
