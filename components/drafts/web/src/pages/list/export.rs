//! The list as a file: exactly the rows that are filtered and the columns that are shown.

use super::columns::Col;
use super::{ListInput, Names, RESOURCE, names, shown};
use crate::DraftsWeb;
use crate::view::{count, label};
use axum::extract::State;
use orda_base::{Access, Error, Operation};
use orda_drafts::Row;
use orda_web::Question as _;
use orda_web::{Accounted, Cell, ExportColumn as Column, Query, Response, Ui, WebError, export_csv, export_xlsx};

/// Longest export, in rows.
const LIMIT: u32 = 50_000;
/// Name of the file, without its ending.
const NAME: &str = "drafts";

/// `/drafts/export.xlsx`.
pub(crate) async fn xlsx(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Query(input): Query<ListInput>,
) -> Result<Response, WebError> {
    let (columns, rows) = sheet(&ui, &app, &input).await?;
    Ok(export_xlsx(NAME, &columns, rows)?.accessed(access(&input)))
}

/// `/drafts/export.csv`.
pub(crate) async fn csv(
    ui: Ui,
    State(app): State<DraftsWeb>,
    Query(input): Query<ListInput>,
) -> Result<Response, WebError> {
    let (columns, rows) = sheet(&ui, &app, &input).await?;
    Ok(export_csv(NAME, &columns, rows)?.accessed(access(&input)))
}

fn access(input: &ListInput) -> Access {
    Access::done(RESOURCE, input.described(), Operation::Download)
}

async fn sheet(ui: &Ui, app: &DraftsWeb, input: &ListInput) -> Result<(Vec<Column>, Vec<Vec<Cell>>), WebError> {
    if !ui.actor().is_known() {
        return Err(Error::Unauthenticated.into());
    }
    let rows = app.drafts.export(ui.actor(), &input.query(), LIMIT).await?;
    let bodies = app.directory.bodies().await?;
    let names = names(ui, &bodies);
    let cols = shown(input);
    let width = |col: Col| if col == Col::Title { 80 } else { 24 };
    let columns = cols.iter().map(|c| Column::new(label(ui, "drafts-column", c.code())).width(width(*c))).collect();
    let cells = rows.iter().map(|row| cols.iter().map(|col| cell(ui, *col, row, &names)).collect()).collect();
    Ok((columns, cells))
}

fn cell(ui: &Ui, col: Col, row: &Row, names: &Names<'_>) -> Cell {
    match col {
        Col::Title => ui.text(&row.title).into(),
        Col::Number => row.number.clone().into(),
        Col::Version => i64::from(row.version).into(),
        Col::Kind => label(ui, "drafts-kind", row.kind.code()).into(),
        Col::State => label(ui, "drafts-state", row.state.code()).into(),
        Col::Body => names.get(&row.body).copied().unwrap_or_default().into(),
        Col::Progress => {
            let progress = row.progress;
            ui.tr("drafts-progress", &[("done", count(progress.approved)), ("total", count(progress.total))]).into()
        }
        Col::Term => row.due.into(),
        Col::Changed => row.changed_at.into(),
    }
}
