//! The table of the list, written in one go: 50 rows cost about as much as the rest of the page.

use super::columns::Col;
use super::{ListInput, Names, shown};
use crate::paths;
use crate::view::{count, label, states};
use maud::{Markup, html};
use orda_base::Date;
use orda_drafts::{ActKind, Row, Sort, VersionState};
use orda_web::Question as _;
use orda_web::{Ui, parts, parts::Colour};
use std::collections::HashMap;

/// What is the same in many rows.
struct Looked<'a> {
    states: Vec<(VersionState, Markup)>,
    kinds: Vec<(ActKind, String)>,
    progress: HashMap<(u32, u32), Markup>,
    overdue: Markup,
    names: &'a Names<'a>,
    today: Date,
}

impl<'a> Looked<'a> {
    fn up(ui: &Ui, rows: &[Row], names: &'a Names<'a>, today: Date) -> Self {
        let mut progress = HashMap::new();
        for row in rows {
            let (done, total) = (row.progress.approved, row.progress.total);
            progress.entry((done, total)).or_insert_with(|| {
                let text = ui.tr("drafts-progress", &[("done", count(done)), ("total", count(total))]);
                parts::progress(&text, done.into(), total.into())
            });
        }
        Self {
            states: VersionState::ALL.into_iter().map(|s| (s, states::version(ui, s))).collect(),
            kinds: ActKind::ALL.into_iter().map(|k| (k, label(ui, "drafts-kind", k.code()))).collect(),
            progress,
            overdue: parts::tag(ui.t("drafts-term-overdue"), Colour::Red),
            names,
            today,
        }
    }

    /// The year is said only when it is another one.
    fn day(&self, ui: &Ui, date: Date) -> String {
        if date.year() == self.today.year() { ui.day_month(date) } else { ui.day(date) }
    }

    fn cell(&self, ui: &Ui, col: Col, row: &Row) -> Markup {
        html! {
            @match col {
                Col::Title => {
                    a.govuk-link href=(paths::version(row.draft, row.version)) { (ui.text(&row.title)) }
                }
                Col::Number => { span.app-nowrap { (row.number) } }
                Col::Version => { (row.version) }
                Col::Kind => {
                    @if let Some((_, text)) = self.kinds.iter().find(|(kind, _)| *kind == row.kind) { (text) }
                }
                Col::State => {
                    @if let Some((_, tag)) = self.states.iter().find(|(state, _)| *state == row.state) { (tag) }
                }
                Col::Body => { (self.names.get(&row.body).copied().unwrap_or_default()) }
                Col::Progress => {
                    @if let Some(bar) = self.progress.get(&(row.progress.approved, row.progress.total)) { (bar) }
                }
                Col::Term => {
                    @if let Some(due) = row.due {
                        (self.day(ui, due))
                        @if due < self.today { " " (self.overdue) }
                    }
                }
                Col::Changed => { time datetime=(row.changed_at.rfc3339()) { (self.day(ui, row.changed_at.date())) } }
            }
        }
    }
}

/// The table; on a narrow screen each row becomes a card, as in the tables of the kernel.
pub(super) fn table(ui: &Ui, input: &ListInput, rows: &[Row], names: &Names<'_>, today: Date) -> Markup {
    let columns: Vec<_> = shown(input).into_iter().map(|c| (c, label(ui, "drafts-column", c.code()))).collect();
    let looked = Looked::up(ui, rows, names, today);
    let sorted = input.sort();
    html! {
        table.govuk-table.app-table role="table" {
            caption.govuk-visually-hidden { (ui.t("drafts-list-title")) }
            thead.govuk-table__head role="rowgroup" {
                tr.govuk-table__row role="row" {
                    @for (col, text) in &columns { (heading(ui, input, *col, text, sorted)) }
                }
            }
            tbody.govuk-table__body role="rowgroup" {
                @for row in rows {
                    tr.govuk-table__row role="row" {
                        @for (col, text) in &columns {
                            @if *col == Col::Title {
                                th.govuk-table__header.app-table__name scope="row" role="rowheader" {
                                    (looked.cell(ui, *col, row))
                                }
                            } @else {
                                td.govuk-table__cell role="cell" data-label=(text) { (looked.cell(ui, *col, row)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn heading(ui: &Ui, input: &ListInput, col: Col, text: &str, sorted: Sort) -> Markup {
    let Some((sort, direction)) = col.sort() else {
        return html! { th.govuk-table__header scope="col" role="columnheader" { (text) } };
    };
    let current = sort == sorted;
    let mark = match (current, direction) {
        (true, "ascending") => "▲",
        (true, _) => "▼",
        _ => "⇅",
    };
    let href = input.with(|i| sort.code().clone_into(&mut i.sort)).link(paths::LIST);
    html! {
        th.govuk-table__header scope="col" role="columnheader" aria-sort=(if current { direction } else { "none" }) {
            a.app-sort href=(href) title=(ui.tr("drafts-list-sort", &[("column", text.into())])) {
                (text) "\u{a0}" span.app-sort__mark aria-hidden="true" { (mark) }
            }
        }
    }
}
