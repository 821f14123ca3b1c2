//! Lists that are not tables: facts, tasks, what happened when.

use super::{Colour, tag};
use crate::Ui;
use maud::{Markup, html};
use orda_base::Timestamp;
use std::borrow::Cow;

/// A fact: `Row::new("Number", html! { "124" }).action("/edit", "Change")`.
pub struct Row<'a> {
    key: Cow<'a, str>,
    value: Markup,
    actions: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

impl<'a> Row<'a> {
    /// A fact with its name and its value.
    pub fn new(key: impl Into<Cow<'a, str>>, value: Markup) -> Self {
        Self { key: key.into(), value, actions: Vec::new() }
    }

    /// A link beside it; listeners hear the name of the fact after the text.
    #[must_use]
    pub fn action(mut self, href: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>) -> Self {
        self.actions.push((href.into(), text.into()));
        self
    }
}

/// Facts of one thing: `summary_list(&[Row::new("Number", html! { "124" })])`.
pub fn summary_list(rows: &[Row<'_>]) -> Markup {
    let any = rows.iter().any(|row| !row.actions.is_empty());
    html! {
        dl.govuk-summary-list {
            @for row in rows {
                div class=(if any && row.actions.is_empty() {
                    "govuk-summary-list__row govuk-summary-list__row--no-actions"
                } else { "govuk-summary-list__row" }) {
                    dt.govuk-summary-list__key { (row.key) }
                    dd.govuk-summary-list__value { (row.value) }
                    @if !row.actions.is_empty() {
                        dd.govuk-summary-list__actions {
                            @for (href, text) in &row.actions {
                                a.govuk-link.app-action href=(href) {
                                    (text) span.govuk-visually-hidden { " – " (row.key) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Facts with a title around them: `summary_card("Body", &rows, html! {})`. `actions` are links in its head.
pub fn summary_card(title: &str, rows: &[Row<'_>], actions: Markup) -> Markup {
    html! {
        div.govuk-summary-card {
            div.govuk-summary-card__title-wrapper {
                h2.govuk-summary-card__title { (title) }
                @if !actions.0.is_empty() { div.govuk-summary-card__actions { (actions) } }
            }
            div.govuk-summary-card__content { (summary_list(rows)) }
        }
    }
}

/// A task: name, link (none when it can't be begun yet), hint, state with its colour.
pub struct Task<'a> {
    /// What is to be done.
    pub name: Cow<'a, str>,
    /// Where it is done.
    pub href: Option<Cow<'a, str>>,
    /// A sentence under it.
    pub hint: Option<Cow<'a, str>>,
    /// How far it is.
    pub status: Cow<'a, str>,
    /// Colour of the state; none for plain words (done).
    pub colour: Option<Colour>,
}

/// Tasks with their states: `task_list("post", &tasks)`. `id` begins the ids of the parts.
pub fn task_list(id: &str, tasks: &[Task<'_>]) -> Markup {
    html! {
        ul.govuk-task-list {
            @for (index, task) in tasks.iter().enumerate() {
                @let status_id = format!("{id}-{index}-status");
                @let hint_id = task.hint.as_ref().map(|_| format!("{id}-{index}-hint"));
                @let described = hint_id.iter().chain([&status_id]).cloned().collect::<Vec<_>>().join(" ");
                li class=(if task.href.is_some() {
                    "govuk-task-list__item govuk-task-list__item--with-link"
                } else { "govuk-task-list__item" }) {
                    div.govuk-task-list__name-and-hint {
                        @if let Some(href) = &task.href {
                            a.govuk-link.govuk-task-list__link href=(href) aria-describedby=(described) { (task.name) }
                        } @else { div { (task.name) } }
                        @if let (Some(hint), Some(hint_id)) = (&task.hint, &hint_id) {
                            div.govuk-task-list__hint id=(hint_id) { (hint) }
                        }
                    }
                    div.govuk-task-list__status id=(status_id) {
                        @if let Some(colour) = task.colour { (tag(&task.status, colour)) } @else { (task.status) }
                    }
                }
            }
        }
    }
}

/// Something that happened: `Entry::new("Signed", "Ахметов Д. С.", at).text(html! { "Version 2" })`.
pub struct Entry<'a> {
    title: Cow<'a, str>,
    by: Cow<'a, str>,
    at: Timestamp,
    text: Markup,
}

impl<'a> Entry<'a> {
    /// What happened, by whom (may be empty), when.
    pub fn new(title: impl Into<Cow<'a, str>>, by: impl Into<Cow<'a, str>>, at: Timestamp) -> Self {
        Self { title: title.into(), by: by.into(), at, text: Markup::default() }
    }

    /// More of it.
    #[must_use]
    pub fn text(mut self, text: Markup) -> Self {
        self.text = text;
        self
    }
}

/// What happened, in the order given: `timeline(ui, &entries)`. Stands under a heading of level 2.
pub fn timeline(ui: &Ui, entries: &[Entry<'_>]) -> Markup {
    html! {
        div.moj-timeline {
            @for entry in entries {
                div.moj-timeline__item {
                    div.moj-timeline__header {
                        h3.moj-timeline__title { (entry.title) }
                        @if !entry.by.is_empty() { " " p.moj-timeline__byline { (entry.by) } }
                    }
                    p.moj-timeline__date { time datetime=(entry.at.rfc3339()) { (ui.datetime(entry.at)) } }
                    @if !entry.text.0.is_empty() { div.moj-timeline__description { (entry.text) } }
                }
            }
        }
    }
}
