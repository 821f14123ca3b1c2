//! The list as a file: exactly the rows that are filtered, each requisite in a column of its own.

use super::query::ListInput;
use crate::RemindersWeb;
use crate::view;
use axum::extract::State;
use orda_base::{Access, Date, Operation};
use orda_reminders::Reminder;
use orda_web::Question as _;
use orda_web::{Accounted, Cell, ExportColumn as Column, Query, Response, Ui, WebError, export_csv, export_xlsx};

/// Longest export, in rows.
const LIMIT: u32 = 50_000;
/// Name of the file, without its ending.
const NAME: &str = "reminders";

pub(crate) async fn xlsx(
    State(web): State<RemindersWeb>,
    ui: Ui,
    Query(input): Query<ListInput>,
) -> Result<Response, WebError> {
    let (reminders, today) = web.reminders.export(ui.actor(), &input.query(), LIMIT).await?;
    Ok(export_xlsx(NAME, &columns(&ui), rows(&ui, &reminders, today))?.accessed(access(&input)))
}

pub(crate) async fn csv(
    State(web): State<RemindersWeb>,
    ui: Ui,
    Query(input): Query<ListInput>,
) -> Result<Response, WebError> {
    let (reminders, today) = web.reminders.export(ui.actor(), &input.query(), LIMIT).await?;
    Ok(export_csv(NAME, &columns(&ui), rows(&ui, &reminders, today))?.accessed(access(&input)))
}

fn access(input: &ListInput) -> Access {
    Access::done("reminder", input.described(), Operation::Download)
}

fn columns(ui: &Ui) -> Vec<Column> {
    let columns = [
        ("reminders-column-number", 24),
        ("reminders-column-date", 14),
        ("reminders-column-content", 80),
        ("reminders-column-executor", 30),
        ("reminders-column-kind", 24),
        ("reminders-column-unit", 30),
        ("reminders-column-due", 14),
        ("reminders-column-left", 12),
        ("reminders-column-source", 30),
    ];
    columns.map(|(key, width)| Column::new(ui.t(key)).width(width)).to_vec()
}

fn rows(ui: &Ui, reminders: &[Reminder], today: Date) -> Vec<Vec<Cell>> {
    let row = |one: &Reminder| -> Vec<Cell> {
        let requisites = &one.requisites;
        vec![
            requisites.outgoing_number.clone().into(),
            requisites.outgoing_date.into(),
            requisites.short_content.clone().into(),
            requisites.executor.clone().into(),
            requisites.document_kind.clone().into(),
            view::unit(ui, requisites.responsible_unit.as_deref()).into(),
            requisites.due.into(),
            // Negative once the term has passed, to be calculated with.
            i64::from(one.days_left(today).signed()).into(),
            view::source(ui, one.source).into(),
        ]
    };
    reminders.iter().map(row).collect()
}
