//! A register as a file: exactly the rows that are filtered.

use super::query::ListInput;
use crate::EdmsWeb;
use crate::view::{self, label};
use axum::extract::State;
use orda_base::{Access, Operation};
use orda_edms::Letter;
use orda_web::Question as _;
use orda_web::{Accounted, Cell, ExportColumn as Column, Query, Response, Ui, WebError, export_csv, export_xlsx};

/// Longest export, in rows.
const LIMIT: u32 = 50_000;
/// Name of the file, without its ending.
const NAME: &str = "letters";

pub(crate) async fn xlsx(
    State(web): State<EdmsWeb>,
    ui: Ui,
    Query(input): Query<ListInput>,
) -> Result<Response, WebError> {
    let (columns, rows) = sheet(&web, &ui, &input).await?;
    Ok(export_xlsx(NAME, &columns, rows)?.accessed(access(&input)))
}

pub(crate) async fn csv(
    State(web): State<EdmsWeb>,
    ui: Ui,
    Query(input): Query<ListInput>,
) -> Result<Response, WebError> {
    let (columns, rows) = sheet(&web, &ui, &input).await?;
    Ok(export_csv(NAME, &columns, rows)?.accessed(access(&input)))
}

fn access(input: &ListInput) -> Access {
    Access::done("letter", input.described(), Operation::Download)
}

async fn sheet(web: &EdmsWeb, ui: &Ui, input: &ListInput) -> Result<(Vec<Column>, Vec<Vec<Cell>>), WebError> {
    let letters = web.edms.export(ui.actor(), &input.query(), LIMIT).await?;
    let bodies = web.edms.bodies().await?;
    let names = view::names(ui, &bodies);
    let name = |body| names.get(&body).copied().unwrap_or_default();
    let columns = [
        ("edms-column-outgoing", 24),
        ("edms-card-outgoing-date", 14),
        ("edms-column-incoming", 24),
        ("edms-card-incoming-date", 14),
        ("edms-column-sender", 30),
        ("edms-column-receiver", 30),
        ("edms-column-title", 80),
        ("edms-column-kind", 30),
        ("edms-column-state", 20),
        ("edms-card-link", 50),
    ];
    let columns = columns.map(|(key, width)| Column::new(ui.t(key)).width(width)).to_vec();
    let row = |one: &Letter| -> Vec<Cell> {
        vec![
            one.outgoing.number.clone().into(),
            one.outgoing.date.into(),
            one.incoming.as_ref().map(|i| i.number.clone()).into(),
            one.incoming.as_ref().map(|i| i.date).into(),
            name(one.sender).into(),
            name(one.receiver).into(),
            view::title(ui, &one.title).into(),
            label(ui, "edms-kind", one.kind.code()).into(),
            label(ui, "edms-state", one.state.code()).into(),
            one.link.clone().into(),
        ]
    };
    Ok((columns, letters.iter().map(row).collect()))
}
