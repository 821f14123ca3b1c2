//! `/registry/updates`: the report on updates (365-6-a), as a page and as a file.

use super::card::last_update;
use super::list::owners;
use super::query::StandingInput;
use super::view::{self, choices_or_any, label, tabs};
use super::{UPDATES, path};
use crate::RegistryWeb;
use axum::extract::State;
use orda_base::{Access, Operation};
use orda_registry::{Freshness, RESOURCE, UpdatesPage};
use orda_web::Question as _;
use orda_web::parts::{self, Chip, Column, Field, Table};
use orda_web::{Accounted, Cell, ExportColumn, Markup, Query, Response, Title, Ui, WebError, export_csv, html};

/// Longest export, in rows.
const LIMIT: u32 = 50_000;

pub(crate) async fn show(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Query(input): Query<StandingInput>,
) -> Result<Response, WebError> {
    let found = web.registry.updates(ui.actor(), &input.updates()).await?;
    let content = content(&ui, &input, &found);
    let page = ui.page(Title::new(ui.t("registry-updates-title")).wide(), content);
    Ok(page.accessed(access(&input, Operation::Search)))
}

fn access(input: &StandingInput, operation: Operation) -> Access {
    let asked = format!("updates {}", input.described());
    Access::done(RESOURCE, asked.trim_end(), operation)
}

fn content(ui: &Ui, input: &StandingInput, found: &UpdatesPage) -> Markup {
    let list = html! {
        @if found.page.items.is_empty() {
            @if input.with(|i| i.size.clear()) == StandingInput::default() {
                (parts::empty_state(ui.t("registry-updates-empty"), ui.t("registry-updates-empty-text"), html! {}))
            } @else { (parts::nothing_found(ui)) }
        } @else {
            (parts::rows_found(ui, &found.page))
            (table(ui, found))
            (parts::pager(ui, &found.page))
            p.govuk-body.app-no-print {
                a.govuk-link href=(input.link("/registry/updates/export.csv")) download { (ui.t("web-export-csv")) }
            }
        }
    };
    html! {
        h1.govuk-heading-xl { (ui.t("registry-updates-title")) }
        p.govuk-body { (ui.t("registry-updates-lead")) " " (parts::rule(ui, "365-6-a")) }
        (tabs(ui, UPDATES))
        (filter(ui, input, found, list))
    }
}

fn table(ui: &Ui, found: &UpdatesPage) -> Markup {
    let columns = vec![
        Column::new(ui.t("registry-set")),
        Column::new(ui.t("registry-record")),
        Column::new(ui.t("registry-owner")),
        Column::new(ui.t("registry-set-last")),
        Column::new(ui.t("registry-set-due")),
        Column::new(ui.t("registry-state")),
    ];
    let rows = found.page.items.iter().map(|(line, owner)| {
        vec![
            html! { span.app-wrap { (ui.text(&line.set.name)) } },
            html! { a.govuk-link.app-wrap href=(path(line.record, "")) { (ui.text(&line.record_name)) } },
            html! { (ui.text(&owner.short_name)) },
            last_update(ui, &line.set),
            html! { (ui.day(line.due)) },
            view::freshness(ui, Freshness::of(line.due, found.today)),
        ]
    });
    parts::table(ui, &Table::new(ui.t("registry-updates-title"), columns).rows(rows))
}

fn filter(ui: &Ui, input: &StandingInput, found: &UpdatesPage, list: Markup) -> Markup {
    let states = choices_or_any(ui, "freshness", &[Freshness::Overdue.code(), Freshness::UpToDate.code()]);
    let fields = html! {
        (parts::select(Field::new("body", ui.t("registry-owner")), &owners(ui, &found.bodies), &input.body))
        (parts::select(Field::new("state", ui.t("registry-state")), &states, &input.state))
    };
    let mut chips = Vec::new();
    if let Some(body) = found.bodies.iter().find(|body| body.id.to_string() == input.body) {
        let without = input.with(|i| i.body.clear()).link(UPDATES);
        chips.push(Chip::new(ui.t("registry-owner"), ui.text(&body.short_name), without));
    }
    if let Some(freshness) = Freshness::from_code(&input.state) {
        let without = input.with(|i| i.state.clear()).link(UPDATES);
        chips.push(Chip::new(ui.t("registry-state"), label(ui, "freshness", freshness.code()), without));
    }
    let mut keep = vec![("size", input.size.as_str())];
    keep.retain(|(_, value)| !value.is_empty());
    parts::filter_layout(ui, &parts::Filter { action: UPDATES, fields, chips: &chips, keep: &keep }, list)
}

pub(crate) async fn csv(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Query(input): Query<StandingInput>,
) -> Result<Response, WebError> {
    let found = web.registry.updates_to_export(ui.actor(), &input.updates(), LIMIT).await?;
    let columns = [
        "registry-set",
        "registry-record",
        "registry-owner",
        "registry-set-period",
        "registry-set-last",
        "registry-set-last-by",
        "registry-set-due",
        "registry-state",
    ];
    let columns = columns.map(|key| ExportColumn::new(ui.t(key)));
    let rows = found.page.items.iter().map(|(line, owner)| -> Vec<Cell> {
        let freshness = Freshness::of(line.due, found.today);
        vec![
            ui.text(&line.set.name).into(),
            ui.text(&line.record_name).into(),
            ui.text(&owner.name).into(),
            line.set.period_days.map(i64::from).into(),
            line.set.updated.as_ref().map(|update| update.at).into(),
            line.set.updated.as_ref().map(|update| update.by.name.clone()).into(),
            line.due.into(),
            label(&ui, "freshness", freshness.code()).into(),
        ]
    });
    Ok(export_csv("updates", &columns, rows)?.accessed(access(&input, Operation::Download)))
}
