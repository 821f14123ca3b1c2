//! `/admin/reminders`: how the sources are joined, the records that could not be taken in, and what is marked.

use super::LOG;
use crate::RemindersWeb;
use crate::view::{self, label};
use axum::extract::State;
use orda_base::{Access, Operation, PageRequest};
use orda_reminders::{ErrorsPage, Rejected, Reminders, Source};
use orda_web::parts::{self, Column, Row, Table};
use orda_web::{Accounted, Markup, Query, Response, Title, Ui, WebError, html};
use serde::Deserialize;

/// Which page of the lists.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    page: String,
    size: String,
}

pub(crate) async fn show(
    State(web): State<RemindersWeb>,
    ui: Ui,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let request = PageRequest::new(wanted.page.parse().ok(), wanted.size.parse().ok());
    let page = web.reminders.errors(ui.actor(), request).await?;
    let content = content(&ui, &web.reminders, &page);
    let access = Access::done("reminder_source", "errors", Operation::Search);
    Ok(ui.page(Title::new(ui.t("reminders-errors-title")).wide(), content).accessed(access))
}

fn content(ui: &Ui, reminders: &Reminders, page: &ErrorsPage) -> Markup {
    html! {
        h1.govuk-heading-xl { (ui.t("reminders-errors-title")) }
        p.govuk-body { (ui.t("reminders-errors-lead")) }
        (view::sources(ui, &page.sources))
        @for source in Source::ALL { (joined(ui, reminders, source)) }
        p.govuk-body {
            a.govuk-link href=(LOG) { (ui.t("reminders-log-title")) }
            " · "
            a.govuk-link href="/reminders/schema/v1/instructions.json" { (ui.t("reminders-schema")) }
        }
        h2.govuk-heading-m { (ui.t("reminders-rejected-title")) }
        @if page.rejected.total == 0 { p.govuk-body { (ui.t("reminders-rejected-empty")) } }
        @if !page.rejected.items.is_empty() { (rejected(ui, &page.rejected.items)) }
        h2.govuk-heading-m { (ui.t("reminders-marked-title")) }
        @if page.marked.total == 0 { p.govuk-body { (ui.t("reminders-marked-empty")) } }
        @if !page.marked.items.is_empty() { (marked(ui, page)) }
        // Both lists are turned over together, as far as the longer one goes.
        @if page.rejected.total > page.marked.total { (parts::pager(ui, &page.rejected)) }
        @else { (parts::pager(ui, &page.marked)) }
    }
}

fn joined(ui: &Ui, reminders: &Reminders, source: Source) -> Markup {
    let times = reminders.settings().of(source).timetable.times();
    let times = times.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let mut rows = vec![Row::new(ui.t("reminders-joined-times"), html! { (times) })];
    match reminders.endpoint(source) {
        Some(endpoint) => {
            rows.push(Row::new(ui.t("reminders-joined-address"), html! { code.app-wrap { (endpoint.url) } }));
            rows.push(Row::new(ui.t("reminders-joined-key"), html! { code { (endpoint.key.fingerprint()) } }));
        }
        None => rows.push(Row::new(ui.t("reminders-joined-address"), html! { (ui.t("reminders-not-joined")) })),
    }
    parts::summary_card(&view::source(ui, source), &rows, html! {})
}

fn rejected(ui: &Ui, rejected: &[(Source, Rejected)]) -> Markup {
    let columns = vec![
        Column::new(ui.t("reminders-column-number")),
        Column::new(ui.t("reminders-column-source")),
        Column::new(ui.t("reminders-rejected-key")),
        Column::new(ui.t("reminders-rejected-place")).numeric(),
        Column::new(ui.t("reminders-rejected-why")),
    ];
    let rows = rejected.iter().map(|(source, one)| {
        let number = if one.outgoing_number.is_empty() { ui.t("reminders-not-given") } else { &one.outgoing_number };
        vec![
            html! { span.app-wrap { (number) } },
            html! { (view::source(ui, *source)) },
            html! { span.app-wrap { (one.key) } },
            html! { (one.place) },
            html! {
                (label(ui, "reminders-record", one.kind.code()))
                @if !one.field.is_empty() { ": " code { (one.field) } }
            },
        ]
    });
    parts::table(ui, &Table::new(ui.t("reminders-rejected-title"), columns).rows(rows))
}

fn marked(ui: &Ui, page: &ErrorsPage) -> Markup {
    let columns = vec![
        Column::new(ui.t("reminders-column-number")),
        Column::new(ui.t("reminders-column-source")),
        Column::new(ui.t("reminders-marked-why")),
    ];
    let rows = page.marked.items.iter().map(|one| {
        let requisites = &one.requisites;
        vec![
            html! { span.app-wrap { (requisites.outgoing_number) } },
            html! { (view::source(ui, one.source)) },
            html! {
                ul.govuk-list {
                    @if one.executor_unknown {
                        li { (ui.t("reminders-mark-executor")) ": " span.app-wrap { (requisites.executor) } }
                    }
                    @if one.kind_unknown {
                        li { (ui.t("reminders-mark-kind")) ": " span.app-wrap { (requisites.document_kind) } }
                    }
                    @if !one.confirmed {
                        li { (ui.tr("reminders-mark-missing", &[("at", ui.datetime(one.confirmed_at).into())])) }
                    }
                }
            },
        ]
    });
    parts::table(ui, &Table::new(ui.t("reminders-marked-title"), columns).rows(rows))
}
