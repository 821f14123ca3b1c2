//! The filtered records as a file.

use crate::accounted_for;
use crate::pages::{moment, operation, outcome, resource, who_label};
use crate::query::Search;
use axum::extract::State;
use orda_audit::{Accounting, Cursor, Entry, Filter};
use orda_base::{Error, Result};
use orda_web::{Cell, ExportColumn as Column, Query, Response, Ui, WebError, export_csv, export_xlsx};
use std::sync::Arc;
use tokio::runtime::Handle;

/// Records fetched at once.
const BATCH: u32 = 1000;

#[derive(Clone, Copy)]
enum Format {
    Csv,
    Xlsx,
}

pub(crate) async fn csv(State(accounting): State<Arc<Accounting>>, ui: Ui, Query(search): Query<Search>) -> Response {
    accounted_for(export(accounting, ui, &search, Format::Csv).await)
}

pub(crate) async fn xlsx(State(accounting): State<Arc<Accounting>>, ui: Ui, Query(search): Query<Search>) -> Response {
    accounted_for(export(accounting, ui, &search, Format::Xlsx).await)
}

async fn export(accounting: Arc<Accounting>, ui: Ui, search: &Search, format: Format) -> Result<Response, WebError> {
    let (filter, wrong) = search.filter();
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong).into());
    }
    // The first batch decides whether the reader may; the others are fetched while the file is written.
    let first = accounting.export(ui.actor(), &filter, None, BATCH).await?;
    let columns = columns(&ui);
    let rows = Rows {
        accounting,
        ui,
        filter,
        batch: first.entries.into_iter(),
        next: first.next,
        given: 0,
        runtime: Handle::current(),
        failed: None,
    };
    // Writing a hundred thousand rows keeps a processor busy; pages go on meanwhile.
    tokio::task::spawn_blocking(move || rows.into_file(&columns, format)).await.map_err(Error::internal)?
}

/// Headings with their widths in characters, in the order of [`Rows::cells`].
const COLUMNS: [(&str, u16); 15] = [
    ("audit-field-number", 10),
    ("audit-field-at", 34),
    ("audit-field-who", 16),
    ("audit-field-actor", 34),
    ("audit-field-iin", 16),
    ("audit-field-address", 18),
    ("audit-field-resource", 22),
    ("audit-field-part", 40),
    ("audit-field-service", 40),
    ("audit-field-operation", 16),
    ("audit-field-outcome", 16),
    ("audit-field-detail", 40),
    ("audit-field-session", 38),
    ("audit-field-agent", 40),
    ("audit-field-request", 38),
];

fn columns(ui: &Ui) -> Vec<Column> {
    COLUMNS.into_iter().map(|(key, width)| Column::new(ui.t(key)).width(width)).collect()
}

/// The rows, fetched batch by batch on a thread that may wait.
struct Rows {
    accounting: Arc<Accounting>,
    ui: Ui,
    filter: Filter,
    batch: std::vec::IntoIter<Entry>,
    next: Option<Cursor>,
    given: usize,
    runtime: Handle,
    failed: Option<Error>,
}

impl Rows {
    /// The file, unless fetching rows failed midway.
    fn into_file(mut self, columns: &[Column], format: Format) -> Result<Response, WebError> {
        let response = match format {
            Format::Csv => export_csv("accounting", columns, &mut self),
            Format::Xlsx => export_xlsx("accounting", columns, &mut self),
        }?;
        self.failed.map_or(Ok(response), |error| Err(error.into()))
    }

    /// The next batch; its first row.
    fn fetch(&mut self) -> Option<Entry> {
        let after = self.next.take()?;
        let fetching = self.accounting.export(self.ui.actor(), &self.filter, Some(after), BATCH);
        match self.runtime.block_on(fetching) {
            Ok(found) => {
                self.next = found.next;
                self.batch = found.entries.into_iter();
                self.batch.next()
            }
            Err(error) => {
                self.failed = Some(error);
                None
            }
        }
    }

    fn cells(&self, Entry { seq, entry }: Entry) -> Vec<Cell> {
        let ui = &self.ui;
        vec![
            seq.into(),
            moment(ui, entry.at).into(),
            who_label(ui, entry.who).into(),
            entry.actor_name.into(),
            entry.actor_iin.into(),
            entry.address.into(),
            resource(ui, &entry.resource).into(),
            entry.part.into(),
            entry.service.into(),
            operation(ui, entry.operation).into(),
            outcome(ui, entry.outcome).into(),
            entry.detail.into(),
            entry.session.into(),
            entry.agent.into(),
            entry.request.into(),
        ]
    }
}

impl Iterator for Rows {
    type Item = Vec<Cell>;

    fn next(&mut self) -> Option<Vec<Cell>> {
        let limit = self.accounting.export_limit();
        if self.given > limit {
            return None;
        }
        let entry = match self.batch.next() {
            Some(entry) => entry,
            None => self.fetch()?,
        };
        self.given += 1;
        if self.given > limit {
            // The last row says that there are more.
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let mut row = vec![Cell::Empty; COLUMNS.len()];
            row[1] = self.ui.tr("audit-export-cut", &[("limit", limit.into())]).into();
            return Some(row);
        }
        Some(self.cells(entry))
    }
}
