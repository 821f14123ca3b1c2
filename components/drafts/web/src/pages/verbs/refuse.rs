//! The head of an approving body refuses to approve: the reason, own remarks attached, the letter seen before it goes
//! out (385-16-h, 385-16-i). The same page sends the letter later, when only the mark was set.

use super::{About, line};
use crate::pages::guard::offered;
use crate::view::{count, remark};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{BodyId, Error, LocalizedText, Message};
use orda_drafts::{Action, Card, DraftId, DraftRefusal, RefusalInput, RemarkState, RemarkView};
use orda_web::{Form, FormErrors, Path, Response, Ui, WebError, parts, parts::Choice, parts::Field};
use serde::Deserialize;

pub(crate) type At = (DraftId, u32, BodyId);

/// The letter as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    pub(crate) reason: String,
    pub(crate) number: String,
    pub(crate) remarks: Vec<String>,
    /// `preview`, `edit` or `send`.
    pub(crate) go: String,
}

impl Input {
    fn letter(&self) -> RefusalInput {
        RefusalInput {
            number: self.number.clone(),
            reason: self.reason.replace("\r\n", "\n"),
            remarks: self.remarks.iter().filter_map(|r| r.parse().ok()).collect(),
        }
    }
}

/// The page of the form.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>, Path(at): Path<At>) -> Result<Response, WebError> {
    begin(&ui, &app, at, Action::Refuse).await
}

/// Shows the letter, or refuses.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(at): Path<At>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    go_on(&ui, &app, at, Action::Refuse, input).await
}

/// The form for the first time: all open remarks of the body are attached.
pub(super) async fn begin(ui: &Ui, app: &DraftsWeb, at: At, action: Action) -> Result<Response, WebError> {
    let (draft, version, body) = at;
    let card = super::card(ui, app, (draft, version)).await?;
    offered(ui, &card, action, Some(body))?;
    let remarks = own_remarks(ui, app, at).await?;
    let chosen = remarks.iter().filter(|r| r.remark.state.blocks()).map(|r| r.remark.id.to_string()).collect();
    let input = Input { remarks: chosen, ..Input::default() };
    Ok(answer(ui, &card, action, &FormErrors::none(), |about, errors| view(ui, about, &remarks, &input, errors)))
}

/// What to do with what was typed.
pub(super) async fn go_on(
    ui: &Ui,
    app: &DraftsWeb,
    at: At,
    action: Action,
    input: Input,
) -> Result<Response, WebError> {
    let (draft, version, body) = at;
    let letter = input.letter();
    let outcome = if letter.reason.trim().is_empty() && input.go != "edit" {
        Err(Error::from(DraftRefusal::ReasonMissing))
    } else if input.go == "send" && action == Action::Refuse {
        app.drafts.refuse(ui.actor(), draft, version, body, Some(letter.clone())).await
    } else if input.go == "send" {
        app.drafts.send_refusal_letter(ui.actor(), draft, version, body, letter.clone()).await
    } else {
        Ok(())
    };
    let errors = match outcome {
        Ok(()) if input.go == "send" => {
            return Ok(super::done(ui, draft, version, &Message::new("drafts-refuse-done")));
        }
        Ok(()) => FormErrors::none(),
        Err(error) => ui.form_errors(beside_field(error))?,
    };
    let card = super::card(ui, app, (draft, version)).await?;
    line(&card, body)?;
    if errors.is_empty() && input.go != "edit" {
        let (title, text) = app.drafts.refusal_letter(ui.actor(), draft, version, body, &letter).await?;
        return Ok(answer(ui, &card, action, &errors, |about, _| preview(ui, about, &title, &text, &input)));
    }
    let remarks = own_remarks(ui, app, at).await?;
    Ok(answer(ui, &card, action, &errors, |about, errors| view(ui, about, &remarks, &input, errors)))
}

/// "The reason is missing" is told beside the reason.
fn beside_field(error: Error) -> Error {
    match &error {
        Error::Refused(refusal) if refusal.message.key == DraftRefusal::ReasonMissing.code() => {
            Error::field("reason", "drafts-refusal-reason-missing")
        }
        _ => error,
    }
}

async fn own_remarks(ui: &Ui, app: &DraftsWeb, (draft, version, body): At) -> Result<Vec<RemarkView>, WebError> {
    let mut remarks = app.drafts.remarks(ui.actor(), draft, version).await?;
    remarks.retain(|r| r.body.id == body && r.remark.state != RemarkState::Withdrawn);
    Ok(remarks)
}

fn answer(
    ui: &Ui,
    card: &Card,
    action: Action,
    errors: &FormErrors,
    content: impl FnOnce(&About<'_>, &FormErrors) -> Markup,
) -> Response {
    let title = if action == Action::Refuse { "drafts-refuse-title" } else { "drafts-action-send_refusal_letter" };
    let about = About { card, title };
    let content = content(&about, errors);
    about.answer(ui, errors, content)
}

/// The form.
pub(crate) fn view(ui: &Ui, about: &About<'_>, remarks: &[RemarkView], input: &Input, errors: &FormErrors) -> Markup {
    let labels: Vec<_> = remarks
        .iter()
        .map(|r| {
            let number = ui.tr("drafts-remark-number", &[("n", count(r.remark.number))]);
            (r.remark.id.to_string(), number, r.remark.text.as_str())
        })
        .collect();
    let choices: Vec<_> =
        labels.iter().map(|(id, number, text)| Choice::new(id.as_str(), number.as_str()).hint(*text)).collect();
    about.frame(ui, errors, &html! {
        p.govuk-body {
            (ui.tr("drafts-refuse-text", &[("n", count(about.card.version))])) " " (parts::rule(ui, "385-16-h"))
        }
        form method="post" novalidate {
            (parts::textarea(
                ui,
                Field::new("reason", ui.t("drafts-refuse-reason"))
                    .hint(ui.t("drafts-refuse-reason-hint")).errors(errors).rows(8).max(10_000),
                &input.reason,
            ))
            @if !choices.is_empty() {
                (parts::checkboxes(Field::new("remarks", ui.t("drafts-refuse-remarks")).small(), &choices, &input.remarks))
            }
            (parts::text_input(
                Field::new("number", ui.t("drafts-letter-number")).optional(ui).errors(errors).width(20).max(60),
                &input.number,
            ))
            (parts::button_group(html! {
                (go("govuk-button", "preview", ui.t("drafts-refuse-preview")))
                a.govuk-link href=(paths::version(about.card.draft, about.card.version)) { (ui.t("web-cancel")) }
            }))
        }
    })
}

/// The letter as it will go out.
pub(crate) fn preview(ui: &Ui, about: &About<'_>, title: &LocalizedText, text: &str, input: &Input) -> Markup {
    about.frame(
        ui,
        &FormErrors::none(),
        &html! {
            h2.govuk-heading-m { (ui.t("drafts-refuse-preview-title")) }
            (parts::inset(html! { p.govuk-body { strong { (ui.text(title)) } } (remark::lines(text)) }))
            form method="post" novalidate {
                (parts::hidden("reason", &input.reason))
                (parts::hidden("number", &input.number))
                @for id in &input.remarks { (parts::hidden("remarks", id)) }
                (parts::button_group(html! {
                    (go("govuk-button govuk-button--warning", "send", ui.t("drafts-refuse-submit")))
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
