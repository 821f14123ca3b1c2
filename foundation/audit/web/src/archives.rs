//! Archived months, and how they are searched and verified (365-7-c).

use crate::accounted_for;
use crate::log_tabs::tabs;
use axum::extract::State;
use axum::response::IntoResponse;
use maud::html;
use orda_audit::{Accounting, Archive};
use orda_web::parts::{self, Column, Table};
use orda_web::{Json, Response, Title, Ui, WebError};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn router() -> OpenApiRouter<Arc<Accounting>> {
    OpenApiRouter::new().routes(routes!(archives))
}

/// A month of access records that was moved to a file.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ArchivedMonth {
    /// The month: `2026-10`.
    month: String,
    /// Records in it.
    records: u64,
    /// Number of the first record.
    first: i64,
    /// Number of the last record.
    last: i64,
    /// Name of the file.
    file: String,
    /// SHA-256 of the file, hexadecimal.
    sha256: String,
    /// Bytes of the file.
    bytes: u64,
    /// When it was written, RFC 3339.
    created_at: String,
}

/// Archived months, the latest first. For the security officer and administrators.
#[utoipa::path(get, path = "/api/v1/accounting/archives", tag = "accounting",
    responses((status = 200, body = Vec<ArchivedMonth>), (status = 401), (status = 403)))]
async fn archives(State(accounting): State<Arc<Accounting>>, ui: Ui) -> Response {
    let listed = async || -> Result<Response, WebError> {
        let month = |a: Archive| ArchivedMonth {
            records: a.records(),
            month: a.month,
            first: a.first_seq,
            last: a.last_seq,
            file: a.file,
            sha256: a.sha256,
            bytes: a.bytes,
            created_at: a.created_at.rfc3339(),
        };
        let all = accounting.archives(ui.actor()).await?;
        Ok(Json(all.into_iter().map(month).collect::<Vec<_>>()).into_response())
    };
    accounted_for(listed().await)
}

pub(crate) async fn show(State(accounting): State<Arc<Accounting>>, ui: Ui) -> Response {
    accounted_for(page(&accounting, &ui).await)
}

async fn page(accounting: &Accounting, ui: &Ui) -> Result<Response, WebError> {
    let all = accounting.archives(ui.actor()).await?;
    let columns = vec![
        Column::new(ui.t("audit-archive-month")),
        Column::new(ui.t("audit-archive-records")).numeric(),
        Column::new(ui.t("audit-archive-numbers")),
        Column::new(ui.t("audit-archive-file")),
        Column::new(ui.t("audit-archive-created")),
    ];
    let rows = all.iter().map(|a| {
        let (from, until) = (a.from.date(), a.until.date());
        vec![
            html! { a.govuk-link href=(format!("/accounting?from={from}&until={until}")) { (a.month) } },
            html! { (a.records()) },
            html! { (a.first_seq) "–" (a.last_seq) },
            html! { span.app-wrap { (a.file) } br; code.app-wrap { (a.sha256) } },
            html! { (ui.datetime(a.created_at)) },
        ]
    });
    let title = ui.t("audit-archives");
    let content = html! {
        h1.govuk-heading-l { (title) }
        (tabs(ui, "/accounting/archives"))
        p.govuk-body { (ui.t("audit-archives-lead")) " " (parts::rule(ui, "365-7-c")) }
        @if all.is_empty() {
            (parts::empty_state(ui.t("audit-archives-none-title"), ui.t("audit-archives-none"), html! {}))
        } @else {
            (parts::table(ui, &Table::new(title, columns).rows(rows)))
        }
    };
    Ok(ui.page(Title::new(title).wide(), content))
}
