//! The drafter answers a remark: accepted or not, and in words (385-18).

use super::About;
use crate::view::remark;
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::Error;
use orda_drafts::{AnswerInput, Card, DraftId, RemarkId, RemarkView, StructuredTexts};
use orda_web::{Accounted, Form, FormErrors, Path, Query, Response, Ui, WebError, parts, parts::Choice, parts::Field};
use serde::Deserialize;
use std::sync::Arc;

type At = (DraftId, u32, RemarkId);

/// The answer as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    /// `yes` or `no`.
    accepted: String,
    text: String,
}

impl Input {
    fn answer(&self) -> Result<AnswerInput, Error> {
        let accepted = match self.accepted.as_str() {
            "yes" => true,
            "no" => false,
            _ => return Err(Error::field("accepted", "drafts-field-choose")),
        };
        Ok(AnswerInput { accepted, text: self.text.replace("\r\n", "\n") })
    }
}

/// The page of the form, with the answer given before.
pub(crate) async fn form(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(at): Path<At>,
    Query(chosen): Query<Input>,
) -> Result<Response, WebError> {
    let (card, view, texts) = find(&ui, &app, at).await?;
    if !view.may_answer {
        return Err(Error::Forbidden.into());
    }
    let mut input = view.remark.answer.as_ref().map_or_else(Input::default, |answer| Input {
        accepted: if answer.accepted { "yes" } else { "no" }.to_owned(),
        text: answer.text.clone(),
    });
    if !chosen.accepted.is_empty() {
        // "Accept" or "reject" was pressed beside the wording that is proposed.
        if chosen.accepted == "yes" && input.text.is_empty() {
            ui.t("drafts-remark-wording-accepted-text").clone_into(&mut input.text);
        }
        input.accepted = chosen.accepted;
    }
    Ok(page(&ui, &card, (&view, &texts), &input, &FormErrors::none()))
}

/// Answers.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(at): Path<At>,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let (draft, version, id) = at;
    let answered = async { app.drafts.answer_remark(ui.actor(), draft, id, input.answer()?).await };
    match answered.await {
        Ok(()) => Ok(ui.redirect(&paths::part(draft, version, "remarks")).already_accounted()),
        Err(error) => {
            let errors = ui.form_errors(error)?;
            let (card, view, texts) = find(&ui, &app, at).await?;
            Ok(page(&ui, &card, (&view, &texts), &input, &errors))
        }
    }
}

/// The card, the remark, and the texts it is about.
///
/// # Errors
/// Not found when the version has no such remark.
pub(super) async fn find(
    ui: &Ui,
    app: &DraftsWeb,
    (draft, version, id): At,
) -> Result<(Card, RemarkView, Arc<StructuredTexts>), WebError> {
    let card = super::card(ui, app, (draft, version)).await?;
    let remarks = app.drafts.remarks(ui.actor(), draft, version).await?;
    let view = remarks.into_iter().find(|r| r.remark.id == id).ok_or(Error::NotFound)?;
    let texts = app.drafts.structured_text(ui.actor(), draft, version).await?;
    Ok((card, view, texts))
}

/// A remark with the texts it is about.
type Read<'a> = (&'a RemarkView, &'a StructuredTexts);

fn page(ui: &Ui, card: &Card, read: Read<'_>, input: &Input, errors: &FormErrors) -> Response {
    let about = About { card, title: "drafts-remark-answer-title" };
    let content = self::view(ui, &about, read, input, errors);
    about.answer(ui, errors, content)
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, (view, texts): Read<'_>, input: &Input, errors: &FormErrors) -> Markup {
    let choices = [
        Choice::new("yes", ui.t("drafts-remark-answer-accept")),
        Choice::new("no", ui.t("drafts-remark-answer-reject")),
    ];
    // Its own links would lead in circles.
    let shown = RemarkView { may_answer: false, may_settle: false, ..view.clone() };
    about.frame(ui, errors, &html! {
        section aria-label=(ui.t("drafts-remark-add-text")) {
            h2.govuk-visually-hidden { (ui.t("drafts-remark-add-text")) }
            (remark::block(ui, about.card, &shown, Some(texts)))
        }
        form method="post" novalidate {
            (parts::radios(
                Field::new("accepted", ui.t("drafts-remark-answer-decision")).errors(errors), &choices, &input.accepted))
            (parts::textarea(
                ui,
                Field::new("text", ui.t("drafts-remark-answer-text"))
                    .hint(ui.t("drafts-remark-answer-text-hint")).errors(errors).rows(6).max(10_000),
                &input.text,
            ))
            (super::buttons(ui, about.card, ui.t("drafts-remark-answer-submit")))
        }
    })
}
