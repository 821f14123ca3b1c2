//! `/registry/audits`: audits with what became of their reports, and those that fall due, as pages and as files (365-9).

use super::audit::sent;
use super::list::owners;
use super::query::StandingInput;
use super::view::{self, RECEIVED, choices_or_any, label, tabs};
use super::{AUDITS, AUDITS_DUE, audit_path, path};
use crate::RegistryWeb;
use axum::extract::State;
use orda_base::{Access, Operation};
use orda_identity::Body;
use orda_registry::{AUDIT, AuditState, AuditsDuePage, AuditsPage};
use orda_web::Question as _;
use orda_web::parts::{self, Chip, Column, Field, Table};
use orda_web::{Accounted, Cell, ExportColumn, Markup, Query, Response, Title, Ui, WebError, export_csv, html};
use std::sync::Arc;

/// Longest export, in rows.
const LIMIT: u32 = 50_000;
/// What can be asked of the reports.
const REPORTS: [&str; 2] = ["not_sent", "sent"];

fn access(list: &str, input: &StandingInput, operation: Operation) -> Access {
    let asked = format!("{list} {}", input.described());
    Access::done(AUDIT, asked.trim_end(), operation)
}

pub(crate) async fn list(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Query(input): Query<StandingInput>,
) -> Result<Response, WebError> {
    let found = web.registry.audits(ui.actor(), &input.audits()).await?;
    let page = ui.page(Title::new(ui.t("registry-audits")).wide(), content(&ui, &input, &found));
    Ok(page.accessed(access("audits", &input, Operation::Search)))
}

fn content(ui: &Ui, input: &StandingInput, found: &AuditsPage) -> Markup {
    let columns = vec![
        Column::new(ui.t("registry-audit-date")),
        Column::new(ui.t("registry-record")),
        Column::new(ui.t("registry-owner")),
        Column::new(ui.t("registry-audit-auditor")),
        Column::new(ui.t("registry-audit-report")),
    ];
    let rows = found.page.items.iter().map(|line| {
        let audit = &line.audit;
        vec![
            html! {
                a.govuk-link href=(audit_path(audit.id, "")) {
                    (ui.day(audit.date)) span.govuk-visually-hidden { ": " (ui.text(&line.name)) }
                }
            },
            html! { a.govuk-link.app-wrap href=(path(audit.record, "")) { (ui.text(&line.name)) } },
            html! { (ui.text(&line.owner.short_name)) },
            html! { span.app-wrap { (audit.auditor) } },
            sent(ui, audit),
        ]
    });
    let list = html! {
        @if found.page.items.is_empty() {
            @if input.with(|i| i.size.clear()) == StandingInput::default() {
                (parts::empty_state(ui.t("registry-audits-empty"), ui.t("registry-audits-empty-text"), html! {}))
            } @else { (parts::nothing_found(ui)) }
        } @else {
            (parts::rows_found(ui, &found.page))
            (parts::table(ui, &Table::new(ui.t("registry-audits"), columns).rows(rows)))
            (parts::pager(ui, &found.page))
            p.govuk-body.app-no-print {
                a.govuk-link href=(input.link("/registry/audits/export.csv")) download { (ui.t("web-export-csv")) }
            }
        }
    };
    html! {
        h1.govuk-heading-xl { (ui.t("registry-audits")) }
        p.govuk-body { (ui.t("registry-audits-lead")) " " (parts::rule(ui, "365-9")) }
        (tabs(ui, if input.sent() == Some(true) { RECEIVED } else { AUDITS }))
        (filter(ui, AUDITS, &REPORTS, input, &found.bodies, list))
    }
}

/// The list under a filter by owner and state.
fn filter(
    ui: &Ui,
    action: &'static str,
    states: &[&'static str],
    input: &StandingInput,
    bodies: &[Arc<Body>],
    list: Markup,
) -> Markup {
    let choices = choices_or_any(ui, "audit", states);
    let fields = html! {
        (parts::select(Field::new("body", ui.t("registry-owner")), &owners(ui, bodies), &input.body))
        (parts::select(Field::new("state", ui.t("registry-state")), &choices, &input.state))
    };
    let mut chips = Vec::new();
    if let Some(body) = bodies.iter().find(|body| body.id.to_string() == input.body) {
        let without = input.with(|i| i.body.clear()).link(action);
        chips.push(Chip::new(ui.t("registry-owner"), ui.text(&body.short_name), without));
    }
    if let Some(state) = states.iter().find(|state| **state == input.state) {
        let without = input.with(|i| i.state.clear()).link(action);
        chips.push(Chip::new(ui.t("registry-state"), label(ui, "audit", state), without));
    }
    let mut keep = vec![("size", input.size.as_str())];
    keep.retain(|(_, value)| !value.is_empty());
    parts::filter_layout(ui, &parts::Filter { action, fields, chips: &chips, keep: &keep }, list)
}

pub(crate) async fn csv(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Query(input): Query<StandingInput>,
) -> Result<Response, WebError> {
    let found = web.registry.audits_to_export(ui.actor(), &input.audits(), LIMIT).await?;
    let columns = [
        "registry-audit-date",
        "registry-record",
        "registry-owner",
        "registry-audit-auditor",
        "registry-audit-next",
        "registry-audit-sent-at",
        "registry-audit-sent-by",
    ];
    let columns = columns.map(|key| ExportColumn::new(ui.t(key)));
    let rows = found.page.items.iter().map(|line| -> Vec<Cell> {
        let audit = &line.audit;
        vec![
            audit.date.into(),
            ui.text(&line.name).into(),
            ui.text(&line.owner.name).into(),
            audit.auditor.clone().into(),
            audit.next_due.into(),
            audit.sent.as_ref().map(|sent| sent.at).into(),
            audit.sent.as_ref().map(|sent| sent.by.name.clone()).into(),
        ]
    });
    Ok(export_csv("audits", &columns, rows)?.accessed(access("audits", &input, Operation::Download)))
}

pub(crate) async fn due(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Query(input): Query<StandingInput>,
) -> Result<Response, WebError> {
    let found = web.registry.audits_due(ui.actor(), &input.due()).await?;
    let page = ui.page(Title::new(ui.t("registry-audits-due")).wide(), due_content(&ui, &input, &found));
    Ok(page.accessed(access("due", &input, Operation::Search)))
}

fn due_content(ui: &Ui, input: &StandingInput, found: &AuditsDuePage) -> Markup {
    let columns = vec![
        Column::new(ui.t("registry-record")),
        Column::new(ui.t("registry-owner")),
        Column::new(ui.t("registry-audit-due")),
        Column::new(ui.t("registry-state")),
    ];
    let rows = found.page.items.iter().map(|(record, owner)| {
        let due = record.audit_due;
        vec![
            html! {
                a.govuk-link.app-wrap href=(path(record.id, "#audits")) { (ui.text(&record.name)) }
                @if record.non_state { br; span.app-secondary { (ui.t("registry-non-state")) } }
            },
            html! { (ui.text(&owner.short_name)) },
            html! { @if let Some(due) = due { (ui.day(due)) } },
            html! { @if let Some(due) = due { (view::audit(ui, AuditState::of(due, found.today, found.soon))) } },
        ]
    });
    let list = html! {
        @if found.page.items.is_empty() {
            @if input.with(|i| i.size.clear()) == StandingInput::default() {
                (parts::empty_state(ui.t("registry-audits-due-empty"), ui.t("registry-audits-due-empty-text"), html! {}))
            } @else { (parts::nothing_found(ui)) }
        } @else {
            (parts::rows_found(ui, &found.page))
            (parts::table(ui, &Table::new(ui.t("registry-audits-due"), columns).rows(rows)))
            (parts::pager(ui, &found.page))
            p.govuk-body.app-no-print {
                a.govuk-link href=(input.link("/registry/audits/due/export.csv")) download { (ui.t("web-export-csv")) }
            }
        }
    };
    let states: Vec<_> = AuditState::ALL.iter().map(|state| state.code()).collect();
    html! {
        h1.govuk-heading-xl { (ui.t("registry-audits-due")) }
        p.govuk-body { (ui.t("registry-audits-due-lead")) " " (parts::rule(ui, "365-9")) }
        (tabs(ui, AUDITS_DUE))
        (filter(ui, AUDITS_DUE, &states, input, &found.bodies, list))
    }
}

pub(crate) async fn due_csv(
    State(web): State<RegistryWeb>,
    ui: Ui,
    Query(input): Query<StandingInput>,
) -> Result<Response, WebError> {
    let found = web.registry.audits_due_to_export(ui.actor(), &input.due(), LIMIT).await?;
    let columns = ["registry-record", "registry-owner", "registry-audit-due", "registry-state"];
    let columns = columns.map(|key| ExportColumn::new(ui.t(key)));
    let rows = found.page.items.iter().map(|(record, owner)| -> Vec<Cell> {
        let state = record.audit_due.map(|due| AuditState::of(due, found.today, found.soon));
        vec![
            ui.text(&record.name).into(),
            ui.text(&owner.name).into(),
            record.audit_due.into(),
            state.map(|state| label(&ui, "audit", state.code())).into(),
        ]
    });
    Ok(export_csv("audits-due", &columns, rows)?.accessed(access("due", &input, Operation::Download)))
}
