//! One remark with its answer and with what the reader may do about it.

use super::{count, names, states};
use crate::paths;
use maud::{Markup, html};
use orda_drafts::{Card, RemarkView};
use orda_web::{Ui, parts, parts::Colour};

/// The remark; `paragraph` is the text it concerns, for showing a suggestion as old and new.
pub(crate) fn block(ui: &Ui, card: &Card, view: &RemarkView, paragraph: Option<&str>) -> Markup {
    let remark = &view.remark;
    html! {
        article.app-remark id=(format!("remark-{}", remark.number)) {
            h3.govuk-heading-s {
                (ui.tr("drafts-remark-number", &[("n", count(remark.number))])) " " (states::remark(ui, remark.state))
            }
            p.govuk-body-s.app-secondary {
                (ui.tr("drafts-remark-by", &[
                    ("person", remark.author.name.as_str().into()), ("body", names::short(ui, &view.body).into()),
                ]))
                ", " time datetime=(remark.at.rfc3339()) { (ui.datetime(remark.at)) } ", "
                @match remark.paragraph {
                    Some(number) => {
                        a.govuk-link href=(format!("{}#p{number}", paths::version(card.draft, remark.version))) {
                            (ui.tr("drafts-text-paragraph", &[("n", count(number))]))
                        }
                    }
                    None => { (ui.t("drafts-remark-whole")) }
                }
            }
            (lines(&remark.text))
            @if !remark.suggestion.is_empty() { (suggestion(ui, paragraph, &remark.suggestion)) }
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
    html! { @for line in text.lines().filter(|l| !l.trim().is_empty()) { p.govuk-body { (line) } } }
}

fn suggestion(ui: &Ui, paragraph: Option<&str>, suggested: &str) -> Markup {
    html! {
        @if let Some(old) = paragraph {
            p.govuk-body-s { strong { (ui.t("drafts-text-suggestion-old")) } ": " del { (old) } }
            p.govuk-body-s { strong { (ui.t("drafts-text-suggestion-new")) } ": " ins { (suggested) } }
        } @else {
            p.govuk-body-s { strong { (ui.t("drafts-remark-suggestion")) } ": " ins { (suggested) } }
        }
    }
}

fn actions(ui: &Ui, card: &Card, view: &RemarkView) -> Markup {
    let remark = &view.remark;
    let link = |verb: &str, key: &str| {
        let label = ui.tr("drafts-remark-action-of", &[("action", ui.t(key).into()), ("n", count(remark.number))]);
        html! {
            a.govuk-link href=(paths::remark(card.draft, remark.version, remark.id, verb)) aria-label=(label) { (ui.t(key)) }
        }
    };
    let again = if remark.answer.is_some() { "drafts-remark-answer-again" } else { "drafts-remark-answer" };
    html! {
        @if view.may_answer || view.may_settle {
            p.govuk-body.app-no-print {
                @if view.may_answer { (link("answer", again)) }
                @if view.may_answer && view.may_settle { " · " }
                @if view.may_settle { (link("close", "drafts-remark-close")) " · " (link("withdraw", "drafts-remark-withdraw")) }
            }
        }
    }
}
