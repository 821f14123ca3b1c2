//! `/registry`: information systems and information resources with their owners.

use super::query::ListInput;
use super::view::{self, choices_or_any, label, tabs};
use super::{LIST, path};
use crate::RegistryWeb;
use axum::extract::State as Shared;
use orda_base::{Access, Operation};
use orda_identity::Body;
use orda_registry::{Kind, RESOURCE, RecordsPage, State};
use orda_web::Question as _;
use orda_web::parts::{self, Chip, Choice, Column, Field, Table};
use orda_web::{Accounted, Markup, Query, Response, Title, Ui, WebError, html};
use std::sync::Arc;

pub(crate) async fn show(
    Shared(web): Shared<RegistryWeb>,
    ui: Ui,
    Query(input): Query<ListInput>,
) -> Result<Response, WebError> {
    let found = web.registry.records(ui.actor(), &input.query()).await?;
    let content = content(&ui, &input, &found);
    let access = Access::done(RESOURCE, input.described(), Operation::Search);
    Ok(ui.page(Title::new(ui.t("registry-title")).wide(), content).accessed(access))
}

fn content(ui: &Ui, input: &ListInput, found: &RecordsPage) -> Markup {
    let list = html! {
        @if found.page.items.is_empty() {
            @if input.with(|i| i.size.clear()) == ListInput::default() {
                (parts::empty_state(ui.t("registry-empty"), ui.t("registry-empty-text"), html! {}))
            } @else { (parts::nothing_found(ui)) }
        } @else {
            (parts::rows_found(ui, &found.page))
            (table(ui, found))
            (parts::pager(ui, &found.page))
        }
    };
    html! {
        h1.govuk-heading-xl { (ui.t("registry-title")) }
        p.govuk-body { (ui.t("registry-lead")) " " (parts::rule(ui, "217-a17.3")) }
        @if found.may_register { (parts::button_link("/registry/new", ui.t("registry-new"))) }
        (tabs(ui, LIST))
        (filter(ui, input, found, list))
    }
}

fn table(ui: &Ui, found: &RecordsPage) -> Markup {
    let columns = vec![
        Column::new(ui.t("registry-name")),
        Column::new(ui.t("registry-kind")),
        Column::new(ui.t("registry-owner")),
        Column::new(ui.t("registry-category")),
        Column::new(ui.t("registry-state")),
    ];
    let rows = found.page.items.iter().map(|(record, owner)| {
        vec![
            html! { a.govuk-link.app-wrap href=(path(record.id, "")) { (ui.text(&record.name)) } },
            html! { (label(ui, "kind", record.kind.code())) },
            html! { (ui.text(&owner.name)) },
            html! { (label(ui, "category", record.category.code())) },
            view::state(ui, record.state),
        ]
    });
    parts::table(ui, &Table::new(ui.t("registry-title"), columns).rows(rows))
}

/// Bodies to choose an owner from, with "any" before them.
pub(super) fn owners<'a>(ui: &'a Ui, bodies: &'a [Arc<Body>]) -> Vec<Choice<'a>> {
    let any = std::iter::once(Choice::new("", ui.t("registry-filter-any")));
    any.chain(bodies.iter().map(|body| Choice::new(body.id.to_string(), ui.text(&body.name)))).collect()
}

fn filter(ui: &Ui, input: &ListInput, found: &RecordsPage, list: Markup) -> Markup {
    let kinds = choices_or_any(ui, "kind", &[Kind::System.code(), Kind::Resource.code()]);
    let states: Vec<_> = State::ALL.iter().map(|state| state.code()).collect();
    let states = choices_or_any(ui, "state", &states);
    let fields = html! {
        (parts::text_input(Field::new("words", ui.t("registry-filter-words")).kind("search").max(200), &input.words))
        (parts::select(Field::new("body", ui.t("registry-owner")), &owners(ui, &found.bodies), &input.body))
        (parts::select(Field::new("kind", ui.t("registry-kind")), &kinds, &input.kind))
        (parts::select(Field::new("state", ui.t("registry-state")), &states, &input.state))
    };
    let mut chips = Vec::new();
    let mut push = |group, text: String, without: ListInput| chips.push(Chip::new(group, text, without.link(LIST)));
    if !input.words.trim().is_empty() {
        push(ui.t("registry-filter-words"), input.words.trim().to_owned(), input.with(|i| i.words.clear()));
    }
    if let Some(body) = found.bodies.iter().find(|body| body.id.to_string() == input.body) {
        push(ui.t("registry-owner"), ui.text(&body.short_name).to_owned(), input.with(|i| i.body.clear()));
    }
    if let Some(kind) = Kind::from_code(&input.kind) {
        push(ui.t("registry-kind"), label(ui, "kind", kind.code()), input.with(|i| i.kind.clear()));
    }
    if let Some(state) = State::from_code(&input.state) {
        push(ui.t("registry-state"), label(ui, "state", state.code()), input.with(|i| i.state.clear()));
    }
    let mut keep = vec![("size", input.size.as_str())];
    keep.retain(|(_, value)| !value.is_empty());
    parts::filter_layout(ui, &parts::Filter { action: LIST, fields, chips: &chips, keep: &keep }, list)
}
