//! The mark of rejection with the message «қабылданған жоқ»: the reason, the message seen before it goes out (385-20-d,
//! 385-20-f).

use super::beside;
use crate::DraftsWeb;
use crate::pages::verbs::{self, About, At};
use crate::view::remark;
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{LocalizedText, Message};
use orda_drafts::{Action, Card, DraftRefusal, RejectionInput};
use orda_web::{Form, FormErrors, Path, Response, Ui, WebError, parts, parts::Field};
use serde::Deserialize;

/// The message as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    reason: String,
    number: String,
    /// `preview`, `edit` or `send`.
    go: String,
}

impl Input {
    /// What the check has found is offered as the reason.
    fn of(card: &Card) -> Self {
        let found: Vec<_> =
            card.consideration.checks.iter().filter(|c| !c.complies).map(|c| c.remarks.as_str()).collect();
        Self { reason: found.join("\n"), ..Self::default() }
    }

    fn rejection(&self) -> RejectionInput {
        RejectionInput { number: self.number.clone(), reason: self.reason.replace("\r\n", "\n") }
    }
}

/// The page of the form.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let card = verbs::offered(&ui, &app, at, Action::RejectByChancellery, None).await?;
    Ok(answer(&ui, &card, &FormErrors::none(), |about, errors| view(&ui, about, &Input::of(&card), errors)))
}

/// Shows the message, or sends it.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version)): At,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let rejection = input.rejection();
    let mut errors = FormErrors::none();
    if input.go == "send" {
        match app.drafts.reject_by_chancellery(ui.actor(), draft, version, rejection.clone()).await {
            Ok(()) => return Ok(verbs::done(&ui, draft, version, &Message::new("drafts-not-accepted-done"))),
            Err(error) => {
                errors = ui.form_errors(beside(error, &[("reason", DraftRefusal::NotAcceptedReasonMissing)]))?;
            }
        }
    }
    let card = verbs::card(&ui, &app, (draft, version)).await?;
    if input.go == "preview" && rejection.reason.trim().is_empty() {
        let missing = orda_base::Error::field("reason", DraftRefusal::NotAcceptedReasonMissing.code());
        errors = ui.form_errors(missing)?;
    }
    if errors.is_empty() && input.go != "edit" {
        let (title, text) = app.drafts.rejection_letter(ui.actor(), draft, version, &rejection.reason).await?;
        return Ok(answer(&ui, &card, &errors, |about, _| preview(&ui, about, &title, &text, &input)));
    }
    Ok(answer(&ui, &card, &errors, |about, errors| view(&ui, about, &input, errors)))
}

fn answer(
    ui: &Ui,
    card: &Card,
    errors: &FormErrors,
    content: impl FnOnce(&About<'_>, &FormErrors) -> Markup,
) -> Response {
    let about = About { card, title: "drafts-not-accepted-title" };
    let content = content(&about, errors);
    about.answer(ui, errors, content)
}

/// The form.
pub(crate) fn view(ui: &Ui, about: &About<'_>, input: &Input, errors: &FormErrors) -> Markup {
    about.frame(ui, errors, &html! {
        p.govuk-body { (ui.t("drafts-not-accepted-text")) " " (parts::rule(ui, "385-20-d")) }
        form method="post" novalidate {
            (parts::textarea(
                ui,
                Field::new("reason", ui.t("drafts-not-accepted-reason"))
                    .hint(ui.t("drafts-not-accepted-reason-hint")).errors(errors).rows(8).max(10_000),
                &input.reason,
            ))
            (parts::text_input(
                Field::new("number", ui.t("drafts-letter-number")).optional(ui).errors(errors).width(20).max(60),
                &input.number,
            ))
            (parts::button_group(html! {
                (go("govuk-button", "preview", ui.t("drafts-not-accepted-preview")))
                a.govuk-link href=(crate::paths::version(about.card.draft, about.card.version)) { (ui.t("web-cancel")) }
            }))
        }
    })
}

/// The message as it will go out.
pub(crate) fn preview(ui: &Ui, about: &About<'_>, title: &LocalizedText, text: &str, input: &Input) -> Markup {
    about.frame(
        ui,
        &FormErrors::none(),
        &html! {
            h2.govuk-heading-m { (ui.t("drafts-not-accepted-preview-title")) }
            (parts::inset(html! { p.govuk-body { strong { (ui.text(title)) } } (remark::lines(text)) }))
            (parts::warning(ui, ui.t("drafts-not-accepted-warning")))
            form method="post" novalidate {
                (parts::hidden("reason", &input.reason))
                (parts::hidden("number", &input.number))
                (parts::button_group(html! {
                    (go("govuk-button govuk-button--warning", "send", ui.t("drafts-not-accepted-submit")))
                    (go("govuk-button govuk-button--secondary", "edit", ui.t("drafts-refuse-edit")))
                }))
            }
        },
    )
}

fn go(class: &str, value: &str, text: &str) -> Markup {
    html! {
        button class=(class) type="submit" name="go" value=(value) data-module="govuk-button"
            data-prevent-double-click="true" { (text) }
    }
}
