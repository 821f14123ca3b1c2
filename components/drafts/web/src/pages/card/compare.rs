//! Two versions of the text compared: side by side or in one text, only the paragraphs that changed or all of them.

use crate::view::{count, names, units};
use crate::{DraftsWeb, paths};
use acttext::{Act, Change, PieceKind, Row};
use axum::extract::State;
use maud::{Markup, html};
use orda_base::{Access, Language, Operation};
use orda_drafts::{BodyRef, Card, Comparison, DraftId};
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
    /// `1`: only changed paragraphs; `0`: all. Who has not chosen sees what changed.
    pub(crate) changed: String,
}

impl Wanted {
    /// The versions to compare, the older one first; none when there are not two.
    pub(crate) fn versions(&self, newest: u32) -> Option<(u32, u32)> {
        let to = self.to.parse().unwrap_or(newest);
        let from = self.from.parse().unwrap_or_else(|_| to.saturating_sub(1));
        let (from, to) = if from > to { (to, from) } else { (from, to) };
        (from > 0 && from < to).then_some((from, to))
    }

    /// The language asked for, else that of the reader; acts have no English text.
    pub(crate) fn language(&self, ui: &Ui) -> Language {
        match (self.lang.as_str(), ui.lang()) {
            ("ru", _) | ("", Language::Ru) => Language::Ru,
            _ => Language::Kk,
        }
    }

    fn only_changed(&self) -> bool {
        self.changed != "0"
    }
}

/// `/drafts/{draft}/compare`.
pub(crate) async fn show(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Path(draft): Path<DraftId>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let card = app.drafts.card(ui.actor(), draft, None).await?;
    let (from, to) = wanted.versions(card.readable).unwrap_or((0, card.readable));
    let comparison = if from > 0 {
        Some(app.drafts.compare(ui.actor(), draft, from, to, wanted.language(&ui)).await?)
    } else {
        None
    };
    let title = Title::new(ui.t("drafts-compare-title"))
        .above(crate::view::back(&ui, &paths::version(draft, to), ui.t("drafts-posting-back")))
        .wide();
    let access = Access::done("draft", format!("{draft}/compare/{from}..{to}"), Operation::Read);
    Ok(ui.page(title, view(&ui, &card, &wanted, comparison.as_ref())).accessed(access))
}

/// The page.
pub(crate) fn view(ui: &Ui, card: &Card, wanted: &Wanted, comparison: Option<&Comparison>) -> Markup {
    html! {
        span.govuk-caption-xl { (card.number) }
        h1.govuk-heading-xl { (ui.t("drafts-compare-title")) }
        p.govuk-body-l { (ui.text(&card.title)) }
        @match comparison {
            None if card.versions.len() < 2 => { (parts::empty_state(ui.t("drafts-compare-one"), "", html! {})) }
            None => { (choose(ui, card, wanted, 0, 0, "compare")) }
            Some(comparison) => {
                (choose(ui, card, wanted, comparison.from, comparison.to, "compare"))
                (around(ui, comparison))
                (result(ui, card, wanted, comparison))
            }
        }
    }
}

/// Which versions, in which language; `page` is `compare` or `table`.
pub(crate) fn choose(ui: &Ui, card: &Card, wanted: &Wanted, from: u32, to: u32, page: &str) -> Markup {
    let versions: Vec<_> = card
        .versions
        .iter()
        .map(|v| Choice::new(v.number.to_string(), ui.tr("drafts-version", &[("n", count(v.number))])))
        .collect();
    let languages = [Choice::new("kk", ui.t("drafts-lang-kk")), Choice::new("ru", ui.t("drafts-lang-ru"))];
    let views =
        [Choice::new("side", ui.t("drafts-compare-side")), Choice::new("inline", ui.t("drafts-compare-inline"))];
    let shown = if wanted.view == "inline" { "inline" } else { "side" };
    let amounts = [Choice::new("1", ui.t("drafts-compare-changed")), Choice::new("0", ui.t("drafts-compare-all"))];
    let changed = if wanted.only_changed() { "1" } else { "0" };
    html! {
        form.app-toolbar.app-no-print method="get" action=(format!("/drafts/{}/{page}", card.draft)) {
            (parts::select(Field::new("from", ui.t("drafts-compare-from")), &versions, &from.to_string()))
            (parts::select(Field::new("to", ui.t("drafts-compare-to")), &versions, &to.to_string()))
            (parts::select(
                Field::new("lang", ui.t("drafts-compare-language")), &languages, wanted.language(ui).code()))
            @if page == "compare" {
                (parts::select(Field::new("view", ui.t("drafts-compare-view")), &views, shown))
                (parts::select(Field::new("changed", ui.t("drafts-compare-which")), &amounts, changed))
            }
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
const fn kind(change: Change) -> (&'static str, parts::Colour) {
    match change {
        Change::Added => ("drafts-compare-added", parts::Colour::Green),
        Change::Removed => ("drafts-compare-removed", parts::Colour::Red),
        Change::Same => ("drafts-compare-same", parts::Colour::Grey),
        Change::Changed => ("drafts-compare-altered", parts::Colour::Yellow),
        Change::Renumbered => ("drafts-compare-renumbered", parts::Colour::Grey),
        Change::Moved => ("drafts-compare-moved", parts::Colour::Blue),
        Change::MovedAndChanged => ("drafts-compare-moved-altered", parts::Colour::Yellow),
        Change::MovedAway => ("drafts-compare-moved-away", parts::Colour::Blue),
    }
}

fn result(ui: &Ui, card: &Card, wanted: &Wanted, comparison: &Comparison) -> Markup {
    if comparison.rows.is_empty() {
        return parts::inset(html! { (ui.t("drafts-compare-empty")) });
    }
    let of = |all: &[Change]| count(comparison.rows.iter().filter(|r| all.contains(&r.change)).count());
    let summary = ui.tr(
        "drafts-compare-summary",
        &[
            ("changed", of(&[Change::Changed, Change::MovedAndChanged])),
            ("added", of(&[Change::Added])),
            ("removed", of(&[Change::Removed])),
            ("moved", of(&[Change::Moved])),
            ("renumbered", of(&[Change::Renumbered])),
            ("same", of(&[Change::Same])),
        ],
    );
    let only = wanted.only_changed();
    let rows: Vec<_> = comparison.rows.iter().filter(|row| !only || row.change != Change::Same).collect();
    let skipped = comparison.rows.len() - rows.len();
    html! {
        p.govuk-body { (summary) }
        @if comparison.changed == 0 { p.govuk-body { strong { (ui.t("drafts-compare-none")) } } }
        @if skipped > 0 {
            p.govuk-body.app-secondary { (ui.tr("drafts-compare-skipped", &[("n", count(skipped))])) }
        }
        @if !rows.is_empty() {
            @if wanted.view == "inline" { (inline(ui, comparison, &rows)) } @else { (side(ui, card, comparison, &rows)) }
        }
    }
}

/// The anchor and the name of a paragraph of one side.
fn place(ui: &Ui, act: &Act, at: Option<u32>, language: Language) -> Option<(String, String)> {
    let index = at? as usize;
    Some((act.units.get(index)?.anchor.clone(), units::name(ui, act, index, language)))
}

/// Where a paragraph that was moved stands on the other side.
fn elsewhere(ui: &Ui, comparison: &Comparison, row: &Row) -> Markup {
    let (act, at) = match row.change {
        Change::Moved | Change::MovedAndChanged => (&comparison.old, row.old),
        Change::MovedAway => (&comparison.new, row.new),
        _ => return Markup::default(),
    };
    html! {
        @if let Some((_, name)) = place(ui, act, at, comparison.language) {
            p.govuk-body-s.app-secondary { (name) }
        }
    }
}

fn side(ui: &Ui, card: &Card, comparison: &Comparison, rows: &[&Row]) -> Markup {
    let version = |n: u32| ui.tr("drafts-version", &[("n", count(n))]);
    let cell = |act: &Act, at: Option<u32>, number: u32, text: Markup| {
        html! {
            @if let Some((anchor, name)) = place(ui, act, at, comparison.language) {
                a.govuk-link.govuk-link--no-visited-state.app-act__number title=(name) aria-label=(name)
                    href=(units::href(card, number, &anchor)) { "¶" }
                " " span lang=(comparison.language.code()) { (text) }
            }
        }
    };
    let columns = vec![
        parts::Column::new(ui.t("drafts-compare-change")),
        parts::Column::new(version(comparison.from)),
        parts::Column::new(version(comparison.to)),
    ];
    let rows = rows.iter().map(|row| {
        let (key, colour) = kind(row.change);
        let old = row.old.filter(|_| !matches!(row.change, Change::Moved | Change::MovedAndChanged));
        let new = row.new.filter(|_| row.change != Change::MovedAway);
        vec![
            html! { (parts::tag(ui.t(key), colour)) (elsewhere(ui, comparison, row)) },
            cell(&comparison.old, old, comparison.from, units::side(row, PieceKind::Added)),
            cell(&comparison.new, new, comparison.to, units::side(row, PieceKind::Removed)),
        ]
    });
    let caption = ui.tr("drafts-compare-caption", &[("from", count(comparison.from)), ("to", count(comparison.to))]);
    html! { div.app-compare { (parts::table(ui, &parts::Table::new(caption, columns).rows(rows))) } }
}

fn inline(ui: &Ui, comparison: &Comparison, rows: &[&Row]) -> Markup {
    html! {
        div.app-act lang=(comparison.language.code()) {
            @for row in rows {
                @let (key, colour) = kind(row.change);
                div.app-act__paragraph {
                    span.app-act__number aria-hidden="true" { "¶" }
                    div.app-act__text {
                        @if row.change != Change::Same {
                            span lang=(ui.lang().code()) { (parts::tag(ui.t(key), colour)) (elsewhere(ui, comparison, row)) }
                        }
                        p.govuk-body {
                            @for piece in &row.pieces {
                                @match piece.kind {
                                    PieceKind::Same => { (piece.text) }
                                    PieceKind::Removed => { del { (piece.text) } }
                                    PieceKind::Added => { ins { (piece.text) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
