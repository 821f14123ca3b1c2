//! The text: paragraphs with their numbers, each with a link of its own and its remarks beside it; Kazakh and Russian
//! side by side on request, with missing twins marked.

use super::{Part, answer};
use crate::view::{count, remark};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::Language;
use orda_drafts::{Action, Card, DraftId, RemarkView, TextView, Texts};
use orda_web::{Path, Query, Response, Ui, WebError, parts};
use serde::Deserialize;

/// Which language is shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Shown {
    /// `kk`, `ru` or `both`.
    pub(crate) text: String,
}

/// `/drafts/{draft}`: the newest version the reader may see.
pub(crate) async fn newest(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(draft): Path<DraftId>,
    Query(shown): Query<Shown>,
) -> Result<Response, WebError> {
    let card = app.drafts.card(ui.actor(), draft, None).await?;
    page(&ui, &app, &card, &shown).await
}

/// `/drafts/{draft}/v/{version}`: the link of letters.
pub(crate) async fn show(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path((draft, version)): Path<(DraftId, u32)>,
    Query(shown): Query<Shown>,
) -> Result<Response, WebError> {
    let card = app.drafts.card(ui.actor(), draft, Some(version)).await?;
    page(&ui, &app, &card, &shown).await
}

async fn page(ui: &Ui, app: &DraftsWeb, card: &Card, shown: &Shown) -> Result<Response, WebError> {
    let text = app.drafts.text(ui.actor(), card.draft, card.version).await?;
    Ok(answer(ui, card, Part::Text, &view(ui, card, &text, shown)))
}

/// The content of the tab.
pub(crate) fn view(ui: &Ui, card: &Card, text: &TextView, shown: &Shown) -> Markup {
    if text.texts.is_empty() {
        return html! {
            p.govuk-body {
                (ui.t("drafts-text-none")) " "
                a.govuk-link href=(paths::part(card.draft, card.version, "files")) { (ui.t("drafts-tab-files")) }
            }
            (loose(ui, card, text, 0))
        };
    }
    let language = match shown.text.as_str() {
        "kk" => Language::Kk,
        "ru" => Language::Ru,
        _ => ui.lang(),
    };
    let both = shown.text == "both" && !text.texts.kk.is_empty() && !text.texts.ru.is_empty();
    let paragraphs = text.texts.get(language);
    let is_russian = std::ptr::eq(paragraphs, text.texts.ru.as_slice()) && !text.texts.ru.is_empty();
    html! {
        (switches(ui, card, &text.texts, if both { "both" } else if is_russian { "ru" } else { "kk" }))
        @if both {
            (side_by_side(ui, card, text))
        } @else {
            (one(ui, card, text, paragraphs, if is_russian { "ru" } else { "kk" }))
        }
        (loose(ui, card, text, paragraphs.len()))
    }
}

fn switches(ui: &Ui, card: &Card, texts: &Texts, current: &str) -> Markup {
    let here = paths::version(card.draft, card.version);
    let has_both = !texts.kk.is_empty() && !texts.ru.is_empty();
    let mut links: Vec<Markup> = Vec::new();
    if has_both {
        for (code, key) in [("kk", "drafts-text-kk"), ("ru", "drafts-text-ru"), ("both", "drafts-text-both")] {
            links.push(html! {
                @if code == current { strong aria-current="true" { (ui.t(key)) } }
                @else { a.govuk-link href=(format!("{here}?text={code}#part")) { (ui.t(key)) } }
            });
        }
    }
    if card.version > 1 {
        let href = paths::compare(card.draft, card.version - 1, card.version);
        links.push(html! { a.govuk-link href=(href) { (ui.t("drafts-text-compare")) } });
    }
    if links.is_empty() {
        return Markup::default();
    }
    html! {
        nav.app-no-print aria-label=(ui.t("drafts-text-switch")) {
            p.govuk-body {
                @for (index, link) in links.iter().enumerate() { @if index > 0 { " · " } (link) }
            }
        }
    }
}

fn one(ui: &Ui, card: &Card, text: &TextView, paragraphs: &[String], code: &str) -> Markup {
    let may_remark = card.offers.iter().any(|o| o.action == Action::Remark);
    html! {
        div.app-act lang=(code) {
            @for (number, paragraph) in (1u32..).zip(paragraphs) {
                div.app-act__paragraph id=(format!("p{number}")) {
                    (mark(ui, number))
                    p.govuk-body.app-act__text { (paragraph) }
                    @if may_remark {
                        a.govuk-link.app-act__add.app-no-print
                            href=(format!("{}?paragraph={number}", paths::part(card.draft, card.version, "remarks/new"))) {
                            span lang=(ui.lang().code()) { (ui.tr("drafts-text-remark-add", &[("n", count(number))])) }
                        }
                    }
                    (beside(ui, card, text, number, Some(paragraph)))
                }
            }
        }
    }
}

fn side_by_side(ui: &Ui, card: &Card, text: &TextView) -> Markup {
    let (kk, ru) = (&text.texts.kk, &text.texts.ru);
    let missing = html! { em.app-secondary lang=(ui.lang().code()) { (ui.t("drafts-text-missing-twin")) } };
    let cell = |code: &str, paragraph: Option<&String>| match paragraph {
        Some(paragraph) => html! { span lang=(code) { (paragraph) } },
        None => missing.clone(),
    };
    let columns = vec![
        parts::Column::new(ui.t("drafts-word-number")),
        parts::Column::new(ui.t("drafts-text-kk")),
        parts::Column::new(ui.t("drafts-text-ru")),
    ];
    let rows = (0..kk.len().max(ru.len())).map(|index| {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        vec![
            html! { span id=(format!("p{number}")) { (mark(ui, number)) } },
            cell("kk", kk.get(index)),
            html! { (cell("ru", ru.get(index))) (beside(ui, card, text, number, ru.get(index).map(String::as_str))) },
        ]
    });
    parts::table(ui, &parts::Table::new(ui.t("drafts-word-text"), columns).rows(rows))
}

/// The number of a paragraph, which is also the link to it.
fn mark(ui: &Ui, number: u32) -> Markup {
    html! {
        a.govuk-link.govuk-link--no-visited-state.app-act__number href=(format!("#p{number}"))
            aria-label=(ui.tr("drafts-text-paragraph-link", &[("n", count(number))])) { (number) }
    }
}

fn beside(ui: &Ui, card: &Card, text: &TextView, number: u32, paragraph: Option<&str>) -> Markup {
    let here: Vec<&RemarkView> = text.remarks.iter().filter(|r| r.remark.paragraph == Some(number)).collect();
    if here.is_empty() {
        return Markup::default();
    }
    html! {
        aside.app-act__remarks lang=(ui.lang().code())
            aria-label=(ui.tr("drafts-text-remarks", &[("n", count(number))])) {
            @for view in here { (remark::block(ui, card, view, paragraph)) }
        }
    }
}

/// Remarks on the draft as a whole, and those on paragraphs that this text does not have.
fn loose(ui: &Ui, card: &Card, text: &TextView, paragraphs: usize) -> Markup {
    let known = |number: u32| usize::try_from(number).is_ok_and(|n| n <= paragraphs);
    let loose: Vec<_> = text.remarks.iter().filter(|r| r.remark.paragraph.is_none_or(|n| !known(n))).collect();
    html! { @for view in loose { (remark::block(ui, card, view, None)) } }
}
