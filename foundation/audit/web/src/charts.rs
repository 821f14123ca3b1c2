//! Accesses counted: tables with bars that are drawn by the server.

use crate::accounted_for;
use crate::log_tabs::tabs;
use crate::pages::{chips, fields, operation, outcome, resource};
use crate::query::Search;
use axum::extract::State;
use axum::response::IntoResponse;
use maud::{Markup, html};
use orda_audit::{Accounting, Chart, Count, Dimension};
use orda_base::{Error, Operation, Outcome};
use orda_web::parts::{self, Column, Filter, Table};
use orda_web::{FormErrors, Json, Query, Response, Title, Ui, WebError};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn router() -> OpenApiRouter<Arc<Accounting>> {
    OpenApiRouter::new().routes(routes!(charts))
}

/// How many accesses there are of one value.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccessCount {
    /// A name, a code, or an hour of the day in Astana.
    value: String,
    /// Accesses.
    count: u64,
}

/// Accesses by one dimension, the most frequent values first; hours in their order.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccessChart {
    /// `person`, `resource`, `operation`, `outcome` or `hour`.
    by: &'static str,
    /// The counts.
    counts: Vec<AccessCount>,
}

/// Count accesses by person, resource, operation, outcome and hour. For the security officer and administrators.
#[utoipa::path(get, path = "/api/v1/accounting/charts", tag = "accounting", params(Search),
    responses((status = 200, body = Vec<AccessChart>), (status = 401), (status = 403), (status = 422)))]
async fn charts(State(accounting): State<Arc<Accounting>>, ui: Ui, Query(search): Query<Search>) -> Response {
    let counted = async || -> Result<Response, WebError> {
        let (filter, wrong) = search.filter();
        let charts = accounting.charts(ui.actor(), &filter).await?;
        if !wrong.is_empty() {
            return Err(Error::Invalid(wrong).into());
        }
        let count = |c: Count| AccessCount { value: c.value, count: c.count };
        let chart = |c: Chart| AccessChart { by: c.by.code(), counts: c.counts.into_iter().map(count).collect() };
        Ok(Json(charts.into_iter().map(chart).collect::<Vec<_>>()).into_response())
    };
    accounted_for(counted().await)
}

pub(crate) async fn show(State(accounting): State<Arc<Accounting>>, ui: Ui, Query(search): Query<Search>) -> Response {
    accounted_for(page(&accounting, &ui, &search).await)
}

async fn page(accounting: &Accounting, ui: &Ui, search: &Search) -> Result<Response, WebError> {
    let (filter, wrong) = search.filter();
    let charts = accounting.charts(ui.actor(), &filter).await?;
    let errors = FormErrors::of_fields(ui, wrong);
    let chips = chips(ui, search);
    let panel = Filter { action: "/accounting/charts", fields: fields(ui, search, &errors), chips: &chips, keep: &[] };
    let drawn = html! { @for chart in &charts { (draw(ui, chart)) } };
    let content = html! {
        (errors.summary(ui))
        h1.govuk-heading-l { (ui.t("audit-charts")) }
        (tabs(ui, "/accounting/charts"))
        p.govuk-body { (ui.t("audit-charts-lead")) }
        (parts::filter_layout(ui, &panel, drawn))
    };
    let title = Title::new(ui.t("audit-charts")).wide();
    Ok(ui.form_page(title, &errors, content))
}

/// How long the longest bar is, in units of its drawing.
const LONGEST: u64 = 1000;

/// A table whose numbers are drawn too: names stand there in full on every screen, and what is seen is also heard.
fn draw(ui: &Ui, chart: &Chart) -> Markup {
    let key = format!("audit-chart-{}", chart.by.code());
    let title = ui.t(&key);
    let most = chart.counts.iter().map(|c| c.count).max().unwrap_or(0).max(1);
    let columns = vec![Column::new(ui.t(named(chart.by))), Column::new(ui.t("audit-chart-count"))];
    let rows = chart.counts.iter().map(|c| vec![html! { (label(ui, chart.by, c)) }, bar(c.count, most)]);
    html! {
        section {
            h2.govuk-heading-m { (title) }
            @if chart.counts.is_empty() { p.govuk-body { (ui.t("audit-empty-title")) } }
            @else { (parts::table(ui, &Table::new(title, columns).rows(rows))) }
        }
    }
}

/// A number, and a bar as long beside the longest as it is beside the greatest.
fn bar(count: u64, most: u64) -> Markup {
    // What there is is seen, however little it is.
    let length = (count * LONGEST / most).max(u64::from(count > 0) * 3);
    html! {
        div.app-chart {
            span.app-chart__count { (count) }
            svg.app-chart__bar viewBox=(format!("0 0 {LONGEST} 1")) preserveAspectRatio="none" aria-hidden="true" {
                rect width=(length) height="1" {}
            }
        }
    }
}

/// What the names beside the bars are, as a message.
const fn named(by: Dimension) -> &'static str {
    match by {
        Dimension::Person => "audit-filter-person",
        Dimension::Resource => "audit-field-resource",
        Dimension::Operation => "audit-field-operation",
        Dimension::Outcome => "audit-field-outcome",
        Dimension::Hour => "audit-chart-hour-of-day",
    }
}

/// What a bar is of, in words.
fn label(ui: &Ui, by: Dimension, count: &Count) -> String {
    let value = count.value.as_str();
    match by {
        Dimension::Person if value.is_empty() => ui.t("audit-who-unknown").to_owned(),
        Dimension::Person if value == "orda" && count.id.is_empty() => ui.t("audit-who-portal").to_owned(),
        Dimension::Person => value.to_owned(),
        Dimension::Resource => resource(ui, value),
        Dimension::Operation => Operation::from_code(value).map_or_else(|| value.to_owned(), |o| operation(ui, o)),
        Dimension::Outcome => Outcome::from_code(value).map_or_else(|| value.to_owned(), |o| outcome(ui, o)),
        Dimension::Hour => format!("{value:0>2}:00"),
    }
}
