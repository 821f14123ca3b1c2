//! The drafter sends the cover letters (385-15, 385-15-b, 385-15-d): shown as they will go out, editable, with the link.

use super::{About, At};
use crate::view::{count, label, names};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Error, FieldError, LocalizedText, Message};
use orda_drafts::{Card, DraftRefusal, LetterDraft};
use orda_web::{Form, FormErrors, Path, Response, Ui, WebError, parts, parts::DateValue, parts::Dates, parts::Field};
use serde::Deserialize;

/// The letter as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    number: String,
    #[serde(flatten)]
    dates: Dates,
    #[serde(rename = "title.kk")]
    title_kk: String,
    #[serde(rename = "title.ru")]
    title_ru: String,
    signer: String,
    text: String,
}

impl Input {
    fn of(letter: LetterDraft) -> Self {
        Self {
            number: letter.number,
            dates: letter.date.map(|date| Dates::one("date", DateValue::of(date))).unwrap_or_default(),
            title_kk: letter.title.kk,
            title_ru: letter.title.ru,
            signer: letter.signer,
            text: letter.text,
        }
    }

    fn date(&self) -> DateValue {
        self.dates.of("date")
    }

    fn letter(&self) -> LetterDraft {
        LetterDraft {
            number: self.number.clone(),
            date: self.date().date(),
            title: LocalizedText::new(&self.title_kk, &self.title_ru, ""),
            // Browsers send line ends as CR LF.
            text: self.text.replace("\r\n", "\n"),
            signer: self.signer.clone(),
            attached: Vec::new(),
        }
    }
}

/// The page with the letter as it is offered.
pub(crate) async fn form(ui: Ui, State(app): State<DraftsWeb>, Path(at): At) -> Result<Response, WebError> {
    let (draft, version) = at;
    let card = super::card(&ui, &app, (draft, version)).await?;
    let (letter, _) = app.drafts.cover_letter_of(ui.actor(), draft, version).await?;
    Ok(page(&ui, &card, &Input::of(letter), &FormErrors::none()))
}

/// Sends.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version)): At,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    match app.drafts.send(ui.actor(), draft, version, input.letter()).await {
        Ok(()) => {
            let card = super::card(&ui, &app, (draft, version)).await?;
            let message = Message::new("drafts-send-done").with("n", card.bodies.len());
            Ok(super::done(&ui, draft, version, &message))
        }
        Err(error) => {
            let (card, errors) = super::refused(&ui, &app, (draft, version), beside_fields(&ui, error)).await?;
            Ok(page(&ui, &card, &input, &errors))
        }
    }
}

/// Refusals about one field are told beside that field.
pub(crate) fn beside_fields(ui: &Ui, error: Error) -> Error {
    let Error::Refused(refusal) = &error else { return error };
    let key = refusal.message.key;
    if key == DraftRefusal::LinkMissing.code() {
        return Error::field("text", "drafts-refusal-link-missing");
    }
    if key != (DraftRefusal::RequisiteMissing { fields: String::new() }).code() {
        return error;
    }
    let named = refusal.message.args.iter().find(|(name, _)| *name == "fields").map_or("", |(_, codes)| codes);
    let wrong = named.split(", ").filter(|code| !code.is_empty()).map(|code| {
        let field = if code == "title" { "title.kk" } else { code };
        FieldError::new(field, "drafts-requisite-missing").with("field", label(ui, "drafts-requisite", code))
    });
    Error::Invalid(wrong.collect())
}

fn page(ui: &Ui, card: &Card, input: &Input, errors: &FormErrors) -> Response {
    let about = About { card, title: "drafts-send-title" };
    let content = view(ui, &about, input, errors);
    about.answer(ui, errors, content)
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, input: &Input, errors: &FormErrors) -> Markup {
    let card = about.card;
    let field = |name: &'static str, key: &str| Field::new(name, ui.t(key).to_owned()).errors(errors);
    about.frame(
        ui,
        errors,
        &html! {
            p.govuk-body { (ui.tr("drafts-send-text", &[("n", count(card.bodies.len()))])) }
            (parts::details(ui.t("drafts-send-to"), html! {
                ul.govuk-list.govuk-list--bullet { @for line in &card.bodies { li { (names::full(ui, &line.body)) } } }
            }))
            form method="post" action=(paths::part(card.draft, card.version, "send")) novalidate {
                (parts::text_input(
                    field("number", "drafts-requisite-number").hint(ui.t("drafts-send-number-hint")).width(20).max(60),
                    &input.number,
                ))
                (parts::date_input(ui, field("date", "drafts-requisite-date"), &input.date()))
                // Titles are long: a field of several lines shows them whole.
                (parts::textarea(
                    ui,
                    Field::new("title.kk", with_language(ui, "drafts-lang-kk")).errors(errors).lang("kk").rows(3),
                    &input.title_kk,
                ))
                (parts::textarea(
                    ui,
                    Field::new("title.ru", with_language(ui, "drafts-lang-ru")).errors(errors).lang("ru").rows(3),
                    &input.title_ru,
                ))
                (parts::text_input(field("signer", "drafts-requisite-signer").max(200), &input.signer))
                (parts::textarea(
                    ui,
                    field("text", "drafts-send-letter").hint(ui.t("drafts-send-letter-hint")).rows(16).max(10_000),
                    &input.text,
                ))
                (super::buttons(ui, card, ui.t("drafts-send-submit")))
            }
        },
    )
}

fn with_language(ui: &Ui, key: &str) -> String {
    format!("{} ({})", ui.t("drafts-requisite-title"), ui.t(key).to_lowercase())
}
