//! Two versions of the text compared: side by side or in one text, all paragraphs or only those that changed.

use crate::view::{count, names};
use crate::{DraftsWeb, paths};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Access, Language, Operation};
use orda_drafts::{BodyRef, Card, Comparison, DiffRow, DraftId, Piece};
use orda_web::{Accounted, Path, Query, Response, Title, Ui, WebError, parts, parts::Choice, parts::Field};
use serde::Deserialize;

/// What is compared, and how it is shown.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    /// Number of the older version; empty: the one before `to`.
    pub(crate) from: String,
    /// Number of the newer version; empty: the newest.
    pub(crate) to: String,
    /// `kk` or `ru`.
    pub(crate) lang: String,
    /// `side` or `inline`.
    pub(crate) view: String,
    /// Only changed paragraphs.
    pub(crate) changed: String,
}

/// `/drafts/{draft}/compare`.
pub(crate) async fn show(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(draft): Path<DraftId>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let card = app.drafts.card(ui.actor(), draft, None).await?;
    let to = wanted.to.parse().unwrap_or(card.readable);
    let from = wanted.from.parse().unwrap_or(to.saturating_sub(1));
    let (from, to) = if from > to { (to, from) } else { (from, to) };
    let comparison = if from > 0 && from < to {
        Some(app.drafts.compare(ui.actor(), draft, from, to, language(&ui, &wanted)).await?)
    } else {
        None
    };
    let title = Title::new(ui.t("drafts-compare-title"))
        .above(crate::view::back(&ui, &paths::version(draft, to), ui.t("drafts-posting-back")))
        .wide();
    let access = Access::done("draft", format!("{draft}/compare/{from}..{to}"), Operation::Read);
    Ok(ui.page(title, view(&ui, &card, &wanted, comparison.as_ref())).accessed(access))
}

/// The language asked for, else that of the reader; acts have no English text.
fn language(ui: &Ui, wanted: &Wanted) -> Language {
    match (wanted.lang.as_str(), ui.lang()) {
        ("ru", _) | ("", Language::Ru) => Language::Ru,
        _ => Language::Kk,
    }
}

/// The page.
pub(crate) fn view(ui: &Ui, card: &Card, wanted: &Wanted, comparison: Option<&Comparison>) -> Markup {
    html! {
        span.govuk-caption-xl { (card.number) }
        h1.govuk-heading-xl { (ui.t("drafts-compare-title")) }
        p.govuk-body-l { (ui.text(&card.title)) }
        @match comparison {
            None if card.versions.len() < 2 => { (parts::empty_state(ui.t("drafts-compare-one"), "", html! {})) }
            None => { (choose(ui, card, wanted, 0, 0)) }
            Some(comparison) => {
                (choose(ui, card, wanted, comparison.from, comparison.to))
                (around(ui, comparison))
                (result(ui, wanted, comparison, language(ui, wanted)))
            }
        }
    }
}

fn choose(ui: &Ui, card: &Card, wanted: &Wanted, from: u32, to: u32) -> Markup {
    let versions: Vec<_> = card
        .versions
        .iter()
        .map(|v| Choice::new(v.number.to_string(), ui.tr("drafts-version", &[("n", count(v.number))])))
        .collect();
    let languages = [Choice::new("kk", ui.t("drafts-lang-kk")), Choice::new("ru", ui.t("drafts-lang-ru"))];
    let views =
        [Choice::new("side", ui.t("drafts-compare-side")), Choice::new("inline", ui.t("drafts-compare-inline"))];
    let shown = if wanted.view == "inline" { "inline" } else { "side" };
    let only = [Choice::new("1", ui.t("drafts-compare-changed"))];
    let changed: &[&str] = if wanted.changed.is_empty() { &[] } else { &["1"] };
    html! {
        form.app-toolbar.app-no-print method="get" action=(format!("/drafts/{}/compare", card.draft)) {
            (parts::select(Field::new("from", ui.t("drafts-compare-from")), &versions, &from.to_string()))
            (parts::select(Field::new("to", ui.t("drafts-compare-to")), &versions, &to.to_string()))
            (parts::select(Field::new("lang", ui.t("drafts-compare-language")), &languages, language(ui, wanted).code()))
            (parts::select(Field::new("view", ui.t("drafts-compare-view")), &views, shown))
            (parts::checkboxes(Field::new("changed", ui.t("drafts-compare-changed")).label_hidden().small(), &only, changed))
            (parts::button_secondary(ui.t("drafts-compare-show")))
        }
    }
}

/// What changed beside the text: title, approving bodies.
fn around(ui: &Ui, comparison: &Comparison) -> Markup {
    let list =
        |bodies: &[BodyRef]| bodies.iter().map(|b| names::short(ui, b).to_owned()).collect::<Vec<_>>().join(", ");
    let mut rows = Vec::new();
    if let Some((before, after)) = &comparison.title {
        rows.push(parts::Row::new(
            ui.t("drafts-word-title"),
            html! { del { (ui.text(before)) } br; ins { (ui.text(after)) } },
        ));
    }
    if !comparison.bodies_added.is_empty() || !comparison.bodies_removed.is_empty() {
        rows.push(parts::Row::new(
            ui.t("drafts-word-approving-bodies"),
            html! {
                @if !comparison.bodies_removed.is_empty() { del { (list(&comparison.bodies_removed)) } br; }
                @if !comparison.bodies_added.is_empty() { ins { (list(&comparison.bodies_added)) } }
            },
        ));
    }
    if rows.is_empty() { Markup::default() } else { parts::summary_list(&rows) }
}

/// How a paragraph changed.
fn kind(row: &DiffRow) -> (&'static str, parts::Colour) {
    match (row.old_number, row.new_number) {
        (None, _) => ("drafts-compare-added", parts::Colour::Green),
        (_, None) => ("drafts-compare-removed", parts::Colour::Red),
        _ if row.is_same() => ("drafts-compare-same", parts::Colour::Grey),
        _ => ("drafts-compare-altered", parts::Colour::Yellow),
    }
}

fn result(ui: &Ui, wanted: &Wanted, comparison: &Comparison, language: Language) -> Markup {
    if comparison.rows.is_empty() {
        return parts::inset(html! { (ui.t("drafts-compare-empty")) });
    }
    let of = |key: &str| count(comparison.rows.iter().filter(|r| kind(r).0 == key).count());
    let summary = ui.tr(
        "drafts-compare-summary",
        &[
            ("changed", of("drafts-compare-altered")),
            ("added", of("drafts-compare-added")),
            ("removed", of("drafts-compare-removed")),
            ("same", of("drafts-compare-same")),
        ],
    );
    let only = !wanted.changed.is_empty();
    let rows: Vec<_> = comparison.rows.iter().filter(|row| !only || !row.is_same()).collect();
    let skipped = comparison.rows.len() - rows.len();
    html! {
        p.govuk-body { (summary) }
        @if comparison.changed == 0 { p.govuk-body { strong { (ui.t("drafts-compare-none")) } } }
        @if skipped > 0 {
            p.govuk-body.app-secondary { (ui.tr("drafts-compare-skipped", &[("n", count(skipped))])) }
        }
        @if !rows.is_empty() {
            @if wanted.view == "inline" { (inline(ui, &rows, language)) } @else { (side(ui, comparison, &rows, language)) }
        }
    }
}

fn side(ui: &Ui, comparison: &Comparison, rows: &[&DiffRow], language: Language) -> Markup {
    let version = |n: u32| ui.tr("drafts-version", &[("n", count(n))]);
    let numbered = |number: Option<u32>, pieces: &[Piece], added: bool| {
        html! {
            @if let Some(number) = number {
                span.app-act__number { (number) } " " span lang=(language.code()) { (marked(pieces, added)) }
            }
        }
    };
    let columns = vec![
        parts::Column::new(ui.t("drafts-compare-change")),
        parts::Column::new(version(comparison.from)),
        parts::Column::new(version(comparison.to)),
    ];
    let rows = rows.iter().map(|row| {
        let (key, colour) = kind(row);
        vec![
            parts::tag(ui.t(key), colour),
            numbered(row.old_number, &row.old, false),
            numbered(row.new_number, &row.new, true),
        ]
    });
    let caption = ui.tr("drafts-compare-caption", &[("from", count(comparison.from)), ("to", count(comparison.to))]);
    html! { div.app-compare { (parts::table(ui, &parts::Table::new(caption, columns).rows(rows))) } }
}

fn inline(ui: &Ui, rows: &[&DiffRow], language: Language) -> Markup {
    html! {
        div.app-act lang=(language.code()) {
            @for row in rows {
                @let (key, colour) = kind(row);
                div.app-act__paragraph {
                    span.app-act__number { (row.new_number.or(row.old_number).unwrap_or_default()) }
                    div.app-act__text {
                        @if row.is_same() { p.govuk-body { (marked(&row.new, true)) } } @else {
                            span lang=(ui.lang().code()) { (parts::tag(ui.t(key), colour)) }
                            @if row.old_number.is_some() { p.govuk-body { (marked(&row.old, false)) } }
                            @if row.new_number.is_some() { p.govuk-body { (marked(&row.new, true)) } }
                        }
                    }
                }
            }
        }
    }
}

/// The words of one side; those that are only on it are marked for the eye and for listeners.
fn marked(pieces: &[Piece], added: bool) -> Markup {
    html! {
        @for piece in pieces {
            @if !piece.changed { (piece.text) } @else if added { ins { (piece.text) } } @else { del { (piece.text) } }
        }
    }
}
