//! One remark with its answer and with what the reader may do about it.

use super::{count, names, states, units};
use crate::paths;
use maud::{Markup, html};
use orda_base::Language;
use orda_drafts::{Card, Remark, RemarkView, StructuredTexts};
use orda_web::{Ui, Words, parts, parts::Colour};

/// The remark; with the texts of its version the place has its name, and a suggestion is shown as old and new.
pub(crate) fn block(ui: &Ui, card: &Card, view: &RemarkView, texts: Option<&StructuredTexts>) -> Markup {
    let remark = &view.remark;
    let place = html! {
        ", "
        @match anchor(texts, remark) {
            Some(anchor) => {
                a.govuk-link href=(units::href(card, remark.version, &anchor)) {
                    (texts.and_then(|t| units::name_of(ui, t, &anchor))
                        .unwrap_or_else(|| ui.t("drafts-remark-place").to_owned()))
                }
            }
            None => { (ui.t("drafts-remark-whole")) }
        }
    };
    article(ui, card, view, texts, &place)
}

/// The remark where it stands beside its paragraph: nothing leads there.
pub(crate) fn beside(ui: &Ui, card: &Card, view: &RemarkView, texts: &StructuredTexts) -> Markup {
    article(ui, card, view, Some(texts), &Markup::default())
}

fn article(ui: &Ui, card: &Card, view: &RemarkView, texts: Option<&StructuredTexts>, place: &Markup) -> Markup {
    let remark = &view.remark;
    html! {
        article.app-remark id=(format!("remark-{}", remark.number)) {
            h3.govuk-heading-s {
                (Words(ui.tr("drafts-remark-number", &[("n", count(remark.number))]))) " " (states::remark(ui, remark.state))
            }
            p.govuk-body-s.app-secondary {
                (Words(ui.tr("drafts-remark-by", &[
                    ("person", remark.author.name.as_str().into()), ("body", names::short(ui, &view.body).into()),
                ])))
                ", " time datetime=(Words(remark.at.rfc3339())) { (Words(ui.datetime(remark.at))) } (place)
            }
            (lines(&remark.text))
            @if !remark.suggestion.is_empty() { (suggestion(ui, texts, remark)) }
            @if let Some(answer) = &remark.answer {
                (parts::inset(html! {
                    p.govuk-body {
                        @if answer.accepted { (parts::tag(ui.t("drafts-remark-answer-accepted"), Colour::Green)) }
                        @else { (parts::tag(ui.t("drafts-remark-answer-rejected"), Colour::Red)) }
                    }
                    (lines(&answer.text))
                    p.govuk-body-s.app-secondary {
                        (ui.tr("drafts-remark-answer-by", &[
                            ("person", answer.by.name.as_str().into()), ("at", ui.datetime(answer.at).into()),
                        ]))
                    }
                }))
            }
            (actions(ui, card, view))
        }
    }
}

/// A text as it was typed, line by line.
pub(crate) fn lines(text: &str) -> Markup {
    html! { @for line in text.lines().filter(|l| !l.trim().is_empty()) { p.govuk-body { (Words(line)) } } }
}

/// The anchor of the paragraph that a remark is about; older remarks know only its place.
fn anchor(texts: Option<&StructuredTexts>, remark: &Remark) -> Option<String> {
    remark.anchor.clone().or_else(|| {
        let place = usize::try_from(remark.paragraph?).ok()?.checked_sub(1)?;
        let (_, side) = texts?.shown(remark.language.unwrap_or(Language::Kk))?;
        side.act.units.get(place).map(|unit| unit.anchor.clone())
    })
}

/// The wording proposed: old and new where the place is known, with the words that differ marked.
fn suggestion(ui: &Ui, texts: Option<&StructuredTexts>, remark: &Remark) -> Markup {
    let language = remark.language.unwrap_or(Language::Kk);
    let old = anchor(texts, remark).and_then(|a| texts?.side(language)?.act.find(&a).map(acttext::Unit::full));
    wording(ui, old.as_deref(), &remark.suggestion, language)
}

/// Old and new wording of a paragraph, with the words that differ marked.
pub(crate) fn wording(ui: &Ui, old: Option<&str>, new: &str, language: Language) -> Markup {
    let Some(old) = old.filter(|o| !o.is_empty()) else {
        return html! {
            p.govuk-body-s {
                strong { (ui.t("drafts-remark-suggestion")) } ": " ins lang=(language.code()) { (new) }
            }
        };
    };
    let row = acttext::Row { old: None, new: None, change: acttext::Change::Changed, pieces: acttext::words(old, new) };
    html! {
        p.govuk-body-s {
            strong { (ui.t("drafts-text-suggestion-old")) } ": "
            span lang=(language.code()) { (units::side(&row, acttext::PieceKind::Added)) }
        }
        p.govuk-body-s {
            strong { (ui.t("drafts-text-suggestion-new")) } ": "
            span lang=(language.code()) { (units::side(&row, acttext::PieceKind::Removed)) }
        }
    }
}

fn actions(ui: &Ui, card: &Card, view: &RemarkView) -> Markup {
    let remark = &view.remark;
    let link = |verb: &str, key: &str| {
        let label = ui.tr("drafts-remark-action-of", &[("action", ui.t(key).into()), ("n", count(remark.number))]);
        html! {
            a.govuk-link href=(Words(paths::remark(card.draft, remark.version, remark.id, verb))) aria-label=(Words(label)) {
                (Words(ui.t(key)))
            }
        }
    };
    let decide = |decision: &str, key: &str| {
        let label = ui.tr("drafts-remark-action-of", &[("action", ui.t(key).into()), ("n", count(remark.number))]);
        let verb = format!("answer?accepted={decision}");
        html! {
            a.govuk-link href=(Words(paths::remark(card.draft, remark.version, remark.id, &verb))) aria-label=(Words(label)) {
                (Words(ui.t(key)))
            }
        }
    };
    let again = if remark.answer.is_some() { "drafts-remark-answer-again" } else { "drafts-remark-answer" };
    html! {
        @if view.may_answer || view.may_settle {
            p.govuk-body.app-no-print {
                @if view.may_answer && !remark.suggestion.is_empty() && remark.answer.is_none() {
                    (decide("yes", "drafts-remark-wording-accept")) " · "
                    (decide("no", "drafts-remark-wording-reject")) " · "
                }
                @if view.may_answer { (link("answer", again)) }
                @if view.may_answer && view.may_settle { " · " }
                @if view.may_settle { (link("close", "drafts-remark-close")) " · " (link("withdraw", "drafts-remark-withdraw")) }
            }
        }
    }
}
