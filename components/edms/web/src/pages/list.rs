//! `/letters`: the registers of incoming and outgoing letters.

use super::query::ListInput;
use super::{LIST, letter};
use crate::EdmsWeb;
use crate::view::{self, Names, label};
use axum::extract::State;
use orda_base::{Access, Date, Operation, Page, Role};
use orda_edms::{Letter, LetterKind, LetterState, Register};
use orda_identity::Body;
use orda_web::Question as _;
use orda_web::parts::{self, Chip, Choice, Column, Field, Tab, Table};
use orda_web::{Accounted, Markup, Query, Response, Title, Ui, WebError, html};
use std::sync::Arc;

pub(crate) async fn show(
    State(web): State<EdmsWeb>,
    ui: Ui,
    Query(input): Query<ListInput>,
) -> Result<Response, WebError> {
    let page = web.edms.letters(ui.actor(), &input.query()).await?;
    let bodies = web.edms.bodies().await?;
    let content = content(&ui, &input, &page, &bodies);
    let access = Access::done("letter", input.described(), Operation::Search);
    Ok(ui.page(Title::new(ui.t("edms-list-title")).wide(), content).accessed(access))
}

/// The page.
pub(crate) fn content(ui: &Ui, input: &ListInput, page: &Page<Letter>, bodies: &[Arc<Body>]) -> Markup {
    let names = view::names(ui, bodies);
    let list = html! {
        @if page.items.is_empty() {
            (parts::empty_state(ui.t("edms-list-empty"), ui.t("edms-list-empty-text"), html! {}))
        } @else {
            (parts::rows_found(ui, page))
            (table(ui, input.register(), &page.items, &names))
            (parts::pager(ui, page))
            p.govuk-body.app-no-print {
                (ui.t("edms-list-export")) ": "
                a.govuk-link href=(input.link("/letters/export.xlsx")) download { (ui.t("edms-list-export-xlsx")) }
                " · "
                a.govuk-link href=(input.link("/letters/export.csv")) download { (ui.t("edms-list-export-csv")) }
            }
        }
    };
    let own = |register: &str| ListInput { register: register.to_owned(), ..ListInput::default() }.link(LIST);
    let tabs = [Tab::new(own(""), ui.t("edms-register-in")), Tab::new(own("out"), ui.t("edms-register-out"))];
    let current = own(if input.register() == Register::Outgoing { "out" } else { "" });
    html! {
        h1.govuk-heading-xl { (ui.t("edms-list-title")) }
        @if ui.actor().has_anywhere(Role::RecordsClerk) {
            (parts::button_link("/letters/new", ui.t("edms-write")))
        }
        (parts::tabs(ui.t("edms-list-title"), &tabs, &current))
        (filter(ui, input, bodies, &names, list))
    }
}

fn table(ui: &Ui, register: Register, letters: &[Letter], names: &Names<'_>) -> Markup {
    let incoming = register == Register::Incoming;
    let columns = vec![
        Column::new(ui.t("edms-column-title")),
        Column::new(ui.t("edms-column-kind")),
        Column::new(ui.t("edms-column-outgoing")),
        Column::new(ui.t("edms-column-incoming")),
        Column::new(ui.t(if incoming { "edms-column-sender" } else { "edms-column-receiver" })),
        Column::new(ui.t("edms-column-state")),
    ];
    let rows = letters.iter().map(|one| {
        let other = if incoming { one.sender } else { one.receiver };
        vec![
            html! { a.govuk-link href=(letter(one.id)) { (view::title(ui, &one.title)) } },
            html! { (label(ui, "edms-kind", one.kind.code())) },
            html! { span.app-wrap { (one.outgoing.number) } br; (ui.day(one.outgoing.date)) },
            html! {
                @if let Some(registered) = &one.incoming {
                    span.app-wrap { (registered.number) } br; (ui.day(registered.date))
                } @else { (ui.t("edms-none")) }
            },
            html! { (names.get(&other).copied().unwrap_or_default()) },
            view::state(ui, one),
        ]
    });
    parts::table(ui, &Table::new(ui.t("edms-list-title"), columns).rows(rows))
}

fn filter(ui: &Ui, input: &ListInput, bodies: &[Arc<Body>], names: &Names<'_>, list: Markup) -> Markup {
    let kinds: Vec<_> =
        LetterKind::ALL.into_iter().map(|k| Choice::new(k.code(), label(ui, "edms-kind", k.code()))).collect();
    let states: Vec<_> = LetterState::ALL
        .into_iter()
        .filter(|s| input.register() == Register::Outgoing || s.has_arrived())
        .map(|s| Choice::new(s.code(), label(ui, "edms-state", s.code())))
        .collect();
    let others: Vec<_> = std::iter::once(Choice::new("", ui.t("edms-filter-any")))
        .chain(bodies.iter().map(|b| Choice::new(b.id.to_string(), b.name.get(ui.lang()))))
        .collect();
    let fields = html! {
        (parts::text_input(
            Field::new("words", ui.t("edms-filter-words")).hint(ui.t("edms-filter-words-hint")).kind("search").max(200),
            &input.words,
        ))
        (parts::checkboxes(Field::new("kind", ui.t("edms-column-kind")).small(), &kinds, &input.kind))
        (parts::checkboxes(Field::new("state", ui.t("edms-column-state")).small(), &states, &input.state))
        (parts::select(Field::new("other", ui.t("edms-filter-other")), &others, &input.other))
        (parts::text_input(Field::new("from", ui.t("edms-filter-from")).kind("date"), &input.from))
        (parts::text_input(Field::new("to", ui.t("edms-filter-to")).kind("date"), &input.to))
    };
    let mut keep =
        vec![("register", input.register.as_str()), ("body", input.body.as_str()), ("size", input.size.as_str())];
    keep.retain(|(_, value)| !value.is_empty());
    let chips = chips(ui, input, names);
    let filter = parts::Filter { action: LIST, fields, chips: &chips, keep: &keep };
    parts::filter_layout(ui, &filter, list)
}

fn chips<'a>(ui: &'a Ui, input: &ListInput, names: &Names<'_>) -> Vec<Chip<'a>> {
    let mut chips = Vec::new();
    let mut push = |group: &'a str, text: String, without: ListInput| {
        chips.push(Chip::new(group, text, without.link(LIST)));
    };
    let day = |text: &str| text.parse::<Date>().map_or_else(|_| text.to_owned(), |date| ui.day(date));
    if !input.words.trim().is_empty() {
        push(ui.t("edms-filter-words"), input.words.trim().to_owned(), input.with(|i| i.words.clear()));
    }
    for kind in input.kind.iter().filter(|k| LetterKind::from_code(k).is_some()) {
        let without = input.with(|i| i.kind.retain(|k| k != kind));
        push(ui.t("edms-column-kind"), label(ui, "edms-kind", kind), without);
    }
    for state in input.state.iter().filter(|s| LetterState::from_code(s).is_some()) {
        let without = input.with(|i| i.state.retain(|s| s != state));
        push(ui.t("edms-column-state"), label(ui, "edms-state", state), without);
    }
    if let Some(name) = input.other.parse().ok().and_then(|id| names.get(&id)) {
        push(ui.t("edms-filter-other"), (*name).to_owned(), input.with(|i| i.other.clear()));
    }
    if !input.from.is_empty() {
        push(ui.t("edms-filter-from"), day(&input.from), input.with(|i| i.from.clear()));
    }
    if !input.to.is_empty() {
        push(ui.t("edms-filter-to"), day(&input.to), input.with(|i| i.to.clear()));
    }
    chips
}
