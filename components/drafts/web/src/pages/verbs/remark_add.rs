//! A representative makes a remark (385-16-d), with the wording proposed instead.

use super::{About, At};
use crate::view::{count, names, units};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{BodyId, Error, Language};
use orda_drafts::{Action, BodyRef, Card, RemarkInput, StructuredTexts};
use orda_web::{Accounted, Form, FormErrors, Path, Query, Response, Ui, WebError, parts, parts::Choice, parts::Field};
use serde::Deserialize;

/// The remark as it is typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Input {
    /// The body on whose side it is made, where the reader represents several.
    body: String,
    /// The paragraph by its anchor, when the remark was begun beside it.
    anchor: String,
    /// Language of the text that was read: `kk` or `ru`.
    lang: String,
    /// The paragraph by its place.
    paragraph: String,
    text: String,
    suggestion: String,
}

impl Input {
    fn language(&self) -> Option<Language> {
        Language::from_code(&self.lang).filter(|l| *l != Language::En)
    }

    fn remark(&self) -> Result<RemarkInput, Error> {
        let paragraph = match self.paragraph.trim() {
            "" => None,
            number => Some(number.parse().map_err(|_| Error::field("paragraph", "drafts-field-number"))?),
        };
        Ok(RemarkInput {
            body: self.body.parse::<BodyId>().ok(),
            paragraph,
            anchor: Some(self.anchor.clone()).filter(|a| !a.is_empty()),
            language: self.language(),
            text: self.text.replace("\r\n", "\n"),
            suggestion: self.suggestion.replace("\r\n", "\n"),
        })
    }
}

/// The paragraph that the remark is about: what it is called, and how it reads.
pub(crate) struct Concerned {
    place: String,
    text: String,
}

impl Concerned {
    /// A paragraph by its name and text.
    #[cfg(test)]
    pub(crate) fn new(place: &str, text: &str) -> Self {
        Self { place: place.to_owned(), text: text.to_owned() }
    }

    fn find(ui: &Ui, texts: &StructuredTexts, input: &Input) -> Option<Self> {
        let (language, side) = texts.shown(input.language().unwrap_or_else(|| ui.lang()))?;
        let index = if input.anchor.is_empty() {
            input.paragraph.trim().parse::<usize>().ok()?.checked_sub(1)?
        } else {
            side.act.units.iter().position(|u| u.anchor == input.anchor)?
        };
        let unit = side.act.units.get(index)?;
        Some(Self { place: units::name(ui, &side.act, index, language), text: unit.full() })
    }
}

/// The page of the form; `?anchor=a5.p2&lang=kk` comes from the text.
pub(crate) async fn form(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version)): At,
    Query(mut input): Query<Input>,
) -> Result<Response, WebError> {
    let card = super::offered(&ui, &app, (draft, version), Action::Remark, None).await?;
    let texts = app.drafts.structured_text(ui.actor(), draft, version).await?;
    let old = Concerned::find(&ui, &texts, &input);
    if input.suggestion.is_empty() {
        // The wording there is, to be changed.
        input.suggestion = old.as_ref().map(|o| o.text.clone()).unwrap_or_default();
    }
    Ok(page(&ui, &card, old.as_ref(), &input, &FormErrors::none()))
}

/// Adds it.
pub(crate) async fn post(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version)): At,
    Form(input): Form<Input>,
) -> Result<Response, WebError> {
    let texts = app.drafts.structured_text(ui.actor(), draft, version).await?;
    let old = Concerned::find(&ui, &texts, &input);
    let added = async {
        let mut remark = input.remark()?;
        if old.as_ref().is_some_and(|old| old.text == remark.suggestion.trim()) {
            // The wording was left as it is: nothing is proposed.
            remark.suggestion.clear();
        }
        app.drafts.add_remark(ui.actor(), draft, version, remark).await
    };
    match added.await {
        Ok(remark) => {
            let path = format!("{}#remark-{}", paths::part(draft, version, "remarks"), remark.number);
            Ok(ui.redirect(&path).already_accounted())
        }
        Err(error) => {
            let (card, errors) = super::refused(&ui, &app, (draft, version), error).await?;
            Ok(page(&ui, &card, old.as_ref(), &input, &errors))
        }
    }
}

fn page(ui: &Ui, card: &Card, old: Option<&Concerned>, input: &Input, errors: &FormErrors) -> Response {
    let about = About { card, title: "drafts-remark-add-title" };
    let content = view(ui, &about, old, input, errors);
    about.answer(ui, errors, content)
}

/// The page.
pub(crate) fn view(ui: &Ui, about: &About<'_>, old: Option<&Concerned>, input: &Input, errors: &FormErrors) -> Markup {
    let card = about.card;
    let mine = |offer: &&orda_drafts::Offer| offer.action == Action::Remark;
    let of = |id: BodyId| card.bodies.iter().find(|line| line.body.id == id).map(|line| &line.body);
    let bodies: Vec<&BodyRef> = card.offers.iter().filter(mine).filter_map(|o| o.body).filter_map(of).collect();
    let choices: Vec<_> = bodies.iter().map(|b| Choice::new(b.id.to_string(), names::full(ui, b))).collect();
    about.frame(
        ui,
        errors,
        &html! {
            p.govuk-body { (ui.tr("drafts-remark-add-version", &[("n", count(card.version))])) }
            @if let Some(old) = old {
                (parts::inset(html! { p.govuk-body-s.app-secondary { (old.place) } p.govuk-body { (old.text) } }))
            }
            form method="post" action=(paths::part(card.draft, card.version, "remarks/new")) novalidate {
                @if choices.len() > 1 {
                    (parts::radios(Field::new("body", ui.t("drafts-word-body")).errors(errors), &choices, &input.body))
                }
                @if !input.anchor.is_empty() {
                    input type="hidden" name="anchor" value=(input.anchor);
                }
                @if !input.lang.is_empty() { input type="hidden" name="lang" value=(input.lang); }
                @if input.anchor.is_empty() { (parts::text_input(
                    Field::new("paragraph", ui.t("drafts-remark-add-paragraph"))
                        .hint(ui.t("drafts-remark-add-paragraph-hint")).errors(errors).width(5).inputmode("numeric"),
                    &input.paragraph,
                )) }
                (parts::textarea(
                    ui,
                    Field::new("text", ui.t("drafts-remark-add-text"))
                        .hint(ui.t("drafts-remark-add-text-hint")).errors(errors).rows(6).max(10_000),
                    &input.text,
                ))
                (parts::textarea(
                    ui,
                    Field::new("suggestion", ui.t("drafts-remark-add-suggestion"))
                        .hint(ui.t("drafts-remark-add-suggestion-hint")).errors(errors).rows(4).max(10_000),
                    &input.suggestion,
                ))
                (super::buttons(ui, card, ui.t("drafts-remark-add-submit")))
            }
        },
    )
}
