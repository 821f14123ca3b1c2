//! A list with a panel of filters beside it.

use super::icon;
use crate::Ui;
use maud::{Markup, html};
use std::borrow::Cow;

/// Something that the list is filtered by: `Chip::new("Body", "Ministry of Finance", address_without(ui, "body", "42"))`.
pub struct Chip<'a> {
    group: Cow<'a, str>,
    text: Cow<'a, str>,
    remove: Cow<'a, str>,
}

impl<'a> Chip<'a> {
    /// A filter in force, with the address of the list without it.
    pub fn new(group: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>, remove: impl Into<Cow<'a, str>>) -> Self {
        Self { group: group.into(), text: text.into(), remove: remove.into() }
    }
}

/// The panel: fields, and what is in force.
pub struct Filter<'a> {
    /// Path of the list.
    pub action: &'a str,
    /// The fields; their values are taken from the query.
    pub fields: Markup,
    /// What is in force.
    pub chips: &'a [Chip<'a>],
    /// Parameters that stay when filters change (`sort`, `size`).
    pub keep: &'a [(&'a str, &'a str)],
}

/// A list with its filters: `filter_layout(ui, &filter, html! { (table) })`. On a narrow screen the panel is folded.
pub fn filter_layout(ui: &Ui, filter: &Filter<'_>, list: Markup) -> Markup {
    html! {
        div.app-filter-layout {
            details.app-filter data-app-filter {
                summary.app-filter__summary {
                    (ui.t("web-filter"))
                    @if !filter.chips.is_empty() { " " span.app-tab-count { (filter.chips.len()) } }
                }
                form.app-filter__form method="get" action=(filter.action) role="search" aria-label=(ui.t("web-filter")) {
                    @for (name, value) in filter.keep { (super::hidden(name, value)) }
                    (filter.fields)
                    div.app-filter__actions {
                        button.govuk-button type="submit" { (ui.t("web-apply-filter")) }
                        @if !filter.chips.is_empty() {
                            a.govuk-link.govuk-link--no-visited-state href=(filter.action) { (ui.t("web-clear-filter")) }
                        }
                    }
                }
            }
            div.app-filter-layout__list {
                (chips(ui, filter.chips, filter.action))
                (list)
            }
        }
    }
}

/// What the list is filtered by, each with a way to take it off; nothing when nothing is.
pub fn chips(ui: &Ui, chips: &[Chip<'_>], clear: &str) -> Markup {
    if chips.is_empty() {
        return Markup::default();
    }
    html! {
        div.app-chips {
            h2.govuk-visually-hidden { (ui.t("web-filters-in-force")) }
            ul.app-chips__list {
                @for chip in chips {
                    li {
                        a.app-chip href=(chip.remove) {
                            span.govuk-visually-hidden { (ui.t("web-remove-filter")) " " }
                            span { span.app-chip__group { (chip.group) ":" } " " (chip.text) }
                            (icon("cross"))
                        }
                    }
                }
            }
            a.govuk-link.govuk-link--no-visited-state href=(clear) { (ui.t("web-clear-filter")) }
        }
    }
}
