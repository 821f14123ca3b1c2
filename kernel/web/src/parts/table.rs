//! Tables that can be sorted and that become cards on a narrow screen.

use super::query::{address, parameter};
use crate::Ui;
use maud::{Markup, html};
use std::borrow::Cow;

/// A column: `Column::new("Term").sort("term")`.
pub struct Column<'a> {
    label: Cow<'a, str>,
    sort: Option<&'a str>,
    numeric: bool,
    hidden: bool,
}

impl<'a> Column<'a> {
    /// A column with this heading.
    pub fn new(label: impl Into<Cow<'a, str>>) -> Self {
        Self { label: label.into(), sort: None, numeric: false, hidden: false }
    }

    /// Its heading sorts the list: parameter `sort` with this value, and with `-` before it for the other direction.
    #[must_use]
    pub fn sort(mut self, key: &'a str) -> Self {
        self.sort = Some(key);
        self
    }

    /// Numbers, aligned to the right.
    #[must_use]
    pub fn numeric(mut self) -> Self {
        self.numeric = true;
        self
    }

    /// The heading is heard but not seen (a column of actions).
    #[must_use]
    pub fn heading_hidden(mut self) -> Self {
        self.hidden = true;
        self
    }
}

/// A table: `Table::new("Drafts", columns)`, shown by [`table`].
pub struct Table<'a> {
    caption: Cow<'a, str>,
    caption_shown: bool,
    columns: Vec<Column<'a>>,
    rows: Vec<Vec<Markup>>,
}

impl<'a> Table<'a> {
    /// A table with a caption (heard only; see [`Self::with_caption`]) and columns. The first column names the row.
    pub fn new(caption: impl Into<Cow<'a, str>>, columns: Vec<Column<'a>>) -> Self {
        Self { caption: caption.into(), caption_shown: false, columns, rows: Vec::new() }
    }

    /// The caption is also seen.
    #[must_use]
    pub fn with_caption(mut self) -> Self {
        self.caption_shown = true;
        self
    }

    /// With these rows, one cell for each column.
    #[must_use]
    pub fn rows(mut self, rows: impl IntoIterator<Item = Vec<Markup>>) -> Self {
        self.rows.extend(rows);
        self
    }

    /// Adds a row.
    pub fn push(&mut self, row: Vec<Markup>) {
        self.rows.push(row);
    }
}

/// Shows a table: `table(ui, &Table::new("Drafts", vec![Column::new("Title")]).rows(rows))`. On a narrow screen each row
/// becomes a card with the headings beside the values.
pub fn table(ui: &Ui, table: &Table<'_>) -> Markup {
    let sorted = parameter(ui, "sort").unwrap_or_default();
    let caption =
        if table.caption_shown { "govuk-table__caption govuk-table__caption--m" } else { "govuk-visually-hidden" };
    // Roles are said again because cards take them from a table in some browsers.
    html! {
        table.govuk-table.app-table role="table" {
            caption class=(caption) { (table.caption) }
            thead.govuk-table__head role="rowgroup" {
                tr.govuk-table__row role="row" { @for column in &table.columns { (heading(ui, column, &sorted)) } }
            }
            tbody.govuk-table__body role="rowgroup" {
                @for row in &table.rows {
                    tr.govuk-table__row role="row" {
                        @for (index, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
                            @if index == 0 {
                                th.govuk-table__header.app-table__name scope="row" role="rowheader" { (cell) }
                            } @else {
                                td class=(if column.numeric { "govuk-table__cell govuk-table__cell--numeric" }
                                    else { "govuk-table__cell" })
                                    role="cell" data-label=[Some(&column.label).filter(|_| !column.hidden)] { (cell) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn heading(ui: &Ui, column: &Column<'_>, sorted: &str) -> Markup {
    let class = if column.numeric { "govuk-table__header govuk-table__header--numeric" } else { "govuk-table__header" };
    let Some(key) = column.sort else {
        return html! {
            th class=(class) scope="col" role="columnheader" {
                @if column.hidden { span.govuk-visually-hidden { (column.label) } } @else { (column.label) }
            }
        };
    };
    let (direction, next) = match sorted.strip_prefix('-') {
        Some(rest) if rest == key => (Some("descending"), key.to_owned()),
        None if sorted == key => (Some("ascending"), format!("-{key}")),
        _ => (None, key.to_owned()),
    };
    let mark = match direction {
        Some("ascending") => "▲",
        Some(_) => "▼",
        None => "⇅",
    };
    html! {
        th class=(class) scope="col" role="columnheader" aria-sort=(direction.unwrap_or("none")) {
            a.app-sort href=(address(ui, &[("sort", Some(&next)), ("page", None)])) {
                (column.label) "\u{a0}" span.app-sort__mark aria-hidden="true" { (mark) }
            }
        }
    }
}
